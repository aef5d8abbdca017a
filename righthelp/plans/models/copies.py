"""Each reader's own copy of a plan, of minutes or of a review, as written for them, and how they got it (BP-302)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.plans.models.meetings import Meeting
from righthelp.plans.models.plan import Member, Plan, PlanVersion

PRACTITIONER = settings.AUTH_USER_MODEL


class Copy(models.Model):
    """What one member was or is to be given, frozen. A worker read it and said that it is safe for them to have."""

    class Kind(models.TextChoices):
        """What it is a copy of."""

        PLAN = "plan", "The plan"
        MINUTES = "minutes", "What was said and decided at a meeting"
        REVIEW = "review", "What a review says"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="copies")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    of_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    review = models.ForeignKey(
        "plans.Review", on_delete=models.PROTECT, null=True, blank=True, related_name="copies",
        help_text="A review that was held at no meeting: one that was stands in the minutes.",
    )  # fmt: skip
    title = models.CharField(max_length=200)
    sections = models.JSONField(help_text="A list of sections, each with title and lines, as `copies.py` writes them.")
    released_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)
    outdated_at = models.DateTimeField(
        null=True, blank=True,
        help_text="Since when something of a plan may be kept from its reader, so that their own page does not show it "
        "any more; of minutes, since when something in them that its reader may have was put right; of a review, since "
        "when it is struck through.",
    )  # fmt: skip

    class Meta:
        ordering = ("released_at", "pk")
        verbose_name_plural = "copies"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="plan", meeting__isnull=True, review__isnull=True, of_version__isnull=False)
                | Q(kind="minutes", meeting__isnull=False, review__isnull=True, of_version__isnull=True)
                | Q(kind="review", meeting__isnull=True, review__isnull=False, of_version__isnull=True),
                name="copy_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"A copy of {self.get_kind_display().lower()}"


class HowGiven(models.Model):
    """That a copy went to its reader: how, where, when, and who noted it; of a plan, and of an assessment alike."""

    class How(models.TextChoices):
        """The way it went."""

        HAND = "hand", "By hand"
        POST = "post", "By post"
        EMAIL = "email", "By secure e-mail, from the agency’s own system"
        READ = "read", "Read out, or read together"
        PAGE = "page", "On their own page in Right Help"

    how = models.CharField(max_length=10, choices=How.choices)
    to_where = models.CharField(max_length=200, blank=True, help_text="In words, without an address: at school.")
    given_on = models.DateField()
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ("given_on", "pk")
        verbose_name_plural = "given"

    def __str__(self) -> str:
        return f"{self.get_how_display()} on {self.given_on:%-d %B %Y}"


class Given(HowGiven):
    """How a copy of a plan, of minutes or of a review was given."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="given")
