"""Marks, macs and faults, without a database.

A mark stands for one row: its id (8 bytes) and the first 16 bytes of an HMAC-SHA256 over the row. A mac is an
HMAC-SHA256, in hexadecimal, over everything that a seal holds, the mac of the seal before it included.
"""

import datetime as dt
import hmac
import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

MAX_ROWS_PER_SEAL = 1000
NO_SEAL = "0" * 64
LOOK_REFUSED = "audit.look_refused"

# What a mark covers. A new column must not enter these: rows sealed before it would look altered.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "event": ("id", "at", "actor_id", "actor_kind", "name", "subject_type", "subject_id", "about_ids", "fields"),
    "look": ("id", "at", "actor_id", "subject_type", "subject_id", "page", "reason"),
}

_MARK = struct.Struct(">q16s")
_EVENT_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEPT = re.compile(r"(event|look):([1-9][0-9]{0,17}):([0-9a-f]{64})")


class Mark(NamedTuple):
    """One row as a seal remembers it."""

    id: int
    mac: bytes


@dataclass(frozen=True)
class SealContents:
    """Everything in a seal that its mac covers."""

    table: str
    number: int
    at: dt.datetime
    first_id: int
    last_id: int
    rows: int
    marks: bytes
    previous: str


class FaultKind(StrEnum):
    """What can be wrong with the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    SEAL_BROKEN = "seal broken"
    SEAL_MISSING = "seal missing"
    SEAL_OUT_OF_CHAIN = "seal out of chain"
    KEPT_MISSING = "kept seal missing"
    KEPT_DIFFERS = "kept seal differs"


@dataclass(frozen=True)
class Fault:
    """One fault: `number` is the row's id for the first three kinds, otherwise the number of the seal.

    Where several seals in a row are missing, `number` is the first of them and `through` the last.
    """

    table: str
    kind: FaultKind
    number: int
    through: int | None = None


class Kept(NamedTuple):
    """A seal's mac as an operator keeps it outside the system."""

    table: str
    number: int
    mac: str


class Asked(NamedTuple):
    """One look at a record, or one that was refused; a refusal names no page and no reason."""

    at: dt.datetime
    actor_id: int
    page: str
    reason: str
    was_refused: bool


@dataclass
class Refusals:
    """What one person was refused: how often each record, by type and id, and when last."""

    actor_id: int
    last_at: dt.datetime
    records: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often in all."""
        return sum(self.records.values())


@dataclass(frozen=True)
class TableReport:
    """What was checked in one table: seals, sealed rows, and the tail that no seal covers yet.

    `tail_age` is the age of the oldest unsealed row in seconds, None without such rows.
    """

    table: str
    seals: int
    sealed_rows: int
    tail_rows: int
    tail_age: float | None


@dataclass(frozen=True)
class Report:
    """The result of checking the log."""

    tables: tuple[TableReport, ...]
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found. The unsealed tail is not covered by this."""
        return not self.faults


def checked_name(name: str) -> str:
    """Give back an event's name such as "considerations.level_decided".

    Raises:
        ValueError: when it is not room, dot, what was done.
    """
    if not _EVENT_NAME.fullmatch(name):
        raise ValueError(f"an event is named room.what_was_done, not {name!r}")
    return name


def checked_fields(fields: Iterable[str]) -> list[str]:
    """Give back the names of changed fields as a list.

    Raises:
        ValueError: when one is not a name: what was written in a field must not enter the log.
    """
    names = [fields] if isinstance(fields, str) else list(fields)
    if isinstance(fields, str) or not all(_FIELD_NAME.fullmatch(name) for name in names):
        raise ValueError("fields is a list of names of fields, and holds nothing that was written in them")
    return names


def checked_refs(refs: Mapping[str, int]) -> dict[str, int]:
    """Give back references to other records, name to id.

    Raises:
        ValueError: when a name is not a name or an id not a whole number.
    """
    for name, number in refs.items():
        if not _FIELD_NAME.fullmatch(name) or type(number) is not int:
            raise ValueError("refs maps names to whole numbers, and holds nothing that was written")
    return dict(refs)


def canonical(values: Mapping[str, object]) -> bytes:
    """Write a row as the same bytes whichever database it was read from.

    Keys in order, moments in UTC to the microsecond, ASCII only.

    Raises:
        TypeError: for a value that the log never holds.
    """
    return json.dumps(values, sort_keys=True, separators=(",", ":"), default=_moment).encode("ascii")


