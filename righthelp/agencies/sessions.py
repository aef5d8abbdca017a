"""The sessions of one person. Django's table of sessions does not name their owner, so each is opened to see."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from righthelp.agencies.models import Practitioner


def end_sessions(person: Practitioner, *, but: str = "") -> int:
    """Delete every session of a person at once, but the one of this key; returns how many there were."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but).iterator()
    own = [session.pk for session in running if session.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=own).delete()
    return len(own)


def forget_ended_sessions() -> int:
    """Delete sessions whose time is over; returns how many there were."""
    return Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]
