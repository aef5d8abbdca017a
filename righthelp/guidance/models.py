"""Threshold guidance: a framework, its dated editions, and everything an edition holds."""

import datetime as dt
import re
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.calendar.rules import Opening
from righthelp.guidance.queries import (
    WITHDRAWAL,
    DescriptorQuerySet,
    EditionIsFixed,
    EditionQuerySet,
    FrameworkQuerySet,
    PartQuerySet,
    ThemeQuerySet,
)
from righthelp.guidance.rules import WEEKDAYS

LEVEL_PARTS = ("number", "name", "short_name", "meaning", "who_for", "response", "by_whom", "source")


def opening_in(words: dict[str, list[str]]) -> Opening:
    """Read opening hours as an edition's file writes them, for example {"mon": ["08:30", "17:00"]}."""
    return Opening(
        {
            WEEKDAYS.index(name): (dt.time.fromisoformat(opens), dt.time.fromisoformat(shuts))
            for name, (opens, shuts) in words.items()
        }
    )


class Framework(models.Model):
    """One partnership's threshold guidance, through all its editions."""

    class Picture(models.TextChoices):
        """How the levels are drawn."""

        SPECTRUM = "spectrum", "A spectrum"
        WINDSCREEN = "windscreen", "A windscreen"

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120)
    authority = models.CharField(max_length=300, blank=True)
    theme_word = models.CharField(max_length=20, default="theme", help_text="What groups of descriptors are called.")
    picture = models.CharField(max_length=20, choices=Picture.choices, default=Picture.SPECTRUM)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ("short_name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True, adopted_by__isnull=True)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False),
                name="framework_adopted_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return self.short_name


class Edition(models.Model):
    """One dated publication. Once published it never changes; it can be withdrawn."""

    class Wording(models.TextChoices):
        """Whose words it is in; anything but the partnership's own says so on every page."""

        OWN = "own", "The partnership’s own words"
        RESTATED = "restated", "Restated in Right Help’s plain words"
        MIXED = "mixed", "The partnership’s own descriptors; the rest restated in Right Help’s plain words"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="editions")
    name = models.CharField(max_length=120)
    wording = models.CharField(max_length=10, choices=Wording.choices, default=Wording.OWN)
    documents = models.TextField(blank=True, help_text="The source documents, one a line.")
    change_note = models.TextField(blank=True)
    loaded_at = models.DateTimeField(default=timezone.now)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dated = models.DateField(null=True, blank=True, help_text="The date that the document itself carries.")
    effective_from = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-loaded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
                name="edition_withdrawn_only_after_publication",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(effective_from__isnull=False),
                name="edition_published_from_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework.short_name}: {self.name}"

    def save(self, *args: Any, **options: Any) -> None:
        """Write a draft; of a published edition only that and why it is withdrawn.

        Raises:
            EditionIsFixed: for any other change of a published edition.
        """
        if not set(options.get("update_fields") or ("everything",)) <= WITHDRAWAL:
            _refuse_if_published(self.pk)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Throw a draft away.

        Raises:
            EditionIsFixed: when it is published.
        """
        _refuse_if_published(self.pk)
        return super().delete(*args, **options)

    @property
    def status(self) -> str:
        """Say draft, published or withdrawn, from the facts."""
        if self.withdrawn_at:
            return "withdrawn"
        return "published" if self.published_at else "draft"


def _refuse_if_published(edition_id: int | None) -> None:
    if edition_id and Edition.objects.filter(pk=edition_id, published_at__isnull=False).exists():
        raise EditionIsFixed


class Part(models.Model):
    """A row that an edition owns: written while the edition is a draft, and never after that."""

    edition_path = "edition"

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Write a row of a draft."""
        self.must_be_of_draft()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Take a row out of a draft."""
        self.must_be_of_draft()
        return super().delete(*args, **options)

    @property
    def owner(self) -> Edition:
        """Give the edition that owns this row."""
        edition: Edition = getattr(self, "edition")  # noqa: B009  each part names its edition itself
        return edition

    def must_be_of_draft(self) -> None:
        """Refuse a row of a published edition, as it is kept and as it would be kept.

        Raises:
            EditionIsFixed: when either edition is published.
        """
        _refuse_if_published(self.owner.pk)
        kept: PartQuerySet[Any] = type(self)._default_manager.filter(pk=self.pk)  # type: ignore[assignment]
        kept.must_be_of_drafts()


class Level(Part):
    """A level of need."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    meaning = models.TextField(blank=True)
    who_for = models.TextField(blank=True)
    response = models.TextField(blank=True)
    by_whom = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = PartQuerySet["Level"].as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("edition", "number"), name="level_once_an_edition"),)

    def __str__(self) -> str:
        return self._numbered(self.name)

    @property
    def heading(self) -> str:
        """Its number and short name; once only where a guide's name is the number, or begins with it."""
        return self._numbered(self.short_name)

    def _numbered(self, name: str) -> str:
        number = f"Level {self.number}"
        return name if re.match(rf"{number}\b", name, re.IGNORECASE) else f"{number}: {name}"


