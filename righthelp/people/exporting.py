"""`righthelp people export`: people and relationships in the columns of the import, for whoever answers for the data.

Left out: restricted records and whatever names them, protected addresses wherever they show, what was withdrawn or has
ended, pregnancies that were lost. A file tells nothing of what is left out, not even that it is there.
"""

import csv
import datetime as dt
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from django.db.models import Prefetch, QuerySet

from righthelp.design_system.commands import BadInput
from righthelp.files.cells import harmless
from righthelp.people.actions import note_export
from righthelp.people.importing import people as importing
from righthelp.people.importing.relationships import COLUMNS as RELATIONSHIP_COLUMNS
from righthelp.people.matching import normal
from righthelp.people.models import BulkUse, Identifier, Name, Person, Relationship, Residence
from righthelp.people.places import is_at
from righthelp.people.presenters import in_use, is_child
from righthelp.people.queries import is_restricted

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

BATCH = 2_000
OWNER_ONLY = 0o600
ALSO_KNOWN_AS = (Name.Kind.ALIAS, Name.Kind.USED)
BORN = {Person.Certainty.EXACT: "%Y-%m-%d", Person.Certainty.MONTH: "%Y-%m"}
Say = Callable[[int, str], None]


def export(people: Path, relationships: Path | None, *, because: str, by: "Practitioner", say: Say) -> BulkUse:
    """Write people, and who they are to each other, to new files that only their owner can read.

    The event comes first: there is no file without one. What fails on the way leaves no file.

    Raises:
        BadInput: when a file is there already or cannot be written.
        MayNotExport: when no role of theirs lets them.
        Wrong: without a reason.
    """
    with _new_file(people) as first:
        if relationships is None:
            return _export(first, None, because=because, by=by, say=say)
        with _new_file(relationships) as second:
            return _export(first, second, because=because, by=by, say=say)


def _export(people: TextIO, relationships: TextIO | None, *, because: str, by: "Practitioner", say: Say) -> BulkUse:
    ties = _relationships() if relationships else Relationship.objects.none()
    use = note_export(people=_people().count(), relationships=ties.count(), because=because, by=by)
    _write(people, importing.COLUMNS, _rows_of_people(), lambda done: say(done, "people"))
    if relationships:
        _write(relationships, RELATIONSHIP_COLUMNS, _rows_of_relationships(), lambda done: say(done, "relationships"))
    return use


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """Begin a file that is gone again when anything stops the writing."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with ExitStack() as unless_whole:
            unless_whole.callback(path.unlink)
            with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                yield file
            unless_whole.pop_all()
    except FileExistsError:
        raise BadInput(f"{path} is there already: name a new file") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from None


def _write(file: TextIO, columns: Iterable[str], rows: Iterable[tuple[str, ...]], say: Callable[[int], None]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for done, row in enumerate(rows, start=1):
        writer.writerow([harmless(" ".join(cell.splitlines())) for cell in row])
        say(done)


def _people() -> "QuerySet[Person]":
    return Person.objects.exclude(stage=Person.Stage.LOST).exclude(is_restricted("pk")).order_by("pk")


def _relationships() -> "QuerySet[Relationship]":
    lost = Person.Stage.LOST
    standing = Relationship.objects.filter(withdrawn_at__isnull=True, to_on__isnull=True).order_by("pk")
    whole = standing.exclude(person__stage=lost).exclude(relative__stage=lost)
    return whole.exclude(is_restricted("person")).exclude(is_restricted("relative"))


def _rows_of_people() -> Iterator[tuple[str, ...]]:
    hidden, today, last = _Hidden(), dt.date.today(), 0
    names = Prefetch("names", Name.objects.filter(withdrawn_at__isnull=True))
    homes = Prefetch("residences", Residence.objects.filter(withdrawn_at__isnull=True, is_protected=False))
    while batch := list(_people().filter(pk__gt=last).prefetch_related(names, homes)[:BATCH]):
        numbers, last = _numbers([person.pk for person in batch]), batch[-1].pk
        for person in batch:
            yield numbers[person.pk], *_about(person, today), *_homes(person, hidden)


def _rows_of_relationships() -> Iterator[tuple[str, ...]]:
    last = 0
    while batch := list(_relationships().filter(pk__gt=last)[:BATCH]):
        numbers, last = _numbers({key for tie in batch for key in (tie.person_id, tie.relative_id)}), batch[-1].pk
        for tie in batch:
            yield numbers[tie.person_id], numbers[tie.relative_id], tie.kind


def _numbers(people: Collection[int]) -> dict[int, str]:
    """Give the number under which each was loaded; the record's own id for somebody who was not."""
    own = dict(Person.objects.filter(pk__in=people).values_list("pk", "public_id"))
    loaded = Identifier.objects.filter(
        person__in=people, kind=Identifier.Kind.LOCAL, system=importing.SYSTEM, withdrawn_at__isnull=True
    )
    found = {key: str(public_id) for key, public_id in own.items()}
    return found | dict(loaded.order_by("-pk").values_list("person_id", "value"))


def _about(person: Person, today: dt.date) -> Iterator[str]:
    name, other = _names(list(person.names.all()))
    yield person.stage or (("child" if is_child(person, today) else "adult") if person.born_on else "")
    yield from (name.first, name.middle, name.last) if name else ("", "", "")
    yield from _beside(name, other) if other else ("", "")
    yield "" if person.sex == Person.Sex.NOT_KNOWN else person.sex
    yield person.born_on.strftime(BORN.get(Person.Certainty(person.born_on_is), "%Y")) if person.born_on else ""
    yield person.due_on.isoformat() if person.due_on else ""


def _names(names: list[Name]) -> tuple[Name | None, Name | None]:
    """Choose the registered name, else the one in use; and one by which they are also known. Former ones stay here."""
    holding = [name for name in reversed(names) if name.to_on is None]
    registered = next((name for name in holding if name.kind == Name.Kind.REGISTERED), None) or in_use(holding)
    others = (name for kind in ALSO_KNOWN_AS for name in holding if name.kind == kind and name != registered)
    return registered, next((name for name in others if name.first or name.last), None)


def _beside(name: Name | None, other: Name) -> tuple[str, str]:
    """Give the other name without the part that is the same, as the import reads it."""
    if name is None or (other.first, other.last) == (name.first, name.last):
        return other.first, other.last
    return "" if other.first == name.first else other.first, "" if other.last == name.last else other.last


def _homes(person: Person, hidden: "_Hidden") -> Iterator[str]:
    homes = [home for home in reversed(person.residences.all()) if not hidden.has(home)]
    now = next((home for home in homes if home.to_on is None), None)
    former = next((home for home in homes if home.to_on and (home.line or home.postcode)), None)
    yield from (now.line, now.town, now.postcode) if now else ("", "", "")
    yield from (former.line, former.postcode) if former else ("", "")


class _Hidden:
    """Places that are protected for anybody: they must not show through somebody else who lives there."""

    def __init__(self) -> None:
        self._all = list(Residence.objects.filter(withdrawn_at__isnull=True, is_protected=True))
        self._by_code: defaultdict[str, list[Residence]] = defaultdict(list)
        for home in self._all:
            self._by_code[normal.postcode(home.postcode)].append(home)

    def has(self, home: Residence) -> bool:
        """Say whether a home is one of these places; without a postcode it is held against each."""
        code = normal.postcode(home.postcode)
        return is_at(home, (*self._by_code.get(code, ()), *self._by_code.get("", ())) if code else self._all)
