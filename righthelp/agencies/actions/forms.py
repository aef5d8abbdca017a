"""Forms that were kept or sent, forgotten when their time is over."""

import datetime as dt

from django.utils import timezone

from righthelp.agencies.models import ParkedForm, SentForm
from righthelp.agencies.rules import parked_forms_ended_before

SENT_FORMS_KEPT = dt.timedelta(days=30)


def forget_parked_forms(*, now: dt.datetime | None = None) -> int:
    """Delete parked forms whose hour is over; returns how many."""
    return ParkedForm.objects.parked_before(parked_forms_ended_before(now or timezone.now())).delete()[0]


def forget_sent_forms(*, now: dt.datetime | None = None) -> int:
    """Delete the tokens of forms sent long ago; returns how many."""
    return SentForm.objects.sent_before((now or timezone.now()) - SENT_FORMS_KEPT).delete()[0]
