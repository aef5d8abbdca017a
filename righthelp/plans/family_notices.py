"""Work in the background: what families wrote on their own pages, and nobody has read after a working day."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import ONE_DAY, day_of, due
from righthelp.calendar.timescales import timescale
from righthelp.messages.actions import notify_each
from righthelp.plans import notices
from righthelp.plans.models import FamilySaid

READ_BY = "family_said_read"
UNREAD = "Somebody of a family wrote on their own page, and nobody has read it yet"


def remind_of_unread(now: dt.datetime) -> int:
    """Tell who leads a plan, and who answers for it, once, that what a family wrote still waits; also after its end."""
    today, closed, limit = day_of(now), closed_days(), timescale(READ_BY)
    waiting = FamilySaid.objects.filter(read_at__isnull=True, reminded_at__isnull=True, said_at__lt=now - ONE_DAY)
    found = waiting.select_related("link__plan__team__agency").order_by("pk")
    return sum(_tell(one) for one in found if day_of(due(limit, one.said_at, closed)) < today)


@transaction.atomic
def _tell(said: FamilySaid) -> int:
    plan = said.link.plan
    people = notices.everybody_who_sees_to(plan)
    if not people:
        return 0
    FamilySaid.objects.filter(pk=said.pk).update(reminded_at=timezone.now())
    page = reverse("family_pages", args=[plan.public_id])
    return notify_each(people, key=f"family said {said.pk} unread", title=UNREAD, page=page)
