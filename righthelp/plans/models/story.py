"""The child's own version of the plan: a few sentences, and, if wanted, a few pictures (BP-210, BP-236)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.plans.models.plan import PlanChild

PRACTITIONER = settings.AUTH_USER_MODEL


class Story(models.Model):
    """The explanation for one child. Released by a worker who read it; from then on it is not edited, but made anew."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey(PlanChild, on_delete=models.CASCADE, related_name="stories")
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_with = models.CharField(max_length=300, blank=True, help_text="Who wrote it: parents best of all (BP-210).")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("made_at", "pk")
        verbose_name_plural = "stories"
        constraints = (
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="story_released_whole_or_none",
            ),
            models.UniqueConstraint(
                fields=("child",), condition=Q(released_at__isnull=True), name="one_story_being_written"
            ),
        )

    def __str__(self) -> str:
        return f"The child’s own version of {self.made_at:%-d %B %Y}"


class StoryLine(models.Model):
    """One sentence, and the picture beside it, if any."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    picture = models.CharField(max_length=40, blank=True, help_text="A key of data/pictures.csv.")

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="story_line_has_words"),)

    def __str__(self) -> str:
        return self.text[:80]
