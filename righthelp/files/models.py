"""Files that people send in: what is known of each. What is in them lies on disk (`store`), never in the database.

Who sent a file stands in the log and with the record that it belongs to: this room knows nobody.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.files.kinds import KINDS, LARGEST, LONGEST_NAME, Kind


class Verdict(models.TextChoices):
    """What came of a file; empty until something is known."""

    CLEAN = "clean", "checked for viruses, none found"
    INFECTED = "infected", "a virus was found, the file was removed"
    EXPIRED = "expired", "nothing could check it for seven days, the file was removed"


HELD = ("", Verdict.CLEAN)  # with these, what was sent is still on disk


class UploadQuerySet(models.QuerySet["Upload"]):
    """Files by what came of them."""

    def held(self) -> "UploadQuerySet":
        """Give those whose content is on disk."""
        return self.filter(verdict__in=HELD)

    def waiting(self) -> "UploadQuerySet":
        """Give those that nothing has checked yet."""
        return self.filter(verdict="")


class Upload(models.Model):
    """One file as somebody sent it; the same content sent twice is two rows and one file on disk."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME, editable=False)
    kind = models.CharField(max_length=10, editable=False)
    size = models.PositiveIntegerField(editable=False)
    put_at = models.DateTimeField(default=timezone.now, editable=False)
    waiting_since = models.DateTimeField(null=True, editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default="", blank=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["tried_at", "id"], condition=Q(verdict=""), name="files_upload_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=["", Verdict.EXPIRED], checked_at__isnull=True)
                | Q(verdict__in=[Verdict.CLEAN, Verdict.INFECTED], checked_at__isnull=False),
                name="files_upload_verdict_has_a_time",
            ),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=LARGEST), name="files_upload_size"),
        )

    def __str__(self) -> str:
        return f"file {self.public_id}"

    @property
    def of_kind(self) -> Kind:
        """Give the row of the table of kinds."""
        return KINDS[self.kind]

    @property
    def is_held(self) -> bool:
        """Say whether what was sent is still on disk."""
        return self.verdict in HELD

    @property
    def is_open(self) -> bool:
        """Say whether people may have it: nothing was found in it, or nothing here could look."""
        return self.verdict == Verdict.CLEAN or (not self.verdict and not settings.CLAMAV)

    @property
    def closed_because(self) -> str:
        """Say in words why nobody can have it now; empty for a file that is open."""
        return "" if self.is_open else CLOSED[self.verdict]

    @property
    def warning(self) -> str:
        """Say in words what to know before opening a file that is open; empty where there is nothing to say."""
        unchecked = NOT_CHECKED if not self.verdict else ""
        return " ".join(filter(None, (unchecked, self.of_kind.warning))) if self.is_open else ""


NOT_CHECKED = "Nothing has checked this file for viruses. Open it only if you know who sent it."
CLOSED = {
    "": "This file waits until it has been checked for viruses. Try again in a few minutes.",
    Verdict.INFECTED: "A virus was found in this file, so it was removed. Ask whoever sent it for another copy.",
    Verdict.EXPIRED: "This file could not be checked for viruses for 7 days, so it was removed. "
    "Ask whoever sent it to send it again.",
}
