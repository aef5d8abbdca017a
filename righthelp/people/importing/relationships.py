"""Loading relationships.csv, after the people: who is whose parent, partner and so on."""

from collections import defaultdict
from collections.abc import Callable, Collection
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import COMMAND, record
from righthelp.people.ages import Birth, may_raise
from righthelp.people.importing.people import BATCH, Loaded, Refuse, Say, batches, keys_by_number
from righthelp.people.importing.tables import Fault, Row, Table
from righthelp.people.matching.bulk import seldom_collected
from righthelp.people.matching.index import file_again
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import Person, Relationship
from righthelp.people.relations import DESCENT
from righthelp.people.rules import Wrong

COLUMNS = ("person_id", "related_id", "relation")
PARENT = Relationship.Kind.PARENT
Edge = tuple[int, int, str]


@seldom_collected()
def load_relationships(path: Path, *, refuse: Refuse, note: Callable[[str], None], say: Say) -> Loaded:
    """Load relationships, a transaction a batch; one that is on file already is passed over.

    Raises:
        BadInput: when the file cannot be read or lacks a column.
    """
    table, loaded = Table(path, COLUMNS, COLUMNS, note), Loaded()

    def refused(fault: Fault) -> None:
        loaded.refused += 1
        refuse(fault)

    for batch in batches(table.rows(refused), BATCH):
        with transaction.atomic():
            read = _Batch(table.name, batch, refused)
            new = read.edges()
            _load(new, source=f"Loaded from {table.name}"[:200])
        loaded.rows += len(batch)
        loaded.new += len(new)
        loaded.known += read.known
        say(loaded)
    return loaded


class _Batch:
    """A batch of rows with what is on file of the people in it."""

    def __init__(self, file: str, rows: list[Row], refuse: Refuse) -> None:
        self._file, self._rows, self._refuse = file, rows, refuse
        self.known = 0
        self._keys = keys_by_number(row.cells[column] for row in rows for column in ("person_id", "related_id"))
        people = set(self._keys.values())
        births = Person.objects.filter(pk__in=people).values_list("pk", "born_on", "born_on_is")
        self._born = {person: Birth(born_on, how_sure) for person, born_on, how_sure in births}
        self._today = timezone.localdate()
        self._open = set(
            Relationship.objects.filter(person__in=people, withdrawn_at__isnull=True, to_on__isnull=True).values_list(
                "person_id", "relative_id", "kind"
            )
        )
        self._parents = _ancestry(people)

    def edges(self) -> list[Edge]:
        """Give the relationships that are sound and not on file yet."""
        new: list[Edge] = []
        for row in self._rows:
            reason = self._what_is_wrong(row)
            if reason is not None:
                self._refuse(Fault(self._file, row.number, reason))
                continue
            edge = self._edge(row)
            if self._is_on_file(edge):
                self.known += 1
            else:
                new.append(edge)
                self._remember(edge)
        return new

    def _remember(self, edge: Edge) -> None:
        self._open.add(edge)
        person, relative, kind = edge
        if kind in DESCENT:
            self._parents[person].add(relative)

    def _edge(self, row: Row) -> Edge:
        return self._keys[row.cells["person_id"]], self._keys[row.cells["related_id"]], _kind(row)

    def _is_on_file(self, edge: Edge) -> bool:
        person, relative, kind = edge
        return edge in self._open or (kind in Relationship.SYMMETRIC and (relative, person, kind) in self._open)

    def _what_is_wrong(self, row: Row) -> str | None:
        for column in ("person_id", "related_id"):
            if row.cells[column] not in self._keys:
                return f"nobody with this {column} was loaded"
        if _kind(row) not in Relationship.Kind.values:
            return f"relation is none of {', '.join(Relationship.Kind.values)}"
        person, relative, kind = self._edge(row)
        if person == relative:
            return "nobody is related to themselves"
        return self._wrong_age(person, relative, kind) or self._circle(person, relative, kind)

    def _wrong_age(self, child: int, adult: int, kind: str) -> str | None:
        """Ask the same of both dates of birth as the form does."""
        younger, older = self._born[child], self._born[adult]
        if kind == PARENT and older.born_on and younger.born_on and older.born_on >= younger.born_on:
            return "the parent is younger than the child: check both dates of birth"
        try:
            may_raise(kind, adult=older, child=younger, today=self._today)
        except Wrong as wrong:
            return str(wrong)
        return None

    def _circle(self, child: int, parent: int, kind: str) -> str | None:
        goes_round = kind in DESCENT and self._above(parent, child)
        return "goes round in a circle: the parent is a descendant of the child" if goes_round else None

    def _above(self, person: int, sought: int) -> bool:
        """Say whether somebody is among a person's parents, grandparents and so on."""
        open_, seen = [person], {person}
        while open_:
            for parent in self._parents.get(open_.pop(), ()):
                if parent == sought:
                    return True
                if parent not in seen:
                    seen.add(parent)
                    open_.append(parent)
        return False


def _kind(row: Row) -> str:
    return row.cells["relation"].lower().replace(" ", "_").replace("-", "_")


def _ancestry(people: Collection[int]) -> dict[int, set[int]]:
    """Give the parents on file of these people, of those parents, and so on up."""
    parents: dict[int, set[int]] = defaultdict(set)
    level = set(people)
    while level:
        rows = Relationship.objects.filter(person__in=level, kind__in=DESCENT, withdrawn_at__isnull=True)
        above: set[int] = set()
        for child, parent in rows.values_list("person_id", "relative_id"):
            parents[child].add(parent)
            above.add(parent)
        level = above - parents.keys() - level
    return parents


def _load(edges: list[Edge], *, source: str) -> None:
    if not edges:
        return
    made = Relationship.objects.bulk_create(
        Relationship(person_id=person, relative_id=relative, kind=kind, source=source)
        for person, relative, kind in edges
    )
    record(by=COMMAND, name="people.relationships_loaded", subject=made[0], refs={"last": made[-1].pk})
    children = {person for person, _, kind in edges if kind in DESCENT}
    for child in MatchRecord.objects.filter(pk__in=children).values_list("pk", flat=True):
        file_again(child)
