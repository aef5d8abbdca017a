"""Who of a family may speak for which child, by what is on file: who raises a child, and who may decide for them.

A parent’s yes is for their own children. Who raises a child without parental responsibility can be asked, and their yes
alone does not decide (SF-028). Of somebody without a record nothing is known: what whoever asked them wrote down holds.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Q, When

from righthelp.consent.models import Said
from righthelp.people.models import Relationship

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.people.models import Person
    from righthelp.plans.models import PlanChild

Kind, Standing = Relationship.Kind, Said.Standing
# who has parental responsibility, unless somebody wrote down that they have not; of others it must be on file
PARENTS = (Kind.PARENT, Kind.ADOPTIVE_PARENT, Kind.GUARDIAN)
HOLDS = Q(has_parental_responsibility=True) | Q(kind__in=PARENTS, has_parental_responsibility__isnull=True)


class NotTheirs(Exception):
    """They cannot answer for `child` as what they were said to be; `raises`: who raises the child they do."""

    def __init__(self, child: "PlanChild", *, raises: bool) -> None:
        super().__init__()
        self.child, self.raises = child, raises


@dataclass(frozen=True)
class Speaks:
    """Who raises whom, and who of them may decide for whom: pairs of the keys of an adult and a child."""

    raising: frozenset[tuple[int, int]]
    deciding: frozenset[tuple[int, int]]

    def may_answer(self, person: int | None, child: int) -> bool:
        """Say whether somebody can be asked for a child."""
        return person in (None, child) or (person, child) in self.raising

    def may_decide(self, person: int | None, child: int) -> bool:
        """Say whether nothing on file speaks against their having parental responsibility for a child."""
        return person is None or (person, child) in self.deciding

    def check(self, person: "Person | None", standing: str, children: "Iterable[PlanChild]") -> None:
        """Refuse an answer for a child that is not theirs to give, or not in that standing.

        Raises:
            NotTheirs: for the first such child.
        """
        key = person.pk if person else None
        for child in children:
            raises = (key, child.person_id) in self.raising
            is_not_parent = standing == Standing.PARENT and not self.may_decide(key, child.person_id)
            is_not_self = standing == Standing.YOUNG and key != child.person_id
            if is_not_parent or is_not_self or not self.may_answer(key, child.person_id):
                raise NotTheirs(child, raises=raises)


def ties_of(children: Collection[int]) -> "QuerySet[Any]":
    """Ask for the ties by which somebody raises one of these people; `decides` says who may decide for them."""
    now = Relationship.objects.raising(children).filter(to_on=None)
    return now.annotate(decides=Case(When(HOLDS, then=True), default=False))


def speaks_of(ties: Iterable[tuple[int, int, bool]]) -> Speaks:
    """Put ties together, each with the keys of adult and child, and whether the adult may decide."""
    known = list(ties)
    raising = frozenset((adult, child) for adult, child, _ in known)
    return Speaks(raising, frozenset((adult, child) for adult, child, decides in known if decides))


def speaks_for(children: Collection[int]) -> Speaks:
    """Say who may speak for some people, by their keys."""
    return speaks_of(ties_of(children).values_list("relative", "person", "decides"))
