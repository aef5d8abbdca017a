"""Why whoever works at the front door may see a record: a contact about the child is there, or was decided lately.

The other side, by name, is `readers_at_the_front_door`. A restricted record stays closed but to those on its list.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import may
from righthelp.front_door.models import NamedChild
from righthelp.front_door.policies import WORK, works_here
from righthelp.front_door.rules import ANSWERS_FOR
from righthelp.people.readers import Claims, Reader
from righthelp.people.reasons import EVERYDAY, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

TO_DECIDE = Reason("A contact about this child is at the front door, where you work", EVERYDAY)
TO_ANSWER = Reason(
    f"A contact about this child was decided at the front door, where you work, in the last {ANSWERS_FOR.days} days",
    EVERYDAY,
)


def reasons_from_front_door(reader: "Practitioner", people: Collection[int]) -> dict[int, list[Reason]]:
    """Give whoever works at the front door a reason to see the children of contacts there."""
    if not works_here(reader):
        return {}
    found = _at_the_front_door().filter(person__in=people).values_list("person_id", "contact__decided_at")
    given: dict[int, list[Reason]] = {}
    for person, decided_at in found:
        reason = TO_ANSWER if decided_at else TO_DECIDE
        if person and reason not in given.setdefault(person, []):
            given[person].append(reason)
    return given


def reach_of_front_door(reader: "Practitioner") -> "list[QuerySet[Any, Any]]":
    """Ask for the children of contacts there."""
    if not works_here(reader):
        return []
    known = NamedChild.objects.filter(person__isnull=False, contact__received_at__isnull=False).order_by()
    return [known.filter(one).values("person") for one in (_undecided(), _decided_lately())]


def readers_at_the_front_door(people: "Collection[Person]") -> Claims:
    """Name those who work at the front door, of the children of contacts there."""
    children = [one.pk for one in people if vars(one)["is_at_the_front_door"]]
    if not children:
        return Claims()

    def named(known: "Mapping[int, Practitioner]") -> Iterator[Reader]:
        here = [one for one in known.values() if may(one, WORK)]
        for child in children:
            for one in here:
                yield Reader(child, one, "works at the front door, where a contact about this child is or was")

    return Claims(roles=[Membership.objects.current().with_one_of([WORK])], named=named)


def is_at_the_front_door() -> Exists:
    """Ask, of a person who is read, whether a contact about them is there or was decided lately."""
    return Exists(_at_the_front_door().filter(person=OuterRef("pk")))


def _at_the_front_door() -> "QuerySet[NamedChild]":
    here = NamedChild.objects.filter(contact__received_at__isnull=False).order_by()
    return here.filter(_undecided() | _decided_lately())


def _still_concerned() -> Q:
    """Ask whether what is open, or was decided last, is about this child, too.

    A contact that was opened again is about those for whom it was, and no key to the others.
    """
    return Q(contact__reopened_at__isnull=True) | Q(reopened_at__gte=F("contact__reopened_at"))


def _undecided() -> Q:
    return Q(contact__decided_at__isnull=True) & _still_concerned()


def _decided_lately() -> Q:
    return Q(contact__decided_at__gte=timezone.now() - ANSWERS_FOR) & _still_concerned()
