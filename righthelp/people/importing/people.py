"""Loading people.csv: each row becomes a person with names, addresses and their number, or a fault with a reason."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from righthelp.audit.actions import COMMAND, record
from righthelp.people.importing.tables import Cells, Fault, Row, Table
from righthelp.people.matching import normal
from righthelp.people.matching.bulk import seldom_collected
from righthelp.people.models import LONGEST_NAME, Identifier, Name, Person, Residence
from righthelp.people.rules import PREGNANCY, Wrong, birth_date

COLUMNS = (
    "person_id", "kind", "first_name", "middle_name", "surname", "aka_first_name", "aka_surname", "sex", "dob", "edd",
    "address_line", "town", "postcode", "prev_address_line", "prev_postcode",
)  # fmt: skip
REQUIRED = ("person_id", "kind", "first_name", "surname", "dob", "address_line", "postcode")
LONGEST = {"person_id": 60, "town": 100, "postcode": 10, "prev_postcode": 10}
SYSTEM = "import"
OWN_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BATCH = 2_000
KINDS = (
    "child", "young person", "baby", "newborn", "infant", "adult", "parent", "mother", "father", "carer", "unborn",
    "person",
)  # fmt: skip
SEX_WORDS = ("female", "f", "girl", "woman", "male", "m", "boy", "man", "other", "o", "another", "x", "indeterminate")
NOBODY_KNOWS = ("", "not known", "unknown", "nk")
SEXES = {"f": Person.Sex.FEMALE, "m": Person.Sex.MALE, "o": Person.Sex.OTHER}
WORDS = {"kind": frozenset((*KINDS, *NOBODY_KNOWS)), "sex": frozenset((*SEX_WORDS, *NOBODY_KNOWS))}
LABELS = {"dob": "date of birth", "edd": "date the baby is due"}


@dataclass(slots=True)
class Loaded:
    """What came of a file so far."""

    rows: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0


Refuse = Callable[[Fault], None]
Say = Callable[[Loaded], None]


@seldom_collected()
def load_people(path: Path, *, refuse: Refuse, note: Callable[[str], None], say: Say) -> Loaded:
    """Load people, a transaction a batch. A number that is on file already is passed over, so that a stopped or
    repeated run goes on where it was.

    Raises:
        BadInput: when the file cannot be read or lacks a column.
    """
    table, loaded, seen = Table(path, REQUIRED, COLUMNS, note), Loaded(), set[str]()

    def refused(fault: Fault) -> None:
        loaded.refused += 1
        refuse(fault)

    for batch in batches(table.rows(refused), BATCH):
        good = list(_sound(table.name, batch, seen, refused))
        _load(good, source=f"Loaded from {table.name}"[:200], loaded=loaded)
        loaded.rows += len(batch)
        say(loaded)
    return loaded


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Cut rows into lists of this size."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _sound(file: str, rows: Iterable[Row], seen: set[str], refuse: Refuse) -> Iterator[Row]:
    """Give the rows that can be true; `seen` holds the numbers so far."""
    today = dt.date.today()
    for row in rows:
        reason = what_is_wrong(row.cells, today)
        if reason is None and row.cells["person_id"] in seen:
            reason = "the person_id was there before: the first row with it counts"
        if reason is None:
            seen.add(row.cells["person_id"])
            yield row
        else:
            refuse(Fault(file, row.number, reason))


def what_is_wrong(cells: Cells, today: dt.date) -> str | None:
    """Say why a row cannot be taken; None when it can."""
    if not cells["person_id"]:
        return "has no person_id"
    for column in COLUMNS:
        if len(cells.get(column, "")) > LONGEST.get(column, LONGEST_NAME):
            return f"{column} is longer than {LONGEST.get(column, LONGEST_NAME)} characters"
    return _wrong_word(cells) or _wrong_day(cells, today)


def _wrong_word(cells: Cells) -> str | None:
    for column, listed in (("kind", KINDS), ("sex", SEX_WORDS)):
        if cells.get(column, "").lower().replace("_", " ") not in WORDS[column]:
            return f"{column} is none of {', '.join(listed)}; leave it empty when nobody knows"
    return None


def _wrong_day(cells: Cells, today: dt.date) -> str | None:
    for column, label in LABELS.items():
        if cells.get(column) and normal.day(cells[column]) is None:
            return f"{column} is not a date such as 2015-03-27 ({label})"
    born, due = normal.day(cells["dob"]), normal.day(cells.get("edd", ""))
    try:
        if born is not None:
            birth_date(dt.date(born.year, born.month or 1, born.day or 1), today=today)
    except Wrong as wrong:
        return f"dob: {wrong}"
    if due is not None and not _may_be_due(due.date, born.date if born else None, today):
        return "edd: no baby can be due then: check the year"
    return None


def _may_be_due(due: dt.date, born: dt.date | None, today: dt.date) -> bool:
    """Say whether a due date can be true: not more than 44 weeks ahead, nor that far from the birth.

    One that is past is taken: it stands for a baby of whose birth nobody has told yet.
    """
    return due - today <= PREGNANCY and (born is None or abs(due - born) <= PREGNANCY) and due.year > today.year - 5


@transaction.atomic
def _load(rows: list[Row], *, source: str, loaded: Loaded) -> None:
    known = _on_file(row.cells["person_id"] for row in rows)
    new = [row.cells for row in rows if row.cells["person_id"] not in known]
    loaded.known += len(rows) - len(new)
    if not new:
        return
    people = Person.objects.bulk_create([_person(cells, source) for cells in new])
    pairs = list(zip(people, new, strict=True))
    Name.objects.bulk_create([name for person, cells in pairs for name in _names(person, cells, source)])
    Residence.objects.bulk_create([home for person, cells in pairs for home in _homes(person, cells, source)])
    Identifier.objects.bulk_create(
        Identifier(person=person, kind=Identifier.Kind.LOCAL, value=cells["person_id"], system=SYSTEM, source=source)
        for person, cells in pairs
    )
    record(by=COMMAND, name="people.loaded", subject=people[0], refs={"last": people[-1].pk})
    loaded.new += len(new)


def _on_file(numbers: Iterable[str]) -> set[str]:
    return set(keys_by_number(numbers))


def keys_by_number(numbers: Iterable[str]) -> dict[str, int]:
    """Give the keys of the people who were loaded under these numbers, or whose records bear them as their own id.

    Somebody who was never loaded stands in an export under the record's own id: it comes back as the same person.
    """
    wanted = set(numbers)
    own = Person.objects.filter(public_id__in=[number for number in wanted if OWN_ID.fullmatch(number)])
    loaded = Identifier.objects.filter(
        value__in=wanted, kind=Identifier.Kind.LOCAL, system=SYSTEM, withdrawn_at__isnull=True
    )
    found = {str(public_id): key for public_id, key in own.values_list("public_id", "pk")}
    return found | dict(loaded.values_list("value", "person_id"))


def _person(cells: Cells, source: str) -> Person:
    born, due = normal.day(cells["dob"]), normal.day(cells.get("edd", ""))
    person = Person(sex=SEXES.get(normal.sex(cells.get("sex", "")), Person.Sex.NOT_KNOWN), source=source)
    if born is None:
        person.stage = normal.stage(cells["kind"])
    else:
        person.born_on = dt.date(born.year, born.month or 1, born.day or 1)
        person.born_on_is = (
            Person.Certainty.EXACT if born.day else Person.Certainty.MONTH if born.month else Person.Certainty.YEAR
        )
    person.due_on = due.date if due else None
    return person


def _names(person: Person, cells: Cells, source: str) -> Iterator[Name]:
    first, middle, last = cells["first_name"], cells.get("middle_name", ""), cells["surname"]
    if first or middle or last:
        yield Name(person=person, first=first, middle=middle, last=last, source=source)
    other_first, other_last = cells.get("aka_first_name", ""), cells.get("aka_surname", "")
    if other_first or other_last:
        yield Name(
            person=person, kind=Name.Kind.ALIAS, first=other_first or first, last=other_last or last, source=source
        )


def _homes(person: Person, cells: Cells, source: str) -> Iterator[Residence]:
    line, town, code = cells["address_line"], cells.get("town", ""), cells["postcode"]
    if line or town or code:
        yield Residence(person=person, line=line, town=town, postcode=code, source=source)
    former_line, former_code = cells.get("prev_address_line", ""), cells.get("prev_postcode", "")
    if former_line or former_code:
        yield Residence(person=person, line=former_line, postcode=former_code, to_on=dt.date.today(), source=source)
