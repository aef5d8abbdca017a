"""What this room saw happen to a child: plans agreed and reviewed, meetings held. What they say is not told here."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.people.happenings import Happening
from righthelp.people.rows import Asked, Row
from righthelp.plans.kinds import MEETING_KINDS, PLAN_KINDS
from righthelp.plans.rows import meetings_held, plans_agreed, plans_reviewed

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def asked_of_plans(reader: "Practitioner", records: "Sequence[int]") -> Iterable[Asked]:
    """Ask which plans were agreed and reviewed, and which meetings were held, while the child was in them."""
    return plans_agreed(reader, records), plans_reviewed(reader, records), meetings_held(reader, records)


def _tell_agreed(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.first_on:
        yield Happening(row.first_on, f"{PLAN_KINDS[row.role].name} agreed", row.place)


def _tell_reviewed(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.first_on:
        yield Happening(row.first_on, f"{PLAN_KINDS[row.role].name} reviewed", row.place)


def _tell_met(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.at:
        yield Happening(timezone.localdate(row.at), f"{MEETING_KINDS[row.role].name}: a meeting was held", row.place)


TELLS = {"plan_agreed": _tell_agreed, "plan_reviewed": _tell_reviewed, "plan_meeting": _tell_met}
