"""Entries that people chose to write; what the system itself saw happen is read from the rooms where it happened."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.chronology.queries import EntryQuerySet, FilingQuerySet, ReadThroughQuerySet
from righthelp.chronology.rules import CATEGORY_CHOICES

PRACTITIONER = settings.AUTH_USER_MODEL


class Entry(models.Model):
    """One thing that happened, to one child or several. Never edited: it is struck through, and written anew."""

    class Kind(models.TextChoices):
        """Fact, opinion and what somebody else said are kept apart (design, section 4, rule 3)."""

        FACT = "fact", "Fact: seen, heard or measured"
        REPORTED = "reported", "Reported: what somebody else said"
        OPINION = "opinion", "Opinion: what somebody makes of it"

    class Significance(models.TextChoices):
        """Whether it goes into a summary of what mattered (BP-301)."""

        KEY = "key", "A key event"
        ROUTINE = "routine", "Part of the picture"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES)
    happened_on = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day, for what lasted.")
    what = models.TextField()
    source = models.CharField(max_length=200, help_text="Who saw, said or recorded it.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    significance = models.CharField(max_length=10, choices=Significance.choices, default=Significance.ROUTINE)
    impact = models.TextField(blank=True, help_text="What it meant for the child.")
    analysis = models.TextField(blank=True, help_text="What we make of it beside what happened before.")
    written_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    struck_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("happened_on", "pk")
        verbose_name_plural = "entries"
        constraints = (
            models.CheckConstraint(condition=~Q(what=""), name="entry_says_what_happened"),
            models.CheckConstraint(condition=~Q(source=""), name="entry_has_a_source"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("happened_on")), name="entry_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_because="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")),
                name="entry_struck_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_category_display()} on {self.happened_on:%-d %B %Y}"


class Filing(models.Model):
    """An entry on a child's record. The first child it was filed to says who may read it; the others add no readers."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="filings")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="filings")
    is_first = models.BooleanField(default=False)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ("-is_first", "pk")
        constraints = (
            models.UniqueConstraint(fields=("entry", "child"), name="entry_filed_once_a_child"),
            models.UniqueConstraint(fields=("entry",), condition=Q(is_first=True), name="entry_has_one_first_child"),
        )

    def __str__(self) -> str:
        return f"{self.entry} on the record of {self.child}"


class ReadThrough(models.Model):
    """Somebody read the entries together, as of a day; it says how current the chronology is (BP-296)."""

    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="read_throughs")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    read_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    objects = ReadThroughQuerySet.as_manager()

    class Meta:
        ordering = ("-read_at", "-pk")

    def __str__(self) -> str:
        return f"Read together on {timezone.localtime(self.read_at):%-d %B %Y}"
