"""Birth, death, sex and gender: fields of the person's own record, with its version; who said so stands beside."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.facts import Kind, in_words, note_facts
from righthelp.people.actions.filing import file_family
from righthelp.people.actions.versions import hold
from righthelp.people.ages import Birth, may_raise
from righthelp.people.models import Person, Relationship
from righthelp.people.rules import birth_date, death_date, due_date

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def set_birth(
    *,
    person: Person,
    version: int,
    born_on: dt.date | None,
    born_on_is: str,
    due_on: dt.date | None,
    source: str,
    by: "Practitioner",
) -> None:
    """Set the date of birth as exactly as it is known, or the date on which a baby is due.

    Raises:
        ChangedMeanwhile: when `version` is not the version on file.
        Wrong: for a date that cannot be true, also beside those of parents and children.
    """
    today = timezone.localdate()
    if born_on:
        birth_date(born_on, today=today)
        _beside_family(person, Birth(born_on, born_on_is), today)
        death_date(person.died_on, born=born_on, today=today)
    if due_on and due_on != person.due_on:
        due_date(due_on, today=today)
    before = in_words(person)
    _save(person, version, {"born_on": born_on, "born_on_is": born_on_is, "due_on": due_on}, "people.birth_set", by)
    note_facts(person=person, before=before, kinds={Kind.BORN, Kind.DUE}, source=source, by=by)


@transaction.atomic
def set_death(*, person: Person, version: int, died_on: dt.date | None, source: str, by: "Practitioner") -> None:
    """Set the day on which somebody died, or take back one that was wrong.

    Raises:
        ChangedMeanwhile: when `version` is not the version on file.
        Wrong: for a day that lies ahead, or before the birth.
    """
    death_date(died_on, born=person.born_on, today=timezone.localdate())
    before = in_words(person)
    _save(person, version, {"died_on": died_on}, "people.death_set", by)
    note_facts(person=person, before=before, kinds={Kind.DIED}, source=source, by=by)


@transaction.atomic
def set_sex(*, person: Person, version: int, sex: str, gender: str, source: str, by: "Practitioner") -> None:
    """Set sex and gender, as the person gives them.

    Raises:
        ChangedMeanwhile: when `version` is not the version on file.
    """
    before = in_words(person)
    _save(person, version, {"sex": sex, "gender": gender}, "people.sex_set", by)
    note_facts(person=person, before=before, kinds={Kind.SEX, Kind.GENDER}, source=source, by=by)


def _save(person: Person, version: int, changes: Mapping[str, Any], event: str, by: "Practitioner") -> None:
    hold(person, version)
    for name, value in changes.items():
        setattr(person, name, value)
    person.save(update_fields=list(changes))
    record(by=by, name=event, subject=person, fields=list(changes))
    file_family(person)


def _beside_family(person: Person, born: Birth, today: dt.date) -> None:
    standing = Relationship.objects.filter(withdrawn_at__isnull=True)
    for mine in standing.filter(person=person).select_related("relative"):
        may_raise(mine.kind, adult=mine.relative, child=born, today=today)
    for theirs in standing.filter(relative=person).select_related("person"):
        may_raise(theirs.kind, adult=born, child=theirs.person, today=today)
