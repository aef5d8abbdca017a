"""Police notifications in numbers, and the schools that are told of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.front_door.models.contact import Contact, NamedChild
from righthelp.front_door.queries import SchoolToldQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class PoliceFile(models.Model):
    """A file of police notifications between its upload and the choice to load it: sealed, and for an hour at most."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField(help_text="What the file holds, encrypted.")
    put_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("put_at", "pk")
        constraints = (models.UniqueConstraint(fields=("put_by", "digest"), name="police_file_once_a_person"),)

    def __str__(self) -> str:
        return f"A file of {timezone.localtime(self.put_at):%-d %B %Y}"


class PoliceBatch(models.Model):
    """One file of police notifications: what was in it, what was a repeat, what could not be read."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, help_text="Of the file, so that it is never loaded twice.")
    loaded_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(default=timezone.now)
    incidents = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    repeats = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list, blank=True, help_text="Row and reason, without personal data.")

    class Meta:
        ordering = ("-loaded_at", "-pk")
        verbose_name_plural = "police batches"

    def __str__(self) -> str:
        return f"Police notifications of {timezone.localtime(self.loaded_at):%-d %B %Y}"


class Incident(models.Model):
    """What the police attended, as a contact tells it; `looks_like` is an earlier one about the same child and day."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="incident")
    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=30, help_text="A key of data/police_kinds.csv.")
    looks_like = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("happened_at", "pk")
        indexes = (models.Index(fields=("happened_at",), name="incident_by_time"),)

    def __str__(self) -> str:
        return f"An incident of {timezone.localtime(self.happened_at):%-d %B %Y}"


class SchoolTold(models.Model):
    """A child’s school, to be told of a police notification before the next school day.

    It was told when a lead there first opened the page, or when somebody at the front door rang; or it was decided not
    to tell it, with the reason. `agency` is empty where the school is not one of those here: then somebody rings.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(NamedChild, on_delete=models.PROTECT, related_name="schools_to_tell")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The lead who read it there, or who at the front door rang.",
    )  # fmt: skip
    whom = models.CharField(max_length=200, blank=True, help_text="Who there was told, or who covers in the holidays.")
    not_told_because = models.TextField(blank=True)
    not_told_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    not_told_at = models.DateTimeField(null=True, blank=True)

    objects = SchoolToldQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        verbose_name_plural = "schools to tell"
        constraints = (
            models.UniqueConstraint(fields=("child", "name", "agency"), name="school_told_once"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_by__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False, not_told_at__isnull=True),
                name="school_told_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(not_told_at__isnull=True, not_told_by__isnull=True, not_told_because="")
                | (Q(not_told_at__isnull=False, not_told_by__isnull=False) & ~Q(not_told_because="")),
                name="school_not_told_for_a_reason",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(told_at__isnull=True, not_told_at__isnull=True),
                name="school_still_to_tell",
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.agency)

    @property
    def is_open(self) -> bool:
        """Say whether the school is still to be told."""
        return self.told_at is None and self.not_told_at is None
