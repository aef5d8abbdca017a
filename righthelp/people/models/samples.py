"""Dip samples of the log of looks: drawn by chance, checked by hand."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PRACTITIONER = settings.AUTH_USER_MODEL


class LookSample(models.Model):
    """Looks at people's records, drawn by chance.

    With its seed anybody can draw the same again, and see that nobody picked.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    drawn_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    seed = models.BigIntegerField()
    since = models.DateTimeField(help_text="Looks from this moment on could be drawn.")
    up_to = models.BigIntegerField(help_text="The newest look that could be drawn, by its number in the log.")
    size = models.PositiveSmallIntegerField(help_text="How many were asked for.")

    class Meta:
        ordering = ("-drawn_at", "-pk")

    def __str__(self) -> str:
        return f"Drawn on {self.drawn_at:%-d %B %Y}"


class SampleCheck(models.Model):
    """One look of a sample, and what somebody found about it. The log outlives all else, so `look_id` is a number."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sample = models.ForeignKey(LookSample, on_delete=models.PROTECT, related_name="checks")
    look_id = models.BigIntegerField()
    checked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    finding = models.TextField(blank=True)

    class Meta:
        ordering = ("look_id",)
        constraints = (
            models.UniqueConstraint(fields=("sample", "look_id"), name="look_once_in_a_sample"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True, was_right__isnull=True, finding="")
                | (Q(checked_at__isnull=False, checked_by__isnull=False, was_right__isnull=False) & ~Q(finding="")),
                name="check_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"look {self.look_id}"
