"""Beginning a person's record."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.filing import file_person
from righthelp.people.models import Person
from righthelp.people.rules import birth_date, due_date

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner


@transaction.atomic
def add_person(
    *,
    agency: "Agency",
    source: str,
    sex: str = Person.Sex.NOT_KNOWN,
    born_on: dt.date | None = None,
    born_on_is: str = "",
    due_on: dt.date | None = None,
    by: "Practitioner",
) -> Person:
    """Begin the record of somebody, for an agency; an unborn baby needs no name and no date of birth (BP-013).

    Raises:
        Wrong: for a date of birth, or on which a baby is due, that cannot be true.
    """
    today = timezone.localdate()
    if born_on:
        birth_date(born_on, today=today)
    if due_on:
        due_date(due_on, today=today)
    sure = born_on_is or (Person.Certainty.EXACT if born_on else "")
    person = Person.objects.create(
        agency=agency, source=source, sex=sex, born_on=born_on, born_on_is=sure, due_on=due_on, noted_by=by
    )
    record(by=by, name="people.added", subject=person, refs={"agency": agency.pk})
    file_person(person)
    return person
