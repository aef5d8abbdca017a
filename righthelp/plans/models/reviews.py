"""Whether life gets better for the child: reviews, marks on a scale, and what was done about delay."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.plans.models.content import Action, Goal
from righthelp.plans.models.family import FamilyLink
from righthelp.plans.models.meetings import Meeting
from righthelp.plans.models.plan import Member, Plan, PlanChild

PRACTITIONER = settings.AUTH_USER_MODEL


class Strikable(models.Model):
    """What is finished: never changed or deleted, but struck through, with the reason, and then it counts no more."""

    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_because="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")),
                name="%(class)s_struck_for_a_reason",
            ),
        )


class Review(Strikable):
    """One review of a plan: what changed, whether it makes the difference hoped for, whether risk rises (BN-047).

    `due_on` is the day by which it was due. A late one says why.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    reviewed_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    late_because = models.TextField(blank=True)
    changed = models.TextField(help_text="What has changed in the family’s life.")
    family_view = models.TextField(blank=True, help_text="What the family says.")
    is_not_working = models.BooleanField(default=False, help_text="Not yet making the difference we hoped.")
    not_working_because = models.TextField(blank=True)
    is_risk_rising = models.BooleanField(default=False)
    risk_because = models.TextField(blank=True)
    do_next = models.TextField(help_text="What is done next, and what is done differently.")
    next_on = models.DateField(help_text="By when the plan is reviewed again.")
    reviewed_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta(Strikable.Meta):
        ordering = ("reviewed_on", "pk")
        constraints = (
            *Strikable.Meta.constraints,
            models.CheckConstraint(condition=~Q(changed="") & ~Q(do_next=""), name="review_says_what_changed_and_next"),
            models.CheckConstraint(
                condition=(Q(is_not_working=False) | ~Q(not_working_because=""))
                & (Q(is_risk_rising=False) | ~Q(risk_because="")),
                name="review_flag_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"Review of {self.reviewed_on:%-d %B %Y}"


class ChildReviewed(models.Model):
    """How life is for one child at a review."""

    class Life(models.TextChoices):
        """How it is, compared with the last time."""

        BETTER = "better", "Life is better for the child"
        SAME = "same", "About the same"
        WORSE = "worse", "Harder than before"
        UNKNOWN = "unknown", "We do not know yet"

    class Readers(models.TextChoices):
        """Who may read what the child says: it can disclose (design, section 4, rule 2)."""

        KEEPERS = "keepers", "Only whoever wrote the review, and those who lead or answer for the plan"
        TEAM = "team", "Everybody who works with the plan and may see this child"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="children")
    child = models.ForeignKey(PlanChild, on_delete=models.PROTECT, related_name="reviewed")
    life = models.CharField(max_length=10, choices=Life.choices)
    how_we_know = models.TextField()
    says = models.TextField(blank=True, help_text="What the child says; no copy for the family shows it.")
    says_on = models.DateField(null=True, blank=True, help_text="When the child said it.")
    says_asked = models.TextField(blank=True, help_text="What the child had been asked; empty where nobody asked.")
    says_exact = models.BooleanField(default=False, help_text="Whether it is word for word.")
    says_readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.KEEPERS)

    class Meta:
        ordering = ("child__position", "pk")
        verbose_name_plural = "children reviewed"
        constraints = (
            models.UniqueConstraint(fields=("review", "child"), name="child_reviewed_once"),
            models.CheckConstraint(condition=~Q(how_we_know=""), name="child_reviewed_says_how_we_know"),
        )

    def __str__(self) -> str:
        return self.get_life_display()


class ScaleMark(Strikable):
    """Where one voice stands on the scale of a goal, on a day. Nothing is counted together."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="marks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="marks")
    value = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    said_on = models.DateField()
    link = models.ForeignKey(
        FamilyLink, on_delete=models.PROTECT, null=True, blank=True, related_name="marks",
        help_text="Where they marked it themselves on their own page.",
    )  # fmt: skip
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta(Strikable.Meta):
        ordering = ("said_on", "pk")
        constraints = (
            *Strikable.Meta.constraints,
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=10), name="scale_from_0_to_10"),
            models.CheckConstraint(
                condition=Q(noted_by__isnull=False, link__isnull=True) | Q(noted_by__isnull=True, link__isnull=False),
                name="scale_marked_by_a_worker_or_on_their_page",
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} on {self.said_on:%-d %B %Y}"


class Delay(models.Model):
    """What was done about drift: a late review, a late action, a meeting that did not happen."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="delays")
    child = models.ForeignKey(
        PlanChild, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whose part of the plan was late; empty where it is about all.",
    )  # fmt: skip
    about = models.TextField(help_text="What was late, as the page said it.")
    done = models.TextField(help_text="What was done about it.")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (models.CheckConstraint(condition=~Q(about="") & ~Q(done=""), name="delay_says_what_was_done"),)

    def __str__(self) -> str:
        return self.about[:80]


class Reminded(models.Model):
    """That those who see to it were told of a review or an action that is due: once for each day that was set.

    Rounds look for what has no such row, so that they stay quick and tell nobody twice.
    """

    class Of(models.TextChoices):
        """What they were told."""

        SOON = "soon", "A review is due soon"
        LATE = "late", "A review is late"
        STILL_LATE = "still_late", "A review is still late, and a manager is told"
        ACTION = "action", "An action is late"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reminded")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="reminded")
    of = models.CharField(max_length=10, choices=Of.choices)
    due_on = models.DateField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("told_at", "pk")
        verbose_name_plural = "reminded"
        constraints = (
            models.CheckConstraint(
                condition=Q(of="action", action__isnull=False) | (~Q(of="action") & Q(action__isnull=True)),
                name="reminded_of_an_action_or_a_review",
            ),
            models.UniqueConstraint(
                fields=("plan", "of", "due_on"), condition=Q(action__isnull=True), name="reminded_once_of_a_review"
            ),
            models.UniqueConstraint(
                fields=("action", "due_on"), condition=Q(action__isnull=False), name="reminded_once_of_an_action"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.due_on:%-d %B %Y}"
