import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0003_designated_officer"),
        ("people", "0012_noted_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("together", models.UUIDField(db_index=True, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("set_aside_because", models.TextField(blank=True)),
                ("said_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("parent", "A parent or somebody else with parental responsibility"),
                            ("carer", "Somebody else who cares for the child"),
                            ("young", "The child or young person, who understands enough to decide this"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "competence",
                    models.TextField(
                        blank=True, help_text="How we know that the young person can decide this (SF-028)."
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("face", "Face to face"),
                            ("phone", "By telephone or video"),
                            ("written", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "They agreed"), ("part", "They agreed to a part"), ("no", "They said no")],
                        max_length=5,
                    ),
                ),
                ("limits", models.TextField(blank=True, help_text="What was refused.")),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "withdrawn_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("face", "Face to face"),
                            ("phone", "By telephone or video"),
                            ("written", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("withdrawn_words", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "next_steps",
                    models.TextField(blank=True, help_text="What a manager decided to do after it (BP-203)."),
                ),
                ("next_because", models.TextField(blank=True)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                (
                    "next_decided_by",
                    models.CharField(blank=True, help_text="A manager without an account.", max_length=200),
                ),
                ("service", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "next_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "-pk"),
                "abstract": False,
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("set_aside_at__isnull", True),
                                ("set_aside_because", ""),
                                ("set_aside_by__isnull", True),
                            ),
                            models.Q(
                                ("set_aside_at__isnull", False),
                                ("set_aside_by__isnull", False),
                                models.Q(("set_aside_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_set_aside_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said_by__isnull", False), ("said_by_name", "")),
                            models.Q(("said_by__isnull", True), models.Q(("said_by_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="agreement_said_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "young"), _negated=True),
                            models.Q(("competence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agreement_young_person_can_decide",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "part"), _negated=True),
                            models.Q(("limits", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agreement_part_says_which",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_how", ""),
                                ("withdrawn_on__isnull", True),
                                ("withdrawn_words", ""),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_how", ""), _negated=True),
                                models.Q(("withdrawn_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_withdrawn_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True), models.Q(("answer", "no"), _negated=True), _connector="OR"
                        ),
                        name="agreement_only_a_yes_is_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_at__isnull", True),
                                ("next_because", ""),
                                ("next_by__isnull", True),
                                ("next_steps", ""),
                            ),
                            models.Q(
                                ("next_at__isnull", False),
                                ("next_by__isnull", False),
                                models.Q(("next_steps", ""), _negated=True),
                                models.Q(("next_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_next_steps_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_at__isnull", True), ("next_decided_by", "")),
                            models.Q(("next_at__isnull", False), ("withdrawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_next_steps_after_withdrawal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("service", ""), _negated=True), name="agreement_names_the_service"
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("together", models.UUIDField(db_index=True, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("set_aside_because", models.TextField(blank=True)),
                ("said_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("parent", "A parent or somebody else with parental responsibility"),
                            ("carer", "Somebody else who cares for the child"),
                            ("young", "The child or young person, who understands enough to decide this"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "competence",
                    models.TextField(
                        blank=True, help_text="How we know that the young person can decide this (SF-028)."
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("face", "Face to face"),
                            ("phone", "By telephone or video"),
                            ("written", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "They agreed"), ("part", "They agreed to a part"), ("no", "They said no")],
                        max_length=5,
                    ),
                ),
                ("limits", models.TextField(blank=True, help_text="What was refused.")),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "withdrawn_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("face", "Face to face"),
                            ("phone", "By telephone or video"),
                            ("written", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("withdrawn_words", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "next_steps",
                    models.TextField(blank=True, help_text="What a manager decided to do after it (BP-203)."),
                ),
                ("next_because", models.TextField(blank=True)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                (
                    "next_decided_by",
                    models.CharField(blank=True, help_text="A manager without an account.", max_length=200),
                ),
                ("purpose", models.TextField()),
                ("information", models.TextField()),
                ("shared_with", models.TextField()),
                (
                    "was_told",
                    models.BooleanField(
                        default=False, help_text="They were told why, what, how and with whom (SF-051)."
                    ),
                ),
                (
                    "is_free",
                    models.BooleanField(
                        default=False, help_text="They said yes in clear words, and nobody pressed them."
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "next_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "-pk"),
                "abstract": False,
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("set_aside_at__isnull", True),
                                ("set_aside_because", ""),
                                ("set_aside_by__isnull", True),
                            ),
                            models.Q(
                                ("set_aside_at__isnull", False),
                                ("set_aside_by__isnull", False),
                                models.Q(("set_aside_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_set_aside_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said_by__isnull", False), ("said_by_name", "")),
                            models.Q(("said_by__isnull", True), models.Q(("said_by_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="consent_said_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "young"), _negated=True),
                            models.Q(("competence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_young_person_can_decide",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "part"), _negated=True),
                            models.Q(("limits", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_part_says_which",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_how", ""),
                                ("withdrawn_on__isnull", True),
                                ("withdrawn_words", ""),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_how", ""), _negated=True),
                                models.Q(("withdrawn_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True), models.Q(("answer", "no"), _negated=True), _connector="OR"
                        ),
                        name="consent_only_a_yes_is_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_at__isnull", True),
                                ("next_because", ""),
                                ("next_by__isnull", True),
                                ("next_steps", ""),
                            ),
                            models.Q(
                                ("next_at__isnull", False),
                                ("next_by__isnull", False),
                                models.Q(("next_steps", ""), _negated=True),
                                models.Q(("next_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_next_steps_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_at__isnull", True), ("next_decided_by", "")),
                            models.Q(("next_at__isnull", False), ("withdrawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_next_steps_after_withdrawal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", ""), _negated=True),
                            models.Q(("information", ""), _negated=True),
                            models.Q(("shared_with", ""), _negated=True),
                        ),
                        name="consent_says_to_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "no"), models.Q(("is_free", True), ("was_told", True)), _connector="OR"
                        ),
                        name="consent_explicit_and_free",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="GoingOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("together", models.UUIDField(db_index=True, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("set_aside_because", models.TextField(blank=True)),
                (
                    "safe",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, it is safe"),
                            ("no", "No, it could put the child or somebody else in danger"),
                            ("unsure", "I am not sure"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_at_risk", "Asking could put a child at risk"),
                            ("cannot_give", "They cannot say yes or no"),
                            ("not_reasonable", "It is not reasonable to ask now"),
                            ("public_interest", "It is in the interest of everybody not to ask"),
                        ],
                        max_length=20,
                    ),
                ),
                ("because", models.TextField()),
                ("wishes", models.TextField(blank=True, help_text="What whoever refused wants, and why (SF-060).")),
                (
                    "harm",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")], max_length=10
                    ),
                ),
                ("goes_on", models.BooleanField(default=True)),
                ("approval_waits", models.BooleanField(default=False, help_text="Nobody could be asked yet.")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="after",
                        to="consent.agreement",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="after",
                        to="consent.consent",
                    ),
                ),
                (
                    "set_aside_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "goings on",
                "ordering": ("-written_at", "-pk"),
                "abstract": False,
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("set_aside_at__isnull", True),
                                ("set_aside_because", ""),
                                ("set_aside_by__isnull", True),
                            ),
                            models.Q(
                                ("set_aside_at__isnull", False),
                                ("set_aside_by__isnull", False),
                                models.Q(("set_aside_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="goingon_set_aside_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="going_on_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreement__isnull", True),
                                ("consent__isnull", True),
                                ("goes_on", True),
                                ("harm", ""),
                                ("wishes", ""),
                                models.Q(("ground", ""), _negated=True),
                                models.Q(("safe", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("agreement__isnull", False), ("consent__isnull", False), _connector="OR"),
                                ("ground", ""),
                                ("safe", ""),
                                models.Q(("wishes", ""), _negated=True),
                                models.Q(("harm", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="not_asked_or_after_refusal",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("set_aside_at__isnull", True)),
                        fields=("agreement",),
                        name="one_decision_after_a_refused_agreement",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("set_aside_at__isnull", True)),
                        fields=("consent",),
                        name="one_decision_after_a_refused_consent",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "taken_from",
                    models.CharField(blank=True, help_text="Who gave it, and what they are.", max_length=200),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "I agree that this goes on without the family’s yes"),
                            ("not_approved", "I do not agree"),
                            ("advice", "Advice"),
                        ],
                        max_length=15,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("given_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "going_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="consent.goingon"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "advice",
                "ordering": ("asked_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("asked_of__isnull", False),
                                ("taken_from", ""),
                                models.Q(("answer", "advice"), _negated=True),
                                models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                        ("given_on__isnull", True),
                                        ("words", ""),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("given_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("answer", "advice"),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("asked_of__isnull", True),
                                ("given_on__isnull", False),
                                models.Q(("taken_from", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="advice_asked_of_one_or_taken_whole",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Sharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("together", models.UUIDField(db_index=True, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("set_aside_because", models.TextField(blank=True)),
                ("was_shared", models.BooleanField()),
                ("to_name", models.CharField(blank=True, max_length=200)),
                ("happened_on", models.DateField()),
                ("facts", models.TextField(blank=True)),
                ("opinions", models.TextField(blank=True)),
                ("reported", models.TextField(blank=True)),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public_task", "It is part of our official task"),
                            ("legal_obligation", "A law says that we must"),
                            ("recognised_interest", "It keeps a child or an adult at risk safe"),
                            ("vital_interests", "It protects somebody’s life"),
                            ("legitimate_interests", "We have a good reason that weighs more than their privacy"),
                            ("consent", "They gave their consent to share"),
                            ("sharing_duty", "The duty to share information about a child"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("safeguarding", "It keeps a child or an adult at risk safe"),
                            ("explicit_consent", "They said yes to sharing just this"),
                            ("vital", "It protects the life of somebody who cannot say yes or no"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "because",
                    models.TextField(blank=True, help_text="Why it was shared without consent, or not shared."),
                ),
                (
                    "is_sealed",
                    models.BooleanField(
                        default=False,
                        help_text="Whoever shared it raised a worry: who they are is read in their own agency alone.",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharings",
                        to="consent.consent",
                    ),
                ),
                (
                    "going_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharings",
                        to="consent.goingon",
                    ),
                ),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "-pk"),
                "abstract": False,
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("set_aside_at__isnull", True),
                                ("set_aside_because", ""),
                                ("set_aside_by__isnull", True),
                            ),
                            models.Q(
                                ("set_aside_at__isnull", False),
                                ("set_aside_by__isnull", False),
                                models.Q(("set_aside_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_set_aside_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_agency__isnull", False), ("to_name", "")),
                            models.Q(("to_agency__isnull", True), models.Q(("to_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sharing_says_with_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("facts", ""), _negated=True),
                            models.Q(("opinions", ""), _negated=True),
                            models.Q(("reported", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sharing_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("was_shared", True), models.Q(("basis", ""), _negated=True)),
                            models.Q(
                                ("basis", ""),
                                ("condition", ""),
                                ("consent__isnull", True),
                                ("going_on__isnull", True),
                                ("was_shared", False),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="shared_on_a_basis_or_not_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "consent"), _negated=True), ("consent__isnull", False), _connector="OR"
                        ),
                        name="basis_of_consent_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent__isnull", False),
                            ("going_on__isnull", False),
                            models.Q(("because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="without_consent_there_is_a_reason",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "whom",
                    models.CharField(
                        choices=[("parent", "Whoever said no"), ("social_care", "Children’s social care")],
                        max_length=15,
                    ),
                ),
                ("was_told", models.BooleanField()),
                ("told_on", models.DateField(blank=True, null=True)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("face", "Face to face"),
                            ("phone", "By telephone or video"),
                            ("written", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("because", models.TextField(blank=True, help_text="Why they were not told.")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "going_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="consent.goingon"
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
                "ordering": ("noted_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("because", ""),
                                ("told_on__isnull", False),
                                ("was_told", True),
                                models.Q(("how", ""), _negated=True),
                            ),
                            models.Q(
                                ("how", ""),
                                ("told_on__isnull", True),
                                ("was_told", False),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="told_when_and_how_or_why_not",
                    ),
                ),
            },
        ),
    ]
