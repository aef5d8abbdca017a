"""Files of police notifications, CSV or XML, as docs/police.md describes them. Nothing here touches the database.

An incident is read whole or not at all: a child left out because of one wrong date would be missed by everybody. What
cannot be read is named by its row, without a word of what stands in it.
"""

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from righthelp.calendar.rules import LONDON
from righthelp.design_system.forms import PlainText
from righthelp.front_door.police.kinds import POLICE_KINDS
from righthelp.front_door.rules import may_be_due

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
OLDEST = 120
INCIDENT = ("reference", "happened_at", "kind", "summary", "address", "urgent")
CHILD = ("name", "born_on", "due_on", "address", "school", "role")
ADULT = ("name", "born_on", "relation")
COLUMNS = (*INCIDENT, *(f"child_{name}" for name in CHILD), *(f"adult_{name}" for name in ADULT))
LONGEST = {"reference": 60, "kind": 30, "summary": 10_000, "address": 1_000, "name": 200, "school": 200, "role": 200,
           "relation": 200, "urgent": 10, "happened_at": 30, "born_on": 30, "due_on": 30}  # fmt: skip
NEEDED = ("reference", "happened_at", "kind", "summary")
YES, NO = frozenset({"yes", "true", "1", "y"}), frozenset({"", "no", "false", "0", "n"})
Cells = Mapping[str, str]
Somebody = TypeVar("Somebody", "ChildGiven", "AdultGiven")


class CannotRead(Exception):
    """Nothing of the file can be read; the message says why, without a word of what stands in it."""


@dataclass(frozen=True)
class Fault:
    """What is not loaded: its row (in XML its incident), and why."""

    row: int
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.reason}"


@dataclass(frozen=True)
class ChildGiven:
    """A child whom an incident is about."""

    name: str
    born_on: dt.date | None = None
    due_on: dt.date | None = None
    address: str = ""
    school: str = ""
    role: str = ""


@dataclass(frozen=True)
class AdultGiven:
    """An adult who was there, or who looks after the child."""

    name: str
    born_on: dt.date | None = None
    relation: str = ""


@dataclass(frozen=True)
class Notification:
    """One incident with everybody in it."""

    reference: str
    happened_at: dt.datetime
    kind: str
    summary: str
    address: str
    is_urgent: bool
    children: tuple[ChildGiven, ...]
    adults: tuple[AdultGiven, ...]


@dataclass
class Read:
    """What a file holds."""

    digest: str
    found: list[Notification] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def children(self) -> int:
        """Count the children, each once for an incident."""
        return sum(len(one.children) for one in self.found)


