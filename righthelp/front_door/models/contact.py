"""What arrives at the front door about children: as a draft while it is written, and then as a contact."""

import enum
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.front_door.queries import ContactQuerySet
from righthelp.front_door.questions import QUESTIONS, Question

PRACTITIONER = settings.AUTH_USER_MODEL


class Contact(models.Model):
    """One request, call or notification about one or more children, from its first word to its decisions.

    Without `received_at` it is a draft, which says that it is NOT SENT; a draft of the public is never kept. From
    then on nothing that was written is changed: what comes later is added. `due_at` is the last moment of the working
    day after it came (Working Together: a decision within one working day), or after it was opened again. `decided_at`
    is stored so that the worklist can be filtered: `rules.decided_at` computes it from the decisions of its children.
    """

    class CameBy(models.TextChoices):
        """By which way it came."""

        REQUEST = "request", "A request for help"
        PHONE = "phone", "A telephone call"
        FAMILY = "family", "A parent or carer"
        YOUNG = "young", "A child or young person"
        PUBLIC = "public", "Somebody who is worried"
        POLICE = "police", "A police notification"

    class State(enum.StrEnum):
        """Where it stands, said of the facts (docs/states.md)."""

        NOT_SENT = "not sent"
        WAITING = "waits for somebody to take it"
        TAKEN = "somebody works on it"
        DECIDED = "decided"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    came_by = models.CharField(max_length=10, choices=CameBy.choices)
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="contacts",
        help_text="Whose practitioner asked; empty for everybody else.",
    )  # fmt: skip
    author = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts_written",
        help_text="Who wrote it down here; empty for what the public sent.",
    )  # fmt: skip
    consideration = models.ForeignKey(
        "considerations.Consideration", on_delete=models.PROTECT, null=True, blank=True, related_name="contacts",
        help_text="The thinking that it carries forward.",
    )  # fmt: skip
    is_urgent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_once = models.CharField(
        max_length=64, blank=True, help_text="Of a public form: its token’s digest, so that sending twice does it once."
    )
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="When a draft was thrown away by its author.")
    read_at = models.DateTimeField(null=True, blank=True, help_text="When somebody at the front door first opened it.")
    read_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts_held"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True, help_text="When its holder last did something with it.")
    on_call_since = models.DateTimeField(null=True, blank=True, help_text="While its holder is on the telephone.")
    decided_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last opened again, which began its clock anew."
    )
    batch = models.ForeignKey(
        "front_door.PoliceBatch", on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    reference = models.CharField(max_length=60, blank=True, help_text="The police’s own number of the incident.")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("-is_urgent", "due_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, due_at__isnull=True)
                | Q(received_at__isnull=False, due_at__isnull=False),
                name="contact_received_with_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True, taken_at__isnull=True)
                | Q(holder__isnull=False, taken_at__isnull=False, received_at__isnull=False),
                name="contact_held_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="contact_read_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(received_at__isnull=False),
                name="contact_decided_once_received",
            ),
            models.CheckConstraint(
                condition=Q(on_call_since__isnull=True) | Q(holder__isnull=False), name="contact_on_call_with_holder"
            ),
            models.UniqueConstraint(fields=("sent_once",), condition=~Q(sent_once=""), name="contact_sent_once"),
            models.UniqueConstraint(
                fields=("reference",), condition=Q(came_by="police"), name="contact_police_reference_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("-is_urgent", "due_at", "id"),
                condition=Q(received_at__isnull=False, decided_at__isnull=True),
                name="contact_worklist",
            ),
            models.Index(fields=("-decided_at",), condition=Q(decided_at__isnull=False), name="contact_decided"),
        )

    def __str__(self) -> str:
        return f"{self.get_came_by_display()} of {timezone.localtime(self.received_at or self.started_at):%-d %B %Y}"

    @property
    def state(self) -> State:
        """Say where it stands."""
        if self.received_at is None:
            return self.State.NOT_SENT
        if self.decided_at:
            return self.State.DECIDED
        return self.State.TAKEN if self.holder_id else self.State.WAITING

    @property
    def is_draft(self) -> bool:
        """Say whether it is still being written, and nobody was told."""
        return self.received_at is None and self.dropped_at is None


