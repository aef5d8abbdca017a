"""What the pages of the assessment show of the guidance, read in one query (design, section 7)."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.calendar.models import ClosedDay
from righthelp.guidance.models import ContactPoint, Passage
from righthelp.plans.at_once import rows_at_once

if TYPE_CHECKING:
    from righthelp.guidance.models import Edition

SHOWN = (Passage.Kind.QUESTION, Passage.Kind.GOOD_ASSESSMENT, Passage.Kind.LINK)


@dataclass(frozen=True)
class Guided:
    """What the guidance asks, calls a good assessment and sends to read; whom to ring, and when nobody answers."""

    passages: tuple[Passage, ...] = ()
    contacts: tuple[ContactPoint, ...] = ()
    closed: frozenset[dt.date] = frozenset()

    def of(self, kind: str) -> list[Passage]:
        """Give the passages of one kind, in their order."""
        return [one for one in self.passages if one.kind == kind]


def guided_by(edition: "Edition") -> Guided:
    """Read what an edition of the guidance says to whoever assesses."""
    passages, contacts, closed = rows_at_once(
        Passage.objects.filter(edition=edition, kind__in=SHOWN),
        ContactPoint.objects.filter(framework=edition.framework_id),
        ClosedDay.objects.all(),
    )
    return Guided(
        tuple(sorted(passages, key=lambda one: one.position)),
        tuple(sorted(contacts, key=lambda one: one.position)),
        frozenset(one.date for one in closed),
    )
