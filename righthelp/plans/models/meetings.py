"""Meetings about a plan: who was asked, who came, what was said and decided."""

import enum
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.plans.kinds import MEETING_KINDS, MeetingKind
from righthelp.plans.models.plan import Member, Plan, PlanChild
from righthelp.plans.rules import is_owed

PRACTITIONER = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """A meeting of those who take part in a plan, from the day it is called until its minutes are written."""

    class State(enum.StrEnum):
        """Where it stands, said of the facts (docs/states.md)."""

        TO_COME = "to come"
        TO_WRITE_UP = "to be written up"
        HELD = "held"
        CANCELLED = "cancelled"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=40, help_text="A key of data/meeting_kinds.csv.")
    planned_for = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=300, blank=True)
    is_online = models.BooleanField(default=False)
    purpose = models.TextField()
    also_with = models.TextField(
        blank=True, help_text="Who else, that does not take part in the plan (BG-018, BT-012); no minutes name them."
    )
    needed = models.TextField(blank=True, help_text="An interpreter, a step-free room, a crèche (BG-015).")
    called_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    chaired_by = models.CharField(max_length=200, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    nothing_because = models.TextField(
        blank=True, help_text="Why nothing was decided and nobody took on an action (BG-020)."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-planned_for", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kind="") & ~Q(purpose=""), name="meeting_has_kind_and_purpose"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True, written_by__isnull=True, written_at__isnull=True)
                | Q(held_at__isnull=False, written_by__isnull=False, written_at__isnull=False),
                name="meeting_held_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_because="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False, held_at__isnull=True)
                    & ~Q(cancelled_because="")
                ),
                name="meeting_cancelled_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.about.name} of {timezone.localtime(self.planned_for):%-d %B %Y}"

    @property
    def about(self) -> MeetingKind:
        """Give the row of the table of kinds."""
        return MEETING_KINDS[self.kind]

    @property
    def state(self) -> State:
        """Say where it stands now."""
        if self.cancelled_at:
            return self.State.CANCELLED
        if self.held_at:
            return self.State.HELD
        return self.State.TO_COME if self.planned_for > timezone.now() else self.State.TO_WRITE_UP

    @property
    def is_open(self) -> bool:
        """Say whether it is neither written up nor cancelled."""
        return self.held_at is None and self.cancelled_at is None

    @property
    def is_owed(self) -> bool:
        """Say whether its minutes can be written and given: also after the end of the plan, where it was before."""
        return is_owed(timezone.localdate(self.planned_for), self.plan.ended_on)


class Invited(models.Model):
    """Somebody who was asked to a meeting, and whether they came, sent their view or said that they could not."""

    class Came(models.TextChoices):
        """What came of it."""

        CAME = "came", "Came"
        VIEWS = "views", "Sent their views"
        APOLOGIES = "apologies", "Sent apologies"
        NOT_THERE = "not_there", "Was not there, and we do not know why"
        NOT_ABLE = "not_able", "Could not be there: it was not made possible for them"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invited")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="invitations")
    told_how = models.CharField(max_length=200, blank=True, help_text="How they were asked.")
    came = models.CharField(max_length=12, choices=Came.choices, blank=True)
    views = models.TextField(blank=True, help_text="What they said beforehand, in their words.")
    views_noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    views_noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("meeting", "member"), name="invited_once"),
            models.CheckConstraint(condition=~Q(came="views") | ~Q(views=""), name="invited_sent_views_that_are_kept"),
        )

    def __str__(self) -> str:
        return f"Asked to {self.meeting}"


class Note(models.Model):
    """One point of the minutes: what was said, understood or decided; kept from those named in the copies for them.

    Finished minutes are not changed. What was wrong in them is put right with a point of its own, which says what is
    right (`text`), who said so and when; `puts_right` is the point that was wrong, where it was one.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SAID = "said", "What was said"
        UNDERSTOOD = "understood", "What we understand better now"
        DECIDED = "decided", "What was decided"
        PUT_RIGHT = "put_right", "What was put right"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    child = models.ForeignKey(
        PlanChild, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: about all."
    )
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    kept_from = models.ManyToManyField(Member, blank=True, related_name="+")
    kept_because = models.TextField(blank=True)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True, blank=True, help_text="Struck through: in no minutes.")
    struck_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    puts_right = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="put_right_by")
    was_wrong = models.TextField(blank=True)
    said_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
                name="note_struck_whole_or_none",
            ),
            models.CheckConstraint(
                condition=(Q(kind="put_right", said_by__isnull=False, said_on__isnull=False) & ~Q(was_wrong=""))
                | (
                    ~Q(kind="put_right")
                    & Q(puts_right__isnull=True, was_wrong="", said_by__isnull=True, said_on__isnull=True)
                ),
                name="note_put_right_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]
