"""The thinking of one practitioner about one or more children, and how it passed from hand to hand."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.considerations.queries import ConsiderationQuerySet

PERSON = settings.AUTH_USER_MODEL


class Consideration(models.Model):
    """The thinking of one practitioner. A draft until every child in it has a decision, or until it is set aside."""

    class Path(models.TextChoices):
        """How much is asked; the record is the same."""

        SHORT = "short", "Short: about three minutes"
        FULL = "full", "Full"

    class SafeToSpeak(models.TextChoices):
        """Asked before any contact with the family (design, section 4, rule 5)."""

        YES = "yes", "Yes, it is safe"
        NO = "no", "No, it could put the child or somebody else in danger"
        ADVICE = "advice", "I am not sure: I will take advice first"

    class SupportBy(models.TextChoices):
        """Whether one agency's help fits, or several agencies' (SF-004)."""

        ONE = "one", "One agency is enough"
        SEVERAL = "several", "Several agencies together"

    class Agrees(models.TextChoices):
        """Whether the family agrees to the help: neither consent to share nor the lawful basis (design, section 4)."""

        YES = "yes", "Yes"
        NO = "no", "No, or not to all of it"
        NOT_ASKED = "not_asked", "I have not asked them, or could not ask them"

    class HarmWithoutHelp(models.TextChoices):
        """The question that follows where no agreement can be had (SF-030)."""

        YES = "yes", "Yes, that may happen"
        NO = "no", "No"
        ADVICE = "advice", "I am not sure: I will take advice now"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="considerations")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="considerations_held")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="considerations")
    edition = models.ForeignKey("guidance.Edition", on_delete=models.PROTECT, related_name="considerations")
    path = models.CharField(max_length=10, choices=Path.choices, default=Path.SHORT)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    worry = models.TextField(blank=True)
    told_whom = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    who_knows_family = models.TextField(blank=True)
    support_by = models.CharField(max_length=10, choices=SupportBy.choices, blank=True)
    support_offered = models.TextField(blank=True)
    safe_to_speak = models.CharField(max_length=10, choices=SafeToSpeak.choices, blank=True)
    safe_to_speak_because = models.TextField(blank=True)
    family_part = models.TextField(blank=True)
    family_view = models.TextField(blank=True)
    family_change = models.TextField(blank=True)
    family_agrees = models.CharField(max_length=10, choices=Agrees.choices, blank=True)
    harm_without_help = models.CharField(max_length=10, choices=HarmWithoutHelp.choices, blank=True)
    harm_because = models.TextField(blank=True)

    # of several times, the last; the log knows them all
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_because = models.TextField(blank=True)
    brought_back_at = models.DateTimeField(null=True, blank=True)
    brought_back_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsiderationQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_because="")
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_because="")),
                name="set_aside_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(brought_back_at__isnull=True, brought_back_by__isnull=True)
                | Q(brought_back_at__isnull=False, brought_back_by__isnull=False, set_aside_at__isnull=False),
                name="brought_back_by_whom_once_set_aside",
            ),
        )

    def __str__(self) -> str:
        return f"Consideration started on {self.started_at:%-d %B %Y}"

    @property
    def is_set_aside(self) -> bool:
        """Say whether it is set aside now: neither draft nor decided."""
        return self.set_aside_at is not None and self.brought_back_at is None


class TakeOver(models.Model):
    """A draft that passed from its holder to a safeguarding lead or deputy, and perhaps back."""

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="takeovers")
    taken_from = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)
    because = models.TextField()
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_note = models.TextField(blank=True)

    class Meta:
        ordering = ("taken_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(given_back_at__isnull=True, given_back_note="")
                | (Q(given_back_at__isnull=False) & ~Q(given_back_note="")),
                name="given_back_with_a_note",
            ),
        )

    def __str__(self) -> str:
        return f"Taken over by {self.taken_by}"
