"""Who is at the front door, and whom it told."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.front_door.models.contact import Contact
from righthelp.front_door.queries import ShiftQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class Shift(models.Model):
    """Somebody’s time at the front door, and what they leave for the next."""

    class Part(models.TextChoices):
        """What they do in it."""

        WORKER = "worker", "Answers contacts"
        MANAGER = "manager", "Duty manager"
        DEPUTY = "deputy", "Deputy of the duty manager"
        OUT_OF_HOURS = "late", "Out of hours"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="shifts")
    part = models.CharField(max_length=10, choices=Part.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    put_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What the next shift needs to know.")
    note_read_at = models.DateTimeField(null=True, blank=True, help_text="When somebody else first opened the note.")
    note_read_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"),
            models.CheckConstraint(
                condition=Q(note_read_at__isnull=True, note_read_by__isnull=True)
                | (Q(note_read_at__isnull=False, note_read_by__isnull=False) & ~Q(note="")),
                name="shift_note_read_whole_or_none",
            ),
        )
        indexes = (models.Index(fields=("ends_at",), name="shift_by_end"),)

    def __str__(self) -> str:
        return f"{self.practitioner}, {self.get_part_display()}"


class Handling(models.Model):
    """How a contact passed from hand to hand, was opened again, or lost a wrong record: always with the reason.

    Nothing of it is edited; the contact says who has it now.
    """

    class Kind(models.TextChoices):
        """What was done."""

        HANDED_OVER = "handed", "Handed over"
        GIVEN_BACK = "given_back", "Given back"
        TAKEN_OVER = "taken_over", "Taken over"
        UNLINKED = "unlinked", "A wrong record was taken out"
        REOPENED = "reopened", "Opened again"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="handlings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField(help_text="The note for the next, or the reason.")
    taken_from = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    passed_to = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    named = models.CharField(max_length=200, blank=True, help_text="Of a wrong record: for whom it was taken.")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="handling_says_why"),
            models.CheckConstraint(
                condition=(Q(kind="unlinked", person__isnull=False) & ~Q(named=""))
                | (~Q(kind="unlinked") & Q(person__isnull=True, named="")),
                name="handling_of_a_record_names_it",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
