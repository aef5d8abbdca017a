"""Why whoever works at the front door may see a record: a contact about the child is there, or was decided lately.

The other side, by name, is `readers_at_the_front_door`. A restricted record stays closed but to those on its list.
"""

from collections import defaultdict
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
from righthelp.people.reasons import EVERYDAY, Question, Reason
from righthelp.people.rows import shaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person
    from righthelp.people.reasons import Given
    from righthelp.people.rows import Row

TABLE = "front door"
TO_DECIDE = Reason("A contact about this child is at the front door, where you work", EVERYDAY)
TO_ANSWER = Reason(
    f"A contact about this child was decided at the front door, where you work, in the last {ANSWERS_FOR.days} days",
    EVERYDAY,
)


def reasons_from_front_door(reader: "Practitioner", people: Collection[int]) -> "Given | Question":
    """Ask for the reasons that whoever works at the front door has to see the children of contacts there."""
    if not works_here(reader):
        return {}
    here = _at_the_front_door().filter(person__in=people)
    return Question((shaped(TABLE, here, key="person_id", at="contact__decided_at"),), _read)


def _read(rows: "Mapping[str, list[Row]]") -> dict[int, list[Reason]]:
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for row in rows.get(TABLE, ()):
        reason, given = TO_ANSWER if row.at else TO_DECIDE, found[row.key or 0]
        given += [reason] if reason not in given else []
    return found


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
