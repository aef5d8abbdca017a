"""What the tests of this room's pages share: entries past every rule, and forms sent as a browser would."""

import datetime as dt
from typing import Any

from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.chronology.actions import Written, write
from righthelp.chronology.models import Entry
from righthelp.people.models import Person

DAY = dt.date(2026, 3, 6)


def written(what: str = "Came in without a coat", **other: object) -> Written:
    """Give what somebody writes about one thing that happened."""
    values = {"category": "other", "happened_on": DAY, "source": "Class teacher", "kind": "fact"}
    return Written(what=what, **{**values, **other})  # type: ignore[arg-type]


def entry(by: Practitioner, agency: Agency, *children: Person, **other: Any) -> Entry:
    """File an entry."""
    return write(written=written(**other), children=children, agency=agency, by=by)


def address(name: str, child: Person, *more: object) -> str:
    """Give the address of a page about a child."""
    return reverse(f"record_chronology{name}", args=[child.public_id, *more])


def on(day: dt.date, name: str = "happened_on") -> dict[str, str]:
    """Fill in the three boxes of a date."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


FULL = {
    "category": "missing", **on(DAY), "what": "Did not come home until four in the morning", "source": "Her mother",
    "kind": "reported", "significance": "key", "impact": "She was cold", "analysis": "The second time this month",
}  # fmt: skip
