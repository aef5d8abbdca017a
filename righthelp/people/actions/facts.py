"""Who stated birth, death, sex and gender, and when: kept beside the value, and after another took its place."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.people.models import Fact, Person
from righthelp.people.presenters import born_words

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Kind = Fact.Kind
Words = Mapping[str, str]


def in_words(person: Person) -> Words:
    """Write birth, death, sex and gender as they are known; nothing for what nobody said."""
    return {
        Kind.BORN: born_words(person),
        Kind.DUE: day(person.due_on) if person.due_on else "",
        Kind.DIED: day(person.died_on) if person.died_on else "",
        Kind.SEX: "" if person.sex == Person.Sex.NOT_KNOWN else person.get_sex_display(),
        Kind.GENDER: person.gender,
    }


def note_facts(*, person: Person, before: Words, kinds: set[str], source: str, by: "Practitioner") -> None:
    """Keep who said what holds now, and what stood before, of these kinds.

    Somebody who says again what stood already is the new source of all of it.
    """
    now = in_words(person)
    changed = {kind for kind in kinds if now[kind] != before[kind]} or kinds
    for kind in sorted(changed):
        _replace(person, kind, before[kind], now[kind], source, by)


def _replace(person: Person, kind: str, before: str, now: str, source: str, by: "Practitioner") -> None:
    because = f"Replaced by “{now}”" if now else f"Taken back: {source}"
    gone = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": because}
    stood = Fact.objects.filter(person=person, kind=kind, withdrawn_at__isnull=True)
    if before and not stood.update(**gone):  # it stood since the record began
        begun = {"source": person.source, "noted_at": person.noted_at, "noted_by": person.noted_by}
        Fact.objects.create(person=person, kind=kind, value=before, **begun, **gone)
    if now:
        Fact.objects.create(person=person, kind=kind, value=now, source=source, noted_by=by)
