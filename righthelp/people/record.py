"""What the page of a person's record shows: each part only to those for whom it is open."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from righthelp.design_system.formatters import day, in_words
from righthelp.people.access import Circle, Seen
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.elsewhere import denied_by, unsafe_elsewhere
from righthelp.people.known import Account, accounts_of
from righthelp.people.lines import ASK_AGAIN, CONTRADICTED, Line, line_of, said_of
from righthelp.people.models import Detail, Fact, Identifier, Name, ParentSearch, Person, Residence, SafeContact
from righthelp.people.places import is_at, places_hidden_from, tells_of
from righthelp.people.presenters import age_of, born_words, in_use, is_child, is_unborn, name_among
from righthelp.people.reasons import Part
from righthelp.people.relatives import Relative, relatives, withdrawn_ties
from righthelp.people.rules import age_on, birthday, may_have_been_pregnant
from righthelp.people.same import held_now, safe_among
from righthelp.people.values import Value, part_of

EVERYDAY = (Part.WHO, Part.WHERE, Part.STORY)
SPECIAL = (Part.HEALTH, Part.CRIME, Part.IMMIGRATION, Part.ADOPTION)
LAST_SUPPORT = 25
One = TypeVar("One", bound=Value)
Doubts = Mapping[UUID, str]  # what stands before a way to reach somebody that another note denies
NO_DOUBTS: Doubts = {}


@dataclass(frozen=True)
class Record:
    """A person's record as one reader sees it."""

    name: str
    about: list[tuple[str, str, str]]
    begun: str
    names: list[Line]
    homes: list[Line]
    numbers: list[Line]
    contacts: list[Line]
    helpful: list[Line]
    details: list[Line]
    family: list[Relative]
    searches: list[ParentSearch]
    also: "list[Also]"
    withdrawn: list[Line]
    is_child: bool
    asks_pregnancy: bool
    support_until: str
    closed: str
    closed_special: str


@dataclass(frozen=True)
class Also:
    """What another record of the same person says, with whose record it is."""

    person: Person
    name: str
    whose: str
    about: list[tuple[str, str, str]]
    lines: list[Line]
    family: list[Relative]
    closed: str


def record_of(circle: Circle, today: dt.date) -> Record:
    """Read everything that the page shows: all that is known of everybody on it in one query, and the searches."""
    seen, person = circle.seen, circle.seen.person
    accounts = accounts_of(circle.everybody)
    account = accounts[person.pk]
    hidden = places_hidden_from(circle.looks, accounts)
    story = seen.opens(Part.STORY)
    shown, doubts = in_use(account.of(Name)), _doubts(circle, accounts)
    details = _lines(seen, account, account.of(Detail))
    reach = {kind.title for kind in DETAIL_KINDS.values() if kind.part is Part.WHERE}
    return Record(
        name=name_among(person, account.of(Name)),
        about=_with_source(_about(person, today), account),
        begun=_begun(person),
        names=_lines(seen, account, sorted(account.of(Name), key=lambda name: name != shown)),
        homes=_lines(seen, account, _not_at(hidden, account.of(Residence))),
        numbers=_lines(seen, account, account.of(Identifier)),
        contacts=_unsafe_first(_lines(seen, account, _not_at(hidden, account.of(SafeContact)), doubts)),
        helpful=[line for line in details if line.title in reach],
        details=_in_order(line for line in details if line.title not in reach),
        family=relatives(circle, accounts),
        searches=list(person.parent_searches.select_related("noted_by")) if story else [],
        also=[_also(circle.around(other), accounts, doubts, today) for other in circle.same],
        withdrawn=_withdrawn(circle, accounts, hidden) if story else [],
        is_child=is_child(person, today),
        asks_pregnancy=may_have_been_pregnant(person.sex, person.born_on, today),
        support_until=support_until(person, account, today) if story else "",
        closed="" if story else closed_words(seen),
        closed_special=in_words(part.value for part in SPECIAL if not seen.opens(part)) if story else "",
    )


def _also(circle: Circle, accounts: Mapping[int, Account], doubts: Doubts, today: dt.date) -> Also:
    seen, account = circle.seen, accounts[circle.seen.person.pk]
    values = [value for value in account.values if value.withdrawn_at is None and not isinstance(value, Fact)]
    hidden = places_hidden_from(circle.looks, accounts)
    return Also(
        seen.person,
        name_among(seen.person, account.of(Name)),
        seen.person.agency.name if seen.person.agency else "the partnership’s register",
        _with_source(_about(seen.person, today), account),
        _unsafe_first(_lines(seen, account, _not_at(hidden, values), doubts)),
        relatives(circle, accounts),
        "" if seen.opens(Part.STORY) else closed_words(seen),
    )


