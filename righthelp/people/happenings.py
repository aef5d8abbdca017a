"""What the system itself saw happen to a person: every room says so for its own work, beside what people write.

It lies here, below the rooms that see things happen; the chronology shows it. A room calls `register` once, in its
AppConfig.ready. What the records themselves tell is read from what the page has loaded already (`on_record`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.people.models import Detail, Name, Person, Relationship, Residence
from righthelp.people.places import is_at, places_hidden_from, protected_places
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import BACK, DESCENT, OVER, RAISING, WORDS, of_sex, said_of_tie, sibling_words
from righthelp.people.rows import Asked, Row, rows_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Circle, Seen
    from righthelp.people.known import Account

Kind = Relationship.Kind
JOINS = (RAISING | OVER) - {Kind.PARENT, Kind.GRANDPARENT, Kind.AUNT_OR_UNCLE}  # from a day on; nobody becomes an aunt
CLOSE = DESCENT | {Kind.SIBLING, Kind.TWIN, Kind.IDENTICAL_TWIN}
REGISTER = "the partnership’s register"


@dataclass(frozen=True)
class Happening:
    """One thing that the system saw: on which day, what in words, and in which agency."""

    happened_on: dt.date
    what: str
    source: str


Find = Callable[["Practitioner", "Sequence[Seen]"], Iterable[Happening]]

Ask = Callable[["Practitioner", Sequence[int]], Iterable[Asked]]
Tell = Callable[[Row, dt.date], Iterable[Happening]]

_registered: dict[str, Find] = {}
_asked: dict[str, Ask] = {}
_told: dict[str, Tell] = {}


def register(name: str, find: Find) -> None:
    """Add what a room saw; the same name replaces it.

    `find` gets the records of one person whose story is open to the reader, and gives only what the reader may know.
    """
    _registered[name] = find


def register_rows(name: str, ask: Ask, tells: Mapping[str, Tell]) -> None:
    """Add what a room saw and can ask for in one shape: the tables of all rooms are then read in one query.

    `ask` gives for a reader and the keys of one person's records what the reader may know; `tells` says a row of each
    table in words. The same name replaces it.
    """
    _asked[name] = ask
    _told.update(tells)


def happenings(reader: "Practitioner", records: "Iterable[Seen]") -> list[Happening]:
    """Give all that the system saw happen to a person, on all records that a reader may see, first to last."""
    opened = [seen for seen in records if seen.opens(Part.STORY)]
    found = {*_from_rows(reader, opened), *_found(reader, opened)} if opened else set()
    return sorted(found, key=lambda one: (one.happened_on, one.what))


def _from_rows(reader: "Practitioner", records: "Sequence[Seen]") -> Iterator[Happening]:
    keys, today = [seen.person.pk for seen in records], timezone.localdate()
    asked = [one for ask in _asked.values() for one in ask(reader, keys)]
    for row in (row for rows in rows_of(*asked).values() for row in rows):
        yield from _told[row.table](row, today)


def _found(reader: "Practitioner", records: "Sequence[Seen]") -> Iterator[Happening]:
    for find in _registered.values():
        yield from find(reader, records)


def on_record(circle: "Circle", accounts: "Mapping[int, Account]", today: dt.date) -> list[Happening]:
    """Tell what a record itself knows to have happened, as far as the reader may see it, first to last.

    When it was begun, birth and death, new homes, schools, and who was born, died, came or went in the family.
    """
    account = accounts[circle.seen.person.pk]
    found = [
        *_of_the_person(circle.seen),
        *_homes(circle, accounts),
        *_schools(circle.seen, account),
        *_family(circle, accounts),
    ]
    return sorted((one for one in found if one.happened_on <= today), key=lambda one: (one.happened_on, one.what))


def _of_the_person(seen: "Seen") -> Iterator[Happening]:
    person = seen.person
    if seen.opens(Part.STORY):
        where = person.agency.name if person.agency else REGISTER
        yield Happening(timezone.localdate(person.noted_at), "This record was begun", where)
    if seen.opens(Part.WHO) and person.stage != Person.Stage.LOST:
        if born_on := _born_on(person):
            yield Happening(born_on, "Was born", person.source)
        if person.died_on:
            yield Happening(person.died_on, "Died", person.source)


def _born_on(person: Person) -> dt.date | None:
    """Give the day of birth where the very day is known."""
    return person.born_on if person.born_on_is == Person.Certainty.EXACT else None


def _homes(circle: "Circle", accounts: "Mapping[int, Account]") -> Iterator[Happening]:
    """Tell of new homes. Where one is protected never stands here; to whom it is closed, there was no move at all.

    A place that is protected for anybody of the family does not show through somebody else who lives there.
    """
    if not circle.seen.opens(Part.WHERE):
        return
    shut = places_hidden_from({**circle.others, circle.seen.person.pk: circle.seen}, accounts)
    hidden = protected_places(accounts.values())
    for home in accounts[circle.seen.person.pk].of(Residence):
        if home.from_on and not is_at(home, shut):
            where = "a protected address" if is_at(home, hidden) else str(home)
            yield Happening(home.from_on, f"New home: {where}", home.source)


def _schools(seen: "Seen", account: "Account") -> Iterator[Happening]:
    if not seen.opens(Part.STORY):
        return
    for one in account.of(Detail):
        if one.kind == "setting" and one.from_on:
            yield Happening(one.from_on, f"Began at {one.value}", one.source)
        if one.kind == "setting" and one.to_on:
            yield Happening(one.to_on, f"Last day at {one.value}", one.source)


def _family(circle: "Circle", accounts: "Mapping[int, Account]") -> Iterator[Happening]:
    """Tell who of the family whom the reader may see was born or died since the birth, and who came and went."""
    own = circle.seen.person
    for key, words in _close(circle).items():
        other = circle.others[key].person
        for day, what in _life(other):
            if own.born_on and day >= own.born_on:
                name = name_among(other, accounts[key].of(Name))
                yield Happening(day, f"{name} {what} ({words.lower()})", other.source)
    for tie in _own_ties(circle):
        other = circle.others[_other(tie, own.pk)].person
        words = of_sex((BACK if tie.person_id == other.pk and tie.kind in BACK else WORDS)[tie.kind], other).lower()
        for day, what in _came_and_went(tie):
            yield Happening(day, f"{name_among(other, accounts[other.pk].of(Name))} {what}: {words}", tie.source)


def _close(circle: "Circle") -> dict[int, str]:
    """Give parents, brothers, sisters and children, also those known through a parent, with what they are."""
    own = circle.seen.person.pk
    found = {
        _other(tie, own): said_of_tie(tie, circle.others[_other(tie, own)].person)
        for tie in _own_ties(circle)
        if tie.kind in CLOSE
    }
    for key, words in sibling_words(own, [tie for tie in circle.ties if circle.may_see(tie)]).items():
        found[key] = of_sex(words, circle.others[key].person)
    return found


def _own_ties(circle: "Circle") -> list[Relationship]:
    own = circle.seen.person.pk
    return [tie for tie in circle.ties if own in (tie.person_id, tie.relative_id) and circle.may_see(tie)]


def _life(person: Person) -> Iterator[tuple[dt.date, str]]:
    """Give birth and death; of a pregnancy that ended nothing is told here."""
    if person.stage != Person.Stage.LOST:
        days = ((_born_on(person), "was born"), (person.died_on, "died"))
        yield from ((day, what) for day, what in days if day)


def _came_and_went(tie: Relationship) -> Iterator[tuple[dt.date, str]]:
    if tie.kind in JOINS:
        days = ((tie.from_on, "joined the family"), (tie.to_on, "is no longer"))
        yield from ((day, what) for day, what in days if day)


def _other(tie: Relationship, own: int) -> int:
    return tie.relative_id if tie.person_id == own else tie.person_id
