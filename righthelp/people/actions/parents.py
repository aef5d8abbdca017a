"""The search for a parent who is not yet identified, or not yet found."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.people.models import ParentSearch, Person

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def note_search(
    *, child: Person, who: str, asked_on: dt.date, tried: str, outcome: str = "", by: "Practitioner"
) -> ParentSearch:
    """Note who was asked for a parent, when, and what came of it (BP-247)."""
    search = ParentSearch.objects.create(
        child=child, who=who, asked_on=asked_on, tried=tried, outcome=outcome, noted_by=by
    )
    record(by=by, name="people.parent_sought", subject=child, refs={"search": search.pk})
    return search
