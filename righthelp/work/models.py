"""Who works with a child, who stands in for whom, and how work passes on."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.work.queries import CoverQuerySet, InvolvementQuerySet, TransferQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class Involvement(models.Model):
    """Somebody's part in the life of a child, from a day to a day; a change of worker is another row (BG-028).

    Whoever signs in stands as `practitioner` in a team; anybody else by name and organisation. The telephone is the one
    on which they are reached about this child (BN-083).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="involvements")
    practitioner = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
            models.UniqueConstraint(
                fields=("child", "practitioner", "team", "role"),
                condition=Q(ends_on__isnull=True),
                name="involved_once_in_a_role",
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


class Transfer(models.Model):
    """A child's record sent to another school or area, until somebody there says that it has come."""

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
        )

    def __str__(self) -> str:
        return f"To {self.to_agency or self.to_name}"
