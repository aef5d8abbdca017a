"""Asking for help without the family’s yes: who approved it, which advice was taken, and who told the family after."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.consent.models import How
from righthelp.front_door.models.contact import Contact
from righthelp.front_door.queries import ApprovalQuerySet

PRACTITIONER = settings.AUTH_USER_MODEL


class Approval(models.Model):
    """Approval asked of somebody who leads (SF-056, SF-058), or advice taken by word of mouth (SF-059).

    Nothing waits for it. Nobody answers what they asked themselves.
    """

    class Answer(models.TextChoices):
        """What came of it."""

        YES = "yes", "I agree that you ask for help without the family’s yes"
        NO = "no", "I do not agree"
        ADVICE = "advice", "Advice"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="approvals")
    asked_of = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="approvals_asked"
    )
    taken_from = models.CharField(max_length=200, blank=True, help_text="Who gave advice, and what they are.")
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=6, choices=Answer.choices, blank=True)
    words = models.TextField(blank=True)
    given_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_of__isnull=False, taken_from="", answer="", words="", given_on__isnull=True)
                & Q(answered_by__isnull=True, answered_at__isnull=True)
                | Q(asked_of__isnull=False, taken_from="", answer__in=("yes", "no"), given_on__isnull=False)
                & Q(answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(words="")
                | Q(asked_of__isnull=True, answer="advice", given_on__isnull=False, answered_by__isnull=True)
                & Q(answered_at__isnull=True)
                & ~Q(taken_from="")
                & ~Q(words=""),
                name="approval_asked_answered_or_taken_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")), name="approval_by_somebody_else"
            ),
        )

    def __str__(self) -> str:
        return f"Advice of {self.taken_from}" if self.asked_of is None else f"Asked of {self.asked_of}"

    @property
    def is_open(self) -> bool:
        """Say whether it was asked and not answered."""
        return self.answer == ""

    @property
    def is_ones_own(self) -> bool:
        """Say whether whoever was asked, and did not answer, took the request over since: another is to be asked."""
        return self.is_open and self.asked_of_id == self.contact.author_id


class ToldAfter(models.Model):
    """That whoever said no, or was not asked, was told that help was asked for all the same; or why not (SF-062)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="told_after")
    was_told = models.BooleanField()
    whom = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    because = models.TextField(blank=True, help_text="Why they were not told.")
    noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at", "pk")
        verbose_name_plural = "told after"
        constraints = (
            models.CheckConstraint(
                condition=(Q(was_told=True, told_on__isnull=False, because="") & ~Q(how="") & ~Q(whom=""))
                | (Q(was_told=False, told_on__isnull=True, how="", whom="") & ~Q(because="")),
                name="told_after_when_and_how_or_why_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.whom} was told" if self.was_told else "Not told yet"
