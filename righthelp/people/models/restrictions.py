"""Records that only named people open, and emergency openings."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.people.models.person import Person

PRACTITIONER = settings.AUTH_USER_MODEL


class Restriction(models.Model):
    """A record that only named people open, not even their managers: a colleague’s relative, an adoption, high risk."""

    class Kind(models.TextChoices):
        """Why it is restricted."""

        STAFF = "staff", "Related to somebody who works here"
        ADOPTION = "adoption", "Adoption"
        HIGH_RISK = "high_risk", "High risk to somebody if it is known"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    because = models.TextField()
    restricted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    restricted_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering = ("restricted_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="restriction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="restriction_lifted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(lifted_at__isnull=True), name="one_restriction_a_person"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class NamedReader(models.Model):
    """Somebody who may open one restricted record."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="readers")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("named_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="named_reader_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("restriction", "practitioner"), condition=Q(ended_at__isnull=True), name="reader_named_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.practitioner}"


class EmergencyOpening(models.Model):
    """Breaking the glass: somebody opened a record that was not theirs to open, for a reason, for a few hours.

    The record’s owner and information governance are told at once, and a review must be closed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergency_openings")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    opened_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    finding = models.TextField(blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="opening_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="opening_ends"),
            models.CheckConstraint(condition=~Q(reviewed_by=F("practitioner")), name="nobody_reviews_themselves"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True, finding="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False) & ~Q(finding="")),
                name="review_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"Opened on {self.opened_at:%-d %B %Y}"
