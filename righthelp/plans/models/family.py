"""The family's own page: a link that expires and a code that comes by another way; what they said there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.plans.models.plan import Member, Plan

PRACTITIONER = settings.AUTH_USER_MODEL


class FamilyLink(models.Model):
    """One person's way to their own page. Off until a worker asked whether it is safe for them, and switched it on.

    Neither link nor code is kept, only what tells whether one is right.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="links")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=128)
    safe_because = models.TextField(help_text="How we know that nobody else can read it and that it brings no danger.")
    link_way = models.CharField(max_length=200, help_text="By which way the link goes to them.")
    code_way = models.CharField(max_length=200, help_text="By which other way, known to be safe, the code goes.")
    code_to = models.ForeignKey(
        "people.SafeContact", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Which way on file that is; empty for somebody without a record, who is given it in person.",
    )  # fmt: skip
    made_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When it was opened last with the right code.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Empty where it was shut after too many wrong codes.",
    )  # fmt: skip
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(safe_because="") & ~Q(link_way="") & ~Q(code_way=""), name="family_link_is_safe"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="family_link_ended_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=("member",), condition=Q(ended_at__isnull=True), name="family_link_once_a_member"
            ),
        )

    def __str__(self) -> str:
        return "A page of the family"


class FamilySaid(models.Model):
    """What somebody wrote on their own page: how it is going. It waits until a worker has read it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.ForeignKey(FamilyLink, on_delete=models.CASCADE, related_name="said")
    text = models.TextField()
    wants_talk = models.BooleanField(default=False)
    said_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When somebody was told that it waits unread.")

    class Meta:
        ordering = ("said_at", "pk")
        verbose_name_plural = "said by families"
        constraints = (
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="family_said_read_whole_or_none",
            ),
        )

    def __str__(self) -> str:
        return "Said on the family’s own page"
