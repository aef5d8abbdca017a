"""Going on without asking or after a refusal: the ground, advice and approval, who was told. Nothing waits for it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.consent.models.kept import PRACTITIONER, How, Kept, both_or_neither
from righthelp.consent.models.said import Agreement, Consent
from righthelp.consent.queries import AdviceQuerySet
from righthelp.consent.rules import GROUND_CHOICES


class GoingOn(Kept):
    """Why the family is not asked first (SF-054), or what follows when they said no (SF-060)."""

    class Safe(models.TextChoices):
        """Whether it is safe to speak to the family first (design, section 4, rule 5)."""

        YES = "yes", "Yes, it is safe"
        NO = "no", "No, it could put the child or somebody else in danger"
        UNSURE = "unsure", "I am not sure"

    class Harm(models.TextChoices):
        """Whether the child may suffer significant harm without help (SF-030)."""

        YES = "yes", "Yes"
        NO = "no", "No"
        UNSURE = "unsure", "I am not sure"

    safe = models.CharField(max_length=10, choices=Safe.choices, blank=True)
    ground = models.CharField(max_length=20, choices=GROUND_CHOICES, blank=True)
    because = models.TextField()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="after")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="after")
    wishes = models.TextField(blank=True, help_text="What whoever refused wants, and why (SF-060).")
    harm = models.CharField(max_length=10, choices=Harm.choices, blank=True)
    goes_on = models.BooleanField(default=True)
    approval_waits = models.BooleanField(default=False, help_text="Nobody could be asked yet.")

    class Meta(Kept.Meta):
        verbose_name_plural = "goings on"
        constraints = (
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~Q(because=""), name="going_on_has_a_reason"),
            models.CheckConstraint(
                condition=(
                    Q(agreement__isnull=True, consent__isnull=True, wishes="", harm="", goes_on=True)
                    & ~Q(ground="")
                    & ~Q(safe="")
                )
                | (
                    (Q(agreement__isnull=False) | Q(consent__isnull=False))
                    & Q(ground="", safe="")
                    & ~Q(wishes="")
                    & ~Q(harm="")
                ),
                name="not_asked_or_after_refusal",
            ),
            *(
                models.UniqueConstraint(
                    fields=(refused,),
                    condition=Q(set_aside_at__isnull=True),
                    name=f"one_decision_after_a_refused_{refused}",
                )
                for refused in ("agreement", "consent")
            ),
        )

    def __str__(self) -> str:
        return f"Without agreement, {self.written_at:%-d %B %Y}"

    @property
    def is_after_refusal(self) -> bool:
        """Say whether somebody refused, rather than was not asked."""
        return not self.ground

    @property
    def stands(self) -> bool:
        """Say whether somebody goes on without agreement, and it counts."""
        return self.set_aside_at is None and self.goes_on


class Advice(models.Model):
    """Approval asked of a manager or lead (SF-056), or advice taken from somebody without an account (SF-058)."""

    class Answer(models.TextChoices):
        """What came of it."""

        APPROVED = "approved", "I agree that this goes on without the family’s yes"
        NOT_APPROVED = "not_approved", "I do not agree"
        ADVICE = "advice", "Advice"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    going_on = models.ForeignKey(GoingOn, on_delete=models.PROTECT, related_name="advice")
    asked_of = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_from = models.CharField(max_length=200, blank=True, help_text="Who gave it, and what they are.")
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=15, choices=Answer.choices, blank=True)
    words = models.TextField(blank=True)
    given_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name_plural = "advice"
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_of__isnull=False, taken_from="")
                & ~Q(answer="advice")
                & both_or_neither("given_on", "answered_by", "answered_at", words=("answer", "words"))
                | Q(asked_of__isnull=True, answer="advice", answered_by__isnull=True, answered_at__isnull=True)
                & Q(given_on__isnull=False)
                & ~Q(taken_from="")
                & ~Q(words=""),
                name="advice_asked_of_one_or_taken_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Advice on {self.going_on}"

    @property
    def is_open(self) -> bool:
        """Say whether it was asked and not answered."""
        return self.answer == ""


class Telling(models.Model):
    """That somebody was told, or why not: the parent (SF-062), children’s social care (SF-061)."""

    class Whom(models.TextChoices):
        """Who is to know."""

        PARENT = "parent", "Whoever said no"
        SOCIAL_CARE = "social_care", "Children’s social care"

    going_on = models.ForeignKey(GoingOn, on_delete=models.PROTECT, related_name="tellings")
    whom = models.CharField(max_length=15, choices=Whom.choices)
    was_told = models.BooleanField()
    told_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    because = models.TextField(blank=True, help_text="Why they were not told.")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=(Q(was_told=True, told_on__isnull=False, because="") & ~Q(how=""))
                | (Q(was_told=False, told_on__isnull=True, how="") & ~Q(because="")),
                name="told_when_and_how_or_why_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_whom_display()}: {'told' if self.was_told else 'not told'}"
