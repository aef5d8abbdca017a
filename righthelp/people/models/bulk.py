"""The records of many people used at once, with a file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class BulkUse(models.Model):
    """Somebody wrote records of many people to a file, or looked for a file of people among those on file."""

    class Kind(models.TextChoices):
        """What was done."""

        EXPORTED = "exported", "Written to a file"
        MATCHED = "matched", "Looked for from a file"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    people = models.PositiveIntegerField(help_text="How many were written, or looked for.")
    relationships = models.PositiveIntegerField(default=0)
    because = models.TextField(blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-used_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="exported") | (Q(used_by__isnull=False) & ~Q(because="")),
                name="export_has_somebody_and_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.used_at:%-d %B %Y}"
