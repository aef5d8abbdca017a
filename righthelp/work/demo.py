"""Invented work with the children of the demonstration. Nobody in it exists."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner, Team
from righthelp.people.models import Person
from righthelp.work.actions import arrange_cover, end_involvement, hand_over, involve, involve_by_name, send
from righthelp.work.models import Involvement

TEACHER, LEAD, DEPUTY = (f"{name}@example.org" for name in ("amina.yusuf", "margaret.bell", "tomasz.nowak"))
NOTE = (
    "Keira talks when we walk, not when we sit. Gran is the one she rings.\n"
    "Agreed with her mum: breakfast club from Monday. I said that you would ask her on Friday how it went."
)
SENT = "His nursery file, by secure mail, before the visit there."


@transaction.atomic
def load_demo_work() -> None:
    """Have the demo school work with its first two children; without a child on file there is nothing to do."""
    teacher, lead, deputy = (Practitioner.objects.get(email=email) for email in (TEACHER, LEAD, DEPUTY))
    team = teacher.memberships_now[0].team
    children = _children(team)
    if not children:
        return
    first, *others = children
    _teachers(first, team, teacher, deputy)
    _elsewhere(first, teacher)
    mentor = _works(first, lead, team, "mentor", days=200, phone="01632 960 310")
    hand_over(involvement=mentor, to=teacher, note=NOTE, by=lead)
    for other in others[:1]:
        _works(other, deputy, team, "nursery key person", days=120, phone="01632 960 305")
        send(child=other, from_agency=team.agency, to="Hillview Nursery, Northshire", how=SENT, by=teacher)
    today = timezone.localdate()
    week = {"starts_on": today, "ends_on": today + dt.timedelta(days=6)}
    arrange_cover(absent=deputy, covering=teacher, team=team, by=deputy, **week)


def _children(team: Team) -> list[Person]:
    grown_up = timezone.localdate() - dt.timedelta(days=18 * 365)
    return list(Person.objects.filter(agency=team.agency, born_on__gt=grown_up).order_by("pk")[:2])


def _teachers(child: Person, team: Team, teacher: Practitioner, deputy: Practitioner) -> None:
    """Have a second class teacher after the first, so that the change shows (BG-028)."""
    earlier = _works(child, deputy, team, "class teacher", days=440)
    last_day = timezone.localdate() - dt.timedelta(days=90)
    end_involvement(involvement=earlier, on=last_day, because="The class moved up a year.", by=deputy)
    _works(child, teacher, team, "class teacher", days=80, phone="01632 960 301")


def _elsewhere(child: Person, by: Practitioner) -> None:
    since = timezone.localdate() - dt.timedelta(days=900)
    who = {"name": "Dr Helen Marsh", "organisation": "Northquay Surgery", "phone": "01632 960 340", "role": "GP"}
    involve_by_name(child=child, starts_on=since, by=by, **who)


def _works(child: Person, person: Practitioner, team: Team, role: str, *, days: int, phone: str = "") -> Involvement:
    since = timezone.localdate() - dt.timedelta(days=days)
    return involve(child=child, practitioner=person, team=team, role=role, starts_on=since, phone=phone, by=person)
