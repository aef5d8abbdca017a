"""What else an edition holds: services, passages, whom to ring, and what may be a crime."""

import datetime as dt

from django.conf import settings
from django.db import models

from righthelp.calendar.rules import Opening
from righthelp.guidance.models.edition import Edition, Framework, Part
from righthelp.guidance.models.ladder import Level
from righthelp.guidance.queries import (
    PartQuerySet,
)
from righthelp.guidance.rules import WEEKDAYS


def opening_in(words: dict[str, list[str]]) -> Opening:
    """Read opening hours as an edition's file writes them, for example {"mon": ["08:30", "17:00"]}."""
    return Opening(
        {
            WEEKDAYS.index(name): (dt.time.fromisoformat(opens), dt.time.fromisoformat(shuts))
            for name, (opens, shuts) in words.items()
        }
    )


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
