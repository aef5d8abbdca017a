"""Notices for people who sign in, and the outbox of mail."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.messages.queries import MailQuerySet, NoticeQuerySet


class Notice(models.Model):
    """Something that a practitioner should look at. Its title holds no personal data, as it stands in a mail too.

    Its row outlives its words (`expire_notices`), so that the same key never makes a second notice.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200, blank=True, help_text="Empty once it has expired.")
    page = models.CharField(max_length=300, blank=True, help_text="The path of the page that it leads to.")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(title="", page="") | (Q(page__startswith="/") & ~Q(page__startswith="//") & ~Q(title="")),
                name="notice_leads_to_a_page_of_ours",
            ),
            models.CheckConstraint(condition=~Q(title="") | Q(read_at__isnull=False), name="notice_unread_has_title"),
        )
        indexes = (
            models.Index(fields=("to",), condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=("read_at",), condition=~Q(title=""), name="notice_to_expire"),
        )

    def __str__(self) -> str:
        return self.title or "An expired notice"


class Mail(models.Model):
    """A mail to send, being tried, sent, or given up; what it is shows in its times.

    Sent: `sent_at`. To be tried: `next_try_at`. Neither: given up, or made where no mail is sent. Its row outlives its
    words (`expire_mail`), so that the same key never sends a second mail.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(blank=True, help_text="Empty once it has expired, as are subject and text.")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    key = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        verbose_name_plural = "mail"
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(next_try_at__isnull=True, failed_because=""),
                name="mail_sent_is_not_tried_again",
            ),
            models.CheckConstraint(
                condition=~Q(address="") | Q(next_try_at__isnull=True), name="mail_to_try_has_address"
            ),
        )
        indexes = (
            models.Index(fields=("next_try_at",), condition=Q(next_try_at__isnull=False), name="mail_to_try"),
            models.Index(fields=("made_at",), condition=~Q(address=""), name="mail_to_expire"),
        )

    def __str__(self) -> str:
        return f"Mail {self.public_id}"
