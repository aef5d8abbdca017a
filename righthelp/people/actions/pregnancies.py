"""A pregnancy that ended before birth, on the record of whoever carried it."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.models import Person, Relationship
from righthelp.people.rules import pregnancy_end

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def note_pregnancy_ended(*, person: Person, ended_on: dt.date | None, source: str, by: "Practitioner") -> Person:
    """Note that a pregnancy of somebody ended, on a day if it is known, so that the genogram can show it (BP-168).

    Whoever may read what is known of that person may see it, and nobody else: a loss is the mother's own to tell, so
    the records of her children do not open it; yet it is no medical detail, so whoever supports her need not be named
    for health. It is never looked for as a person, so the index of the matcher does not hold it.

    Raises:
        Wrong: for a day that lies ahead, or before the person was born.
    """
    pregnancy_end(ended_on, born=person.born_on, today=timezone.localdate())
    ended = Person.objects.create(
        agency=person.agency, stage=Person.Stage.LOST, died_on=ended_on, source=source, noted_by=by
    )
    tie = Relationship.objects.create(
        person=ended, relative=person, kind=Relationship.Kind.PARENT, source=source, noted_by=by
    )
    record(by=by, name="people.pregnancy_noted", subject=person, refs={"person": ended.pk, "relationship": tie.pk})
    return ended
