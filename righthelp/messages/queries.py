"""QuerySets named in the users' words."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.messages.models import Mail, Notice  # noqa: F401  named in the brackets of QuerySet


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices."""

    def for_person(self, person: "Practitioner") -> "NoticeQuerySet":
        """Keep somebody's own that have not expired."""
        return self.filter(to=person).exclude(title="")

    def unread(self) -> "NoticeQuerySet":
        """Keep those to read, urgent ones first, then the newest."""
        return self.filter(read_at__isnull=True).order_by("-is_urgent", "-made_at", "-pk")

    def number_of_person(self) -> Coalesce:
        """Count them for each person of a query of people, within that query."""
        each = self.filter(to=OuterRef("pk")).order_by().values("to").annotate(number=Count("pk"))
        return Coalesce(Subquery(each.values("number")), 0)

    def read(self) -> "NoticeQuerySet":
        """Keep those that were read, the last first."""
        return self.filter(read_at__isnull=False).order_by("-read_at", "-pk")

    def read_before(self, moment: dt.datetime) -> "NoticeQuerySet":
        """Keep those read long ago whose words are still there."""
        return self.filter(read_at__lt=moment).exclude(title="")


class MailQuerySet(models.QuerySet["Mail"]):
    """Mail."""

    def due(self, now: dt.datetime) -> "MailQuerySet":
        """Keep those to try now, whichever has waited longest first."""
        return self.filter(next_try_at__lte=now).order_by("next_try_at", "pk")

    def waiting(self) -> "MailQuerySet":
        """Keep those that will be tried."""
        return self.filter(next_try_at__isnull=False)

    def not_sent(self) -> "MailQuerySet":
        """Keep those that were tried in vain, were given up, or stay here as no mail is sent."""
        unsent = self.filter(sent_at__isnull=True).exclude(address="")
        return unsent.filter(Q(next_try_at__isnull=True) | ~Q(failed_because=""))

    def over(self, *, sent_before: dt.datetime, made_before: dt.datetime) -> "MailQuerySet":
        """Keep those with words that were sent, or given up, long ago."""
        sent, given_up = Q(sent_at__lt=sent_before), Q(sent_at__isnull=True, next_try_at__isnull=True)
        return self.exclude(address="").filter(sent | (given_up & Q(made_at__lt=made_before)))
