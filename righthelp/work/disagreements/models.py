"""A disagreement with another agency: what it is about, its steps, what each side said, how it ended.

What was sent is never edited: a step is opened once and ended once, what was said is added. The ladder that held when
it was raised stays with it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.work.disagreements.queries import DisagreementQuerySet, StepQuerySet
from righthelp.work.disagreements.rules import FIRST

PRACTITIONER = settings.AUTH_USER_MODEL
AGENCY = "agencies.Agency"


class OwnLadder(models.Model):
    """The partnership's own titles and days of the steps under one framework; without a row the printed ones hold."""

    framework = models.OneToOneField("guidance.Framework", on_delete=models.PROTECT, related_name="+")
    steps = models.JSONField(help_text="In order, each with title and days.")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"The steps of the partnership, version {self.version}"


class LadderFrom(models.TextChoices):
    """Where the titles of the steps come from."""

    GUIDANCE = "guidance", "The partnership’s guidance"
    DEFAULT = "default", "Right Help’s default"
    OWN = "own", "The partnership’s own"


class Disagreement(models.Model):
    """What somebody raised about a decision, or the quality of work, of somebody in another agency (BN-065).

    The decision is one that another room showed (`subject_kind`, `subject_id`), or was typed. `complained_of` is whose
    decision or work it is, by account where they have one here, and by name always. `told_by_name` is whoever has no
    account here and for whom `raised_by` wrote it down. Without a child’s record it is read with its decision
    (`is_by_decision`); a record that is linked later joins it, and opens it to nobody else.
    """

    class About(models.TextChoices):
        """What it is about."""

        DECISION = "decision", "A decision"
        WORK = "work", "The quality of work"

    class Outcome(models.TextChoices):
        """How it ended."""

        SETTLED = "settled", "Settled"
        DECIDED = "decided", "Decided at the last step"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    children = models.ManyToManyField("people.Person", related_name="disagreements")
    raised_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    raised_for = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    told_by_name = models.CharField(max_length=200, blank=True, help_text="Who raised it, without an account here.")
    told_by_organisation = models.CharField(max_length=200, blank=True)
    told_by_reach = models.TextField(blank=True, help_text="How to reach them.")
    is_by_decision = models.BooleanField(
        default=False, help_text="No record of the child was linked: whoever may read the decision may read it."
    )
    about = models.CharField(max_length=10, choices=About.choices)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    subject_page = models.CharField(max_length=300, blank=True, help_text="The address of the decision’s own page.")
    what = models.TextField(help_text="What was decided or done, in words.")
    happened_on = models.DateField()
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency_name = models.CharField(max_length=200, help_text="The other agency, as it was called then.")
    complained_of = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    complained_of_name = models.CharField(max_length=200)
    facts = models.TextField(help_text="What is known to have happened.")
    view = models.TextField(help_text="What whoever raised it thinks of that, and why.")
    wants = models.TextField(help_text="What should be different for the child.")
    at_risk = models.BooleanField(default=False, help_text="A child might be at risk when it was raised.")
    ladder = models.JSONField(help_text="The steps as they held when it was raised, each with title and days.")
    ladder_from = models.CharField(max_length=10, choices=LadderFrom.choices)
    edition = models.ForeignKey("guidance.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.TextField(blank=True, help_text="What was agreed or decided; why, where it was withdrawn.")
    changes = models.TextField(blank=True, help_text="What changes for the child.")
    learned = models.TextField(blank=True, help_text="What was learned, without blame.")

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(agency_name="") & ~Q(complained_of_name="") & ~Q(view=""),
                name="disagreement_says_what_and_with_whom",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | ~Q(agency=F("raised_for")) | ~Q(told_by_name=""),
                name="disagreement_with_another_agency",
            ),
            models.CheckConstraint(
                condition=Q(told_by_name="", told_by_organisation="", told_by_reach="")
                | (~Q(told_by_name="") & ~Q(told_by_organisation="")),
                name="disagreement_told_by_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(is_by_decision=False) | Q(subject_id__isnull=False),
                name="disagreement_by_decision_has_one",
            ),
            models.CheckConstraint(
                condition=Q(complained_of__isnull=True) | ~Q(complained_of=F("raised_by")),
                name="disagreement_with_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id__isnull=True, subject_page="")
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="disagreement_subject_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True, ended_by__isnull=True, agreed="", changes="", learned="")
                | (
                    Q(outcome__in=("settled", "decided"), ended_at__isnull=False, ended_by__isnull=False)
                    & ~Q(agreed="")
                    & ~Q(changes="")
                    & ~Q(learned="")
                )
                | (
                    Q(outcome="withdrawn", ended_at__isnull=False, ended_by=F("raised_by"), changes="", learned="")
                    & ~Q(agreed="")
                ),
                name="disagreement_end_whole_or_none",
            ),
        )
        indexes = (
            models.Index(fields=("subject_id",), condition=Q(subject_id__isnull=False), name="disagreement_subject"),
        )

    def __str__(self) -> str:
        return f"Disagreement raised on {self.raised_at:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Say whether it goes on."""
        return not self.outcome

    @property
    def all_steps(self) -> "list[DisagreementStep]":
        """List the steps that were opened so far, the first one first."""
        return list(self.steps.all())

    @property
    def now(self) -> "DisagreementStep":
        """Give the step on which it stands, or on which it ended."""
        return self.all_steps[-1]

    @property
    def is_at_top(self) -> bool:
        """Say whether no step comes after this one."""
        return self.now.position == len(self.ladder)

    def has_spoken(self, side: str) -> bool:
        """Say whether a side has spoken on this step; whoever raised it did so for the first step with that."""
        is_raiser = side == Said.Side.OURS and self.now.position == FIRST
        return is_raiser or self.now.has_said(side)

    def title_of(self, position: int) -> str:
        """Give the title of a step as the ladder called it."""
        return str(self.ladder[position - 1]["title"])