@dataclass
class _Written:
    """One incident as it is written in a file: texts by name, and the row of each."""

    row: int
    cells: dict[str, str]
    children: list[tuple[int, Cells]] = field(default_factory=list)
    adults: list[tuple[int, Cells]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(data: bytes) -> Read:
    """Read a file.

    Raises:
        CannotRead: when it is too large, is neither CSV nor XML as described, or holds nothing.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead("The file is larger than 5 MB")
    found = Read(hashlib.sha256(data).hexdigest())
    is_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    for written in _of_xml(data) if is_xml else _of_csv(data):
        _take(found, written)
    if not found.found and not found.faults:
        raise CannotRead("The file holds no incident")
    return found


def _take(found: Read, written: _Written) -> None:
    made = _notification(written)
    if written.faults or made is None:
        found.faults += sorted(written.faults, key=lambda fault: fault.row)
    else:
        found.found.append(made)


def _of_csv(data: bytes) -> Iterable[_Written]:
    """Group the rows of a table by the reference of the incident; each row names a child, an adult, or both."""
    rows = _rows(data)
    _, columns = next(rows, (1, []))
    columns = [column.strip().lower() for column in columns]
    _check_columns(columns)
    found: dict[str, _Written] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            yield _broken(number, f"has {len(cells)} cells and not {len(columns)}")
            continue
        named = {column: _plain(cell) for column, cell in zip(columns, cells, strict=True)}
        _group(found, number, named)
    yield from found.values()


def _group(found: dict[str, _Written], number: int, named: Cells) -> None:
    own = {name: named.get(name, "") for name in INCIDENT}
    # without a reference rows cannot belong together: each stands alone, and is a fault
    incident = found.setdefault(own["reference"] or f"row {number}", _Written(number, own))
    for name, text in own.items():
        if text and text != incident.cells[name]:
            incident.faults.append(Fault(number, f"{name} differs from that of row {incident.row}"))
    for rows, kind, names in ((incident.children, "child", CHILD), (incident.adults, "adult", ADULT)):
        cells = {name: named.get(f"{kind}_{name}", "") for name in names}
        if any(cells.values()):
            rows.append((number, cells))


def _check_columns(columns: Sequence[str]) -> None:
    missing = [column for column in (*NEEDED, "child_name") if column not in columns]
    if missing:
        raise CannotRead(f"The file has no column {', '.join(missing)}")
    if twice := sorted({column for column in columns if columns.count(column) > 1}):
        raise CannotRead(f"The file has {'a column' if twice[0] in COLUMNS else 'one of its columns'} twice")


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a table, each with the line on which it begins."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRead("The file is not UTF-8: save it as CSV UTF-8") from None
    reader, number = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    for counted in range(MOST_ROWS + 2):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise CannotRead(f"Row {number} cannot be read: a quotation mark may not be closed") from None
        if counted > MOST_ROWS:
            raise CannotRead(f"The file has more than {MOST_ROWS:,} rows")
        yield number, cells
        number = reader.line_num + 1


def _of_xml(data: bytes) -> Iterable[_Written]:
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise CannotRead("The file declares a document type or entities, which are never read") from None
    except (ParseError, ValueError, LookupError):
        raise CannotRead("The file is not XML that can be read") from None
    if root.tag != "notifications":
        raise CannotRead("The file does not begin with <notifications>")
    incidents = root.findall("incident")
    rows = sum(1 for one in incidents for _ in one.iter() if _.tag in ("child", "adult"))
    if max(rows, len(incidents)) > MOST_ROWS:
        raise CannotRead(f"The file has more than {MOST_ROWS:,} people or incidents")
    return _checked_once([_incident(number, one) for number, one in enumerate(incidents, start=1)])


def _incident(number: int, element: Element) -> _Written:
    cells = {name: _text(element, name) for name in INCIDENT}
    children = [(number, _cells(one, CHILD)) for one in element.findall("children/child")]
    adults = [(number, _cells(one, ADULT)) for one in element.findall("adults/adult")]
    return _Written(number, cells, list(children), list(adults))


def _checked_once(incidents: list[_Written]) -> list[_Written]:
    first: dict[str, int] = {}
    for one in incidents:
        reference = one.cells["reference"]
        before = first.setdefault(reference, one.row) if reference else one.row
        if before != one.row:
            one.faults.append(Fault(one.row, f"has the reference of incident {before}"))
    return incidents


def _cells(element: Element, names: Iterable[str]) -> Cells:
    return {name: _text(element, name) for name in names}


def _text(element: Element, name: str) -> str:
    return _plain(element.findtext(name) or "")


def _broken(number: int, reason: str) -> _Written:
    return _Written(number, dict.fromkeys(INCIDENT, ""), faults=[Fault(number, reason)])


def _plain(text: str) -> str:
    """Keep what forms keep: no control signs, nothing that turns text around or that nobody sees."""
    return PlainText(rows=1).to_python(text)


def _notification(written: _Written) -> Notification | None:
    """Give what is written as an incident, or None with its faults."""
    if written.faults:
        return None
    cells, faults, row = written.cells, written.faults, written.row
    faults += [Fault(row, f"{name} is empty") for name in NEEDED if not cells[name]]
    faults += _too_long(row, cells)
    if cells["kind"] and cells["kind"] not in POLICE_KINDS:
        faults.append(Fault(row, f"kind is not one of {', '.join(POLICE_KINDS)}"))
    if cells["urgent"].lower() not in YES | NO:
        faults.append(Fault(row, "urgent is neither yes nor no"))
    happened_at = _moment(cells["happened_at"]) if cells["happened_at"] else None
    if cells["happened_at"] and happened_at is None:
        faults.append(Fault(row, "happened_at is no time such as 2026-03-06 22:15, or lies ahead"))
    children = [_somebody(ChildGiven, number, one, faults) for number, one in written.children]
    adults = [_somebody(AdultGiven, number, one, faults) for number, one in written.adults]
    if not children:
        faults.append(Fault(row, "names no child"))
    if faults or happened_at is None:
        return None
    return Notification(
        reference=cells["reference"],
        happened_at=happened_at,
        kind=cells["kind"],
        summary=cells["summary"],
        address=cells["address"],
        is_urgent=cells["urgent"].lower() in YES,
        children=tuple(dict.fromkeys(one for one in children if one)),
        adults=tuple(dict.fromkeys(one for one in adults if one)),
    )


def _somebody(made: type[Somebody], row: int, cells: Cells, faults: list[Fault]) -> Somebody | None:
    what = "child" if made is ChildGiven else "adult"
    wrong = [Fault(row, f"{what}: {fault.reason}") for fault in _too_long(row, cells)]
    if not cells["name"]:
        wrong.append(Fault(row, f"{what}: name is empty; write what is known"))
    born_on = _day(cells["born_on"])
    if cells["born_on"] and born_on is None:
        wrong.append(Fault(row, f"{what}: born_on is no day such as 2017-05-03, or cannot be true"))
    due_on = _due(cells.get("due_on", ""))
    wrong += [Fault(row, f"{what}: {reason}") for reason in _due_faults(cells, due_on)]
    faults += wrong
    words: dict[str, Any] = {name: text for name, text in cells.items() if name not in ("born_on", "due_on")}
    words |= {"due_on": due_on} if due_on else {}
    return None if wrong else made(born_on=born_on, **words)


def _due_faults(cells: Cells, due_on: dt.date | None) -> Iterator[str]:
    """Say what is wrong with the day on which a child is due who is not born yet (BP-013)."""
    if cells.get("due_on") and due_on is None:
        yield "due_on is no day such as 2027-05-03, or more than 42 weeks ahead or 6 weeks past"
    if cells.get("due_on") and cells["born_on"]:
        yield "born_on and due_on are both given"


def _too_long(row: int, cells: Cells) -> list[Fault]:
    return [
        Fault(row, f"{name} has more than {LONGEST[name]:,} characters")
        for name, text in cells.items()
        if len(text) > LONGEST[name]
    ]


def _moment(text: str) -> dt.datetime | None:
    """Read a moment in London; a day alone counts from its midnight. None for what is none, or lies ahead."""
    found = re.fullmatch(r"(\S+?)(?:[T ]([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?)?", text, re.ASCII)
    day = _date(found[1]) if found else None
    if found is None or day is None:
        return None
    try:
        clock = dt.time(int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        return None
    at = dt.datetime.combine(day, clock, LONDON)
    return at if at.year >= OLDEST_YEAR and at <= timezone.now() else None


def _day(text: str) -> dt.date | None:
    """Read a day of birth; None for what is none, lies ahead, or was more than a long life ago."""
    day, today = _date(text), timezone.localdate()
    return day if day and day <= today and today.year - day.year <= OLDEST else None


def _due(text: str) -> dt.date | None:
    """Read a day on which a baby is due; None for what is none, or on which no pregnancy of today can end."""
    day = _date(text)
    return day if day and may_be_due(day, timezone.localdate()) else None


def _date(text: str) -> dt.date | None:
    for pattern, order in ((r"(\d{4})-(\d{2})-(\d{2})", (1, 2, 3)), (r"(\d{1,2})/(\d{1,2})/(\d{4})", (3, 2, 1))):
        if found := re.fullmatch(pattern, text, re.ASCII):
            try:
                return dt.date(*(int(found[part]) for part in order))
            except ValueError:
                return None
    return None


OLDEST_YEAR = 2000
