"""Early help of one family, from the day a need was seen until it ends."""

import enum
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.early_help.queries import EarlyHelpQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class EarlyHelp(models.Model):
    """Early help of one family. Its children, who takes part and what is to be done stand in its plan.

    It is opened to be offered; it begins only with the family's agreement (BP-026, SF-010, BN-040), and the pieces of
    work with the children begin on that day. `need_seen_on` is when the need was first seen, so that the time from
    need to help can be seen (SF-009).
    """

    class CameBy(models.TextChoices):
        """How it came."""

        WORKER = "worker", "Somebody who works with the family saw the need"
        CONSIDERATION = "consideration", "It follows from a level that was decided"
        FAMILY = "family", "The family asked for help"
        FRONT_DOOR = "front_door", "The front door passed it on"
        STEPPED_DOWN = "stepped_down", "Children’s social care stepped it down"

    class Outcome(models.TextChoices):
        """How it ended (BP-021)."""

        RESOLVED = "resolved", "What it was for is done"
        UNIVERSAL = "universal", "Help that is there for every family is enough now"
        STEPPED_UP = "stepped_up", "It goes on with children’s social care"
        DECLINED = "declined", "They chose not to have it, or to stop"
        MOVED = "moved", "The family moved away"

    class State(enum.StrEnum):
        """Where it stands, said of the facts (docs/states.md)."""

        OFFERED = "to be agreed with the family"
        NO_LEAD = "needs a lead practitioner"
        GOES_ON = "goes on"
        ENDED = "ended"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.OneToOneField("plans.Plan", on_delete=models.PROTECT, related_name="early_help")
    came_by = models.CharField(max_length=15, choices=CameBy.choices)
    consideration = models.ForeignKey(
        "considerations.Consideration", on_delete=models.PROTECT, null=True, blank=True, related_name="early_help",
        help_text="The thinking that it follows from.",
    )  # fmt: skip
    holder = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="early_help_held",
        help_text="Who sees to it until there is a lead practitioner; empty while it waits in its team.",
    )  # fmt: skip
    opened_at = models.DateTimeField(default=timezone.now)
    need_seen_on = models.DateField()
    because = models.TextField(help_text="What led to it, and what it is to prevent (BP-018, SF-008).")
    help_so_far = models.TextField(blank=True, help_text="What was done already, and by whom (BN-046, BN-050).")
    begun_on = models.DateField(null=True, blank=True)
    begun_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_despite = models.TextField(
        blank=True,
        help_text="Where somebody said no beside a yes, or nobody with parental responsibility agreed: why it begins "
        "all the same (SF-028).",
    )
    section_17_asked = models.TextField(
        blank=True, help_text="Why a manager was asked about section 17, and what the family says (BP-052)."
    )
    hoped_end_on = models.DateField(null=True, blank=True, help_text="Early help is for a limited time (BN-030).")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    ended_because = models.TextField(blank=True)
    family_at_end = models.TextField(blank=True, help_text="What the family says of it at the end.")
    afterwards = models.TextField(blank=True, help_text="Where the family finds help from now on.")

    objects = EarlyHelpQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name_plural = "early help"
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="early_help_says_why"),
            models.CheckConstraint(
                condition=Q(begun_on__isnull=True, begun_by__isnull=True)
                | Q(begun_on__isnull=False, begun_by__isnull=False),
                name="early_help_begun_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, outcome="", ended_because="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(outcome="") & ~Q(ended_because="")),
                name="early_help_end_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(begun_on__isnull=True) | Q(ended_on__gte=F("begun_on")),
                name="early_help_ends_after_start",
            ),
        )
        indexes = (
            models.Index(fields=("holder",), condition=Q(ended_on__isnull=True), name="early_help_held"),
            models.Index(
                fields=("plan", "begun_on", "hoped_end_on"), condition=Q(ended_on__isnull=True), name="early_help_open"
            ),
            models.Index(fields=("begun_on", "need_seen_on", "plan"), name="early_help_begun"),
        )

    def __str__(self) -> str:
        return f"Early help opened on {timezone.localtime(self.opened_at):%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Say whether it has not ended."""
        return self.ended_on is None

    @property
    def waits(self) -> bool:
        """Say whether it waits in its team for somebody to see to it."""
        return self.is_open and self.begun_on is None and self.holder_id is None

    @property
    def is_past_end(self) -> bool:
        """Say whether it goes on past the day by which it was hoped to end (BN-030)."""
        return self.is_open and self.hoped_end_on is not None and self.hoped_end_on < timezone.localdate()

    @property
    def has_begun(self) -> bool:
        """Say whether the family agreed and it began."""
        return self.begun_on is not None


