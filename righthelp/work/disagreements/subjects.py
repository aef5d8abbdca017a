"""The decisions with which somebody can disagree. Rooms above say how theirs are found; this one loads none itself.

A room calls `register` once, in its AppConfig.ready. A page of a decision leads to the address `disagreement_about`
with the kind and the public id.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


@dataclass(frozen=True)
class Subject:
    """A decision: what was decided in words, when, by whom, in which agency, about which children; and its page."""

    what: str
    decided_on: dt.date
    decided_by: "Practitioner | str"
    agency: "Agency"
    children: "tuple[Person, ...]"
    page: str
    joins: "tuple[Person, ...]" = ()  # linked, and closed to the reader: they join it and open it to nobody
    names: tuple[str, ...] = ()  # of the children as they were written

    @property
    def decider(self) -> str:
        """Give the name of whoever decided."""
        return self.decided_by if isinstance(self.decided_by, str) else self.decided_by.name


@dataclass(frozen=True)
class Readable:
    """Of some decisions, those that somebody may read, and those that a restricted record closes to them."""

    opened: frozenset[UUID] = frozenset()
    shut: frozenset[UUID] = frozenset()


Load = Callable[["Practitioner", UUID], Subject | None]
Among = Callable[["Practitioner", Collection[UUID]], Readable]


def nobody_reads(reader: "Practitioner", decisions: Collection[UUID]) -> Readable:
    """Close every decision of a kind that says nothing of its readers."""
    return Readable(shut=frozenset(decisions))


_registered: dict[str, tuple[Load, Among]] = {}


def register(kind: str, load: Load, among: Among = nobody_reads) -> None:
    """Add a kind of decision; the same kind again replaces it.

    `load` gives the decision only to a reader who may read it, and logs the look; None or Http404 to anybody else.
    `among` says, without a look, which of some decisions a reader may read: a disagreement about a child without a
    linked record is read with its decision.
    """
    _registered[kind] = (load, among)


def subject_to_read(reader: "Practitioner", kind: str, public_id: UUID) -> Subject:
    """Give a decision that somebody may read; else 404 with no hint."""
    known = _registered.get(kind)
    found = known[0](reader, public_id) if known else None
    if found is None:
        raise Http404
    return found


def readable_among(reader: "Practitioner", decisions: Iterable[tuple[str, UUID]]) -> Readable:
    """Say of decisions, by kind and public id, which of them somebody may read; no look is logged."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, public_id in decisions:
        by_kind.setdefault(kind, set()).add(public_id)
    found = [
        _registered[kind][1](reader, those) if kind in _registered else nobody_reads(reader, those)
        for kind, those in by_kind.items()
    ]
    return Readable(
        frozenset(one for part in found for one in part.opened), frozenset(one for part in found for one in part.shut)
    )
