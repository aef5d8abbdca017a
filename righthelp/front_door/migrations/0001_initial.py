import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0003_designated_officer"),
        ("consent", "0001_initial"),
        ("considerations", "0009_history"),
        ("files", "0001_uploads"),
        ("guidance", "0002_contact_version"),
        ("people", "0012_noted_by_index"),
        ("work", "0006_transfers_set_aside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("request", "A request for help"),
                            ("phone", "A telephone call"),
                            ("family", "A parent or carer"),
                            ("young", "A child or young person"),
                            ("public", "Somebody who is worried"),
                            ("police", "A police notification"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "sent_once",
                    models.CharField(
                        blank=True,
                        help_text="Of a public form: its token’s digest, so that sending twice does it once.",
                        max_length=64,
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True, help_text="When a draft was thrown away by its author.", null=True
                    ),
                ),
                (
                    "read_at",
                    models.DateTimeField(
                        blank=True, help_text="When somebody at the front door first opened it.", null=True
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "touched_at",
                    models.DateTimeField(
                        blank=True, help_text="When its holder last did something with it.", null=True
                    ),
                ),
                (
                    "on_call_since",
                    models.DateTimeField(blank=True, help_text="While its holder is on the telephone.", null=True),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reopened_at",
                    models.DateTimeField(
                        blank=True, help_text="When it was last opened again, which began its clock anew.", null=True
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, help_text="The police’s own number of the incident.", max_length=60),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose practitioner asked; empty for everybody else.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="agencies.agency",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote it down here; empty for what the public sent.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts_written",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consideration",
                    models.ForeignKey(
                        blank=True,
                        help_text="The thinking that it carries forward.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="considerations.consideration",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts_held",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ("-is_urgent", "due_at", "pk"),
                "indexes": (
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True), ("received_at__isnull", False)),
                        fields=["-is_urgent", "due_at", "id"],
                        name="contact_worklist",
                    ),
                    models.Index(
                        condition=models.Q(("decided_at__isnull", False)),
                        fields=["-decided_at"],
                        name="contact_decided",
                    ),
                ),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", True), ("received_at__isnull", True)),
                            models.Q(("due_at__isnull", False), ("received_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_received_with_a_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder__isnull", True), ("taken_at__isnull", True)),
                            models.Q(
                                ("holder__isnull", False), ("received_at__isnull", False), ("taken_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="contact_held_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_read_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at__isnull", True), ("received_at__isnull", False), _connector="OR"
                        ),
                        name="contact_decided_once_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_call_since__isnull", True), ("holder__isnull", False), _connector="OR"),
                        name="contact_on_call_with_holder",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sent_once", ""), _negated=True),
                        fields=("sent_once",),
                        name="contact_sent_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("came_by", "police")),
                        fields=("reference",),
                        name="contact_police_reference_once",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "about_others",
                    models.CharField(
                        blank=True, help_text="Whom else it is about; then it is read apart.", max_length=200
                    ),
                ),
                ("put_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "put_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.upload"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="front_door.contact"
                    ),
                ),
            ],
            options={
                "ordering": ("put_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Added",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "Whoever asked told more"),
                            ("told", "The front door was told more"),
                            ("call", "Somebody was rung and reached"),
                            ("no_answer", "Somebody was rung and not reached"),
                        ],
                        default="words",
                        max_length=10,
                    ),
                ),
                ("whom", models.CharField(blank=True, help_text="Who was rung.", max_length=200)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="additions", to="front_door.contact"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("unclear", models.TextField(help_text="What is not clear.")),
                ("told", models.TextField(blank=True, help_text="What those who take part are told.")),
                ("has_consent", models.BooleanField(default=False)),
                ("consent_said", models.TextField(blank=True, help_text="Who said yes to it, and when.")),
                ("because", models.TextField(blank=True, help_text="Why it is held without consent.")),
                ("basis", models.CharField(help_text="A key of consent/data/bases.csv.", max_length=40)),
                ("called_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("outcome", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agencies",
                    models.ManyToManyField(
                        help_text="Who is asked to take part.", related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="discussions", to="front_door.contact"
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
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.level",
                    ),
                ),
            ],
            options={
                "ordering": ("called_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("has_consent", True), models.Q(("consent_said", ""), _negated=True)),
                            models.Q(("has_consent", False), models.Q(("because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="discussion_with_consent_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("outcome", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="discussion_ended_whole_or_none",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="FamilyTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("whom", models.CharField(max_length=200)),
                ("how", models.CharField(blank=True, max_length=200)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
                ("not_told_because", models.TextField(blank=True, help_text="Why it is not safe to tell them now.")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="family_told", to="front_door.contact"
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
                "verbose_name_plural": "family told",
                "ordering": ("noted_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("not_told_because", ""),
                                ("told_at__isnull", False),
                                models.Q(("how", ""), _negated=True),
                            ),
                            models.Q(
                                ("how", ""),
                                ("told_at__isnull", True),
                                models.Q(("not_told_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="family_told_or_reason_for_not",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("handed", "Handed over"),
                            ("given_back", "Given back"),
                            ("taken_over", "Taken over"),
                            ("unlinked", "A wrong record was taken out"),
                            ("reopened", "Opened again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(help_text="The note for the next, or the reason.")),
                (
                    "named",
                    models.CharField(blank=True, help_text="Of a wrong record: for whom it was taken.", max_length=200),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handlings", to="front_door.contact"
                    ),
                ),
                (
                    "passed_to",
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
                    "taken_from",
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
                "ordering": ("at", "pk"),
                "constraints": (
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="handling_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "unlinked"), ("person__isnull", False), models.Q(("named", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("kind", "unlinked"), _negated=True), ("named", ""), ("person__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="handling_of_a_record_names_it",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_at", models.DateTimeField()),
                ("kind", models.CharField(help_text="A key of data/police_kinds.csv.", max_length=30)),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incident", to="front_door.contact"
                    ),
                ),
                (
                    "looks_like",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="front_door.contact",
                    ),
                ),
            ],
            options={
                "ordering": ("happened_at", "pk"),
                "indexes": (models.Index(fields=["happened_at"], name="incident_by_time"),),
            },
        ),
        migrations.CreateModel(
            name="NamedChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "due_on",
                    models.DateField(blank=True, help_text="Of a child who is not born yet (BP-013).", null=True),
                ),
                ("age", models.CharField(blank=True, help_text="In words, where no date is known.", max_length=60)),
                ("address", models.TextField(blank=True)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("school", models.CharField(blank=True, max_length=200)),
                ("where_now", models.TextField(blank=True, help_text="Where the child is now (BP-107).")),
                ("matched_at", models.DateTimeField(blank=True, null=True)),
                ("level_because", models.TextField(blank=True)),
                (
                    "reopened_at",
                    models.DateTimeField(
                        blank=True, help_text="Since when it is to be decided again for this child.", null=True
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="children", to="front_door.contact"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        help_text="The level that whoever asked considered, with its edition.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.level",
                    ),
                ),
                (
                    "matched_by",
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
                        related_name="contacts_about",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="named_child_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("matched_at__isnull", True), ("matched_by__isnull", True)),
                            models.Q(
                                ("matched_at__isnull", False), ("matched_by__isnull", False), ("person__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="named_child_matched_whole_or_none",
                    ),
                    models.UniqueConstraint(fields=("contact", "person"), name="named_child_once_a_record"),
                ),
            },
        ),
        migrations.CreateModel(
            name="InLedger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(help_text="Which act: “request”, or “check 12”.", max_length=40)),
                (
                    "sharing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharing"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_ledger",
                        to="front_door.namedchild",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "in ledger",
                "ordering": ("pk",),
                "constraints": (models.UniqueConstraint(fields=("child", "about"), name="in_ledger_once"),),
            },
        ),
        migrations.CreateModel(
            name="ContactDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("needs_protection", models.TextField(help_text="Is protection needed at once?")),
                ("needs_services", models.TextField(help_text="Are services needed, and which?")),
                (
                    "is_in_need",
                    models.TextField(help_text="Is the child in need, so that it is assessed under section 17?"),
                ),
                (
                    "may_suffer_harm",
                    models.TextField(help_text="Is there reasonable cause to suspect significant harm (section 47)?"),
                ),
                ("needs_assessments", models.TextField(help_text="Are further assessments needed to decide?")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("advice", "No social care role now: advice on what can help"),
                            ("universal", "Help that is there for every family"),
                            ("early_help", "Early help"),
                            ("panel", "Early help, through the allocation panel"),
                            ("assessment", "An assessment under section 17"),
                            ("strategy", "A strategy discussion"),
                            ("emergency", "Action at once to keep the child safe"),
                            ("elsewhere", "Passed to another local authority"),
                            ("open_work", "Passed to the worker whom the child has already"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_whom",
                    models.CharField(blank=True, help_text="The service or authority it goes to.", max_length=300),
                ),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("late_because", models.TextField(blank=True, help_text="Why it took longer than one working day.")),
                ("again_because", models.TextField(blank=True, help_text="Why it was decided again.")),
                (
                    "panel_question",
                    models.TextField(blank=True, help_text="What the allocation panel is asked (BN-044)."),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="Whose front door decided.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        blank=True,
                        help_text="The work of that team with the child.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="work.episode",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guidance.level"
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="front_door.contactdecision",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        help_text="The team that receives it, where it is here.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.team",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="front_door.namedchild",
                    ),
                ),
            ],
            options={
                "ordering": ("decided_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="contact_decision_has_a_reason"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("child",),
                        name="one_first_contact_decision_a_child",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("again_because", ""), ("supersedes__isnull", True)),
                            models.Q(("supersedes__isnull", False), models.Q(("again_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contact_decided_again_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "elsewhere"), _negated=True),
                            models.Q(("to_whom", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contact_passed_to_somebody",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("question", models.TextField(help_text="What is asked: only what matters for this decision.")),
                ("told", models.TextField(blank=True, help_text="What the agency is told so that it can answer.")),
                ("has_consent", models.BooleanField(default=False)),
                ("consent_said", models.TextField(blank=True, help_text="Who said yes, and when.")),
                ("because", models.TextField(blank=True, help_text="Why it is asked without consent.")),
                ("basis", models.CharField(help_text="A key of consent/data/bases.csv.", max_length=40)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("facts", models.TextField(blank=True)),
                ("opinions", models.TextField(blank=True)),
                ("reported", models.TextField(blank=True)),
                ("nothing_known", models.BooleanField(default=False)),
                (
                    "told_by",
                    models.CharField(
                        blank=True,
                        help_text="Who said it on the telephone, where the front door noted the answer.",
                        max_length=200,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks_asked", to="agencies.agency"
                    ),
                ),
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
                    "passed_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="A colleague in the agency whom a lead asked to answer.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks_to_answer",
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="front_door.contact"
                    ),
                ),
                ("children", models.ManyToManyField(related_name="checks", to="front_door.namedchild")),
            ],
            options={
                "ordering": ("asked_at", "pk"),
                "indexes": (
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=["agency", "due_at"],
                        name="check_open",
                    ),
                ),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True), name="check_asks_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("has_consent", True), models.Q(("consent_said", ""), _negated=True)),
                            models.Q(("has_consent", False), models.Q(("because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="check_with_consent_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_answered_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("facts", ""),
                                ("nothing_known", False),
                                ("opinions", ""),
                                ("reported", ""),
                                ("told_by", ""),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(
                                    ("nothing_known", True),
                                    models.Q(("facts", ""), ("opinions", ""), ("reported", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="check_answer_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_because", ""),
                                ("withdrawn_by__isnull", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", True),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="check_withdrawn_for_a_reason",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="BodyMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("region", models.CharField(help_text="A key of the table of body regions.", max_length=60)),
                ("words", models.TextField(help_text="What it looks like: size, colour, shape.")),
                (
                    "said",
                    models.TextField(blank=True, help_text="What the child or a carer said of it, and who said it."),
                ),
                ("seen_on", models.DateField(blank=True, null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="front_door.namedchild"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": (
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="body_mark_in_words"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Authority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "tie",
                    models.CharField(
                        choices=[
                            ("lives", "The child lives there"),
                            ("learns", "The child goes to school there"),
                            ("placed", "It placed the child here"),
                            ("stays", "The child stays there now"),
                            ("knows", "It knew or helped the family before"),
                        ],
                        max_length=10,
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True)),
                ("told_whom", models.CharField(blank=True, max_length=200)),
                ("told_by", models.CharField(blank=True, help_text="Who of us told them.", max_length=200)),
                ("said", models.TextField(blank=True)),
                (
                    "takes",
                    models.CharField(
                        blank=True,
                        choices=[("", "It has not said"), ("yes", "Yes, it takes the child on"), ("no", "No")],
                        max_length=3,
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authorities", to="front_door.contact"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whom it concerns; empty for all the children.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorities",
                        to="front_door.namedchild",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "authorities",
                "ordering": ("noted_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="authority_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("said", ""),
                                ("takes", ""),
                                ("told_by", ""),
                                ("told_on__isnull", True),
                                ("told_whom", ""),
                            ),
                            models.Q(
                                ("told_on__isnull", False),
                                models.Q(("told_whom", ""), _negated=True),
                                models.Q(("told_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="authority_told_whole_or_none",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="NamedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("parent", "A parent"),
                            ("partner", "A parent’s partner, or a step-parent"),
                            ("sibling", "A brother or sister"),
                            ("relative", "Another relative, or somebody important to the child"),
                            ("adult", "Another adult in the home or in the child’s life"),
                            ("worker", "Somebody who works with the child or family"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "role",
                    models.CharField(
                        blank=True, help_text="Their work and organisation, or who they are.", max_length=200
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                ("address", models.TextField(blank=True)),
                ("phone", models.CharField(blank=True, max_length=80)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="front_door.contact"
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
            ],
            options={
                "ordering": ("pk",),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="named_person_has_a_name"
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="PanelSaid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                ("present", models.TextField(help_text="Who was there, and for which agency.")),
                ("said", models.TextField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel",
                        to="front_door.contactdecision",
                    ),
                ),
                (
                    "led_to",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="after_panel",
                        to="front_door.contactdecision",
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
                "verbose_name_plural": "what panels said",
                "ordering": ("held_on", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("present", ""), _negated=True), models.Q(("said", ""), _negated=True)
                        ),
                        name="panel_says_who_and_what",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="PoliceBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "digest",
                    models.CharField(
                        help_text="Of the file, so that it is never loaded twice.", max_length=64, unique=True
                    ),
                ),
                ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("incidents", models.PositiveIntegerField(default=0)),
                ("children", models.PositiveIntegerField(default=0)),
                ("repeats", models.PositiveIntegerField(default=0)),
                (
                    "faults",
                    models.JSONField(blank=True, default=list, help_text="Row and reason, without personal data."),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "police batches",
                "ordering": ("-loaded_at", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="front_door.policebatch",
            ),
        ),
        migrations.CreateModel(
            name="PoliceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("sealed", models.BinaryField(help_text="What the file holds, encrypted.")),
                ("put_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("put_at", "pk"),
                "constraints": (
                    models.UniqueConstraint(fields=("put_by", "digest"), name="police_file_once_a_person"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Referrer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "role",
                    models.CharField(blank=True, help_text="Their work, or who they are to the child.", max_length=200),
                ),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("how_to_reach", models.TextField(blank=True, help_text="When and how it is safe to reach them.")),
                ("may_be_named", models.BooleanField(default=False)),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referrer", to="front_door.contact"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("decided", models.TextField(blank=True, help_text="What was decided, as far as they may know it.")),
                ("because", models.TextField(blank=True, help_text="Why, as far as they may know it.")),
                ("what_next", models.TextField(blank=True)),
                (
                    "not_given_because",
                    models.TextField(blank=True, help_text="Why it is not safe or not possible to answer."),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "how",
                    models.CharField(
                        blank=True, help_text="For somebody without an account: how they were told.", max_length=200
                    ),
                ),
                (
                    "while_restricted",
                    models.BooleanField(
                        default=False,
                        help_text="A record that the contact names was restricted when this was written: those who asked read it, too, who may read nothing else that came after their request.",
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="front_door.contact"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name_plural": "replies",
                "ordering": ("given_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("decided", ""), _negated=True), ("not_given_because", "")),
                            models.Q(("decided", ""), models.Q(("not_given_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reply_or_reason_for_none",
                    ),
                ),
            },
        ),
        migrations.AddField(
            model_name="contactdecision",
            name="reply",
            field=models.ForeignKey(
                blank=True,
                help_text="The answer in which whoever asked was told of it, or why not.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="front_door.reply",
            ),
        ),
        migrations.CreateModel(
            name="Safeguarding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("with_whom", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safeguarding",
                        to="front_door.contact",
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
                "ordering": ("done_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="safeguarding_says_what"
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finding", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample",
                        to="front_door.contactdecision",
                    ),
                ),
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
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.level",
                    ),
                ),
            ],
            options={
                "ordering": ("drawn_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", True),
                                ("done_by__isnull", True),
                                ("finding", ""),
                                ("level__isnull", True),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                ("level__isnull", False),
                                models.Q(("finding", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sample_done_whole_or_none",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="SchoolTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("due_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "whom",
                    models.CharField(
                        blank=True, help_text="Who there was told, or who covers in the holidays.", max_length=200
                    ),
                ),
                ("not_told_because", models.TextField(blank=True)),
                ("not_told_at", models.DateTimeField(blank=True, null=True)),
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools_to_tell",
                        to="front_door.namedchild",
                    ),
                ),
                (
                    "not_told_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The lead who read it there, or who at the front door rang.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "schools to tell",
                "ordering": ("due_at", "pk"),
                "indexes": (
                    models.Index(
                        condition=models.Q(("not_told_at__isnull", True), ("told_at__isnull", True)),
                        fields=["due_at"],
                        name="school_still_to_tell",
                    ),
                ),
                "constraints": (
                    models.UniqueConstraint(fields=("child", "name", "agency"), name="school_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_at__isnull", True), ("told_by__isnull", True)),
                            models.Q(
                                ("not_told_at__isnull", True), ("told_at__isnull", False), ("told_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="school_told_whole_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("not_told_at__isnull", True), ("not_told_because", ""), ("not_told_by__isnull", True)
                            ),
                            models.Q(
                                ("not_told_at__isnull", False),
                                ("not_told_by__isnull", False),
                                models.Q(("not_told_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="school_not_told_for_a_reason",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("worker", "Answers contacts"),
                            ("manager", "Duty manager"),
                            ("deputy", "Deputy of the duty manager"),
                            ("late", "Out of hours"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("put_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="What the next shift needs to know.")),
                (
                    "note_read_at",
                    models.DateTimeField(blank=True, help_text="When somebody else first opened the note.", null=True),
                ),
                (
                    "note_read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shifts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("starts_at", "pk"),
                "indexes": (models.Index(fields=["ends_at"], name="shift_by_end"),),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="shift_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note_read_at__isnull", True), ("note_read_by__isnull", True)),
                            models.Q(
                                ("note_read_at__isnull", False),
                                ("note_read_by__isnull", False),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="shift_note_read_whole_or_none",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="ToldAfter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_told", models.BooleanField()),
                ("whom", models.CharField(blank=True, max_length=200)),
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told_after", to="front_door.contact"
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
                "verbose_name_plural": "told after",
                "ordering": ("noted_at", "pk"),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("because", ""),
                                ("told_on__isnull", False),
                                ("was_told", True),
                                models.Q(("how", ""), _negated=True),
                                models.Q(("whom", ""), _negated=True),
                            ),
                            models.Q(
                                ("how", ""),
                                ("told_on__isnull", True),
                                ("was_told", False),
                                ("whom", ""),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="told_after_when_and_how_or_why_not",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(help_text="Who spoke for the agency.", max_length=200)),
                ("facts", models.TextField(blank=True, help_text="What the agency knows, apart from what it thinks.")),
                ("view", models.TextField()),
                (
                    "stands",
                    models.CharField(
                        choices=[
                            ("agrees", "Agrees"),
                            ("disagrees", "Sees it differently"),
                            ("not_said", "Has not said"),
                        ],
                        default="not_said",
                        max_length=10,
                    ),
                ),
                ("dissent", models.TextField(blank=True, help_text="Why it sees the outcome differently.")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="views", to="front_door.discussion"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidance.level",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stands_noted_by",
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
                "ordering": ("noted_at", "pk"),
                "constraints": (
                    models.CheckConstraint(condition=models.Q(("view", ""), _negated=True), name="view_says_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stands", "disagrees"), _negated=True),
                            models.Q(("dissent", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="view_dissent_says_why",
                    ),
                    models.UniqueConstraint(fields=("discussion", "agency"), name="one_view_an_agency"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Allegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "about",
                    models.CharField(help_text="The person, as whoever raised it wrote it down.", max_length=200),
                ),
                ("about_role", models.CharField(blank=True, max_length=200)),
                ("works_at", models.CharField(blank=True, max_length=200)),
                ("what", models.TextField()),
                ("child_safe_now", models.TextField(blank=True)),
                ("raised_name", models.CharField(blank=True, max_length=200)),
                ("reach", models.CharField(blank=True, max_length=200)),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("what_follows", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ("due_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True), models.Q(("about", ""), _negated=True)
                        ),
                        name="allegation_says_whom_and_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "caller",
                    models.CharField(
                        blank=True, help_text="Their role and agency, or name if they give it.", max_length=200
                    ),
                ),
                ("story", models.TextField(help_text="What is worrying, without a name.")),
                ("advice", models.TextField(blank=True)),
                (
                    "fits",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes: ask for help now"),
                            ("no", "No: other help fits better"),
                            ("unclear", "It is not clear yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "instead",
                    models.TextField(blank=True, help_text="A service to go to directly, or an early help assessment."),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("given_at", models.DateTimeField(blank=True, null=True)),
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
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the caller has an account.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultation",
                        to="front_door.contact",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("story", ""), _negated=True), name="consultation_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advice", ""), ("given_at__isnull", True), ("given_by__isnull", True)),
                            models.Q(
                                ("given_at__isnull", False),
                                ("given_by__isnull", False),
                                models.Q(("advice", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_advice_whole_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "taken_from",
                    models.CharField(blank=True, help_text="Who gave advice, and what they are.", max_length=200),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "I agree that you ask for help without the family’s yes"),
                            ("no", "I do not agree"),
                            ("advice", "Advice"),
                        ],
                        max_length=6,
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
                        related_name="approvals_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="approvals", to="front_door.contact"
                    ),
                ),
            ],
            options={
                "ordering": ("asked_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("asked_of__isnull", False),
                                ("given_on__isnull", True),
                                ("taken_from", ""),
                                ("words", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("answer__in", ("yes", "no")),
                                ("asked_of__isnull", False),
                                ("given_on__isnull", False),
                                ("taken_from", ""),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("words", ""), _negated=True),
                            ),
                            models.Q(
                                ("answer", "advice"),
                                ("answered_by__isnull", True),
                                ("asked_of__isnull", True),
                                ("given_on__isnull", False),
                                ("answered_at__isnull", True),
                                models.Q(("taken_from", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="approval_asked_answered_or_taken_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="approval_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="A key of data/questions.csv.", max_length=40)),
                ("text", models.TextField(blank=True)),
                ("added_at", models.DateTimeField(blank=True, help_text="When it came after the sending.", null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="front_door.contact"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("contact", "key"), name="contact_answers_once")],
            },
        ),
        migrations.AddIndex(
            model_name="contactdecision",
            index=models.Index(
                condition=models.Q(("reply__isnull", True)), fields=["child"], name="contact_decision_to_tell"
            ),
        ),
    ]
