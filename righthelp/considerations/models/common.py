"""What is common to the children of a consideration: answers to the edition’s questions, and talks."""

from django.conf import settings
from django.db import models

from righthelp.considerations.models.consideration import Consideration

PERSON = settings.AUTH_USER_MODEL


class Answer(models.Model):
    """What the practitioner wrote to one of the edition's questions."""

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("guidance.Passage", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("question__position",)
        constraints = (models.UniqueConstraint(fields=("consideration", "question"), name="question_answered_once"),)

    def __str__(self) -> str:
        return self.text[:80]


class Conversation(models.Model):
    """A talk, or advice that was sought: with whom, when, what it taught, and what followed."""

    class Kind(models.TextChoices):
        """Which talk it was."""

        ADVICE = "advice", "I asked for advice"
        FAMILY = "family", "I talked with the child or family"
        WORKERS = "workers", "I talked with somebody who works with them, or might"

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="conversations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    with_whom = models.CharField(max_length=200)
    held_on = models.DateField()
    without_names = models.BooleanField(default=False)
    said = models.TextField()
    followed = models.TextField(blank=True)
    noted_at = models.DateTimeField(null=True, blank=True, help_text="Empty for those from before this was kept.")
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("held_on", "pk")

    def __str__(self) -> str:
        return f"Conversation with {self.with_whom}"
