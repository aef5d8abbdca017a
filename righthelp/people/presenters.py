"""What pages say of a person: the name in use, the age, in words."""

import datetime as dt
from collections.abc import Iterable

from righthelp.design_system.formatters import day
from righthelp.people.models import Name, Person
from righthelp.people.rules import age_on, age_words

GROWN = 18
NAMELESS = "Name not known"
UNBORN = "Unborn baby"
ENDED = "A pregnancy that ended"
NAME_ORDER = (Name.Kind.USED, Name.Kind.REGISTERED, Name.Kind.ALIAS, Name.Kind.FORMER)


def name_of(person: Person) -> str:
    """Give the name that somebody uses, else the registered one, with what the family calls an unborn baby by."""
    return name_among(person, person.names.all())


def name_among(person: Person, names: Iterable[Name]) -> str:
    """Give the name in use among all that somebody has."""
    if person.stage == Person.Stage.LOST:
        return ENDED
    name = in_use(names)
    if is_unborn(person) and not (name and (name.first or name.middle)):
        return unborn(name.last if name else "")
    return f"{name.first or name.middle} {name.last}".strip() if name else NAMELESS


def unborn(last: str) -> str:
    """Call a baby not yet born, who has no name of their own: with the surname, if one was given."""
    return f"{UNBORN} {last}".strip()


def is_unborn(person: Person) -> bool:
    """Say whether somebody is due, and not born as far as anybody knows."""
    return person.due_on is not None and person.born_on is None and person.died_on is None


def in_use(names: Iterable[Name]) -> Name | None:
    """Choose the name to show: of those that hold, by kind; the newest of a kind."""
    holding = (name for name in names if name.withdrawn_at is None and name.to_on is None)
    return min(holding, key=lambda name: (NAME_ORDER.index(Name.Kind(name.kind)), -name.pk), default=None)


def first_name_of(person: Person) -> str:
    """Give the first name that somebody uses, or the whole of what there is."""
    name = in_use(person.names.all())
    return (name.first if name else "") or name_of(person)


def other_names(person: Person) -> list[Name]:
    """List the names beside the one shown: registered, former, aliases."""
    return others_among(person.names.all())


def others_among(names: Iterable[Name]) -> list[Name]:
    """List the names beside the one shown, among all that somebody has."""
    every = [name for name in names if name.withdrawn_at is None]
    shown = in_use(every)
    return [name for name in every if name != shown]


def is_child(person: Person, today: dt.date) -> bool:
    """Say whether somebody is not yet 18, as far as anybody knows; unborn children count, being 16 changes nothing."""
    if person.stage in {Person.Stage.ADULT, Person.Stage.LOST}:
        return False
    return person.born_on is None or age_on(person.born_on, today) < GROWN


def age_of(person: Person, today: dt.date) -> str:
    """Say how old somebody is, or was, or when a baby is due; nothing when nobody knows."""
    if person.stage == Person.Stage.LOST:
        return f"Ended on {day(person.died_on)}" if person.died_on else ENDED
    if person.died_on:
        return f"Died on {day(person.died_on)}"
    if person.born_on:
        about = "" if person.born_on_is == Person.Certainty.EXACT else "about "
        return f"{about}{age_words(person.born_on, today)}".capitalize()
    return f"Due on {day(person.due_on)}" if person.due_on else ""


def born_words(person: Person) -> str:
    """Write a date of birth as exactly as it is known."""
    if person.born_on is None:
        return ""
    exact = {
        Person.Certainty.EXACT: day(person.born_on),
        Person.Certainty.MONTH: f"{person.born_on:%B %Y}",
        Person.Certainty.YEAR: f"{person.born_on:%Y}",
    }
    return exact.get(Person.Certainty(person.born_on_is), f"about {person.born_on:%Y}")