def mark(key: bytes, table: str, values: Mapping[str, object]) -> Mark:
    """Mark one row, given all columns that `COLUMNS` names for its table."""
    row = {column: values[column] for column in COLUMNS[table]}
    row_id = row["id"]
    if not isinstance(row_id, int):
        raise TypeError(f"a row's id is a whole number, not {row_id!r}")
    return Mark(row_id, _hmac(key, b"row " + table.encode(), canonical(row)).digest()[:16])


def pack(marks: Iterable[Mark]) -> bytes:
    """Write marks one after another, 24 bytes each."""
    return b"".join(_MARK.pack(*each) for each in marks)


def unpack(packed: bytes) -> list[Mark]:
    """Read marks back.

    Raises:
        ValueError: when the bytes are no whole number of marks.
    """
    if len(packed) % _MARK.size:
        raise ValueError(f"{len(packed)} bytes are no whole number of marks")
    return [Mark(*each) for each in _MARK.iter_unpack(packed)]


def seal_mac(key: bytes, contents: SealContents) -> str:
    """Compute the mac of a seal."""
    values = {name: value for name, value in vars(contents).items() if name != "marks"}
    return _hmac(key, b"seal", canonical(values), contents.marks).hexdigest()


def is_sound(key: bytes, contents: SealContents, mac: str) -> bool:
    """Say whether a seal is as it was made with this key."""
    return hmac.compare_digest(seal_mac(key, contents).encode(), mac.encode())


def compare(sealed: Iterable[Mark], found: Iterable[Mark]) -> Iterator[tuple[FaultKind, int]]:
    """Compare the rows that a seal remembers with the rows found in its range: what is wrong, and the row's id."""
    remembered = dict(sealed)
    for row_id, mac in found:
        expected = remembered.pop(row_id, None)
        if expected is None:
            yield FaultKind.INSERTED, row_id
        elif not hmac.compare_digest(expected, mac):
            yield FaultKind.CHANGED, row_id
    for row_id in remembered:
        yield FaultKind.REMOVED, row_id


def parse_kept(text: str) -> Kept:
    """Read TABLE:NUMBER:MAC as `righthelp audit seal` prints it.

    Raises:
        ValueError: saying what it looks like.
    """
    found = _KEPT.fullmatch(text.strip())
    if not found:
        raise ValueError("a kept seal looks like event:12: followed by 64 hexadecimal digits")
    return Kept(found[1], int(found[2]), found[3])


def sentence(fault: Fault) -> str:
    """Say a fault in plain words."""
    what = TABLE_WORDS[fault.table]
    if fault.through:
        return f"Seals {fault.number:,} to {fault.through:,} of {what} are missing, so their rows cannot be checked."
    return FAULT_SENTENCES[fault.kind].format(what=what, number=f"{fault.number:,}")


TABLE_WORDS: Mapping[str, str] = {"event": "the log of changes", "look": "the log of looks"}
FAULT_SENTENCES: Mapping[FaultKind, str] = {
    FaultKind.CHANGED: "Row {number} of {what} was changed after it was sealed.",
    FaultKind.REMOVED: "Row {number} of {what} was removed after it was sealed.",
    FaultKind.INSERTED: "Row {number} of {what} was put in among rows already sealed.",
    FaultKind.SEAL_BROKEN: "Seal {number} of {what} is not as it was made, so its rows cannot be checked.",
    FaultKind.SEAL_MISSING: "Seal {number} of {what} is missing, so its rows cannot be checked.",
    FaultKind.SEAL_OUT_OF_CHAIN: "Seal {number} of {what} does not follow from the seal before it.",
    FaultKind.KEPT_MISSING: "Seal {number} of {what} was kept outside and is no longer here.",
    FaultKind.KEPT_DIFFERS: "Seal {number} of {what} is not the one that was kept outside.",
}


def _hmac(key: bytes, *parts: bytes) -> "hmac.HMAC":
    # the length before each part: no two lists of parts give the same bytes
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.new(key, message, sha256)


def _moment(value: object) -> str:
    if not isinstance(value, dt.datetime):
        raise TypeError(f"the log holds no {type(value).__name__}")
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
