"""What a plan says: what goes well, the needs, worry statements, wellbeing goals and actions.

Nothing that was noted is deleted: a part is dropped, with the reason, and stays in the versions that held it.
"""

import datetime as dt
import enum
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.plans.models.plan import Member, Plan, PlanChild
from righthelp.plans.queries import ActionQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class Item(models.Model):
    """One part of a plan: of one child, or of all where `child` is empty.

    Members in `kept_from` do not find it in the copy that is made for them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)ss")
    child = models.ForeignKey(PlanChild, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    kept_from = models.ManyToManyField(Member, blank=True, related_name="+")
    carried_from = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The part of an earlier plan of which it is the copy."
    )
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_because = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ("noted_at", "pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True, dropped_because="")
                | (Q(dropped_at__isnull=False, dropped_by__isnull=False) & ~Q(dropped_because="")),
                name="%(class)s_dropped_for_a_reason",
            ),
        )

    @property
    def stands(self) -> bool:
        """Say whether it is still part of the plan."""
        return self.dropped_at is None


class Strength(Item):
    """What goes well, or who helps already (BP-023)."""

    text = models.TextField()
    said_by = models.CharField(max_length=200, blank=True, help_text="Who said it.")
    of_member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whose own it is, where it is an adult’s: nobody else of the family is given it.",
    )  # fmt: skip

    class Meta(Item.Meta):
        constraints = (
            *Item.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="strength_says_what"),
        )

    def __str__(self) -> str:
        return self.text[:80]


class Worry(Item):
    """A worry statement: what could happen to the child if nothing changes, so that the family understands it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="worries")
    child = models.ForeignKey(PlanChild, on_delete=models.PROTECT, null=True, blank=True, related_name="worries")
    text = models.TextField()

    class Meta(Item.Meta):
        verbose_name_plural = "worries"
        constraints = (*Item.Meta.constraints, models.CheckConstraint(condition=~Q(text=""), name="worry_says_what"))

    def __str__(self) -> str:
        return self.text[:80]


