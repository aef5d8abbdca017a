"""What an edition says of needs: levels, themes, and the descriptors where they meet."""

import re

from django.db import models

from righthelp.guidance.models.edition import Edition, Part
from righthelp.guidance.queries import (
    DescriptorQuerySet,
    PartQuerySet,
    ThemeQuerySet,
)

LEVEL_PARTS = ("number", "name", "short_name", "meaning", "who_for", "response", "by_whom", "source")


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
