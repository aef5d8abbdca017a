"""Who said what to early help, child by child, as the page shows it on which somebody decides that it begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import day
from righthelp.early_help.access import SeenHelp
from righthelp.early_help.agreement import Answered, ChildSaid
from righthelp.people.policies import closed_people
from righthelp.people.presenters import name_of
from righthelp.people.queries import bring_names
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.people.models import Person

SOMEBODY = "Somebody of the family"
AGAINST = "said no, or took a yes back"
ONLY_CARER = "Nobody of whom it is on file that they have parental responsibility has said yes"
COUNTS = "This yes counts for {}"
NO_RECORD = "This yes counts for {}, on the word of whoever wrote it down: they have no record here"
NOT_ALONE = "This yes alone is not enough for {}: it is not on file that they have parental responsibility"
NOT_THEIRS = "This yes does not count for {}: nothing on file says that they raise {}"


@dataclass(frozen=True)
class SaidRow:
    """What one person said last: who they are, when, the answer, what they did not agree to, and their words."""

    who: str
    line: str
    limits: str
    words: str
    counts: str


@dataclass(frozen=True)
class AgreedRow:
    """One child for whom it can begin: what everybody said, and why a reason is asked for, if it is."""

    name: str
    rows: tuple[SaidRow, ...]
    because: str


def counts_of(answer: Answered, name: str) -> str:
    """Say for a yes that stands whether it counts for a child; nothing for any other answer."""
    if not answer.is_given:
        return ""
    if not answer.is_yes:
        return NOT_THEIRS.format(name, name)
    if not answer.decides:
        return NOT_ALONE.format(name)
    return (COUNTS if answer.offer.to_person_id else NO_RECORD).format(name)


def agreed_rows(seen: SeenHelp, said: Sequence[ChildSaid]) -> list[AgreedRow]:
    """Give who said what for each child, and load the names of all who are shown."""
    asked = {answer.offer.to_person for one in said for answer in one.answers if answer.offer.to_person}
    shut = closed_people(seen.plan.reader).filter(person__in=[one.pk for one in asked])
    closed = set(shut.values_list("person", flat=True))
    named = {one.pk: one for one in asked if one.pk not in closed}
    bring_names([*named.values(), *(one.child.person for one in said)])
    return [AgreedRow(child_name(one.child), tuple(_rows(one.answers, named)), _because(one, named)) for one in said]


def _rows(answers: Iterable[Answered], named: "dict[int, Person]") -> Iterable[SaidRow]:
    for one in answers:
        counts = counts_of(one, child_name(one.child))
        limits = one.said.limits if one.said else ""
        standing = f" ({one.said.get_standing_display().lower()})" if one.said else ""
        yield SaidRow(f"{_who(one, named)}{standing}", _line(one), limits, one.offer.words, counts)


def _line(one: Answered) -> str:
    if one.said and one.said.withdrawn_on:
        return f"They took it back on {day(one.said.withdrawn_on)}"
    return f"{one.offer.get_answer_display()}, {day(one.offer.offered_on)}"


def _who(one: Answered, named: "dict[int, Person]") -> str:
    if one.offer.to_person_id is None:
        return one.offer.to_name
    person = named.get(one.offer.to_person_id)
    return name_of(person) if person else SOMEBODY


def _because(said: ChildSaid, named: "dict[int, Person]") -> str:
    against = [_who(one, named) for one in said.answers if one.is_against]
    return f"{', '.join(against)} {AGAINST}" if against else ONLY_CARER if said.is_only_carer else ""
