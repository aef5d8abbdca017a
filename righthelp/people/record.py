"""What the page of a person's record shows: each part only to those for whom it is open."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.design_system.formatters import day, in_words
from righthelp.people.access import Circle, Seen
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.known import Account, accounts_of
from righthelp.people.lines import Line, line_of
from righthelp.people.models import Detail, Identifier, Name, ParentSearch, Person, Residence, SafeContact
from righthelp.people.presenters import age_of, born_words, in_use, name_among
from righthelp.people.reasons import Part
from righthelp.people.relatives import Relative, relatives, withdrawn_ties
from righthelp.people.rules import age_on, birthday
from righthelp.people.values import Value, part_of

EVERYDAY = (Part.WHO, Part.WHERE, Part.STORY)
SPECIAL = (Part.HEALTH, Part.CRIME, Part.IMMIGRATION, Part.ADOPTION)
GROWN, LAST_SUPPORT = 18, 25


@dataclass(frozen=True)
class Record:
    """A person's record as one reader sees it."""

    name: str
    about: list[tuple[str, str]]
    begun: str
    names: list[Line]
    homes: list[Line]
    numbers: list[Line]
    contacts: list[Line]
    helpful: list[Line]
    details: list[Line]
    family: list[Relative]
    searches: list[ParentSearch]
    withdrawn: list[Line]
    is_child: bool
    support_until: str
    closed: str
    closed_special: str


def record_of(circle: Circle, today: dt.date) -> Record:
    """Read everything that the page shows: all that is known of everybody on it in one query, and the searches."""
    seen, person = circle.seen, circle.seen.person
    accounts = accounts_of([person.pk, *circle.others])
    account = accounts[person.pk]
    story = seen.opens(Part.STORY)
    shown = in_use(account.of(Name))
    details = _lines(seen, account, account.of(Detail))
    reach = {kind.title for kind in DETAIL_KINDS.values() if kind.part is Part.WHERE}
    return Record(
        name=name_among(person, account.of(Name)),
        about=list(_about(person, today)),
        begun=_begun(person),
        names=_lines(seen, account, sorted(account.of(Name), key=lambda name: name != shown)),
        homes=_lines(seen, account, account.of(Residence)),
        numbers=_lines(seen, account, account.of(Identifier)),
        contacts=_lines(seen, account, account.of(SafeContact)),
        helpful=[line for line in details if line.title in reach],
        details=_in_order(line for line in details if line.title not in reach),
        family=relatives(circle, accounts),
        searches=list(person.parent_searches.select_related("noted_by")) if story else [],
        withdrawn=[*_lines(seen, account, account.withdrawn()), *withdrawn_ties(circle, accounts)] if story else [],
        is_child=is_child(person, today),
        support_until=support_until(person, account, today) if story else "",
        closed="" if story else closed_words(seen),
        closed_special=in_words(part.value for part in SPECIAL if not seen.opens(part)) if story else "",
    )


def is_child(person: Person, today: dt.date) -> bool:
    """Say whether somebody is not yet 18, as far as anybody knows; unborn children count, being 16 changes nothing."""
    return person.stage != Person.Stage.ADULT and (person.born_on is None or age_on(person.born_on, today) < GROWN)


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


def _lines(seen: Seen, account: Account, values: Iterable[Value]) -> list[Line]:
    """Write what a reader may see, what is over last."""
    open_to = [value for value in values if seen.opens(part_of(value))]
    for value in open_to:
        value.person = seen.person
    return sorted((line_of(value, account.practitioners) for value in open_to), key=lambda line: line.is_over)


def _in_order(lines: Iterable[Line]) -> list[Line]:
    titles = [kind.title for kind in DETAIL_KINDS.values()]
    return sorted(lines, key=lambda line: (titles.index(line.title), line.is_over))


def _about(person: Person, today: dt.date) -> Iterable[tuple[str, str]]:
    yield "Age", age_of(person, today) or "Not known"
    if person.born_on:
        yield "Date of birth", born_words(person)
    if person.due_on:
        yield "Date the baby is due" if not person.born_on else "Was due on", day(person.due_on)
    if person.died_on:
        yield "Died on", day(person.died_on)
    yield "Sex", person.get_sex_display()
    if person.gender:
        yield "Gender, in their own words", person.gender


def _begun(person: Person) -> str:
    by = f" by {person.noted_by.name}" if person.noted_by else ""
    at = f", {person.agency.name}" if person.agency else ""
    return f"Record begun on {day(person.noted_at)}{by}{at}: {person.source}"
