"""The level that people decided, and what stood beside it then."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.considerations.models.child import ConsideredChild
from righthelp.considerations.queries import DecisionQuerySet

PERSON = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """The level that people decided for one child. Never edited: a later one supersedes it."""

    child = models.ForeignKey(ConsideredChild, on_delete=models.PROTECT, related_name="decisions")
    level = models.ForeignKey("guidance.Level", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("guidance.Edition", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    decided_with = models.CharField(max_length=300)
    reason = models.TextField()
    family_part = models.TextField(blank=True)
    lower_reason = models.TextField(blank=True, help_text="Why the level is below the highest worry chosen.")
    highest_worry = models.PositiveSmallIntegerField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.UniqueConstraint(
                fields=("child",), condition=Q(supersedes__isnull=True), name="one_first_decision_a_child"
            ),
        )

    def __str__(self) -> str:
        return f"Level {self.level.number}"


class CommonAsDecided(models.Model):
    """What was common to all the children when a level was decided for one of them.

    Kept from the first change after that decision on; until then the consideration itself holds it.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="common_as_decided")
    written = models.JSONField(help_text="What stood in each field, by the name of the field.")
    answers = models.JSONField(help_text="Each question of the edition that was answered, with its answer.")

    def __str__(self) -> str:
        return f"What was common on {self.decision.decided_at:%-d %B %Y}"
