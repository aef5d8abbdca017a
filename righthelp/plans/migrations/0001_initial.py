import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_early_help_coordinator"),
        ("guidance", "0002_contact_version"),
        ("people", "0012_noted_by_index"),
        ("work", "0007_passed_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "The plan"),
                            ("minutes", "What was said and decided at a meeting"),
                            ("review", "What a review says"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "sections",
                    models.JSONField(
                        help_text="A list of sections, each with title and lines, as `copies.py` writes them."
                    ),
                ),
                ("released_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outdated_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Since when something of a plan may be kept from its reader, so that their own page does not show it any more; of minutes, since when something in them that its reader may have was put right; of a review, since when it is struck through.",
                        null=True,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "copies",
                "ordering": ("released_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Given",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("hand", "By hand"),
                            ("post", "By post"),
                            ("email", "By secure e-mail, from the agency’s own system"),
                            ("read", "Read out, or read together"),
                            ("page", "On their own page in Right Help"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_where",
                    models.CharField(blank=True, help_text="In words, without an address: at school.", max_length=200),
                ),
                ("given_on", models.DateField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="given", to="plans.copy"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "given",
                "ordering": ("given_on", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(help_text="A key of data/meeting_kinds.csv.", max_length=40)),
                ("planned_for", models.DateTimeField()),
                ("minutes_long", models.PositiveSmallIntegerField(default=60)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("is_online", models.BooleanField(default=False)),
                ("purpose", models.TextField()),
                (
                    "also_with",
                    models.TextField(
                        blank=True,
                        help_text="Who else, that does not take part in the plan (BG-018, BT-012); no minutes name them.",
                    ),
                ),
                (
                    "needed",
                    models.TextField(blank=True, help_text="An interpreter, a step-free room, a crèche (BG-015)."),
                ),
                ("called_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("chaired_by", models.CharField(blank=True, max_length=200)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "nothing_because",
                    models.TextField(
                        blank=True, help_text="Why nothing was decided and nobody took on an action (BG-020)."
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.TextField(blank=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-planned_for", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True), models.Q(("purpose", ""), _negated=True)
                        ),
                        name="meeting_has_kind_and_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("held_at__isnull", True), ("written_at__isnull", True), ("written_by__isnull", True)
                            ),
                            models.Q(
                                ("held_at__isnull", False), ("written_at__isnull", False), ("written_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="meeting_held_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", True),
                                ("cancelled_because", ""),
                                ("cancelled_by__isnull", True),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                ("held_at__isnull", True),
                                models.Q(("cancelled_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="copy",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="plans.meeting",
            ),
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("worker", "Somebody who works with the family"),
                            ("family", "A parent, carer or relative"),
                            ("network", "A friend, neighbour or somebody else whom the family chose"),
                            ("child", "A child or young person whom the plan is for"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(help_text="In words: school nurse, mother, neighbour.", max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "shuts",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes, it is shut then"), ("no", "No, somebody is there")],
                        help_text="Whether it is shut in the holidays; where nobody said it, schools and nurseries are.",
                        max_length=3,
                    ),
                ),
                (
                    "cover_name",
                    models.CharField(
                        blank=True,
                        help_text="Who stands in while a school or service is shut, for example in holidays.",
                        max_length=200,
                    ),
                ),
                ("cover_phone", models.CharField(blank=True, max_length=40)),
                (
                    "is_interface",
                    models.BooleanField(
                        default=False,
                        help_text="A social worker who came to think about the plan with the team (BN-014).",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                ("left_because", models.TextField(blank=True)),
                (
                    "kept_from",
                    models.ManyToManyField(
                        blank=True,
                        help_text="In whose copies, minutes and lists they are not named: a refuge worker from somebody feared.",
                        related_name="+",
                        to="plans.member",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_plans",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.team",
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "joined_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "worker"),
                                ("name", ""),
                                ("person__isnull", True),
                                ("practitioner__isnull", False),
                                ("team__isnull", False),
                            ),
                            models.Q(
                                ("kind__in", ("worker", "family", "network")),
                                ("practitioner__isnull", True),
                                ("team__isnull", True),
                                ("person__isnull", True),
                                models.Q(("name", ""), _negated=True),
                            ),
                            models.Q(
                                ("kind__in", ("family", "network", "child")),
                                ("name", ""),
                                ("person__isnull", False),
                                ("practitioner__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="member_by_account_record_or_name",
                    ),
                    models.CheckConstraint(condition=models.Q(("role", ""), _negated=True), name="member_in_a_role"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_because", ""), ("left_on__isnull", True)),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="member_leaves_after_joining",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="copy",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="plans.member"
            ),
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(help_text="A key of data/plan_kinds.csv.", max_length=40)),
                (
                    "family_wants",
                    models.TextField(blank=True, help_text="What the family wants to be different, in their words."),
                ),
                ("network", models.TextField(blank=True, help_text="How the family’s own people help (BP-031).")),
                (
                    "network_offer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "Offered: they met, or will meet"),
                            ("thinking", "Offered: they are thinking about it"),
                            ("declined", "Offered: they do not want it now"),
                            ("unsafe", "Not offered: it would not be safe"),
                            ("not_yet", "Not offered yet"),
                        ],
                        help_text="Whether the family was offered to think it through with their own people (BP-032).",
                        max_length=10,
                    ),
                ),
                (
                    "bottom_line",
                    models.TextField(blank=True, help_text="What must hold so that the child is safe (SF-070)."),
                ),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(help_text="The agreed time between reviews, in calendar days."),
                ),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("begun_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="plans.plan",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        help_text="The guidance under which it was begun.",
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
                    "team",
                    models.ForeignKey(
                        help_text="Who coordinates it (BP-024).",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="agencies.team",
                    ),
                ),
            ],
            options={
                "ordering": ("-begun_on", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["team", "next_review_on"],
                        name="plan_reviews_to_come",
                    ),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["next_review_on"],
                        name="plan_reviews_by_day",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", ""), _negated=True), ("review_days__gte", 1)),
                        name="plan_has_kind_and_interval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_because", ""), ("ended_by__isnull", True), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_end_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("begun_on")), _connector="OR"
                        ),
                        name="plan_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="member",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="plans.plan"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="plans.plan"
            ),
        ),
        migrations.CreateModel(
            name="FamilyLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("code_digest", models.CharField(max_length=128)),
                (
                    "safe_because",
                    models.TextField(
                        help_text="How we know that nobody else can read it and that it brings no danger."
                    ),
                ),
                ("link_way", models.CharField(help_text="By which way the link goes to them.", max_length=200)),
                (
                    "code_way",
                    models.CharField(help_text="By which other way, known to be safe, the code goes.", max_length=200),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                (
                    "opened_at",
                    models.DateTimeField(
                        blank=True, help_text="When it was opened last with the right code.", null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
                (
                    "code_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Which way on file that is; empty for somebody without a record, who is given it in person.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.safecontact",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where it was shut after too many wrong codes.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="plans.member"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ("made_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("safe_because", ""), _negated=True),
                            models.Q(("link_way", ""), _negated=True),
                            models.Q(("code_way", ""), _negated=True),
                        ),
                        name="family_link_is_safe",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_because", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="family_link_ended_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("member",),
                        name="family_link_once_a_member",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="copy",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="plans.plan"
            ),
        ),
        migrations.CreateModel(
            name="PlanChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("wants", models.TextField(blank=True, help_text="What the child wants to be different.")),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "came_back_at",
                    models.DateTimeField(
                        blank=True, help_text="Since when they are here again, after they had left.", null=True
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True)),
                ("left_because", models.TextField(blank=True)),
                (
                    "left_how",
                    models.CharField(
                        blank=True,
                        help_text="How the help ended for them: a key of the room whose help it is; empty where none said it.",
                        max_length=15,
                    ),
                ),
                (
                    "episode",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_plan",
                        to="work.episode",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="in_plans", to="people.person"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="children", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "person"), name="child_once_a_plan"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_because", ""), ("left_on__isnull", True)),
                            models.Q(("left_on__isnull", False), models.Q(("left_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="child_left_plan_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("said", "What was said"),
                            ("understood", "What we understand better now"),
                            ("decided", "What was decided"),
                            ("put_right", "What was put right"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("kept_because", models.TextField(blank=True)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("struck_at", models.DateTimeField(blank=True, help_text="Struck through: in no minutes.", null=True)),
                ("was_wrong", models.TextField(blank=True)),
                ("said_on", models.DateField(blank=True, null=True)),
                ("kept_from", models.ManyToManyField(blank=True, related_name="+", to="plans.member")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="plans.meeting"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "puts_right",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_right_by",
                        to="plans.note",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.member",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: about all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.planchild",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="note_says_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at__isnull", True), ("struck_by__isnull", True)),
                            models.Q(("struck_at__isnull", False), ("struck_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_struck_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "put_right"),
                                ("said_by__isnull", False),
                                ("said_on__isnull", False),
                                models.Q(("was_wrong", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "put_right"), _negated=True),
                                ("puts_right__isnull", True),
                                ("said_by__isnull", True),
                                ("said_on__isnull", True),
                                ("was_wrong", ""),
                            ),
                            _connector="OR",
                        ),
                        name="note_put_right_whole_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "carried_from",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="The part of an earlier plan of which it is the copy.",
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                ("own_words", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                ("evidence_from", models.CharField(blank=True, max_length=200)),
                ("evidence_on", models.DateField(blank=True, null=True)),
                (
                    "evidence_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fact", "Fact: seen, heard or measured"),
                            ("opinion", "Opinion: what I or a colleague make of it"),
                            ("reported", "Reported: what somebody else said"),
                        ],
                        max_length=10,
                    ),
                ),
                ("no_action_because", models.TextField(blank=True)),
                (
                    "descriptor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.descriptor",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kept_from", models.ManyToManyField(blank=True, related_name="+", to="plans.member")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "of_member",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose need it is, where it is an adult’s (BP-027).",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="plans.member",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="plans.plan"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="plans.planchild",
                    ),
                ),
            ],
            options={
                "ordering": ("noted_at", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dropped_at__isnull", True), ("dropped_because", ""), ("dropped_by__isnull", True)
                            ),
                            models.Q(
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                                models.Q(("dropped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="need_dropped_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("descriptor__isnull", False), models.Q(("own_words", ""), _negated=True), _connector="OR"
                        ),
                        name="plan_need_has_descriptor_or_own_words",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="member",
            name="reads",
            field=models.ManyToManyField(blank=True, related_name="read_by", to="plans.planchild"),
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "carried_from",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="The part of an earlier plan of which it is the copy.",
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("has_scale", models.BooleanField(default=False)),
                ("scale_zero", models.CharField(blank=True, help_text="What 0 means.", max_length=300)),
                ("scale_ten", models.CharField(blank=True, help_text="What 10 means.", max_length=300)),
                ("reached_on", models.DateField(blank=True, null=True)),
                ("reached_how", models.TextField(blank=True, help_text="How we know.")),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reached_noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kept_from", models.ManyToManyField(blank=True, related_name="+", to="plans.member")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="plans.plan"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="plans.planchild",
                    ),
                ),
            ],
            options={
                "ordering": ("noted_at", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dropped_at__isnull", True), ("dropped_because", ""), ("dropped_by__isnull", True)
                            ),
                            models.Q(
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                                models.Q(("dropped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="goal_dropped_for_a_reason",
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="goal_says_what"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("has_scale", False), ("scale_ten", ""), ("scale_zero", "")),
                            models.Q(
                                ("has_scale", True),
                                models.Q(("scale_zero", ""), _negated=True),
                                models.Q(("scale_ten", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="goal_scale_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reached_how", ""), ("reached_noted_by__isnull", True), ("reached_on__isnull", True)
                            ),
                            models.Q(
                                ("reached_noted_by__isnull", False),
                                ("reached_on__isnull", False),
                                models.Q(("reached_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="goal_reached_whole_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.TextField(help_text="What was late, as the page said it.")),
                ("done", models.TextField(help_text="What was done about it.")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="delays", to="plans.plan"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose part of the plan was late; empty where it is about all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.planchild",
                    ),
                ),
            ],
            options={
                "ordering": ("noted_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", ""), _negated=True), models.Q(("done", ""), _negated=True)
                        ),
                        name="delay_says_what_was_done",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "carried_from",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="The part of an earlier plan of which it is the copy.",
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                ("what", models.TextField()),
                ("is_for", models.TextField(help_text="What it is for in the child’s safety or wellbeing.")),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("done_how", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True, help_text="The measurable difference it has made (BN-097).")),
                ("impact_noted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "impact_noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="plans.goal"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        help_text="At which meeting it was agreed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="plans.meeting",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="plans.member"
                    ),
                ),
                ("kept_from", models.ManyToManyField(blank=True, related_name="+", to="plans.member")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="plans.plan"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="plans.planchild",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "pk"),
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True), ("dropped_at__isnull", True)),
                        fields=["due_on"],
                        name="action_to_do",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dropped_at__isnull", True), ("dropped_because", ""), ("dropped_by__isnull", True)
                            ),
                            models.Q(
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                                models.Q(("dropped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_dropped_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True), models.Q(("is_for", ""), _negated=True)
                        ),
                        name="action_says_what_and_what_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_how", ""), ("done_noted_by__isnull", True), ("done_on__isnull", True)),
                            models.Q(("done_noted_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_done_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("impact", ""), ("impact_noted_at__isnull", True), ("impact_noted_by__isnull", True)
                            ),
                            models.Q(
                                models.Q(("impact", ""), _negated=True),
                                ("impact_noted_at__isnull", False),
                                ("impact_noted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="action_impact_whole_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("agreed_on", models.DateField()),
                (
                    "agreed_with",
                    models.TextField(help_text="Who agreed, of the family and of those who help (BP-044, BP-208)."),
                ),
                ("understood_how", models.TextField(help_text="How it was made sure that it was understood (BP-209).")),
                ("not_agreed", models.TextField(blank=True, help_text="Who sees something differently, and what.")),
                (
                    "review_by",
                    models.DateField(
                        blank=True,
                        help_text="The day agreed for the next review, where it is sooner than it would be.",
                        null=True,
                    ),
                ),
                ("written", models.JSONField(help_text="Each part of the plan by its public id.")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_with", ""), _negated=True),
                            models.Q(("understood_how", ""), _negated=True),
                        ),
                        name="plan_agreed_with_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="copy",
            name="of_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.planversion",
            ),
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "name",
                    models.CharField(blank=True, help_text="A service that is not in the directory.", max_length=200),
                ),
                ("asked_on", models.DateField()),
                (
                    "is_signpost",
                    models.BooleanField(default=False, help_text="The family was told of it; it was told nothing."),
                ),
                ("change", models.TextField(help_text="What should be different through it (BP-142).")),
                ("told", models.TextField(blank=True, help_text="What the service was told: only what it needs.")),
                (
                    "agreed",
                    models.TextField(
                        help_text="Who of the family agreed that it is asked, or why it is asked without."
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "They will help"),
                            ("waiting_list", "They will help, after a wait"),
                            ("declined", "They cannot help"),
                            ("not_taken_up", "It did not happen, or they chose other help"),
                        ],
                        max_length=15,
                    ),
                ),
                ("answer_words", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("begins_on", models.DateField(blank=True, help_text="From when it helps.", null=True)),
                (
                    "hoped_end_on",
                    models.DateField(blank=True, help_text="Help is for a limited time (BN-030).", null=True),
                ),
                (
                    "answered_before",
                    models.TextField(
                        blank=True,
                        help_text="What it said before, a line each with its day, so that a wait can be seen (BN-043).",
                    ),
                ),
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
                (
                    "answer_noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="plans.need"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referrals", to="plans.plan"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.service",
                    ),
                ),
            ],
            options={
                "ordering": ("asked_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("service__isnull", False),
                            ("agency__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="referral_names_the_service",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", ""), _negated=True),
                            models.Q(("change", ""), _negated=True),
                            models.Q(
                                models.Q(("is_signpost", True), ("told", "")),
                                models.Q(("is_signpost", False), models.Q(("told", ""), _negated=True)),
                                _connector="OR",
                            ),
                        ),
                        name="referral_says_what_for_and_what_was_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hoped_end_on__isnull", True),
                            ("begins_on__isnull", True),
                            ("hoped_end_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="referral_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answer_noted_by__isnull", True), ("answered_on__isnull", True)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answer_noted_by__isnull", False),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="referral_answered_whole_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("soon", "A review is due soon"),
                            ("late", "A review is late"),
                            ("still_late", "A review is still late, and a manager is told"),
                            ("action", "An action is late"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminded",
                        to="plans.action",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminded", to="plans.plan"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reminded",
                "ordering": ("told_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__isnull", False), ("of", "action")),
                            models.Q(models.Q(("of", "action"), _negated=True), ("action__isnull", True)),
                            _connector="OR",
                        ),
                        name="reminded_of_an_action_or_a_review",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("action__isnull", True)),
                        fields=("plan", "of", "due_on"),
                        name="reminded_once_of_a_review",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("action__isnull", False)),
                        fields=("action", "due_on"),
                        name="reminded_once_of_an_action",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reviewed_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("late_because", models.TextField(blank=True)),
                ("changed", models.TextField(help_text="What has changed in the family’s life.")),
                ("family_view", models.TextField(blank=True, help_text="What the family says.")),
                (
                    "is_not_working",
                    models.BooleanField(default=False, help_text="Not yet making the difference we hoped."),
                ),
                ("not_working_because", models.TextField(blank=True)),
                ("is_risk_rising", models.BooleanField(default=False)),
                ("risk_because", models.TextField(blank=True)),
                ("do_next", models.TextField(help_text="What is done next, and what is done differently.")),
                ("next_on", models.DateField(help_text="By when the plan is reviewed again.")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="plans.meeting",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="plans.plan"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("reviewed_on", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at__isnull", True), ("struck_because", ""), ("struck_by__isnull", True)),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("struck_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="review_struck_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changed", ""), _negated=True), models.Q(("do_next", ""), _negated=True)
                        ),
                        name="review_says_what_changed_and_next",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_not_working", False),
                                models.Q(("not_working_because", ""), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("is_risk_rising", False),
                                models.Q(("risk_because", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="review_flag_says_why",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="copy",
            name="review",
            field=models.ForeignKey(
                blank=True,
                help_text="A review that was held at no meeting: one that was stands in the minutes.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="plans.review",
            ),
        ),
        migrations.CreateModel(
            name="ChildReviewed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "life",
                    models.CharField(
                        choices=[
                            ("better", "Life is better for the child"),
                            ("same", "About the same"),
                            ("worse", "Harder than before"),
                            ("unknown", "We do not know yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("how_we_know", models.TextField()),
                (
                    "says",
                    models.TextField(blank=True, help_text="What the child says; no copy for the family shows it."),
                ),
                ("says_on", models.DateField(blank=True, help_text="When the child said it.", null=True)),
                (
                    "says_asked",
                    models.TextField(blank=True, help_text="What the child had been asked; empty where nobody asked."),
                ),
                ("says_exact", models.BooleanField(default=False, help_text="Whether it is word for word.")),
                (
                    "says_readers",
                    models.CharField(
                        choices=[
                            ("keepers", "Only whoever wrote the review, and those who lead or answer for the plan"),
                            ("team", "Everybody who works with the plan and may see this child"),
                        ],
                        default="keepers",
                        max_length=10,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviewed", to="plans.planchild"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="children", to="plans.review"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "children reviewed",
                "ordering": ("child__position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("review", "child"), name="child_reviewed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("how_we_know", ""), _negated=True), name="child_reviewed_says_how_we_know"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScaleMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("value", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True)),
                ("said_on", models.DateField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="plans.goal"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where they marked it themselves on their own page.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="plans.familylink",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="plans.member"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("said_on", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at__isnull", True), ("struck_because", ""), ("struck_by__isnull", True)),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("struck_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="scalemark_struck_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), ("value__lte", 10)), name="scale_from_0_to_10"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link__isnull", True), ("noted_by__isnull", False)),
                            models.Q(("link__isnull", False), ("noted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="scale_marked_by_a_worker_or_on_their_page",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_with",
                    models.CharField(
                        blank=True, help_text="Who wrote it: parents best of all (BP-210).", max_length=300
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stories", to="plans.planchild"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
                "ordering": ("made_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_at__isnull", True), ("released_by__isnull", True)),
                            models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="story_released_whole_or_none",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=("child",),
                        name="one_story_being_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField()),
                ("picture", models.CharField(blank=True, help_text="A key of data/pictures.csv.", max_length=40)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="plans.story"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="story_line_has_words")
                ],
            },
        ),
        migrations.CreateModel(
            name="Strength",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "carried_from",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="The part of an earlier plan of which it is the copy.",
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("said_by", models.CharField(blank=True, help_text="Who said it.", max_length=200)),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="plans.planchild",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kept_from", models.ManyToManyField(blank=True, related_name="+", to="plans.member")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "of_member",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose own it is, where it is an adult’s: nobody else of the family is given it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.member",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ("noted_at", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dropped_at__isnull", True), ("dropped_because", ""), ("dropped_by__isnull", True)
                            ),
                            models.Q(
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                                models.Q(("dropped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="strength_dropped_for_a_reason",
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="strength_says_what"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TakenBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(help_text="The day that was noted.")),
                ("how", models.TextField(blank=True)),
                (
                    "impact",
                    models.TextField(blank=True, help_text="The difference that an action was said to have made."),
                ),
                ("because", models.TextField()),
                ("taken_back_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_back",
                        to="plans.action",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_back",
                        to="plans.goal",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "taken back",
                "ordering": ("taken_back_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="taken_back_for_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__isnull", False), ("goal__isnull", True)),
                            models.Q(("action__isnull", True), ("goal__isnull", False), ("impact", "")),
                            _connector="OR",
                        ),
                        name="taken_back_of_an_action_or_a_goal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Worry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "carried_from",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="The part of an earlier plan of which it is the copy.",
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                ("text", models.TextField()),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="worries",
                        to="plans.planchild",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kept_from", models.ManyToManyField(blank=True, related_name="+", to="plans.member")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="worries", to="plans.plan"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "worries",
                "ordering": ("noted_at", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dropped_at__isnull", True), ("dropped_because", ""), ("dropped_by__isnull", True)
                            ),
                            models.Q(
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                                models.Q(("dropped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="worry_dropped_for_a_reason",
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="worry_says_what"),
                ],
            },
        ),
        migrations.AddField(
            model_name="need",
            name="worry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="needs",
                to="plans.worry",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="worry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="plans.worry"
            ),
        ),
        migrations.CreateModel(
            name="ActionMoved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                ("to_day", models.DateField()),
                ("because", models.TextField()),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="plans.action"
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("moved_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="action_moved_for_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilySaid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField()),
                ("wants_talk", models.BooleanField(default=False)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reminded_at",
                    models.DateTimeField(
                        blank=True, help_text="When somebody was told that it waits unread.", null=True
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="said", to="plans.familylink"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "said by families",
                "ordering": ("said_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="family_said_read_whole_or_none",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_how", models.CharField(blank=True, help_text="How they were asked.", max_length=200)),
                (
                    "came",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("came", "Came"),
                            ("views", "Sent their views"),
                            ("apologies", "Sent apologies"),
                            ("not_there", "Was not there, and we do not know why"),
                            ("not_able", "Could not be there: it was not made possible for them"),
                        ],
                        max_length=12,
                    ),
                ),
                ("views", models.TextField(blank=True, help_text="What they said beforehand, in their words.")),
                ("views_noted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "views_noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invited", to="plans.meeting"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="plans.member"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "member"), name="invited_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came", "views"), _negated=True),
                            models.Q(("views", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invited_sent_views_that_are_kept",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True), ("practitioner__isnull", False)),
                fields=("plan", "practitioner", "team"),
                name="worker_once_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("plan", "person"),
                name="person_once_a_plan_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="copy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "plan"),
                        ("meeting__isnull", True),
                        ("of_version__isnull", False),
                        ("review__isnull", True),
                    ),
                    models.Q(
                        ("kind", "minutes"),
                        ("meeting__isnull", False),
                        ("of_version__isnull", True),
                        ("review__isnull", True),
                    ),
                    models.Q(
                        ("kind", "review"),
                        ("meeting__isnull", True),
                        ("of_version__isnull", True),
                        ("review__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="copy_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("worry__isnull", True), ("no_action_because", ""), _connector="OR"),
                name="plan_need_answered_once",
            ),
        ),
    ]
