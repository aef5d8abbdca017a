"""Where a request stands, in words for whoever asked, and its clock."""

import datetime as dt

from righthelp.calendar.rules import LONDON
from righthelp.design_system.formatters import day, day_and_time
from righthelp.front_door.models import Contact
from righthelp.front_door.rules import is_late

State = Contact.State


def state_words(contact: Contact, now: dt.datetime) -> list[str]:
    """Say where it stands and by when it is decided; nothing of what the front door finds out."""
    if contact.received_at is None:
        return ["Nobody at the front door has been told."]
    sent = f"Sent on {day_and_time(contact.received_at)}."
    if contact.state is State.DECIDED:
        return [sent, f"Decided on {day_and_time(contact.decided_at)}."]
    return [sent, _read(contact), clock_words(contact, now)]


def sent_words(contact: Contact, read_at: dt.datetime | None) -> list[str]:
    """Say that it was sent, and nothing of what came after, to whoever may not know that.

    What they knew already does not vanish: when they read an answer (`read_at`), and that it was decided by then.
    """
    sent = f"Sent on {day_and_time(contact.received_at)}."
    if read_at is None:
        return [sent, "The front door has it."]
    decided = contact.decided_at if contact.decided_at and contact.decided_at <= read_at else None
    known = [f"Decided on {day_and_time(decided)}."] if decided else []
    return [sent, *known, f"You read an answer on {day(read_at)}. Ring the front door if you need it again."]


def _read(contact: Contact) -> str:
    if contact.state is State.TAKEN:
        return "Somebody at the front door works on it."
    if contact.read_at or contact.reopened_at:
        return "Somebody at the front door has read it."
    return "Nobody at the front door has opened it yet."


def clock_words(contact: Contact, now: dt.datetime) -> str:
    """Say by when it is to be decided, and whether that has passed."""
    if contact.due_at is None:
        return ""
    end = f"the end of {contact.due_at.astimezone(LONDON):%A} {day(contact.due_at)}"
    if is_late(contact.due_at, contact.decided_at, now):
        return f"It should have been decided by {end}. Ring the front door and ask."
    return f"To be decided by {end}."