class Need(Item):
    """A need that was found: a descriptor that a person chose, or own words.

    It is answered by the worry statement that it belongs to, with its goal and actions, or by a reason for doing
    nothing about it (BP-043).
    """

    class Evidence(models.TextChoices):
        """Fact, opinion and what somebody else said are kept apart (design, section 4, rule 3)."""

        FACT = "fact", "Fact: seen, heard or measured"
        OPINION = "opinion", "Opinion: what I or a colleague make of it"
        REPORTED = "reported", "Reported: what somebody else said"

    of_member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="needs",
        help_text="Whose need it is, where it is an adult’s (BP-027).",
    )  # fmt: skip
    descriptor = models.ForeignKey(
        "guidance.Descriptor", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    own_words = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    evidence_from = models.CharField(max_length=200, blank=True)
    evidence_on = models.DateField(null=True, blank=True)
    evidence_kind = models.CharField(max_length=10, choices=Evidence.choices, blank=True)
    worry = models.ForeignKey(Worry, on_delete=models.PROTECT, null=True, blank=True, related_name="needs")
    no_action_because = models.TextField(blank=True)

    class Meta(Item.Meta):
        constraints = (
            *Item.Meta.constraints,
            models.CheckConstraint(
                condition=Q(descriptor__isnull=False) | ~Q(own_words=""), name="plan_need_has_descriptor_or_own_words"
            ),
            models.CheckConstraint(
                condition=Q(worry__isnull=True) | Q(no_action_because=""), name="plan_need_answered_once"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def text(self) -> str:
        """Give the sentence: the descriptor's, or own words."""
        return self.descriptor.text if self.descriptor else self.own_words


class Goal(Item):
    """A wellbeing goal: what we would see if we were no longer worried (BP-207). It may carry a scale from 0 to 10."""

    worry = models.ForeignKey(Worry, on_delete=models.PROTECT, related_name="goals")
    text = models.TextField()
    has_scale = models.BooleanField(default=False)
    scale_zero = models.CharField(max_length=300, blank=True, help_text="What 0 means.")
    scale_ten = models.CharField(max_length=300, blank=True, help_text="What 10 means.")
    reached_on = models.DateField(null=True, blank=True)
    reached_how = models.TextField(blank=True, help_text="How we know.")
    reached_noted_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Item.Meta):
        constraints = (
            *Item.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="goal_says_what"),
            models.CheckConstraint(
                condition=Q(has_scale=False, scale_zero="", scale_ten="")
                | (Q(has_scale=True) & ~Q(scale_zero="") & ~Q(scale_ten="")),
                name="goal_scale_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True, reached_how="", reached_noted_by__isnull=True)
                | (Q(reached_on__isnull=False, reached_noted_by__isnull=False) & ~Q(reached_how="")),
                name="goal_reached_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]


class Action(Item):
    """Who does what by when, what it is for in the child's life, and the difference it made (BP-208, BN-097)."""

    class State(enum.StrEnum):
        """Where it stands, said of the facts (docs/states.md)."""

        TO_DO = "to do"
        LATE = "late"
        DONE = "done"
        DROPPED = "no longer part of the plan"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    is_for = models.TextField(help_text="What it is for in the child’s safety or wellbeing.")
    holder = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    meeting = models.ForeignKey(
        "plans.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="actions",
        help_text="At which meeting it was agreed.",
    )  # fmt: skip
    done_on = models.DateField(null=True, blank=True)
    done_how = models.TextField(blank=True)
    done_noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    impact = models.TextField(blank=True, help_text="The measurable difference it has made (BN-097).")
    impact_noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    impact_noted_at = models.DateTimeField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta(Item.Meta):
        ordering = ("due_on", "pk")
        constraints = (
            *Item.Meta.constraints,
            models.CheckConstraint(condition=~Q(what="") & ~Q(is_for=""), name="action_says_what_and_what_for"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_noted_by__isnull=True, done_how="")
                | Q(done_on__isnull=False, done_noted_by__isnull=False),
                name="action_done_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(impact="", impact_noted_by__isnull=True, impact_noted_at__isnull=True)
                | (~Q(impact="") & Q(impact_noted_by__isnull=False, impact_noted_at__isnull=False)),
                name="action_impact_whole_or_none",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_on",), condition=Q(done_on__isnull=True, dropped_at__isnull=True), name="action_to_do"
            ),
        )

    def __str__(self) -> str:
        return self.what[:80]

    def state_on(self, today: dt.date) -> State:
        """Say where it stands on a day; nothing is late in a plan that has ended."""
        if self.dropped_at:
            return self.State.DROPPED
        if self.done_on:
            return self.State.DONE
        return self.State.LATE if self.due_on < today and self.plan.is_open else self.State.TO_DO


Part = Strength | Need | Worry | Goal | Action
PARTS: tuple[type[Item], ...] = (Strength, Need, Worry, Goal, Action)


class ActionMoved(models.Model):
    """That the day of an action was put off: drift that people see, with the reason."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="moves")
    from_day = models.DateField()
    to_day = models.DateField()
    because = models.TextField()
    moved_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("moved_at", "pk")
        constraints = (models.CheckConstraint(condition=~Q(because=""), name="action_moved_for_a_reason"),)

    def __str__(self) -> str:
        return f"To {self.to_day:%-d %B %Y}"


class TakenBack(models.Model):
    """That an action was noted as done, or a goal as reached, by mistake: what was noted stays, with the reason."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="taken_back")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, blank=True, related_name="taken_back")
    on = models.DateField(help_text="The day that was noted.")
    how = models.TextField(blank=True)
    impact = models.TextField(blank=True, help_text="The difference that an action was said to have made.")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    taken_back_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("taken_back_at", "pk")
        verbose_name_plural = "taken back"
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="taken_back_for_a_reason"),
            models.CheckConstraint(
                condition=Q(action__isnull=False, goal__isnull=True)
                | Q(action__isnull=True, goal__isnull=False, impact=""),
                name="taken_back_of_an_action_or_a_goal",
            ),
        )

    def __str__(self) -> str:
        return f"Noted for {self.on:%-d %B %Y} by mistake"
