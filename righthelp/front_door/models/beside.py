"""Talks without names, and worries about people who work with children."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.front_door.models.contact import Contact

PRACTITIONER = settings.AUTH_USER_MODEL


class Consultation(models.Model):
    """Advice on a child without names (BN-012, BN-013, BN-015, BN-089). It may become a contact later."""

    class Fits(models.TextChoices):
        """Whether a request would meet the threshold, as far as the talk went."""

        YES = "yes", "Yes: ask for help now"
        NO = "no", "No: other help fits better"
        UNCLEAR = "unclear", "It is not clear yet"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Where the caller has an account.",
    )  # fmt: skip
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    caller = models.CharField(max_length=200, blank=True, help_text="Their role and agency, or name if they give it.")
    story = models.TextField(help_text="What is worrying, without a name.")
    advice = models.TextField(blank=True)
    fits = models.CharField(max_length=10, choices=Fits.choices, blank=True)
    instead = models.TextField(blank=True, help_text="A service to go to directly, or an early help assessment.")
    given_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True, blank=True)
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="consultation"
    )

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(story=""), name="consultation_says_what"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_by__isnull=True, advice="")
                | (Q(given_at__isnull=False, given_by__isnull=False) & ~Q(advice="")),
                name="consultation_advice_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return "A talk without names"


class Allegation(models.Model):
    """A worry about somebody who works with children: outside every child’s record, for the designated officer alone.

    Nobody else of the agency where that person works sees it, nor that it exists, but who sent it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about = models.CharField(max_length=200, help_text="The person, as whoever raised it wrote it down.")
    about_role = models.CharField(max_length=200, blank=True)
    works_at = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField()
    child_safe_now = models.TextField(blank=True)
    raised_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_name = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=200, blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    read_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    what_follows = models.TextField(blank=True)
    ended_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(what="") & ~Q(about=""), name="allegation_says_whom_and_what"),
        )

    def __str__(self) -> str:
        return "A worry about somebody who works with children"
