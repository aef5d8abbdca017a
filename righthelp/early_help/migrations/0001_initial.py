import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_early_help_coordinator"),
        ("considerations", "0009_history"),
        ("guidance", "0002_contact_version"),
        ("people", "0012_noted_by_index"),
        ("plans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "who_took_part",
                    models.TextField(blank=True, help_text="Who of the family took part, and who did not, and why."),
                ),
                (
                    "who_knows",
                    models.TextField(blank=True, help_text="Who knows the family already, and what they say (BG-027)."),
                ),
                (
                    "fathers",
                    models.TextField(
                        blank=True, help_text="Fathers and male carers, also those living elsewhere (BP-029)."
                    ),
                ),
                (
                    "each_other",
                    models.TextField(blank=True, help_text="How the needs of each act on the others (BP-027)."),
                ),
                (
                    "community",
                    models.TextField(
                        blank=True, help_text="Family, friends and community around them (BP-031, BP-038)."
                    ),
                ),
                (
                    "prevents",
                    models.TextField(
                        blank=True, help_text="What help is needed so that it does not get worse (SF-008)."
                    ),
                ),
                ("empowering", models.TextField(blank=True)),
                ("developmental", models.TextField(blank=True)),
                ("accessible", models.TextField(blank=True)),
                ("transparent", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "done_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by__isnull", True), ("done_on__isnull", True)),
                            models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessment_done_whole_or_none",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessedPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.planchild",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.member",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="early_help.assessment"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("child__isnull", True), ("member__isnull", True), _connector="OR"),
                        name="assessed_part_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("child__isnull", False)),
                        fields=("assessment", "child"),
                        name="assessed_child_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", False)),
                        fields=("assessment", "member"),
                        name="assessed_member_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("child__isnull", True), ("member__isnull", True)),
                        fields=("assessment",),
                        name="assessed_family_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sections", models.JSONField()),
                (
                    "left_out",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What they are not given, by `family_assessment.key_of`; offered again.",
                    ),
                ),
                ("released_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="early_help.assessment"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.member"),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "assessment copies",
                "ordering": ("-released_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AssessmentGiven",
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
                    "understood_how",
                    models.TextField(help_text="What its reader said it means, or when they are asked."),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="given",
                        to="early_help.assessmentcopy",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("understood_how", ""), _negated=True),
                        name="assessment_given_says_how_understood",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildVoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(blank=True)),
                ("words_on", models.DateField(blank=True, null=True)),
                ("words_question", models.TextField(blank=True)),
                ("words_exact", models.BooleanField(default=False)),
                (
                    "words_readers",
                    models.CharField(
                        choices=[
                            ("lead", "Only the lead practitioner and the safeguarding lead"),
                            ("team", "Also the team around the family"),
                            ("family", "Also the family: I have thought about it, and it is safe for the child"),
                        ],
                        default="lead",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("life_now", models.TextField(blank=True)),
                ("life_to_come", models.TextField(blank=True)),
                (
                    "seen_alone",
                    models.TextField(
                        blank=True, help_text="Whether somebody spoke with the child alone, or watched play."
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="early_help.assessment"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voices", to="plans.planchild"
                    ),
                ),
                (
                    "words_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote the words down last, and may read them for that.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("child__position", "pk"),
                "constraints": [models.UniqueConstraint(fields=("assessment", "child"), name="voice_once_a_child")],
            },
        ),
        migrations.CreateModel(
            name="EarlierWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(blank=True)),
                ("words_on", models.DateField(blank=True, null=True)),
                ("words_question", models.TextField(blank=True)),
                ("words_exact", models.BooleanField(default=False)),
                (
                    "words_readers",
                    models.CharField(
                        choices=[
                            ("lead", "Only the lead practitioner and the safeguarding lead"),
                            ("team", "Also the team around the family"),
                            ("family", "Also the family: I have thought about it, and it is safe for the child"),
                        ],
                        default="lead",
                        max_length=10,
                    ),
                ),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_words",
                        to="early_help.assessment",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.planchild"
                    ),
                ),
                (
                    "words_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote the words down last, and may read them for that.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "earlier words",
                "ordering": ("kept_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="earlier_words_say_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyHelp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("worker", "Somebody who works with the family saw the need"),
                            ("consideration", "It follows from a level that was decided"),
                            ("family", "The family asked for help"),
                            ("front_door", "The front door passed it on"),
                            ("stepped_down", "Children’s social care stepped it down"),
                        ],
                        max_length=15,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("need_seen_on", models.DateField()),
                ("because", models.TextField(help_text="What led to it, and what it is to prevent (BP-018, SF-008).")),
                (
                    "help_so_far",
                    models.TextField(blank=True, help_text="What was done already, and by whom (BN-046, BN-050)."),
                ),
                ("begun_on", models.DateField(blank=True, null=True)),
                (
                    "begun_despite",
                    models.TextField(
                        blank=True,
                        help_text="Where somebody said no beside a yes, or nobody with parental responsibility agreed: why it begins all the same (SF-028).",
                    ),
                ),
                (
                    "section_17_asked",
                    models.TextField(
                        blank=True,
                        help_text="Why a manager was asked about section 17, and what the family says (BP-052).",
                    ),
                ),
                (
                    "hoped_end_on",
                    models.DateField(blank=True, help_text="Early help is for a limited time (BN-030).", null=True),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resolved", "What it was for is done"),
                            ("universal", "Help that is there for every family is enough now"),
                            ("stepped_up", "It goes on with children’s social care"),
                            ("declined", "They chose not to have it, or to stop"),
                            ("moved", "The family moved away"),
                        ],
                        max_length=15,
                    ),
                ),
                ("ended_because", models.TextField(blank=True)),
                ("family_at_end", models.TextField(blank=True, help_text="What the family says of it at the end.")),
                ("afterwards", models.TextField(blank=True, help_text="Where the family finds help from now on.")),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consideration",
                    models.ForeignKey(
                        blank=True,
                        help_text="The thinking that it follows from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="early_help",
                        to="considerations.consideration",
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
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who sees to it until there is a lead practitioner; empty while it waits in its team.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="early_help_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="early_help", to="plans.plan"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "early help",
                "ordering": ("-opened_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)), fields=["holder"], name="early_help_held"
                    ),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["plan", "begun_on", "hoped_end_on"],
                        name="early_help_open",
                    ),
                    models.Index(fields=["begun_on", "need_seen_on", "plan"], name="early_help_begun"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="early_help_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("begun_by__isnull", True), ("begun_on__isnull", True)),
                            models.Q(("begun_by__isnull", False), ("begun_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="early_help_begun_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_because", ""),
                                ("ended_by__isnull", True),
                                ("ended_on__isnull", True),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="early_help_end_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("begun_on__isnull", True),
                            ("ended_on__gte", models.F("begun_on")),
                            _connector="OR",
                        ),
                        name="early_help_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CameAlong",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("why", models.TextField(blank=True, help_text="Why the child comes.")),
                ("needs", models.TextField(blank=True)),
                ("strengths", models.TextField(blank=True)),
                ("help_so_far", models.TextField(blank=True)),
                ("family_wants", models.TextField(blank=True)),
                ("passed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "settled",
                    models.TextField(
                        blank=True, help_text="What became of it: where it stands now, or why it does not."
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.planchild",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "help",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="came_along",
                        to="early_help.earlyhelp",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "what came along",
                "ordering": ("passed_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled", ""), ("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(
                                models.Q(("settled", ""), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="came_along_settled_whole_or_none",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="help",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="assessment", to="early_help.earlyhelp"
            ),
        ),
        migrations.CreateModel(
            name="EditionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edition_answers",
                        to="early_help.assessment",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.passage"
                    ),
                ),
            ],
            options={
                "ordering": ("question__position",),
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "question"), name="edition_question_answered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="edition_answer_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FinishedAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("done_on", models.DateField()),
                ("written", models.JSONField()),
                ("finished_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="finished", to="early_help.assessment"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("finished_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HopedEndMoved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField(blank=True, help_text="Empty where no day was set before.", null=True)),
                ("to_day", models.DateField()),
                ("because", models.TextField()),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "help",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hoped_ends",
                        to="early_help.earlyhelp",
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
                "verbose_name_plural": "hoped ends moved",
                "ordering": ("moved_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="hoped_end_moved_for_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("because", models.TextField()),
                ("took_part", models.TextField(help_text="Who of which agency took part in the assessment (BP-051).")),
                ("begun_on", models.DateField()),
                (
                    "competences",
                    models.TextField(help_text="Skills, knowledge and experience of whoever leads (BP-054)."),
                ),
                ("time", models.TextField(help_text="What time they are given, and by whom (BP-055).")),
                (
                    "support",
                    models.TextField(
                        help_text="Which support of a social worker they have, and how decisions are made."
                    ),
                ),
                (
                    "next_supervision_on",
                    models.DateField(help_text="The day that the last supervision set, or the first one."),
                ),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "help",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="in_need", to="early_help.earlyhelp"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        help_text="Whose competences and time were looked at.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervises",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supervisor_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.team"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "in need",
                "ordering": ("begun_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("because", ""), _negated=True),
                            models.Q(("took_part", ""), _negated=True),
                            models.Q(("competences", ""), _negated=True),
                            models.Q(("time", ""), _negated=True),
                            models.Q(("support", ""), _negated=True),
                        ),
                        name="in_need_says_why_and_with_what_support",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lead", models.F("supervisor")), _negated=True),
                        name="in_need_supervised_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_because", ""), ("ended_by__isnull", True), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("begun_on")),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="in_need_end_whole_or_none",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)), fields=("help",), name="in_need_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildInNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "limb",
                    models.CharField(
                        choices=[
                            ("not_achieve", "Unlikely to reach or keep reasonable health or development without help"),
                            ("impaired", "Health or development likely to be significantly impaired without help"),
                            ("disabled", "Disabled"),
                        ],
                        max_length=15,
                    ),
                ),
                ("needs", models.TextField()),
                (
                    "risks",
                    models.TextField(help_text="Any risk of harm; where there is none, that it was thought about."),
                ),
                ("response", models.TextField(help_text="How far the family can respond to what the child needs.")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.planchild"
                    ),
                ),
                (
                    "in_need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="children", to="early_help.inneed"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "children in need",
                "ordering": ("child__position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("in_need", "child"), name="in_need_once_a_child"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("needs", ""), _negated=True),
                            models.Q(("risks", ""), _negated=True),
                            models.Q(("response", ""), _negated=True),
                        ),
                        name="child_in_need_is_assessed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("role", models.CharField(help_text="A key of data/lead_roles.csv (BP-041).", max_length=40)),
                ("chosen_on", models.DateField()),
                ("how", models.TextField(help_text="How the choice was made, and with whom.")),
                ("child_wishes", models.TextField(blank=True)),
                ("family_wishes", models.TextField(blank=True)),
                ("fits_because", models.TextField(help_text="Knowledge and skills, time, accountability (BP-049).")),
                (
                    "hours_a_week",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="How much time it takes now (BP-046).",
                        max_digits=4,
                        null=True,
                    ),
                ),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "help",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lead_choices",
                        to="early_help.earlyhelp",
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.team"
                    ),
                ),
            ],
            options={
                "ordering": ("chosen_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", ""), _negated=True), models.Q(("fits_because", ""), _negated=True)
                        ),
                        name="lead_chosen_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours_a_week__isnull", True), ("hours_a_week__gte", 0), _connector="OR"),
                        name="lead_hours_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadCompetence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(help_text="A key of data/lead_competences.csv.", max_length=40)),
                ("holds", models.BooleanField(help_text="False: it was taken back.")),
                ("how_known", models.TextField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_competences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("noted_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how_known", ""), _negated=True), name="competence_says_how_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("practitioner", models.F("noted_by")), _negated=True),
                        name="competence_confirmed_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalWay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("review_days", models.PositiveSmallIntegerField()),
                (
                    "leads_hold_section_17",
                    models.BooleanField(
                        default=False,
                        help_text="Whether a lead practitioner may go on with work under section 17 (BP-052).",
                    ),
                ),
                ("because", models.TextField()),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("set_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("review_days__gte", 1), models.Q(("because", ""), _negated=True)),
                        name="local_way_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("to_name", models.CharField(blank=True, max_length=200)),
                ("offered_on", models.DateField()),
                (
                    "offered_by",
                    models.CharField(help_text="Who offered it, and what they are to the family.", max_length=200),
                ),
                ("offered_how", models.TextField(help_text="How it was offered and explained, and in which language.")),
                (
                    "understood_how",
                    models.TextField(blank=True, help_text="How it was made sure that they understood."),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("agreed", "They agreed"),
                            ("part", "They agreed to a part"),
                            ("thinking", "They want to think about it"),
                            ("declined", "They said no"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="What they said, in their words.")),
                (
                    "next",
                    models.TextField(blank=True, help_text="Where they said no, or want to think: what happens next."),
                ),
                ("together", models.UUIDField(blank=True, null=True)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("children", models.ManyToManyField(related_name="offers", to="plans.planchild")),
                (
                    "help",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="early_help.earlyhelp"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("offered_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_name", ""), ("to_person__isnull", False)),
                            models.Q(("to_person__isnull", True), models.Q(("to_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offered_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_by", ""), _negated=True), models.Q(("offered_how", ""), _negated=True)
                        ),
                        name="offer_says_by_whom_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "agreed"), models.Q(("next", ""), _negated=True), _connector="OR"
                        ),
                        name="offer_not_agreed_says_what_happens_next",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ("thinking", "declined")),
                            models.Q(("understood_how", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_agreed_says_how_understood",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                ("said", models.TextField()),
                ("decided", models.TextField(blank=True)),
                ("next_on", models.DateField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "in_need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supervisions", to="early_help.inneed"
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
                "ordering": ("held_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("said", ""), _negated=True), name="supervision_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(help_text="A key of data/topics.csv.", max_length=40)),
                ("going_well", models.TextField(blank=True)),
                ("worries", models.TextField(blank=True)),
                ("needs_to_happen", models.TextField(blank=True)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="early_help.assessedpart",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("part", "topic"), name="topic_answered_once")],
            },
        ),
    ]
