"""A child and the people around, half written down: it does not stay, and it does not wait in one person’s drawer."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.people.models.person import Person

PRACTITIONER = settings.AUTH_USER_MODEL


class FamilyDraft(models.Model):
    """What somebody has written of a family and not saved yet, sealed; only whoever holds it goes on with it.

    A safeguarding lead of the agency sees it after one working day, and can take it over.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="family_drafts")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    sealed_text = models.BinaryField(help_text="What was written, encrypted; empty once it is saved.")
    began_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    taken_from = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_because = models.TextField(blank=True)
    saved_as = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-changed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(saved_as__isnull=True) | Q(sealed_text=b""), name="saved_family_draft_is_empty"
            ),
            models.CheckConstraint(
                condition=Q(taken_from__isnull=True, taken_at__isnull=True, taken_because="")
                | (Q(taken_from__isnull=False, taken_at__isnull=False) & ~Q(taken_because="")),
                name="family_draft_taken_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"Begun on {self.began_at:%-d %B %Y}"
