"""Who works with a child, who stands in for whom, how work passes on; and disagreements between agencies."""

import enum
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.work.disagreements.models import Disagreement, DisagreementStep, LadderFrom, OwnLadder, Said
from righthelp.work.kinds import KINDS, EpisodeKind
from righthelp.work.queries import CoverQuerySet, EpisodeQuerySet, InvolvementQuerySet, TransferQuerySet
from righthelp.work.rules import Spell

__all__ = [
    "Cover",
    "Disagreement",
    "DisagreementStep",
    "Episode",
    "Handover",
    "Involvement",
    "LadderFrom",
    "OwnLadder",
    "PassedOn",
    "Said",
    "Transfer",
]

PRACTITIONER = settings.AUTH_USER_MODEL


class Episode(models.Model):
    """One piece of work with a child, done by a team, with its aim, from a day to a day.

    Nothing says that it is open or allocated but its last day and those who work in it. To take it up again is
    another episode. It may begin before the child is born (BP-013).
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        RESOLVED = "resolved", "What it was for is done"
        OTHER_HELP = "other_help", "Other help goes on instead"
        NOT_WANTED = "not_wanted", "The family did not want it"
        MOVED_AWAY = "moved_away", "The child moved away"
        OTHER = "other", "Something else"

    class State(enum.StrEnum):
        """What it is now, said of the facts."""

        NOT_ALLOCATED = "not allocated"
        ALLOCATED = "allocated"
        ENDED = "ended"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="episodes")
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="episodes")
    kind = models.CharField(max_length=40, help_text="A key of data/kinds.csv.")
    aim = models.TextField(help_text="What should be different for the child.")
    begun_on = models.DateField()
    begun_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, blank=True, choices=Outcome.choices)
    ended_because = models.TextField(blank=True, help_text="What led to the end, in words.")

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kind="") & ~Q(aim=""), name="episode_has_kind_and_aim"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, outcome="", ended_because="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(outcome="") & ~Q(ended_because="")),
                name="episode_end_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")), name="episode_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=("child", "team", "kind"), condition=Q(ended_on__isnull=True), name="episode_of_a_kind_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.what}, {self.team}"

    @property
    def about(self) -> EpisodeKind:
        """Give the row of the table of kinds."""
        return KINDS[self.kind]

    @property
    def what(self) -> str:
        """Give the name of its kind."""
        return self.about.name

    @property
    def workers(self) -> "list[Involvement]":
        """List everybody who is or was part of it, the latest first."""
        return list(self.involvements.all())

    @property
    def leaders(self) -> list[Spell]:
        """List the times of those who led it so far, the first one first."""
        return [one.spell for one in reversed(self.workers) if one.leads]

    @property
    def is_open(self) -> bool:
        """Say whether it goes on."""
        return self.ended_on is None

    @property
    def holder(self) -> "Involvement | None":
        """Give the part of whoever leads it, without a last day."""
        return next((one for one in self.workers if one.leads and one.ends_on is None), None)

    @property
    def state(self) -> State:
        """Say what it is now (docs/states.md)."""
        if not self.is_open:
            return self.State.ENDED
        return self.State.ALLOCATED if self.holder else self.State.NOT_ALLOCATED


class Involvement(models.Model):
    """Somebody's part in the life of a child, from a day to a day; a change of worker is another row (BG-028).

    Whoever signs in stands as `practitioner` in a team; anybody else by name and organisation. The telephone is the one
    on which they are reached about this child (BN-083). Who is part of a piece of work has it as `episode`; of these,
    one at a time `leads` it: the piece of work is allocated to them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="involvements")
    practitioner = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements")
    leads = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=200, help_text="In words: class teacher, health visitor, grandparent’s carer.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    ended_because = models.TextField(blank=True)
    noted_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: a command."
    )
    noted_at = models.DateTimeField(default=timezone.now)
    joined_because = models.TextField(
        blank=True, help_text="Why somebody was put to a child by a manager who had no other reason to see the record."
    )

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(practitioner__isnull=False, team__isnull=False, name="", organisation="")
                | (Q(practitioner__isnull=True, team__isnull=True) & ~Q(name="")),
                name="involved_by_account_or_by_name",
            ),
            models.CheckConstraint(condition=~Q(role=""), name="involved_in_a_role"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="involvement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False) | Q(ended_because=""), name="involvement_reason_only_when_ended"
            ),
            models.CheckConstraint(
                condition=Q(leads=False) | Q(episode__isnull=False, practitioner__isnull=False),
                name="involved_leads_a_piece_of_work",
            ),
            models.UniqueConstraint(
                fields=("child", "practitioner", "team", "role"),
                condition=Q(ends_on__isnull=True, episode__isnull=True),
                name="involved_once_in_a_role",
            ),
            models.UniqueConstraint(
                fields=("episode", "practitioner", "team", "role", "leads"),
                condition=Q(ends_on__isnull=True),
                name="involved_once_in_a_role_of_a_piece_of_work",
            ),
            models.UniqueConstraint(
                fields=("episode",),
                condition=Q(ends_on__isnull=True, leads=True),
                name="episode_led_by_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.who}, {self.role}"

    @property
    def who(self) -> str:
        """Give the name of whoever is involved."""
        return self.practitioner.name if self.practitioner else self.name

    @property
    def where(self) -> str:
        """Give the team and agency, or the organisation by name."""
        return str(self.team) if self.team else self.organisation

    @property
    def spell(self) -> Spell:
        """Give the time of this person in this role, as the rules count it."""
        return Spell(self.practitioner_id or self.name.casefold(), self.role, self.starts_on, self.ends_on)


class Handover(models.Model):
    """One involvement that ended and the one that took its place, with what the next person needs to know."""

    earlier = models.OneToOneField(Involvement, on_delete=models.PROTECT, related_name="handed_to")
    later = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="handed_from")
    note = models.TextField(blank=True)
    handed_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: a command."
    )
    handed_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="When the next person opened the note.")

    class Meta:
        ordering = ("-handed_at",)
        constraints = (models.CheckConstraint(condition=~Q(earlier=F("later")), name="handed_to_another"),)

    def __str__(self) -> str:
        return f"Handed over on {self.handed_at:%-d %B %Y}"


