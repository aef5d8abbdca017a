"""What is found out, thought together, done at once, decided and answered."""

import enum
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.front_door.models.contact import Contact, NamedChild
from righthelp.front_door.queries import CheckQuerySet, ContactDecisionQuerySet

if TYPE_CHECKING:
    from righthelp.front_door.models.panel import PanelSaid

PRACTITIONER = settings.AUTH_USER_MODEL


class Check(models.Model):
    """One question to one agency about children of a contact, and its answer (BP-109, BP-112, BP-113).

    It rests on consent, or on the reason for doing without; never on neither.
    """

    class State(enum.StrEnum):
        """Where it stands, said of the facts (docs/states.md)."""

        OPEN = "waits for an answer"
        ANSWERED = "answered"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="checks")
    children = models.ManyToManyField(NamedChild, related_name="checks")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="checks_asked")
    question = models.TextField(help_text="What is asked: only what matters for this decision.")
    told = models.TextField(blank=True, help_text="What the agency is told so that it can answer.")
    has_consent = models.BooleanField(default=False)
    consent_said = models.TextField(blank=True, help_text="Who said yes, and when.")
    because = models.TextField(blank=True, help_text="Why it is asked without consent.")
    basis = models.CharField(max_length=40, help_text="A key of consent/data/bases.csv.")
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    passed_to = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="checks_to_answer",
        help_text="A colleague in the agency whom a lead asked to answer.",
    )  # fmt: skip
    facts = models.TextField(blank=True)
    opinions = models.TextField(blank=True)
    reported = models.TextField(blank=True)
    nothing_known = models.BooleanField(default=False)
    told_by = models.CharField(
        max_length=200, blank=True, help_text="Who said it on the telephone, where the front door noted the answer."
    )
    answered_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(question=""), name="check_asks_something"),
            # no consent and no reason is the one thing that may not be (BP-113)
            models.CheckConstraint(
                condition=(Q(has_consent=True) & ~Q(consent_said="")) | (Q(has_consent=False) & ~Q(because="")),
                name="check_with_consent_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="check_answered_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(
                    answered_at__isnull=True, facts="", opinions="", reported="", nothing_known=False, told_by=""
                )
                | (Q(answered_at__isnull=False) & (Q(nothing_known=True) | ~Q(facts="", opinions="", reported=""))),
                name="check_answer_says_something",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, answered_at__isnull=True)
                    & ~Q(withdrawn_because="")
                ),
                name="check_withdrawn_for_a_reason",
            ),
        )
        indexes = (
            models.Index(
                fields=("agency", "due_at"),
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="check_open",
            ),
        )

    def __str__(self) -> str:
        return f"Asked of {self.agency}"

    @property
    def state(self) -> State:
        """Say where it stands."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.ANSWERED if self.answered_at else self.State.OPEN

    @property
    def is_open(self) -> bool:
        """Say whether its answer is still waited for."""
        return self.state is self.State.OPEN


class Safeguarding(models.Model):
    """Something done at once to keep a child safe, beside all the asking and never behind it (BP-115)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="safeguarding")
    what = models.TextField()
    with_whom = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("done_at", "pk")
        constraints = (models.CheckConstraint(condition=~Q(what=""), name="safeguarding_says_what"),)

    def __str__(self) -> str:
        return self.what[:80]