class DisagreementStep(models.Model):
    """One step: who speaks with whom, from when, by when; and how it ended.

    `complained_of` repeats the disagreement's own, so that the database refuses them on any step but the first.
    """

    class End(models.TextChoices):
        """How it ended."""

        SETTLED = "settled", "Settled"
        NOT_SETTLED = "not_settled", "Not settled"
        DECIDED = "decided", "Decided"
        WITHDRAWN = "withdrawn", "Withdrawn"

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    complained_of = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    skipped_because = models.TextField(blank=True, help_text="Why steps below this one were left out.")
    ours = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ours_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ours_name = models.CharField(max_length=200, blank=True, help_text="Who speaks for the side that raised it.")
    theirs = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    theirs_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    theirs_name = models.CharField(max_length=200, blank=True, help_text="Who speaks for the other side.")
    named_at = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end = models.CharField(max_length=12, blank=True, choices=End.choices)
    end_note = models.TextField(blank=True, help_text="Why it was not settled, in words.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("disagreement", "position"), name="disagreement_step_once"),
            models.UniqueConstraint(
                fields=("disagreement",), condition=Q(ended_at__isnull=True), name="disagreement_on_one_step_at_a_time"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="disagreement_step_from_one"),
            models.CheckConstraint(
                condition=Q(
                    named_at__isnull=True, named_by__isnull=True, ours__isnull=True, theirs__isnull=True,
                    ours_name="", theirs_name="",
                )
                | (Q(named_at__isnull=False, named_by__isnull=False) & ~Q(ours_name="") & ~Q(theirs_name="")),
                name="disagreement_both_sides_named_or_none",
            ),
            models.CheckConstraint(
                condition=(Q(ours__isnull=True) | Q(theirs__isnull=True) | ~Q(ours=F("theirs")))
                & (Q(ours_name="") | Q(ours__isnull=False, theirs__isnull=False) | ~Q(ours_name=F("theirs_name"))),
                name="disagreement_nobody_on_both_sides",
            ),
            models.CheckConstraint(
                condition=Q(complained_of__isnull=True)
                | (
                    (Q(ours__isnull=True) | ~Q(ours=F("complained_of")))
                    & (Q(position=1) | Q(theirs__isnull=True) | ~Q(theirs=F("complained_of")))
                ),
                name="disagreement_complained_of_on_first_step_alone",
            ),
            models.CheckConstraint(
                condition=Q(end="", ended_at__isnull=True, ended_by__isnull=True, end_note="")
                | (~Q(end="") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="disagreement_step_end_whole_or_none",
            ),
            models.CheckConstraint(
                condition=~Q(end="not_settled") | ~Q(end_note=""), name="disagreement_step_not_settled_says_why"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Step {self.position}"

    @property
    def is_named(self) -> bool:
        """Say whether it is named who speaks with whom."""
        return self.named_at is not None

    @property
    def sayings(self) -> "list[Said]":
        """List what was said, the first first."""
        return list(self.said.all())

    def has_said(self, side: str) -> bool:
        """Say whether anything is noted of a side."""
        known: bool | None = vars(self).get(f"{side}_spoke")
        return any(one.side == side for one in self.sayings) if known is None else known


class Said(models.Model):
    """What one side said on a step; fact and opinion apart (design, section 4, rule 3)."""

    class Side(models.TextChoices):
        """Whose words they are."""

        OURS = "ours", "The side that raised it"
        THEIRS = "theirs", "The other side"

    step = models.ForeignKey(DisagreementStep, on_delete=models.PROTECT, related_name="said")
    side = models.CharField(max_length=6, choices=Side.choices)
    spoke_on = models.DateField()
    facts = models.TextField(blank=True)
    view = models.TextField(blank=True)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (models.CheckConstraint(condition=~Q(facts="", view=""), name="said_holds_words"),)

    def __str__(self) -> str:
        return f"{self.get_side_display()} on {self.spoke_on:%-d %B %Y}"
