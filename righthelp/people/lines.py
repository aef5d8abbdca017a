"""One thing that is known as a line of a page: what it is, its days, and who said so."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from righthelp.design_system.formatters import day
from righthelp.people.models import Detail, Fact, Identifier, Known, Residence, SafeContact
from righthelp.people.values import Value, held_as

NOT_SAFE = str(SafeContact.Safe.NO.label)
CONTRADICTED = "Another note says that it is not safe: do not use it"
ASK_AGAIN = "Ask again whether it is safe before you use it"
MESSAGES = {True: "You may leave a message", False: "Do not leave a message", None: "Nobody asked about messages"}


@dataclass(frozen=True)
class Line:
    """One thing that is known."""

    title: str
    text: str
    said: str
    notes: tuple[str, ...]
    held: str
    public_id: UUID
    is_over: bool
    withdrawn: str = ""
    may_be_protected: bool = False  # an address that is open and stands
    warning: str = ""  # stands before everything else


def line_of(value: Value, who: dict[int | None, str], *, doubt: str = "") -> Line:
    """Write a value with its days, its source and who noted it.

    `doubt`: what stands before a way to reach somebody that is safe by this note, and is not by another.
    """
    warning = doubt or _warning(value)
    gone = value.withdrawn_at and (
        f"Withdrawn on {day(value.withdrawn_at)} by {who[value.withdrawn_by_id]}: {value.withdrawn_because}"
    )
    return Line(
        title_of(value),
        text_of(value),
        said_of(value, who.get(value.noted_by_id) or ""),
        tuple(_notes(value, is_unsafe=bool(warning))),
        held_as(value),
        value.public_id,
        value.to_on is not None,
        gone or "",
        isinstance(value, Residence) and not value.is_protected and not gone,
        warning,
    )


def _warning(value: Value) -> str:
    is_unsafe = isinstance(value, SafeContact) and value.is_safe == SafeContact.Safe.NO and not value.withdrawn_at
    return NOT_SAFE if is_unsafe else ""


OF_SYSTEMS = {"import": "Number in the file that was loaded"}


def title_of(value: Value) -> str:
    """Name what kind of thing it is."""
    if isinstance(value, Residence):
        kind = "Protected address" if value.is_protected else "Address"
        return f"Earlier {kind.lower()}" if value.to_on else kind
    if isinstance(value, Identifier):
        return OF_SYSTEMS.get(value.system, value.system) or value.get_kind_display()
    if isinstance(value, SafeContact):
        return value.get_channel_display()
    return value.get_kind_display()


def text_of(value: Value) -> str:
    """Write the value itself."""
    if isinstance(value, Identifier) and value.kind == Identifier.Kind.NHS:
        return f"{value.value[:3]} {value.value[3:6]} {value.value[6:]}"
    return value.value if isinstance(value, Identifier | Detail | SafeContact | Fact) else str(value)


def said_of(value: Known, by: str) -> str:
    """Say who said so, when it was noted and by whom."""
    return f"{value.source}, {day(value.noted_at)}{f', noted by {by}' if by else ''}"


def days_of(first: dt.date | None, last: dt.date | None) -> str:
    """Write from when to when something held, as far as it is known.

    >>> days_of(dt.date(2026, 3, 1), None), days_of(None, dt.date(2026, 3, 1)), days_of(None, None)
    ('Since 1 March 2026', 'Until 1 March 2026', '')
    """
    if first and last:
        return f"From {day(first)} to {day(last)}"
    return f"Since {day(first)}" if first else f"Until {day(last)}" if last else ""


def _notes(value: Known, *, is_unsafe: bool) -> list[str]:
    """Write what else is known; of a way that is not safe nothing on how to use it (design, section 4, rule 5)."""
    found = [days_of(value.from_on, value.to_on)]
    if isinstance(value, Residence) and value.protected_at:
        found.append(f"Protected since {day(value.protected_at)}: {value.protected_because}")
    if isinstance(value, SafeContact):
        times = f"When: {value.times}" if value.times else ""
        found += [] if is_unsafe else [value.get_is_safe_display(), times, MESSAGES[value.leave_message]]
        found += [f"Must not know: {value.must_not_know}" if value.must_not_know else ""]
    return [note for note in found if note]
