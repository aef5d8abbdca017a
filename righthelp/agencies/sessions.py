"""Sessions: how long they last, and their end. Django's table does not name their owner, so each is opened to see."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from righthelp.agencies.kept_forms import remember_session
from righthelp.agencies.models import Practitioner
from righthelp.agencies.rules import SessionOver, why_session_over

BEGAN_AT = "righthelp_began_at"
USED_AT = "righthelp_used_at"
OVER_BECAUSE = "righthelp_over_because"
NOTED_EVERY_SECONDS = 60  # not at every request: on SQLite all writers wait for one another


def end_if_over(request: HttpRequest) -> None:
    """Sign somebody out whose session was idle or lasted for too long; the sign-in page says why."""
    session, now = request.session, timezone.now().timestamp()
    if SESSION_KEY not in session:
        return
    why = why_session_over(
        idle=now - session.get(USED_AT, now),
        lasted=now - session.get(BEGAN_AT, now),
        longest_idle=settings.SESSION_IDLE_AGE,
        longest=settings.SESSION_COOKIE_AGE,
    )
    if why:
        ended = session.session_key
        logout(request)
        request.session[OVER_BECAUSE] = why
        remember_session(request, ended)


def note_use(session: SessionBase) -> None:
    """Note when the session of somebody signed in began, and, once a minute, that it is in use."""
    if SESSION_KEY not in session:
        return
    now = timezone.now().timestamp()
    session.setdefault(BEGAN_AT, now)
    if now - session.get(USED_AT, 0) >= NOTED_EVERY_SECONDS:
        session[USED_AT] = now


def why_signed_out(session: SessionBase) -> str:
    """Say once, to somebody whose session was over, why they are signed out; nothing to anybody else."""
    why = session.pop(OVER_BECAUSE, None)
    if why == SessionOver.IDLE:
        return f"You were signed out because nothing happened for {settings.SESSION_IDLE_AGE // 60} minutes."
    if why == SessionOver.LONG:
        return f"You were signed out because you signed in {settings.SESSION_COOKIE_AGE // 3600} hours ago."
    return ""


def end_sessions(person: Practitioner, *, but: str = "") -> int:
    """Delete every session of a person at once, but the one of this key; returns how many there were."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but).iterator()
    own = [session.pk for session in running if session.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=own).delete()
    return len(own)


def forget_ended_sessions() -> int:
    """Delete sessions whose time is over; returns how many there were."""
    return Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]
