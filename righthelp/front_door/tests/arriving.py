"""Requests and contacts, for tests: what people would write, and what arrived."""

import datetime as dt
from typing import Any

from righthelp.agencies.models import Agency, Practitioner
from righthelp.front_door.actions.writing import add_child, begin, save_answers, send
from righthelp.front_door.models import Contact
from righthelp.people.models import Person
from righthelp.work.tests.working import client_of, shown, team_of, words

__all__ = ["STORY", "client_of", "draft", "received", "shown", "words"]

STORY = "She came three times without breakfast and fell asleep."
BORN = dt.date(2017, 5, 3)


def draft(
    by: Practitioner,
    *names: str,
    agency: Agency | None = None,
    came_by: str = "request",
    person: Person | None = None,
    is_urgent: bool = False,
    **answers: str,
) -> Contact:
    """Have somebody write a request about children; the record belongs to the first of them."""
    whose = agency or (None if came_by == "phone" else team_of(by).agency)
    contact = begin(came_by=came_by, agency=whose, by=by, is_urgent=is_urgent)
    for number, name in enumerate(names or ("Maya Lindqvist",)):
        known = {"person": person} if number == 0 else {}
        add_child(contact=contact, changes={"name": name, "born_on": BORN, **known}, by=by)
    save_answers(contact=contact, version=None, answers={"what_happened": STORY, **answers}, by=by)
    contact.refresh_from_db()
    return contact


def received(by: Practitioner, *names: str, **more: Any) -> Contact:
    """Have a request of somebody arrive at the front door; `more` as of a draft."""
    contact = draft(by, *names, **more)
    send(contact=contact, by=by)
    contact.refresh_from_db()
    return contact