class Discussion(models.Model):
    """A threshold discussion of several agencies (BP-114): who took part, each view, what came of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="discussions")
    unclear = models.TextField(help_text="What is not clear.")
    told = models.TextField(blank=True, help_text="What those who take part are told.")
    agencies = models.ManyToManyField("agencies.Agency", related_name="+", help_text="Who is asked to take part.")
    has_consent = models.BooleanField(default=False)
    consent_said = models.TextField(blank=True, help_text="Who said yes to it, and when.")
    because = models.TextField(blank=True, help_text="Why it is held without consent.")
    basis = models.CharField(max_length=40, help_text="A key of consent/data/bases.csv.")
    called_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    outcome = models.TextField(blank=True)
    level = models.ForeignKey("guidance.Level", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("called_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=(Q(has_consent=True) & ~Q(consent_said="")) | (Q(has_consent=False) & ~Q(because="")),
                name="discussion_with_consent_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, outcome="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome="")),
                name="discussion_ended_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return "A threshold discussion"

    @property
    def is_open(self) -> bool:
        """Say whether its outcome is still to come."""
        return self.ended_at is None


class View(models.Model):
    """What one agency thought in a discussion, and whether it went along with the outcome."""

    class Stands(models.TextChoices):
        """Where the agency stands."""

        AGREES = "agrees", "Agrees"
        DISAGREES = "disagrees", "Sees it differently"
        NOT_SAID = "not_said", "Has not said"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="views")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, help_text="Who spoke for the agency.")
    facts = models.TextField(blank=True, help_text="What the agency knows, apart from what it thinks.")
    view = models.TextField()
    level = models.ForeignKey("guidance.Level", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stands = models.CharField(max_length=10, choices=Stands.choices, default=Stands.NOT_SAID)
    dissent = models.TextField(blank=True, help_text="Why it sees the outcome differently.")
    stands_noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(view=""), name="view_says_something"),
            models.CheckConstraint(condition=~Q(stands="disagrees") | ~Q(dissent=""), name="view_dissent_says_why"),
            models.UniqueConstraint(fields=("discussion", "agency"), name="one_view_an_agency"),
        )

    def __str__(self) -> str:
        return f"The view of {self.agency}"


class ContactDecision(models.Model):
    """What the front door decided for one child. Never edited: a later one supersedes it.

    The five questions are those that Working Together asks of every referral (shared timescales, section 1).
    """

    class Outcome(models.TextChoices):
        """What follows for the child."""

        ADVICE = "advice", "No social care role now: advice on what can help"
        UNIVERSAL = "universal", "Help that is there for every family"
        EARLY_HELP = "early_help", "Early help"
        PANEL = "panel", "Early help, through the allocation panel"
        ASSESSMENT = "assessment", "An assessment under section 17"
        STRATEGY = "strategy", "A strategy discussion"
        EMERGENCY = "emergency", "Action at once to keep the child safe"
        ELSEWHERE = "elsewhere", "Passed to another local authority"
        OPEN_WORK = "open_work", "Passed to the worker whom the child has already"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(NamedChild, on_delete=models.PROTECT, related_name="decisions")
    needs_protection = models.TextField(help_text="Is protection needed at once?")
    needs_services = models.TextField(help_text="Are services needed, and which?")
    is_in_need = models.TextField(help_text="Is the child in need, so that it is assessed under section 17?")
    may_suffer_harm = models.TextField(help_text="Is there reasonable cause to suspect significant harm (section 47)?")
    needs_assessments = models.TextField(help_text="Are further assessments needed to decide?")
    level = models.ForeignKey("guidance.Level", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    to_whom = models.CharField(max_length=300, blank=True, help_text="The service or authority it goes to.")
    team = models.ForeignKey(
        "agencies.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The team that receives it, where it is here.",
    )  # fmt: skip
    episode = models.ForeignKey(
        "work.Episode", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The work of that team with the child.",
    )  # fmt: skip
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", help_text="Whose front door decided."
    )
    reason = models.TextField()
    decided_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    late_because = models.TextField(blank=True, help_text="Why it took longer than one working day.")
    again_because = models.TextField(blank=True, help_text="Why it was decided again.")
    panel_question = models.TextField(blank=True, help_text="What the allocation panel is asked (BN-044).")
    reply = models.ForeignKey(
        "front_door.Reply", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions",
        help_text="The answer in which whoever asked was told of it, or why not.",
    )  # fmt: skip
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = ContactDecisionQuerySet.as_manager()

    class State(enum.StrEnum):
        """Whether it holds, and whether whoever asked was told of it (docs/states.md)."""

        TO_TELL = "stands, and whoever asked has no answer yet"
        STANDS = "stands"
        SUPERSEDED = "a later decision took its place"

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="contact_decision_has_a_reason"),
            models.UniqueConstraint(
                fields=("child",), condition=Q(supersedes__isnull=True), name="one_first_contact_decision_a_child"
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, again_because="")
                | (Q(supersedes__isnull=False) & ~Q(again_because="")),
                name="contact_decided_again_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="elsewhere") | ~Q(to_whom=""), name="contact_passed_to_somebody"
            ),
        )
        indexes = (models.Index(fields=("child",), condition=Q(reply__isnull=True), name="contact_decision_to_tell"),)

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def state(self) -> State:
        """Say whether it holds, and whether whoever asked was told of it."""
        if hasattr(self, "superseded_by"):
            return self.State.SUPERSEDED
        return self.State.STANDS if self.reply_id else self.State.TO_TELL

    @property
    def panel_said(self) -> "PanelSaid | None":
        """Give what the allocation panel said, where this decision came of it."""
        found: PanelSaid | None = getattr(self, "after_panel", None)
        return found


class Reply(models.Model):
    """The answer to whoever raised the worry: a task of the day of the decision (BP-117, design rule 8)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="replies")
    decided = models.TextField(blank=True, help_text="What was decided, as far as they may know it.")
    because = models.TextField(blank=True, help_text="Why, as far as they may know it.")
    what_next = models.TextField(blank=True)
    not_given_because = models.TextField(blank=True, help_text="Why it is not safe or not possible to answer.")
    given_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=200, blank=True, help_text="For somebody without an account: how they were told.")
    while_restricted = models.BooleanField(
        default=False,
        help_text="A record that the contact names was restricted when this was written: those who asked read it, too, "
        "who may read nothing else that came after their request.",
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("given_at", "pk")
        verbose_name_plural = "replies"
        constraints = (
            models.CheckConstraint(
                condition=(~Q(decided="") & Q(not_given_because="")) | (Q(decided="") & ~Q(not_given_because="")),
                name="reply_or_reason_for_none",
            ),
        )

    def __str__(self) -> str:
        return "An answer" if self.decided else "No answer"


class FamilyTold(models.Model):
    """That one of the family was told of a decision, by which way and when, chosen by a worker; or why not (rule 5).

    A plan to tell them is the same, with a time that lies after it was noted.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="family_told")
    whom = models.CharField(max_length=200)
    how = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)
    not_told_because = models.TextField(blank=True, help_text="Why it is not safe to tell them now.")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        verbose_name_plural = "family told"
        constraints = (
            models.CheckConstraint(
                condition=(Q(told_at__isnull=False, not_told_because="") & ~Q(how=""))
                | (Q(told_at__isnull=True, how="") & ~Q(not_told_because="")),
                name="family_told_or_reason_for_not",
            ),
        )

    def __str__(self) -> str:
        if self.is_plan:
            return f"{self.whom} is to be told"
        return f"{self.whom} was told" if self.told_at else f"{self.whom} was not told"

    @property
    def is_plan(self) -> bool:
        """Say whether somebody planned to tell them, at a time still to come then."""
        return self.told_at is not None and self.told_at > self.noted_at


class Sample(models.Model):
    """A decision that a manager looks at again: would they have decided the same?"""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.OneToOneField(ContactDecision, on_delete=models.PROTECT, related_name="sample")
    drawn_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    level = models.ForeignKey("guidance.Level", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.TextField(blank=True)
    done_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("drawn_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, level__isnull=True, finding="")
                | (Q(done_at__isnull=False, done_by__isnull=False, level__isnull=False) & ~Q(finding="")),
                name="sample_done_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return "A decision looked at again"
