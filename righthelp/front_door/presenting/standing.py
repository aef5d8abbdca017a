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


def sent_words(contact: Contact) -> list[str]:
    """Say that it was sent, and nothing of what came after, to whoever may not know that."""
    return [f"Sent on {day_and_time(contact.received_at)}.", "The front door has it."]


def _read(contact: Contact) -> str:
    if contact.state is State.TAKEN:
        return "Somebody at the front door works on it."
    return (
        "Somebody at the front door has read it." if contact.read_at else "Nobody at the front door has opened it yet."
    )


def clock_words(contact: Contact, now: dt.datetime) -> str:
    """Say by when it is to be decided, and whether that has passed."""
    if contact.due_at is None:
        return ""
    end = f"the end of {contact.due_at.astimezone(LONDON):%A} {day(contact.due_at)}"
    if is_late(contact.due_at, contact.decided_at, now):
        return f"It should have been decided by {end}. Ring the front door and ask."
    return f"To be decided by {end}."
