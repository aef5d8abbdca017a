"""What is known of a person: added, ended, or withdrawn with a reason; never edited in place, never deleted."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.filing import file_family, file_person
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.models import Detail, Identifier, Name, Person, Relationship, Residence
from righthelp.people.rules import Wrong, last_day, nhs_number, upn
from righthelp.people.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from righthelp.agencies.models import Practitioner

A_DAY = dt.timedelta(days=1)
CHECKED = {Identifier.Kind.NHS: nhs_number, Identifier.Kind.UPN: upn}


@transaction.atomic
def add_name(
    *,
    person: Person,
    kind: str,
    first: str = "",
    middle: str = "",
    last: str = "",
    from_on: dt.date | None = None,
    to_on: dt.date | None = None,
    source: str,
    by: "Practitioner",
) -> Name:
    """Note one name of a person; the newest of a kind is the one that holds."""
    name = Name.objects.create(
        person=person, kind=kind, first=first, middle=middle, last=last,
        from_on=from_on, to_on=to_on, source=source, noted_by=by,
    )  # fmt: skip
    record(by=by, name="people.name_added", subject=person, refs={"name": name.pk})
    file_family(person)
    return name


@transaction.atomic
def add_residence(
    *,
    person: Person,
    line: str = "",
    town: str = "",
    postcode: str = "",
    is_protected: bool = False,
    from_on: dt.date | None = None,
    to_on: dt.date | None = None,
    source: str,
    by: "Practitioner",
) -> Residence:
    """Note where somebody lives or lived; somebody may have two homes at once."""
    home = Residence.objects.create(
        person=person, line=line, town=town, postcode=postcode, is_protected=is_protected,
        from_on=from_on, to_on=to_on, source=source, noted_by=by,
    )  # fmt: skip
    record(by=by, name="people.residence_added", subject=person, refs={"residence": home.pk})
    file_person(person)
    return home


@transaction.atomic
def protect_residences(*, homes: "Sequence[Residence]", because: str, by: "Practitioner") -> None:
    """Protect addresses that were open, all of them or none: the rows stay, marked from now on, with the reason.

    Raises:
        ChangedMeanwhile: when somebody withdrew or protected one already.
    """
    for home in homes:
        still = Residence.objects.filter(pk=home.pk, is_protected=False, withdrawn_at__isnull=True)
        if not still.update(is_protected=True, protected_at=timezone.now(), protected_because=because):
            raise ChangedMeanwhile
        record(by=by, name="people.residence_protected", subject=home.person, refs={"residence": home.pk})
        file_person(home.person)


@transaction.atomic
def add_identifier(
    *, person: Person, kind: str, value: str, system: str = "", source: str, by: "Practitioner"
) -> Identifier:
    """Note a number by which others know a person.

    Raises:
        Wrong: for an NHS number or unique pupil number that cannot be one, or a number that is noted already.
    """
    checked = CHECKED.get(Identifier.Kind(kind), str)(value)
    try:
        with transaction.atomic():
            number = Identifier.objects.create(
                person=person, kind=kind, value=checked, system=system, source=source, noted_by=by
            )
    except IntegrityError:
        raise Wrong("This number is noted already") from None
    record(by=by, name="people.identifier_added", subject=person, refs={"identifier": number.pk})
    return number


@transaction.atomic
def add_detail(
    *,
    person: Person,
    kind: str,
    value: str,
    from_on: dt.date | None = None,
    to_on: dt.date | None = None,
    source: str,
    by: "Practitioner",
) -> Detail:
    """Note one thing that is known; of a kind of which there is one only, the one before ends."""
    if not DETAIL_KINDS[kind].many and to_on is None:
        _end_before(person, kind, from_on or timezone.localdate(), by)
    detail = Detail.objects.create(
        person=person, kind=kind, value=value, from_on=from_on, to_on=to_on, source=source, noted_by=by
    )
    record(by=by, name="people.detail_added", subject=person, refs={"detail": detail.pk})
    return detail


def _end_before(person: Person, kind: str, day: dt.date, by: "Practitioner") -> None:
    for before in Detail.objects.filter(person=person, kind=kind, to_on__isnull=True, withdrawn_at__isnull=True):
        ends_on = max(day - A_DAY, before.from_on or day - A_DAY)
        end_value(value=before, on=ends_on, by=by)


@transaction.atomic
def end_value(*, value: Value, on: dt.date, by: "Practitioner") -> None:
    """Say on which day something held for the last time.

    Raises:
        ChangedMeanwhile: when somebody ended or withdrew it already.
        Wrong: when that day lies ahead, or before the day on which it began.
    """
    last_day(on, began=value.from_on, today=timezone.localdate())
    still = type(value)._default_manager.filter(pk=value.pk, to_on__isnull=True, withdrawn_at__isnull=True)
    if not still.update(to_on=on):
        raise ChangedMeanwhile
    _note(value, "people.value_ended", by)


@transaction.atomic
def withdraw_value(*, value: Value, because: str, by: "Practitioner") -> None:
    """Say that something was never right. It stays on file, with who said so and why.

    Raises:
        ChangedMeanwhile: when somebody withdrew it already.
    """
    still = type(value)._default_manager.filter(pk=value.pk, withdrawn_at__isnull=True)
    if not still.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=because):
        raise ChangedMeanwhile
    _note(value, "people.value_withdrawn", by)


def _note(value: Value, event: str, by: "Practitioner") -> None:
    """Log the change with a reference to the value, and file whom it concerns anew."""
    refs = {str(value._meta.model_name): value.pk}
    record(by=by, name=event, subject=value.person, refs=refs)
    if isinstance(value, Name):
        file_family(value.person)
    elif isinstance(value, Residence | Relationship):
        file_person(value.person)
