import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_designated_officer"),
        ("guidance", "0002_contact_version"),
        ("people", "0012_noted_by_index"),
        ("work", "0004_joined_because"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "told_by_name",
                    models.CharField(blank=True, help_text="Who raised it, without an account here.", max_length=200),
                ),
                ("told_by_organisation", models.CharField(blank=True, max_length=200)),
                ("told_by_reach", models.TextField(blank=True, help_text="How to reach them.")),
                (
                    "is_by_decision",
                    models.BooleanField(
                        default=False,
                        help_text="No record of the child was linked: whoever may read the decision may read it.",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("decision", "A decision"), ("work", "The quality of work")], max_length=10
                    ),
                ),
                ("subject_kind", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.UUIDField(blank=True, null=True)),
                (
                    "subject_page",
                    models.CharField(blank=True, help_text="The address of the decision’s own page.", max_length=300),
                ),
                ("what", models.TextField(help_text="What was decided or done, in words.")),
                ("happened_on", models.DateField()),
                ("agency_name", models.CharField(help_text="The other agency, as it was called then.", max_length=200)),
                ("complained_of_name", models.CharField(max_length=200)),
                ("facts", models.TextField(help_text="What is known to have happened.")),
                ("view", models.TextField(help_text="What whoever raised it thinks of that, and why.")),
                ("wants", models.TextField(help_text="What should be different for the child.")),
                (
                    "at_risk",
                    models.BooleanField(default=False, help_text="A child might be at risk when it was raised."),
                ),
                (
                    "ladder",
                    models.JSONField(help_text="The steps as they held when it was raised, each with title and days."),
                ),
                (
                    "ladder_from",
                    models.CharField(
                        choices=[
                            ("guidance", "The partnership’s guidance"),
                            ("default", "Right Help’s default"),
                            ("own", "The partnership’s own"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("settled", "Settled"),
                            ("decided", "Decided at the last step"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed",
                    models.TextField(blank=True, help_text="What was agreed or decided; why, where it was withdrawn."),
                ),
                ("changes", models.TextField(blank=True, help_text="What changes for the child.")),
                ("learned", models.TextField(blank=True, help_text="What was learned, without blame.")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("children", models.ManyToManyField(related_name="disagreements", to="people.person")),
                (
                    "complained_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.edition",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "raised_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "ordering": ("-raised_at", "-pk"),
                "indexes": (
                    models.Index(
                        condition=models.Q(("subject_id__isnull", False)),
                        fields=["subject_id"],
                        name="disagreement_subject",
                    ),
                ),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("agency_name", ""), _negated=True),
                            models.Q(("complained_of_name", ""), _negated=True),
                            models.Q(("view", ""), _negated=True),
                        ),
                        name="disagreement_says_what_and_with_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agency__isnull", True),
                            models.Q(("agency", models.F("raised_for")), _negated=True),
                            models.Q(("told_by_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="disagreement_with_another_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_by_name", ""), ("told_by_organisation", ""), ("told_by_reach", "")),
                            models.Q(
                                models.Q(("told_by_name", ""), _negated=True),
                                models.Q(("told_by_organisation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disagreement_told_by_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_by_decision", False), ("subject_id__isnull", False), _connector="OR"),
                        name="disagreement_by_decision_has_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("complained_of__isnull", True),
                            models.Q(("complained_of", models.F("raised_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disagreement_with_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject_id__isnull", True), ("subject_kind", ""), ("subject_page", "")),
                            models.Q(models.Q(("subject_kind", ""), _negated=True), ("subject_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="disagreement_subject_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed", ""),
                                ("changes", ""),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("learned", ""),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("outcome__in", ("settled", "decided")),
                                models.Q(("agreed", ""), _negated=True),
                                models.Q(("changes", ""), _negated=True),
                                models.Q(("learned", ""), _negated=True),
                            ),
                            models.Q(
                                ("changes", ""),
                                ("ended_at__isnull", False),
                                ("ended_by", models.F("raised_by")),
                                ("learned", ""),
                                ("outcome", "withdrawn"),
                                models.Q(("agreed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disagreement_end_whole_or_none",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="DisagreementStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField()),
                ("skipped_because", models.TextField(blank=True, help_text="Why steps below this one were left out.")),
                (
                    "ours_name",
                    models.CharField(blank=True, help_text="Who speaks for the side that raised it.", max_length=200),
                ),
                (
                    "theirs_name",
                    models.CharField(blank=True, help_text="Who speaks for the other side.", max_length=200),
                ),
                ("named_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("settled", "Settled"),
                            ("not_settled", "Not settled"),
                            ("decided", "Decided"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("end_note", models.TextField(blank=True, help_text="Why it was not settled, in words.")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "complained_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disagreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="work.disagreement"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ours_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "theirs",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theirs_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": (
                    models.UniqueConstraint(fields=("disagreement", "position"), name="disagreement_step_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("disagreement",),
                        name="disagreement_on_one_step_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="disagreement_step_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("named_at__isnull", True),
                                ("named_by__isnull", True),
                                ("ours__isnull", True),
                                ("ours_name", ""),
                                ("theirs__isnull", True),
                                ("theirs_name", ""),
                            ),
                            models.Q(
                                ("named_at__isnull", False),
                                ("named_by__isnull", False),
                                models.Q(("ours_name", ""), _negated=True),
                                models.Q(("theirs_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disagreement_both_sides_named_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ours__isnull", True),
                                ("theirs__isnull", True),
                                models.Q(("ours", models.F("theirs")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ours_name", ""),
                                models.Q(("ours__isnull", False), ("theirs__isnull", False)),
                                models.Q(("ours_name", models.F("theirs_name")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="disagreement_nobody_on_both_sides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("complained_of__isnull", True),
                            models.Q(
                                models.Q(
                                    ("ours__isnull", True),
                                    models.Q(("ours", models.F("complained_of")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("position", 1),
                                    ("theirs__isnull", True),
                                    models.Q(("theirs", models.F("complained_of")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="disagreement_complained_of_on_first_step_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end", ""), ("end_note", ""), ("ended_at__isnull", True), ("ended_by__isnull", True)
                            ),
                            models.Q(
                                models.Q(("end", ""), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="disagreement_step_end_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", "not_settled"), _negated=True),
                            models.Q(("end_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="disagreement_step_not_settled_says_why",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="OwnLadder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("steps", models.JSONField(help_text="In order, each with title and days.")),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "framework",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.framework"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Said",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("ours", "The side that raised it"), ("theirs", "The other side")], max_length=6
                    ),
                ),
                ("spoke_on", models.DateField()),
                ("facts", models.TextField(blank=True)),
                ("view", models.TextField(blank=True)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="said", to="work.disagreementstep"
                    ),
                ),
            ],
            options={
                "ordering": ("noted_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("facts", ""), ("view", ""), _negated=True), name="said_holds_words"
                    ),
                ),
            },
        ),
    ]
