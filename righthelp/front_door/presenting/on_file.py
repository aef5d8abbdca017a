"""Whether those named in a contact may be on file, in a few words, for the page on which it is opened."""

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from righthelp.design_system.formatters import count
from righthelp.front_door.cards import card_of_child, card_of_person
from righthelp.front_door.models import Contact, NamedPerson
from righthelp.front_door.names import plain, sealed_name
from righthelp.people.finding.sight import Sight
from righthelp.people.matching.find import POSSIBLE, SAME_PERSON, Looked, look_for_each
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

VERY_LIKELY = "Very likely on file: one record"
NOT_FOUND = "Not found on file: it can still be there under another name"


@dataclass(frozen=True)
class OnFile:
    """How well somebody on file fits each of those without a record, by public id; whether a restricted record does."""

    words: dict[UUID, str] = field(default_factory=dict)
    others: list[NamedPerson] = field(default_factory=list)
    is_closed: bool = False


def on_file(by: "Practitioner", contact: Contact, today: dt.date) -> OnFile:
    """Look for everybody named who is not linked yet, all at once; of whoever asked and is sealed, nothing (BN-082).

    No record is read for it and nobody is named: whoever looks closer opens the page that shows them. Once all the
    children are linked, their records lead to the others, and nobody is looked for on opening.
    """
    family = [one for one in contact.people.all() if one.kind != NamedPerson.Kind.WORKER]
    children = [one for one in contact.children.all() if one.person_id is None]
    others = [one for one in family if one.person_id is None and not _is_sealed(one, contact)]
    if not children:
        return OnFile(others=others)
    cards = [card_of_child(one, family, today) for one in children] + [card_of_person(one, today) for one in others]
    linked = {one.person_id for one in contact.children.all() if one.person_id}
    linked |= {one.person_id for one in family if one.person_id}
    looked = look_for_each([[card] for card in cards], Sight(by, linked).on_file)
    closed = _closed_among(by, {key for found in looked for key in _likely(found)})
    keys = [*(one.public_id for one in children), *(one.public_id for one in others)]
    words = {key: _in_words(found, closed) for key, found in zip(keys, looked, strict=True)}
    return OnFile(words, others, bool(closed))


def _is_sealed(one: NamedPerson, contact: Contact) -> bool:
    return bool(sealed_name(contact)) and plain(one.name) == plain(sealed_name(contact))


def _likely(found: Looked) -> list[int]:
    return [one.person for one in found.candidates if one.band in (SAME_PERSON, POSSIBLE)]


def _closed_among(by: "Practitioner", people: set[int]) -> set[int]:
    if not people:
        return set()
    return set(closed_people(by).filter(person__in=people).values_list("person_id", flat=True))


def _in_words(found: Looked, closed: Set[int]) -> str:
    open_to_reader = [one for one in found.candidates if one.person not in closed]
    if any(one.band == SAME_PERSON for one in open_to_reader):
        return VERY_LIKELY
    possible = sum(one.band == POSSIBLE for one in open_to_reader)
    return f"Possibly on file: {count(possible, 'record')}" if possible else NOT_FOUND
