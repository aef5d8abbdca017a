"""Invented work with the children of the demonstration. Nobody in it exists."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Practitioner, Team
from righthelp.people.models import Person
from righthelp.work.actions import (
    allocate,
    arrange_cover,
    begin_episode,
    end_involvement,
    hand_over,
    involve,
    involve_by_name,
    send,
)
from righthelp.work.disagreements.demo import load_demo_disagreements
from righthelp.work.models import Involvement

TEACHER, LEAD, DEPUTY = (f"{name}@example.org" for name in ("amina.yusuf", "margaret.bell", "tomasz.nowak"))
SOCIAL_WORKER = "nasra.warsame@example.org"
KIND = "agency_support"
NOTE = (
    "Keira talks when we walk, not when we sit. Gran is the one she rings.\n"
    "Agreed with her mum: breakfast club from Monday. I said that you would ask her on Friday how it went."
)
AIM = "Keira comes to school rested and fed, and has a grown-up there whom she trusts."
AIM_WAITING = "He settles at nursery in the mornings, and his mum knows how his day went."
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
    _help(first, team, lead, teacher)
    for other in others[:1]:
        _works(other, deputy, team, "nursery key person", days=120, phone="01632 960 305")
        begin_episode(child=other, team=team, kind=KIND, aim=AIM_WAITING, begun_on=_ago(8), by=deputy)
        send(child=other, from_agency=team.agency, to="Hillview Nursery, Northshire", how=SENT, by=teacher)
    today = timezone.localdate()
    week = {"starts_on": today, "ends_on": today + dt.timedelta(days=6)}
    arrange_cover(absent=deputy, covering=teacher, team=team, by=deputy, **week)
    _social_work()
    load_demo_disagreements(first)


def _children(team: Team) -> list[Person]:
    grown_up = timezone.localdate() - dt.timedelta(days=18 * 365)
    return list(Person.objects.filter(agency=team.agency, born_on__gt=grown_up).order_by("pk")[:2])


def _teachers(child: Person, team: Team, teacher: Practitioner, deputy: Practitioner) -> None:
    """Have a second class teacher after the first, so that the change shows (BG-028)."""
    earlier = _works(child, deputy, team, "class teacher", days=440)
    end_involvement(involvement=earlier, on=_ago(90), because="The class moved up a year.", by=deputy)
    _works(child, teacher, team, "class teacher", days=80, phone="01632 960 301")


def _help(child: Person, team: Team, lead: Practitioner, teacher: Practitioner) -> None:
    """Have the school do extra work with a child, which passed from the lead to the teacher."""
    work = begin_episode(child=child, team=team, kind=KIND, aim=AIM, begun_on=_ago(200), by=lead)
    mentor = allocate(
        episode=work, practitioner=lead, team=team, role="mentor", phone="01632 960 310", starts_on=_ago(200), by=lead
    )
    hand_over(involvement=mentor, to=teacher, note=NOTE, by=lead)


def _elsewhere(child: Person, by: Practitioner) -> None:
    involve_by_name(
        child=child, name="Dr Helen Marsh", organisation="Northquay Surgery", phone="01632 960 340", role="GP",
        starts_on=_ago(900), by=by,
    )  # fmt: skip


def _works(child: Person, person: Practitioner, team: Team, role: str, *, days: int, phone: str = "") -> Involvement:
    since = _ago(days)
    return involve(child=child, practitioner=person, team=team, role=role, starts_on=since, phone=phone, by=person)


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


def _social_work() -> None:
    """Have the social worker work with the first child whose record social care began, so that her manager sees it."""
    worker = Practitioner.objects.get(email=SOCIAL_WORKER)
    team = worker.memberships_now[0].team
    for child in _children(team)[:1]:
        _works(child, worker, team, "social worker", days=21, phone="01632 960 320")
