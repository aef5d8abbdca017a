"""The log: changes, looks and seals. Rows are added and never altered; triggers in the database refuse it.

Actors and subjects are plain numbers without foreign keys: the log outlives what it speaks of, and this
room knows no other. It holds ids and names of fields, never what was written in them (design, section 3).
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.audit.rules import SealContents

NAME_LENGTH = 100


class ActorKind(models.TextChoices):
    """Who did it."""

    PERSON = "person", "a person signed in"
    SYSTEM = "system", "Right Help itself"
    COMMAND = "command", "somebody at the command line"


class Event(models.Model):
    """One change to one record, made in the same transaction as the change."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True, editable=False)
    actor_kind = models.CharField(max_length=7, choices=ActorKind.choices, editable=False)
    name = models.CharField(max_length=NAME_LENGTH, editable=False)
    subject_type = models.CharField(max_length=NAME_LENGTH, editable=False)
    subject_id = models.BigIntegerField(editable=False)
    about_ids = models.JSONField(default=dict, editable=False)
    fields = models.JSONField(default=list, editable=False)

    class Meta:
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_event_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_event_actor"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(actor_kind=ActorKind.PERSON, actor_id__isnull=False)
                | Q(actor_kind__in=[ActorKind.SYSTEM, ActorKind.COMMAND], actor_id__isnull=True),
                name="audit_event_actor_fits_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type} {self.subject_id}"


class Look(models.Model):
    """One look of one person at one personal record."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(editable=False)
    subject_type = models.CharField(max_length=NAME_LENGTH, editable=False)
    subject_id = models.BigIntegerField(editable=False)
    page = models.CharField(max_length=NAME_LENGTH, editable=False)
    reason = models.TextField(default="", editable=False)

    class Meta:
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_look_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_look_actor"),
        )

    def __str__(self) -> str:
        return f"{self.page} {self.subject_type} {self.subject_id}"


class Seal(models.Model):
    """Proof that, of the ids from `first_id` to `last_id` in one table, exactly these rows existed, unaltered.

    `rows` is how many; `marks` holds 24 bytes for each; `previous` is the `mac` of the seal before it.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    table = models.CharField(max_length=5, choices=[("event", "changes"), ("look", "looks")], editable=False)
    number = models.BigIntegerField(editable=False)
    first_id = models.BigIntegerField(editable=False)
    last_id = models.BigIntegerField(editable=False)
    rows = models.IntegerField(editable=False)
    marks = models.BinaryField(editable=False)
    previous = models.CharField(max_length=64, editable=False)
    mac = models.CharField(max_length=64, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["table", "number"], name="audit_seal_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1, first_id__gte=1, rows__gte=1, last_id__gte=models.F("first_id")),
                name="audit_seal_holds_rows",
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} seal {self.number}"

    @property
    def contents(self) -> SealContents:
        """Everything that the mac covers."""
        return SealContents(
            table=self.table,
            number=self.number,
            at=self.at,
            first_id=self.first_id,
            last_id=self.last_id,
            rows=self.rows,
            marks=bytes(self.marks),
            previous=self.previous,
        )
