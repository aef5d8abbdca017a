"""Records that only named people open, and the glass that may be broken."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.models import EmergencyOpening, NamedReader, Person, Restriction

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

OPEN_FOR = dt.timedelta(hours=4)


class NobodyNamed(ValueError):
    """A restricted record needs at least one person who may open it."""


@transaction.atomic
def restrict(
    *, person: Person, kind: str, because: str, readers: "Collection[Practitioner]", by: "Practitioner"
) -> Restriction:
    """Close a record to everybody but named readers.

    Raises:
        ChangedMeanwhile: when it is restricted already.
        NobodyNamed: without a reader.
    """
    if not readers:
        raise NobodyNamed
    try:
        with transaction.atomic():
            restriction = Restriction.objects.create(person=person, kind=kind, because=because, restricted_by=by)
    except IntegrityError:
        raise ChangedMeanwhile from None
    record(by=by, name="people.restricted", subject=person, refs={"restriction": restriction.pk})
    for reader in readers:
        name_reader(restriction=restriction, reader=reader, by=by)
    return restriction


@transaction.atomic
def name_reader(*, restriction: Restriction, reader: "Practitioner", by: "Practitioner") -> None:
    """Let one more person open a restricted record; naming somebody twice changes nothing."""
    _, is_new = NamedReader.objects.get_or_create(
        restriction=restriction, practitioner=reader, ended_at=None, defaults={"named_by": by}
    )
    if is_new:
        refs = {"restriction": restriction.pk, "practitioner": reader.pk}
        record(by=by, name="people.reader_named", subject=restriction.person, refs=refs)


@transaction.atomic
def end_reader(*, reader: NamedReader, by: "Practitioner") -> None:
    """Take somebody off the list of a restricted record.

    Raises:
        NobodyNamed: for the last one: name somebody else first, or lift the restriction.
    """
    others = NamedReader.objects.select_for_update().filter(restriction=reader.restriction, ended_at__isnull=True)
    if not [one for one in others if one.pk != reader.pk]:
        raise NobodyNamed
    NamedReader.objects.filter(pk=reader.pk, ended_at__isnull=True).update(ended_at=timezone.now(), ended_by=by)
    refs = {"restriction": reader.restriction_id, "practitioner": reader.practitioner_id}
    record(by=by, name="people.reader_ended", subject=reader.restriction.person, refs=refs)


@transaction.atomic
def lift_restriction(*, restriction: Restriction, because: str, by: "Practitioner") -> None:
    """Open a record again to everybody who has a reason.

    Raises:
        ChangedMeanwhile: when somebody lifted it already.
    """
    lifted = {"lifted_by": by, "lifted_at": timezone.now(), "lifted_because": because}
    if not Restriction.objects.filter(pk=restriction.pk, lifted_at__isnull=True).update(**lifted):
        raise ChangedMeanwhile
    record(by=by, name="people.restriction_lifted", subject=restriction.person, refs={"restriction": restriction.pk})


@transaction.atomic
def break_glass(*, person: Person, because: str, by: "Practitioner") -> EmergencyOpening:
    """Open a record for four hours without a reason of one's own; whoever must know is told by the caller's notices."""
    opening = EmergencyOpening.objects.create(
        person=person, practitioner=by, because=because, until=timezone.now() + OPEN_FOR
    )
    record(by=by, name="people.glass_broken", subject=person, refs={"opening": opening.pk})
    return opening


@transaction.atomic
def close_review(*, opening: EmergencyOpening, was_right: bool, finding: str, by: "Practitioner") -> None:
    """Say whether an emergency opening was right; nobody reviews their own.

    Raises:
        ChangedMeanwhile: when somebody reviewed it already.
        ValueError: when `by` opened it.
    """
    if opening.practitioner_id == by.pk:
        raise ValueError("nobody reviews their own emergency opening")
    review = {"reviewed_by": by, "reviewed_at": timezone.now(), "was_right": was_right, "finding": finding}
    if not EmergencyOpening.objects.filter(pk=opening.pk, reviewed_at__isnull=True).update(**review):
        raise ChangedMeanwhile
    record(by=by, name="people.opening_reviewed", subject=opening.person, refs={"opening": opening.pk})
