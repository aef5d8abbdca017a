"""What all records of this room share. Nothing is edited in place: it is set aside, with who, when and why."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.consent.queries import KeptQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


def both_or_neither(*fields: str, words: tuple[str, ...] = ()) -> Q:
    """Say that these fields are all empty or all filled in; `words` are texts, empty as ''."""
    empty = Q(**{f"{name}__isnull": True for name in fields}, **dict.fromkeys(words, ""))
    filled = Q(**{f"{name}__isnull": False for name in fields})
    for name in words:
        filled &= ~Q(**{name: ""})
    return empty | filled


class How(models.TextChoices):
    """How somebody said it."""

    FACE = "face", "Face to face"
    PHONE = "phone", "By telephone or video"
    WRITTEN = "written", "In writing"


class Kept(models.Model):
    """A record about one child. `together` joins the rows that one conversation wrote for several children."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    together = models.UUIDField(editable=False, db_index=True)
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    set_aside_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_because = models.TextField(blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-written_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=both_or_neither("set_aside_by", "set_aside_at", words=("set_aside_because",)),
                name="%(class)s_set_aside_by_somebody",
            ),
        )

    @property
    def stands(self) -> bool:
        """Say whether it counts."""
        return self.set_aside_at is None
