"""Naming the record of a child who is thought about, and taking that back."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.considerations.actions.versions import hold_child, record_child
from righthelp.considerations.ages import age_now
from righthelp.considerations.models import ConsideredChild, Decision, WrongRecord
from righthelp.considerations.rules import label_key
from righthelp.people.presenters import name_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

LONGEST = 80


class AlreadyNamed(Exception):
    """The child has a record by now, or the record is another child's here."""


@transaction.atomic
def name_record(*, child: ConsideredChild, person: "Person", by: "Practitioner") -> None:
    """Say whose record a child is who was thought about by a label; before or after a decision, for it adds no text.

    Raises:
        AlreadyNamed: when the child has a record, or another child here has this one.
        IsSetAside: when the consideration is set aside.
    """
    hold_child(child, even_decided=True)
    here = ConsideredChild.objects.filter(consideration=child.consideration_id)
    if here.filter(pk=child.pk, person__isnull=False).exists() or here.filter(person=person).exists():
        raise AlreadyNamed
    child.person = person
    child.save(update_fields=["person"])
    keep_age(child)
    record_named(child, person, by)


@transaction.atomic
def take_record_back(*, child: ConsideredChild, because: str, by: "Practitioner") -> None:
    """Say that a record is not this child's after all, and why; the text and the label stay.

    An age that was read from that record is asked anew, unless it stood there when a level was decided. Where the
    record was taken back already, nothing changes.

    Raises:
        IsSetAside: when the consideration is set aside.
    """
    hold_child(child, even_decided=True)
    child.refresh_from_db(fields=["person"])
    if child.person is None:
        return
    WrongRecord.objects.create(child=child, person=child.person, noted_by=by, because=because)
    refs = {"person": child.person.pk}
    child.person = None
    child.age = child.age if _is_decided(child) else ""
    child.save(update_fields=["person", "age"])
    record_child(child, "considerations.record_taken_back", ["person"], by, **refs)


def keep_age(child: ConsideredChild) -> None:
    """Keep the age that the record says today, until a level is decided: from then on it stays as it was."""
    if child.person_id and not _is_decided(child):
        child.age = age_now(child)
        child.save(update_fields=["age"])


def record_named(child: ConsideredChild, person: "Person", by: "Practitioner") -> None:
    """Log whose record a child was said to be."""
    record_child(child, "considerations.record_named", ["person"], by, person=person.pk)


def labels_for(people: "Sequence[Person]", taken: Iterable[str]) -> list[str]:
    """Call each of these people by the name in use, with a number where another child here is called so."""
    used, given = {label_key(label) for label in taken}, []
    for person in people:
        label = _free(name_of(person)[:LONGEST], used)
        used.add(label_key(label))
        given.append(label)
    return given


def _free(name: str, used: set[str]) -> str:
    if label_key(name) not in used:
        return name
    numbered = (f"{name[: LONGEST - 5]} ({number})" for number in range(2, len(used) + 3))
    return next(label for label in numbered if label_key(label) not in used)


def _is_decided(child: ConsideredChild) -> bool:
    return Decision.objects.filter(child=child).exists()
