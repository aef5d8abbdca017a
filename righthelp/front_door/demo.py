"""Invented contacts and shifts of the demonstration. Nobody in them exists."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.queries import closed_days
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.rota import put_shifts
from righthelp.front_door.actions.writing import (
    add_child,
    add_person,
    begin,
    save_answers,
    save_child,
    save_referrer,
    send,
)
from righthelp.front_door.models import Contact, Shift
from righthelp.front_door.rules import opening_spans, uncovered
from righthelp.people.models import Person
from righthelp.people.presenters import name_of

TEACHER, NURSE = "amina.yusuf@example.org", "grace.mensah@example.org"
PHONES = {TEACHER: "01632 960 301", NURSE: "01632 960 311"}
WORKER, MANAGER = "ioan.popescu@example.org", "blessing.adeyinka@example.org"
URGENT = {
    "what_happened": "He came in with a burn on his arm and said that he must not tell how it came about.",
    "how_soon": "now",
    "safe_to_speak": "no",
}
CALM = {
    "what_happened": "She has come to school without breakfast most days since half-term, and falls asleep in class.",
    "how_soon": "days",
    "risk": "She falls behind, and says that she has nobody to ask at home.",
    "child_says": "“I get myself up.” Asked on Monday: what does your morning look like?",
    "working_well": "Her gran rings her every evening.",
    "safe_to_speak": "yes",
    "family_told": "yes",
    "family_agreed": "yes",
    "family_said": "Her mum said that mornings are hard since she works nights, and that she would like help.",
}


@transaction.atomic
def load_demo_front_door() -> None:
    """Have one urgent contact wait and another in somebody's hands, and people on the rota this week and the next."""
    worker, manager = (Practitioner.objects.get(email=email) for email in (WORKER, MANAGER))
    _rota(worker, manager)
    _urgent(Practitioner.objects.get(email=NURSE))
    taken = _calm(Practitioner.objects.get(email=TEACHER))
    take(contact=taken, by=worker)


def _urgent(nurse: Practitioner) -> Contact:
    contact = _begin(nurse, is_urgent=True)
    known = {"name": "Noah Fairweather", "age": "about 6", "address": "3 Quay Lane, Westmarsh WZ2 1AB"}
    add_child(contact=contact, changes={**known, "where_now": "In the clinic, with me"}, by=nurse)
    return _send(contact, nurse, URGENT)


def _calm(teacher: Practitioner) -> Contact:
    contact = _begin(teacher)
    child = _child_of(teacher)
    changes = {"name": name_of(child), "born_on": child.born_on, "person": child} if child else {"name": "Keira"}
    named = add_child(contact=contact, changes=changes, by=teacher)
    save_child(child=named, version=None, changes={"school": "Alder Road Primary School"}, by=teacher)
    mother = {"kind": "parent", "name": "Her mother", "role": "Works nights", "phone": "01632 960 321"}
    add_person(contact=contact, changes=mother, by=teacher)
    return _send(contact, teacher, CALM)


def _begin(by: Practitioner, *, is_urgent: bool = False) -> Contact:
    agency = by.memberships_now[0].team.agency
    contact = begin(came_by=Contact.CameBy.REQUEST, agency=agency, by=by, is_urgent=is_urgent)
    who = {"name": by.name, "role": by.job_title, "organisation": agency.name, "email": by.email}
    save_referrer(contact=contact, changes={**who, "phone": PHONES[by.email]}, by=by)
    return contact


def _send(contact: Contact, by: Practitioner, answers: dict[str, str]) -> Contact:
    save_answers(contact=contact, version=None, answers=answers, by=by)
    send(contact=contact, by=by)
    contact.refresh_from_db()
    return contact


def _child_of(teacher: Practitioner) -> Person | None:
    """Give a child of the demonstration with whom the teacher works."""
    found = Person.objects.filter(involvements__practitioner=teacher, born_on__isnull=False).with_names()
    return found.order_by("pk").first()


def _rota(worker: Practitioner, manager: Practitioner) -> None:
    """Put both on for the opening hours of two weeks, and the manager but for the last nights at all other times."""
    now = timezone.now()
    monday = now - dt.timedelta(days=timezone.localdate(now).weekday() + 1)
    until = monday + dt.timedelta(days=15)
    spans = list(opening_spans(partnership_hours(), monday, until, closed_days()))
    put_shifts(who=worker, part=Shift.Part.WORKER, spans=spans, by=manager)
    put_shifts(who=manager, part=Shift.Part.MANAGER, spans=spans, by=manager)
    put_shifts(who=manager, part=Shift.Part.OUT_OF_HOURS, spans=uncovered([(monday, until)], spans)[:-4], by=manager)
