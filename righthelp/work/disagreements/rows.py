"""What a child's chronology tells of disagreements: that one was raised, and that it ended. Nothing of what was said.

Asked in the shape of `people.rows`, so that a page reads it along with the other small tables, in one query. It tells
of no more disagreements than `policies.may_read` opens; of one about other children too, whose records the page has
not asked for, only to a party, and not where a restricted record is among them; of one that was raised before the
record was linked, to a party too.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from righthelp.agencies.policies import agencies_where
from righthelp.people.happenings import Happening
from righthelp.people.models import Restriction
from righthelp.people.rows import Asked, Row, shaped
from righthelp.work.disagreements.models import Disagreement, DisagreementStep
from righthelp.work.disagreements.policies import WRITES, agencies_answered_for
from righthelp.work.disagreements.rules import FIRST

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.work.disagreements.queries import DisagreementQuerySet

TABLE = "disagreement"


def asked_of_disagreements(reader: "Practitioner", records: Collection[int]) -> Iterable[Asked]:
    """Ask for the disagreements about a child, by records whose story is open to the reader: `who` is the other agency.

    `place` is the agency that raised it, `more` how it ended.
    """
    asked = shaped(
        TABLE, _told_to(reader, records), who="agency_name", place="raised_for__name", more="outcome",
        first_on=TruncDate("raised_at"), last_on=TruncDate("ended_at"),
    )  # fmt: skip
    return [asked]


def _told_to(reader: "Practitioner", records: Collection[int]) -> "DisagreementQuerySet":
    writes, steps = agencies_where(reader, WRITES), DisagreementStep.objects.filter(disagreement=OuterRef("pk"))
    theirs = Q(theirs=reader, theirs_agency__in=writes)
    is_named = Exists(steps.filter(theirs | Q(ours=reader, ours_agency__in=writes)))
    is_party = Q(raised_by=reader, raised_for__in=writes) | Q(is_named)
    others = Disagreement.children.through.objects.filter(disagreement=OuterRef("pk")).exclude(person__in=records)
    shut = Exists(others.filter(person__in=Restriction.objects.filter(lifted_at__isnull=True).values("person")))
    answered = agencies_answered_for(reader)
    answers = Q(raised_for__in=answered) | Q(agency__in=answered)
    is_with = Q(complained_of=reader) | Q(complained_of__isnull=True, complained_of_name__iexact=reader.name)
    on_first = Exists(steps.filter(theirs, position=FIRST))
    answers &= Q(is_by_decision=False)  # a record that joined later opens it to nobody else
    told = Disagreement.objects.about(records).filter(is_party | (answers & ~Exists(others)))
    return told.filter(~shut, ~is_with | Q(on_first))


def _tell(row: Row, today: dt.date) -> Iterator[Happening]:
    """Tell when a disagreement was raised, and when it ended."""
    if row.first_on:
        yield Happening(row.first_on, f"A disagreement with {row.who} was raised", row.place)
    if row.last_on:
        how = Disagreement.Outcome(row.more).label.lower()
        yield Happening(row.last_on, f"A disagreement with {row.who} ended: {how}", row.place)


TELLS = {TABLE: _tell}
