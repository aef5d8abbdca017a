"""Who people are to each other."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.filing import file_person
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.ages import may_be_twins, may_raise
from righthelp.people.models import Person, Relationship
from righthelp.people.relations import DESCENT
from righthelp.people.rules import Wrong

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Kind = Relationship.Kind
REPLACED = "Replaced by what was noted later about parental responsibility, contact, safety or who matters"


@transaction.atomic
def relate(
    *,
    person: Person,
    relative: Person,
    kind: str,
    from_on: dt.date | None = None,
    to_on: dt.date | None = None,
    source: str,
    has_parental_responsibility: bool | None = None,
    contact_restriction: str = "",
    safety: str = "",
    is_important: bool = False,
    by: "Practitioner",
) -> Relationship:
    """Note that `relative` is the `kind` of `person`; it reads both ways.

    Raises:
        Wrong: for oneself, a parent or carer who is too young, a circle of parents, or what is noted already.
    """
    _check(person, relative, Kind(kind))
    try:
        with transaction.atomic():
            made = Relationship.objects.create(
                person=person, relative=relative, kind=kind, from_on=from_on, to_on=to_on, source=source,
                has_parental_responsibility=has_parental_responsibility, contact_restriction=contact_restriction,
                safety=safety, is_important=is_important, noted_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Wrong("This is noted already") from None
    _log(made, "people.related", by)
    return made


@transaction.atomic
def note_about_relationship(
    *,
    relationship: Relationship,
    has_parental_responsibility: bool | None,
    contact_restriction: str,
    safety: str,
    is_important: bool,
    source: str,
    by: "Practitioner",
) -> Relationship:
    """Note parental responsibility, what restricts contact, safety (BP-253), and whether somebody matters to the child.

    `safety` is what others should know about safety or welfare when the child is with this person. What stood before is
    withdrawn as replaced, so that an earlier restriction or worry can still be read.

    Raises:
        ChangedMeanwhile: when somebody replaced or withdrew it already.
    """
    still = Relationship.objects.filter(pk=relationship.pk, withdrawn_at__isnull=True)
    if not still.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=REPLACED):
        raise ChangedMeanwhile
    made = Relationship.objects.create(
        person=relationship.person, relative=relationship.relative, kind=relationship.kind,
        from_on=relationship.from_on, to_on=relationship.to_on, source=source, noted_by=by,
        has_parental_responsibility=has_parental_responsibility, contact_restriction=contact_restriction,
        safety=safety, is_important=is_important,
    )  # fmt: skip
    _log(made, "people.relationship_noted", by)
    return made


def _log(made: Relationship, event: str, by: "Practitioner") -> None:
    record(by=by, name=event, subject=made.person, refs={"person": made.relative_id, "relationship": made.pk})
    if made.kind in DESCENT:
        file_person(made.person)


def _check(person: Person, relative: Person, kind: Kind) -> None:
    if person.pk == relative.pk:
        raise Wrong("Choose two different people")
    may_raise(kind, adult=relative, child=person, today=timezone.localdate())
    may_be_twins(kind, person, relative)
    if kind in DESCENT and person.pk in _ancestors(relative):
        raise Wrong("This would make somebody their own grandparent: check who is the parent and who is the child")
    if kind in Relationship.SYMMETRIC and _stands_the_other_way(person, relative, kind):
        raise Wrong("This is noted already")


def _ancestors(person: Person) -> set[int]:
    """Give somebody and everybody above them, a query a generation."""
    found: set[int] = set()
    rising = {person.pk}
    while rising:
        found |= rising
        parents = Relationship.objects.filter(person__in=rising, kind__in=DESCENT, withdrawn_at__isnull=True)
        rising = set(parents.values_list("relative_id", flat=True)) - found
    return found


def _stands_the_other_way(person: Person, relative: Person, kind: str) -> bool:
    pair = Q(person=relative, relative=person, kind=kind)
    return Relationship.objects.filter(pair, to_on__isnull=True, withdrawn_at__isnull=True).exists()
