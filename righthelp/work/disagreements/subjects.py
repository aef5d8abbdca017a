"""The decisions with which somebody can disagree. Rooms above say how theirs are found; this one loads none itself.

A room calls `register` once, in its AppConfig.ready. A page of a decision leads to the address `disagreement_about`
with the kind and the public id.
"""

import datetime as dt
from collections.abc import Callable
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

    @property
    def decider(self) -> str:
        """Give the name of whoever decided."""
        return self.decided_by if isinstance(self.decided_by, str) else self.decided_by.name


Load = Callable[["Practitioner", UUID], Subject | None]

_registered: dict[str, Load] = {}


def register(kind: str, load: Load) -> None:
    """Add a kind of decision; the same kind again replaces it.

    `load` gives the decision only to a reader who may read it, and logs the look; None or Http404 to anybody else.
    """
    _registered[kind] = load


def subject_to_read(reader: "Practitioner", kind: str, public_id: UUID) -> Subject:
    """Give a decision that somebody may read; else 404 with no hint."""
    load = _registered.get(kind)
    found = load(reader, public_id) if load else None
    if found is None:
        raise Http404
    return found
