"""Police notifications as one screen shows them: each child in a few lines, with who they may be."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from righthelp.design_system.formatters import count
from righthelp.front_door.cards import card_of_child
from righthelp.front_door.models import Contact, ContactDecision, NamedChild, SchoolTold
from righthelp.front_door.presenting.screening import standing_of
from righthelp.people.finding.sight import Sight
from righthelp.people.matching.find import POSSIBLE, SAME_PERSON, Looked, look_for_each
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class ChildLine:
    """One child: what is decided, or the form in which to decide; who they may be; whether the school knows."""

    child: NamedChild
    standing: ContactDecision | None
    form: Any
    is_ready: bool
    match: str
    schools: str


@dataclass(frozen=True)
class IncidentLine:
    """One incident with its children."""

    contact: Contact
    text: str
    children: list[ChildLine]


def matches_in_words(by: "Practitioner", contacts: Sequence[Contact], today: dt.date) -> dict[int, str]:
    """Say for each child without a record how many on file they may be, by key; of nobody closed to the reader.

    Nothing of any record is read for it but how well it fits: whoever looks closer opens the page that shows them.
    """
    children = [(child, one) for one in contacts for child in one.children.all() if child.person_id is None]
    if not children:
        return {}
    cards = [[card_of_child(child, one.people.all(), today)] for child, one in children]
    looked = look_for_each(cards, Sight(by).on_file)
    people = {one.person for found in looked for one in found.candidates}
    closed = set(closed_people(by).filter(person__in=people).values_list("person_id", flat=True))
    return {child.pk: _in_words(found, closed) for (child, _), found in zip(children, looked, strict=True)}


def _in_words(found: Looked, closed: set[int]) -> str:
    bands = [one.band for one in found.candidates if one.person not in closed]
    if SAME_PERSON in bands:
        return "Very likely on file"
    possible = bands.count(POSSIBLE)
    return f"Possibly on file: {count(possible, 'record')}" if possible else "Nobody on file looks alike"


def lines_of(
    contacts: Sequence[Contact], matches: dict[int, str], form_of: "Any", ready: str = ""
) -> list[IncidentLine]:
    """Give the page: `form_of` makes the form of a child; `ready` is the child for whom words stand ready."""
    return [IncidentLine(one, text_of(one), [_line(child, matches, form_of, ready) for child in one.children.all()])
            for one in contacts]  # fmt: skip


def text_of(contact: Contact) -> str:
    """Give what the police wrote."""
    return next((one.text for one in contact.answers.all() if one.key == "what_happened"), "")


def _line(child: NamedChild, matches: dict[int, str], form_of: "Any", ready: str) -> ChildLine:
    standing = standing_of(child)
    return ChildLine(
        child=child,
        standing=standing,
        form=None if standing else form_of(child),
        is_ready=str(child.public_id) == ready,
        match=matches.get(child.pk, ""),
        schools="; ".join(school_in_words(one) for one in child.schools_to_tell.all()),
    )


def school_in_words(told: SchoolTold) -> str:
    """Say whether a school knows."""
    name = told.name or str(told.agency)
    if told.not_told_at:
        return f"{name}: is not told"
    return f"{name}: {'is told' if told.told_at else 'not told yet'}"
