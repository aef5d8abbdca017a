"""A framework of guidance and its dated editions."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.guidance.queries import (
    WITHDRAWAL,
    EditionIsFixed,
    EditionQuerySet,
    FrameworkQuerySet,
    PartQuerySet,
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
