"""Pure rules of invitations, names, accounts and kept forms. How long each lasts stands in the timescales table."""

import datetime as dt
import hashlib
from enum import StrEnum

from righthelp.calendar.rules import day_of, due, last_moment
from righthelp.calendar.timescales import timescale


class SessionOver(StrEnum):
    """Why somebody was signed out."""

    IDLE = "idle"
    LONG = "long"


def why_session_over(*, idle: float, lasted: float, longest_idle: float, longest: float) -> SessionOver | None:
    """Say why a session is over, given all in seconds; None while it goes on."""
    if lasted > longest:
        return SessionOver.LONG
    return SessionOver.IDLE if idle > longest_idle else None


def token_hash(token: str) -> str:
    """Give the only form in which the token of an invitation is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_ends(invited_at: dt.datetime) -> dt.datetime:
    """Give the last moment at which an invitation can be taken up."""
    return last_moment(due(timescale("invitation_open"), invited_at))


def parked_form_ends(parked_at: dt.datetime) -> dt.datetime:
    """Give the last moment at which a parked form is shown to its author."""
    return last_moment(due(timescale("parked_form"), parked_at))


def parked_forms_ended_before(now: dt.datetime) -> dt.datetime:
    """Give the moment before which parked forms are over."""
    return now - dt.timedelta(hours=timescale("parked_form").amount)


def unused_before(now: dt.datetime) -> dt.date:
    """Give the day: whoever was last here before it has not used the account for too long."""
    return day_of(now) - dt.timedelta(days=timescale("account_unused").amount)


def same_mailbox(one: str, other: str) -> bool:
    """Say whether two addresses reach one mailbox: capitals and what follows a plus sign make no difference."""
    return _mailbox(one) == _mailbox(other)


def _mailbox(address: str) -> tuple[str, str]:
    local, _, domain = address.lower().rpartition("@")
    return local.partition("+")[0], domain


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same, whatever their capitals and spaces."""
    return one.casefold().split() == other.casefold().split()