class Theme(Part):
    """What a group of descriptors is about; a framework may call it domain or outcome."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=200)
    group = models.CharField(max_length=200, blank=True)
    slug = models.SlugField(max_length=120)
    position = models.PositiveSmallIntegerField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "slug"), name="theme_slug_once_an_edition"),
            models.UniqueConstraint(fields=("edition", "name", "group"), name="theme_once_an_edition"),
        )

    def __str__(self) -> str:
        return self.name


class Descriptor(Part):
    """One sentence that describes need at one level."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="descriptors")
    code = models.CharField(max_length=40, help_text="The published id, for example bn-3-09.")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="descriptors")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="descriptors")
    text = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    needs = models.CharField(max_length=300, blank=True, help_text="Everyday needs that it is about, best first.")
    position = models.PositiveIntegerField()

    objects = DescriptorQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("edition", "code"), name="descriptor_once_an_edition"),)

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"

    @property
    def need_slugs(self) -> list[str]:
        """Give the everyday needs that this descriptor is tied to."""
        return self.needs.split()


class Service(Part):
    """Help that is available at a level."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    edition_path = "level__edition"
    objects = PartQuerySet["Service"].as_manager()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Edition:
        """Give the edition of its level."""
        return self.level.edition


class Passage(Part):
    """Any other part of an edition: one short text with its place and its source."""

    class Kind(models.TextChoices):
        """What the published documents hold besides levels and descriptors."""

        ABOUT = "about", "How to use the guide"
        USE_RULE = "use_rule", "Rule of use"
        VISION = "vision", "Vision"
        PRINCIPLE = "principle", "Principle"
        STEP = "step", "What to do at a level"
        DUTY = "duty", "Duty, whatever the level"
        COUNTED_RULE = "counted_rule", "Counted rule"
        QUESTION = "question", "Question to consider"
        LINK = "link", "Link"
        GLOSSARY = "glossary", "Word explained"
        ABBREVIATION = "abbreviation", "Abbreviation"
        GOOD_REFERRAL = "good_referral", "Good referral"
        GOOD_ASSESSMENT = "good_assessment", "Good early help assessment"
        ESCALATION = "escalation", "Escalation step"
        CONSENT = "consent", "Consent rule"
        PRACTICE = "practice", "Practice framework"
        ROUTE = "route", "Route to help"
        ADVICE = "advice", "When you are unsure"
        MISSING = "missing", "Not in our source"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    level = models.ForeignKey(Level, on_delete=models.CASCADE, null=True, blank=True, related_name="passages")
    source = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = PartQuerySet["Passage"].as_manager()

    class Meta:
        ordering = ("kind", "position")

    def __str__(self) -> str:
        return self.title or self.text[:80]


class ContactPoint(models.Model):
    """Somebody to ring. Kept up between editions, so it belongs to the framework."""

    class When(models.TextChoices):
        """When to use it."""

        OFFICE = "office", "In office hours"
        OUT_OF_HOURS = "out_of_hours", "Outside office hours"
        ALWAYS = "always", "At any time"
        EMERGENCY = "emergency", "In an emergency"

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="contacts")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    phones = models.CharField(max_length=200, blank=True, help_text="Numbers, separated by commas.")
    email = models.EmailField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    about = models.TextField(blank=True)
    when = models.CharField(max_length=20, choices=When.choices)
    hours_text = models.CharField(max_length=200, blank=True)
    opening = models.JSONField(default=dict, blank=True, help_text='For example {"mon": ["08:30", "17:00"]}.')
    checked_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("framework", "code"), name="contact_once_a_framework"),)

    def __str__(self) -> str:
        return self.name

    @property
    def phone_list(self) -> list[str]:
        """Give each number by itself."""
        return [number.strip() for number in self.phones.split(",") if number.strip()]

    @property
    def hours(self) -> Opening | None:
        """Give the published opening hours; None where the document does not say them exactly."""
        return opening_in(self.opening) if self.opening else None


class PanelEntry(models.Model):
    """What to do when words may describe a crime or serious injury. Each partnership may edit it."""

    key = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    steps = models.TextField(help_text="One step a line, first whom to ring.")
    ring = models.CharField(max_length=200, help_text="Who to ring, as keys separated by spaces.")
    source = models.CharField(max_length=500)
    certainty = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "panel entries"

    def __str__(self) -> str:
        return self.title
