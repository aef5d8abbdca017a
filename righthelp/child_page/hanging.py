"""What hangs on a child in many small tables, read in one query: entries, workers, work, plans, records sent on.

What of these may be shown is for `access` to say, and nothing is shown before; but for plans, which say it themselves.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Subquery

from righthelp.chronology.models import Entry, Filing
from righthelp.considerations.models import ConsideredChild
from righthelp.people.models import ParentSearch
from righthelp.people.rows import Asked, Row, rows_of, shaped
from righthelp.plans.rows import reviews_to_come
from righthelp.work.rows import pieces_of_work, records_sent, workers

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def hanging_on(reader: "Practitioner", records: Collection[int]) -> dict[str, list[Row]]:
    """Give every row that hangs on the records of one child, by table."""
    asked = (_entries, workers, pieces_of_work, records_sent, _searches, _thought)
    return rows_of(*(ask(records) for ask in asked), reviews_to_come(reader, records))


def _entries(records: Collection[int]) -> Asked:
    """Ask for the entries that stand: `other` is the child who says who may read it."""
    first = Filing.objects.filter(entry=OuterRef("pk"), is_first=True).order_by().values("child")[:1]
    standing = Entry.objects.standing().filter(filings__child__in=records).distinct()
    is_key = models.Case(models.When(significance="key", then=True), default=False)
    return shaped(
        "entry", standing, who="source", role="category", place="agency__name", text="what", more="kind",
        by="written_by__name", key="pk", other=Subquery(first), agency="agency_id", first_on="happened_on",
        last_on="until", is_marked=is_key,
    )  # fmt: skip


def _searches(records: Collection[int]) -> Asked:
    """Ask for the search for parents: `text` is what was tried, `more` what came of it."""
    return shaped(
        "search", ParentSearch.objects.filter(child__in=records), who="who", text="tried", more="outcome",
        by="noted_by__name", first_on="asked_on",
    )  # fmt: skip


def _thought(records: Collection[int]) -> Asked:
    """Ask only whether somebody thought about the child's needs, so that this is not read in vain."""
    return shaped("thought", ConsideredChild.objects.filter(person__in=records), key="pk")
