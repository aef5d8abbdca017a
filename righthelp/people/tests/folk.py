"""Invented people on file, for tests of every room: plain functions, past every rule."""

import datetime as dt

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import state_identity
from righthelp.people.models import Name, Person, Relationship, Residence, SafeContact

SOURCE = "Told by the family"


def person(
    name: str = "",
    *,
    agency: Agency | None = None,
    by: Practitioner | None = None,
    born: dt.date | None = None,
    due: dt.date | None = None,
    sex: str = Person.Sex.NOT_KNOWN,
) -> Person:
    """Put somebody on file; the last word of the name is the surname."""
    made = Person.objects.create(
        agency=agency,
        noted_by=by,
        source=SOURCE,
        sex=sex,
        born_on=born,
        born_on_is=Person.Certainty.EXACT if born else "",
        due_on=due,
    )
    if name:
        first, _, last = name.rpartition(" ")
        Name.objects.create(person=made, first=first, last=last, source=SOURCE, noted_by=by)
    return made


def related(of: Person, to: Person, kind: str = Relationship.Kind.PARENT) -> Relationship:
    """Note who somebody is to a person: `to` is the parent (or another kind) of `of`."""
    return Relationship.objects.create(person=of, relative=to, kind=kind, source=SOURCE)


def lives_at(
    who: Person, line: str = "12 Heron Way", postcode: str = "WZ1 4QT", *, is_protected: bool = False
) -> Residence:
    """Note where somebody lives."""
    return Residence.objects.create(
        person=who, line=line, town="Westmarsh", postcode=postcode, source=SOURCE, is_protected=is_protected
    )


def not_safe_elsewhere(of: Person, value: str, by: Practitioner, agency: Agency | None = None) -> Person:
    """Give a second record of somebody, stated to be the same person, that calls a way to reach them not safe."""
    again = person("Another Name", agency=agency, by=by)
    SafeContact.objects.create(
        person=again, channel="phone", value=value, is_safe="no", must_not_know="Her brother", source=SOURCE
    )
    state_identity(one=of, other=again, is_same=True, because="She says so", by=by)
    return again