class Offer(models.Model):
    """One time that early help was offered, and what was said. A yes is an agreement on the record (`consent`).

    `together` joins it to what was written there in the same conversation.
    """

    class Answer(models.TextChoices):
        """What they said."""

        AGREED = "agreed", "They agreed"
        PART = "part", "They agreed to a part"
        THINKING = "thinking", "They want to think about it"
        DECLINED = "declined", "They said no"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    help = models.ForeignKey(EarlyHelp, on_delete=models.CASCADE, related_name="offers")
    children = models.ManyToManyField("plans.PlanChild", related_name="offers")
    to_person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    offered_on = models.DateField()
    offered_by = models.CharField(max_length=200, help_text="Who offered it, and what they are to the family.")
    offered_how = models.TextField(help_text="How it was offered and explained, and in which language.")
    understood_how = models.TextField(blank=True, help_text="How it was made sure that they understood.")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    words = models.TextField(blank=True, help_text="What they said, in their words.")
    next = models.TextField(blank=True, help_text="Where they said no, or want to think: what happens next.")
    together = models.UUIDField(null=True, blank=True)
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("offered_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_person__isnull=False, to_name="") | (Q(to_person__isnull=True) & ~Q(to_name="")),
                name="offered_to_somebody",
            ),
            models.CheckConstraint(condition=~Q(offered_by="") & ~Q(offered_how=""), name="offer_says_by_whom_and_how"),
            models.CheckConstraint(
                condition=Q(answer="agreed") | ~Q(next=""), name="offer_not_agreed_says_what_happens_next"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=("thinking", "declined")) | ~Q(understood_how=""),
                name="offer_agreed_says_how_understood",
            ),
        )

    def __str__(self) -> str:
        return f"Offered on {self.offered_on:%-d %B %Y}"


class HopedEndMoved(models.Model):
    """That the day by which early help is hoped to end was set anew, with the reason (BN-030)."""

    help = models.ForeignKey(EarlyHelp, on_delete=models.CASCADE, related_name="hoped_ends")
    from_day = models.DateField(null=True, blank=True, help_text="Empty where no day was set before.")
    to_day = models.DateField()
    because = models.TextField()
    moved_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("moved_at", "pk")
        verbose_name_plural = "hoped ends moved"
        constraints = (models.CheckConstraint(condition=~Q(because=""), name="hoped_end_moved_for_a_reason"),)

    def __str__(self) -> str:
        return f"To {self.to_day:%-d %B %Y}"


class CameAlong(models.Model):
    """What another room sent along with a child who came to early help that is there already (BN-049).

    It is shown to those who may read of the child until somebody says what became of it: nothing that was passed on is
    lost, and nothing is written into a plan that somebody else leads. `child` is empty where it is about all of them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    help = models.ForeignKey(EarlyHelp, on_delete=models.CASCADE, related_name="came_along")
    child = models.ForeignKey("plans.PlanChild", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(blank=True, help_text="Why the child comes.")
    needs = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    help_so_far = models.TextField(blank=True)
    family_wants = models.TextField(blank=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField(default=timezone.now)
    settled = models.TextField(blank=True, help_text="What became of it: where it stands now, or why it does not.")
    settled_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("passed_at", "pk")
        verbose_name_plural = "what came along"
        constraints = (
            models.CheckConstraint(
                condition=Q(settled="", settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(settled="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="came_along_settled_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"Came along on {timezone.localtime(self.passed_at):%-d %B %Y}"
