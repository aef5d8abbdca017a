"""A child, born or not, or an adult."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.people.queries import PersonQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class Person(models.Model):
    """A child, born or not, or an adult. What changes, or needs a source of its own, hangs on it."""

    class Sex(models.TextChoices):
        """As the person gives it; never guessed from a name."""

        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Another"
        NOT_KNOWN = "not_known", "Not known"

    class Certainty(models.TextChoices):
        """How exactly the date of birth is known."""

        EXACT = "exact", "The day is known"
        MONTH = "month", "Only the month and year are known"
        YEAR = "year", "Only the year is known"
        ESTIMATED = "estimated", "Worked out from an age that somebody gave"

    class Stage(models.TextChoices):
        """What was said of somebody whose date of birth nobody knows; of one lost before birth the day is `died_on`."""

        CHILD = "child", "A child"
        ADULT = "adult", "An adult"
        UNBORN = "unborn", "Not yet born"
        LOST = "lost", "Lost before birth"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.NOT_KNOWN)
    gender = models.CharField(max_length=100, blank=True, help_text="In the person’s own words.")
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_on_is = models.CharField(max_length=10, choices=Certainty.choices, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The expected date of delivery (BP-013).")
    died_on = models.DateField(null=True, blank=True)
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose record it is; empty for one loaded at the command line, the partnership’s own.",
    )
    source = models.CharField(max_length=200, help_text="Who or what said so when the record began.")
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "people"
        indexes = (  # nobody noted those who were imported, most of a million: they cost this one nothing
            models.Index(fields=("noted_by",), condition=Q(noted_by__isnull=False), name="people_noted_by_somebody"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(born_on__isnull=True, born_on_is="") | (Q(born_on__isnull=False) & ~Q(born_on_is="")),
                name="birth_says_how_sure",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=F("born_on")),
                name="death_after_birth",
            ),
        )

    def __str__(self) -> str:
        return f"person {self.public_id}"