class Referrer(models.Model):
    """Who raised the worry, sealed from every copy that a family may see (BN-082).

    `may_be_named`: whether the family may be told who it was; of somebody who did not say so it is never told.
    """

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="referrer")
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True, help_text="Their work, or who they are to the child.")
    organisation = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    how_to_reach = models.TextField(blank=True, help_text="When and how it is safe to reach them.")
    may_be_named = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name or "Somebody who did not give a name"


class Answer(models.Model):
    """What was answered to one question. After sending, an answer that was missing may be added, never changed."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40, help_text="A key of data/questions.csv.")
    text = models.TextField(blank=True)
    added_at = models.DateTimeField(null=True, blank=True, help_text="When it came after the sending.")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("contact", "key"), name="contact_answers_once"),)

    def __str__(self) -> str:
        return self.question.key

    @property
    def question(self) -> Question:
        """Give the question."""
        return QUESTIONS[self.key]

    @property
    def in_words(self) -> str:
        """Give the answer as people read it."""
        return self.question.in_words(self.text)


class NamedChild(models.Model):
    """One child whom a contact is about, as whoever asked wrote it down; and the record, once somebody found it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="Of a child who is not born yet (BP-013).")
    age = models.CharField(max_length=60, blank=True, help_text="In words, where no date is known.")
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=200, blank=True)
    where_now = models.TextField(blank=True, help_text="Where the child is now (BP-107).")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="contacts_about"
    )
    matched_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    matched_at = models.DateTimeField(null=True, blank=True)
    level = models.ForeignKey(
        "guidance.Level", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The level that whoever asked considered, with its edition.",
    )  # fmt: skip
    level_because = models.TextField(blank=True)
    reopened_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it is to be decided again for this child."
    )

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="named_child_has_a_name"),
            models.CheckConstraint(
                condition=Q(matched_by__isnull=True, matched_at__isnull=True)
                | Q(matched_by__isnull=False, matched_at__isnull=False, person__isnull=False),
                name="named_child_matched_whole_or_none",
            ),
            models.UniqueConstraint(fields=("contact", "person"), name="named_child_once_a_record"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def not_born(self) -> str:
        """Say of a child who is not born yet that it is so, and when they are due (BP-013); nothing of others."""
        return f"not born yet, due {day(self.due_on)}" if self.due_on and not self.born_on else ""


class NamedPerson(models.Model):
    """Somebody else whom a contact names: family, another adult, or a worker (BP-104, BN-080, BN-081, BN-083)."""

    class Kind(models.TextChoices):
        """What they are to the child."""

        PARENT = "parent", "A parent"
        PARTNER = "partner", "A parent’s partner, or a step-parent"
        SIBLING = "sibling", "A brother or sister"
        RELATIVE = "relative", "Another relative, or somebody important to the child"
        ADULT = "adult", "Another adult in the home or in the child’s life"
        WORKER = "worker", "Somebody who works with the child or family"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="people")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True, help_text="Their work and organisation, or who they are.")
    born_on = models.DateField(null=True, blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="named_person_has_a_name"),)

    def __str__(self) -> str:
        return self.name


class Added(models.Model):
    """Something that was added to a contact after it was sent, or a try to ring somebody."""

    class Kind(models.TextChoices):
        """What it is."""

        WORDS = "words", "Whoever asked told more"
        TOLD = "told", "The front door was told more"
        CALL = "call", "Somebody was rung and reached"
        NO_ANSWER = "no_answer", "Somebody was rung and not reached"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="additions")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WORDS)
    whom = models.CharField(max_length=200, blank=True, help_text="Who was rung.")
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.get_kind_display()


class Attachment(models.Model):
    """A file that came with a contact; one that is about other people than the child is read apart."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="attachments")
    upload = models.ForeignKey("files.Upload", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    about_others = models.CharField(
        max_length=200, blank=True, help_text="Whom else it is about; then it is read apart."
    )
    put_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    put_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("put_at", "pk")

    def __str__(self) -> str:
        return self.title


class BodyMark(models.Model):
    """A mark on a child’s body, put on a drawing and never photographed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(NamedChild, on_delete=models.CASCADE, related_name="marks")
    region = models.CharField(max_length=60, help_text="A key of the table of body regions.")
    words = models.TextField(help_text="What it looks like: size, colour, shape.")
    said = models.TextField(blank=True, help_text="What the child or a carer said of it, and who said it.")
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="body_mark_in_words"),)

    def __str__(self) -> str:
        return self.region