def support_until(person: Person, account: Account, today: dt.date) -> str:
    """Say until when a plan for education, health and care lets support go on (BN-034)."""
    has_plan = any(detail.kind == "plan" and detail.to_on is None for detail in account.of(Detail))
    if not has_plan or person.born_on is None or age_on(person.born_on, today) >= LAST_SUPPORT:
        return ""
    return day(birthday(person.born_on, LAST_SUPPORT))


def closed_words(seen: Seen) -> str:
    """Say in one sentence what a reader sees, and why no more; nothing of what is closed."""
    opened = in_words(part.value for part in EVERYDAY if seen.opens(part))
    because = in_words(_lower(reason.words) for reason in seen.reasons)
    return f"You see {opened}, because {because}."


def _lower(words: str) -> str:
    """Put a reason into a sentence: a name at its beginning stays as it is."""
    return words[0].lower() + words[1:] if words.startswith(("You ", "They ")) else words


def _lines(seen: Seen, account: Account, values: Iterable[Value], doubts: Doubts = NO_DOUBTS) -> list[Line]:
    """Write what a reader may see, what is over last."""
    open_to = [value for value in values if seen.opens(part_of(value))]
    for value in open_to:
        value.person = seen.person
    who = account.practitioners
    told = (line_of(value, who, doubt=doubts.get(value.public_id, "")) for value in open_to)
    return sorted(told, key=lambda line: line.is_over)


def _doubts(circle: Circle, accounts: Mapping[int, Account]) -> Doubts:
    """Say what stands before the ways to reach somebody that one note calls safe and another does not.

    A note on a record that the reader may not see counts, too, and is not told.
    """
    looks = [one for one in (circle.seen, *circle.same) if one.opens(Part.WHERE)]
    noted = held_now(accounts, [one.person.pk for one in looks])
    own = circle.seen.person.pk
    unseen = unsafe_elsewhere([own])[own] if circle.is_linked else []
    said_safe = {one.public_id for one in noted if one.is_safe == SafeContact.Safe.YES}
    contradicted = said_safe - {one.public_id for one in safe_among(noted)}
    asked_again = {one.public_id for one in denied_by(unseen, noted)}
    return dict.fromkeys(asked_again, ASK_AGAIN) | dict.fromkeys(contradicted, CONTRADICTED)


def _unsafe_first(lines: Iterable[Line]) -> list[Line]:
    """Put what is not safe first: it is read before anybody uses it (design, section 4, rule 5)."""
    return sorted(lines, key=lambda line: (line.is_over, not line.warning))


def _not_at(hidden: list[Residence], values: Iterable[One]) -> list[One]:
    """Leave out what would tell of a place that is protected for somebody here, though it is open itself (BP-248)."""
    return [value for value in values if not _tells_of(value, hidden)]


def _tells_of(value: Value, hidden: list[Residence]) -> bool:
    if isinstance(value, Residence):
        return is_at(value, hidden)
    return isinstance(value, SafeContact) and tells_of(value.value, hidden)


def _withdrawn(circle: Circle, accounts: Mapping[int, Account], hidden: list[Residence]) -> list[Line]:
    account = accounts[circle.seen.person.pk]
    return [*_lines(circle.seen, account, _not_at(hidden, account.withdrawn())), *withdrawn_ties(circle, accounts)]


def _in_order(lines: Iterable[Line]) -> list[Line]:
    titles = [kind.title for kind in DETAIL_KINDS.values()]
    return sorted(lines, key=lambda line: (titles.index(line.title), line.is_over))


def _about(person: Person, today: dt.date) -> Iterable[tuple[str, str]]:
    if person.stage == Person.Stage.LOST:
        yield "About", age_of(person, today)
        return
    if not is_unborn(person):  # the date on which a baby is due stands below, by its own name
        yield "Age", age_of(person, today) or "Not known"
    if person.born_on:
        yield Fact.Kind.BORN.label, born_words(person)
    if person.due_on:
        yield "Was due on" if person.born_on else Fact.Kind.DUE.label, day(person.due_on)
    if person.died_on:
        yield Fact.Kind.DIED.label, day(person.died_on)
    yield Fact.Kind.SEX.label, person.get_sex_display()
    if person.gender:
        yield Fact.Kind.GENDER.label, person.gender


def _with_source(about: Iterable[tuple[str, str]], account: Account) -> list[tuple[str, str, str]]:
    """Say of what was changed since the record began who said so, and who noted it."""
    said = {
        (one.get_kind_display(), one.value): said_of(one, account.practitioners.get(one.noted_by_id) or "")
        for one in account.of(Fact)
    }
    return [(label, value, said.get((label, value), "")) for label, value in about]


def _begun(person: Person) -> str:
    by = f" by {person.noted_by.name}" if person.noted_by else ""
    at = f", {person.agency.name}" if person.agency else ""
    return f"Record begun on {day(person.noted_at)}{by}{at}: {person.source}"
