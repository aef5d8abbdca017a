"""How old a child on file is: nobody is asked what is known already, and nothing is guessed."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from righthelp.considerations.models import ConsideredChild
from righthelp.people.models import Detail, Person
from righthelp.people.rules import age_on

Age = ConsideredChild.Age
PLAN = "plan"
LATEST_BIRTH = dt.timedelta(weeks=4)  # after the date a baby was due: then somebody has to say what happened
MAY_BE_OFF = {
    Person.Certainty.EXACT: dt.timedelta(0),
    Person.Certainty.MONTH: dt.timedelta(days=31),
    Person.Certainty.YEAR: dt.timedelta(days=366),
    Person.Certainty.ESTIMATED: dt.timedelta(days=366),
}
LAST_YEARS = ((0, Age.BABY), (4, Age.SMALL), (11, Age.MIDDLE), (17, Age.TEENAGE))
SUPPORTED = range(18, 25)  # up to the 25th birthday with an education, health and care plan (BN-034)


def age_now(child: ConsideredChild) -> str:
    """Give the age of a child: what the record says today, else what the writer answered."""
    return known_age(child.person, timezone.localdate()) or child.age


def known_age(person: Person | None, on: dt.date) -> str:
    """Give the age that a record says somebody has on a day; nothing where the dates leave it open."""
    if person is None:
        return ""
    if person.born_on is None:
        return Age.UNBORN if person.due_on and on <= person.due_on + LATEST_BIRTH else ""
    off = MAY_BE_OFF[Person.Certainty(person.born_on_is)]
    ages = {_age(person, day, on) for day in (person.born_on - off, person.born_on + off)}
    return ages.pop() if len(ages) == 1 else ""


def is_past_support(person: Person, on: dt.date) -> bool:
    """Say whether somebody is surely past the age up to which support can go on (BN-034).

    That is the 18th birthday, or the 25th with an education, health and care plan on the record.
    """
    if person.born_on is None:
        return person.stage == Person.Stage.ADULT
    at_least = age_on(person.born_on + MAY_BE_OFF[Person.Certainty(person.born_on_is)], on)
    return at_least >= SUPPORTED.start and not (at_least in SUPPORTED and _has_plan(person, on))


def _age(person: Person, born_on: dt.date, on: dt.date) -> str:
    years = max(age_on(born_on, on), 0)
    if years in SUPPORTED:
        return Age.TO_25 if _has_plan(person, on) else ""  # that nobody noted a plan does not say that there is none
    return next((age for last, age in LAST_YEARS if years <= last), Age.ADULT)


def _has_plan(person: Person, on: dt.date) -> bool:
    lasts = Q(to_on__isnull=True) | Q(to_on__gte=on)
    return Detail.objects.filter(lasts, person=person, kind=PLAN, withdrawn_at__isnull=True).exists()
