"""Services that a plan asks for, each for a need (BP-142, BN-043)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from righthelp.plans.models.content import Need
from righthelp.plans.models.plan import Plan

PRACTITIONER = settings.AUTH_USER_MODEL


class Referral(models.Model):
    """A service asked to help with one need, and its answer; or the family told of it, to go there themselves.

    Whom the family was told of was told nothing of them (BN-031).
    """

    class Answer(models.TextChoices):
        """What the service said."""

        ACCEPTED = "accepted", "They will help"
        WAITING_LIST = "waiting_list", "They will help, after a wait"
        DECLINED = "declined", "They cannot help"
        NOT_TAKEN_UP = "not_taken_up", "It did not happen, or they chose other help"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="referrals")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="referrals")
    service = models.ForeignKey("guidance.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True, help_text="A service that is not in the directory.")
    asked_on = models.DateField()
    is_signpost = models.BooleanField(default=False, help_text="The family was told of it; it was told nothing.")
    change = models.TextField(help_text="What should be different through it (BP-142).")
    told = models.TextField(blank=True, help_text="What the service was told: only what it needs.")
    agreed = models.TextField(help_text="Who of the family agreed that it is asked, or why it is asked without.")
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=15, choices=Answer.choices, blank=True)
    answer_words = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    begins_on = models.DateField(null=True, blank=True, help_text="From when it helps.")
    hoped_end_on = models.DateField(null=True, blank=True, help_text="Help is for a limited time (BN-030).")
    answer_noted_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_before = models.TextField(
        blank=True, help_text="What it said before, a line each with its day, so that a wait can be seen (BN-043)."
    )

    class Meta:
        ordering = ("asked_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(service__isnull=False) | Q(agency__isnull=False) | ~Q(name=""),
                name="referral_names_the_service",
            ),
            models.CheckConstraint(
                condition=~Q(agreed="")
                & ~Q(change="")
                & (Q(is_signpost=True, told="") | (Q(is_signpost=False) & ~Q(told=""))),
                name="referral_says_what_for_and_what_was_told",
            ),
            models.CheckConstraint(
                condition=Q(hoped_end_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(hoped_end_on__gte=F("begins_on")),
                name="referral_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answer_noted_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answer_noted_by__isnull=False)),
                name="referral_answered_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return self.to_whom

    @property
    def to_whom(self) -> str:
        """Give the name of the service."""
        return self.name or (self.service.name if self.service else str(self.agency))