class Cover(models.Model):
    """Somebody stands in for a colleague of the same team, from a day to a day. Nothing restricted passes with it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    absent = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="covers")
    covering = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="covering")
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    arranged_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was ended before its last day.")

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(absent=F("covering")), name="nobody_covers_for_themselves"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cover_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"{self.covering} for {self.absent}"


class PassedOn(models.Model):
    """One child who passed from a room to another: which record it was, and which the receiving room made from it."""

    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="passed_on")
    from_room = models.CharField(max_length=20)
    from_id = models.UUIDField()
    to_room = models.CharField(max_length=20)
    to_id = models.UUIDField()
    asked_for = models.CharField(max_length=20)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("passed_at", "pk")
        verbose_name_plural = "passed on"
        constraints = (models.CheckConstraint(condition=~Q(from_room=F("to_room")), name="passed_on_to_another_room"),)
        indexes = (
            models.Index(fields=("from_room", "from_id"), name="passed_on_from"),
            models.Index(fields=("to_room", "to_id"), name="passed_on_to"),
        )

    def __str__(self) -> str:
        return f"Passed on from {self.from_room} to {self.to_room}"


class Transfer(models.Model):
    """A child's record sent to another school or area, until somebody there says that it has come.

    One that was noted of the wrong child is set aside with the reason, and listed nowhere.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="transfers")
    from_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_name = models.CharField(max_length=200, blank=True, help_text="A school or area that does not use Right Help.")
    how = models.TextField(help_text="What was sent and by which way.")
    sent_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    receipt = models.TextField(blank=True, help_text="Who there said that it came.")
    received_at = models.DateTimeField(null=True, blank=True)
    received_noted_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True, blank=True, help_text="When it proved to be of the wrong child.")
    set_aside_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_because = models.TextField(blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_agency__isnull=False, to_name="") | (Q(to_agency__isnull=True) & ~Q(to_name="")),
                name="sent_to_one_place",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_noted_by__isnull=True, receipt="")
                | (Q(received_at__isnull=False, received_noted_by__isnull=False) & ~Q(receipt="")),
                name="receipt_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_because="")
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_because="")),
                name="transfer_set_aside_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"To {self.to_agency or self.to_name}"
