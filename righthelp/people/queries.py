"""QuerySets named in the users' words."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

if TYPE_CHECKING:
    from righthelp.people.models import IdentityLink, Person, Relationship  # noqa: F401  named below, in quotes


def bring_names(people: "Iterable[Person]") -> None:
    """Load the names that were not withdrawn of people who are read already, in one query."""
    prefetch_related_objects(list(people), _names())


def _names() -> "Prefetch[Any]":
    from righthelp.people.models import Name  # the models need this module first

    return Prefetch("names", Name.objects.filter(withdrawn_at__isnull=True))


def is_restricted(person: str) -> Exists:
    """Ask whether only named people open the record of whoever stands in a field."""
    from righthelp.people.models import Restriction  # the models need this module first

    return Exists(Restriction.objects.filter(person=OuterRef(person), lifted_at__isnull=True).order_by())


def is_linked(person: str) -> Q:
    """Ask whether anybody stated that the record of whoever stands in a field is the same person as another."""
    from righthelp.people.models import IdentityLink  # the models need this module first

    links = IdentityLink.objects.standing().order_by()
    first, second = links.filter(first=OuterRef(person)), links.filter(second=OuterRef(person))
    return Exists(first) | Exists(second)


class PersonQuerySet(models.QuerySet["Person"]):
    """People."""

    def with_names(self) -> "PersonQuerySet":
        """Bring along the names that were not withdrawn, in one query more a page."""
        return self.prefetch_related(_names())

    def with_whether_linked(self) -> "PersonQuerySet":
        """Bring along whether anybody stated that the record is the same person as another."""
        return self.annotate(is_linked=is_linked("pk"))

    def with_whether_closed(self) -> "PersonQuerySet":
        """Bring along whether only named people open the record."""
        return self.annotate(is_closed=is_restricted("pk"))


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    """Who people are to each other."""

    def standing_with(self, people: Collection[int]) -> "RelationshipQuerySet":
        """Keep those that were not withdrawn and have one of these people at either end, ended or not."""
        either = Q(person__in=people) | Q(relative__in=people)
        return self.filter(either, withdrawn_at__isnull=True)

    def around(self, people: Collection[int], *, steps: int) -> "RelationshipQuerySet":
        """Give those of these people, and of everybody so many steps from them, withdrawn or not, in one query.

        A union of plain questions: an index answers each of them, which it would not if they were joined by "or".
        """
        near = self.model._default_manager.filter(withdrawn_at__isnull=True).rings_around(people, steps)[-1]
        own = self.order_by()
        sides = [own.filter(**{side: keys}) for side in ("person__in", "relative__in") for keys in (people, near)]
        return sides[0].union(*sides[1:])

    def raising(self, children: "Collection[int] | QuerySet[Any]") -> "RelationshipQuerySet":
        """Keep those that were not withdrawn and by which somebody raises or raised one of these children."""
        from righthelp.people.relations import RAISING  # the models need this module first

        return self.filter(person__in=children, kind__in=RAISING, withdrawn_at__isnull=True)

    def with_whether_linked(self) -> "RelationshipQuerySet":
        """Bring along whether anybody stated that the record at either end is the same person as another."""
        return self.annotate(is_linked=is_linked("person") | is_linked("relative"))

    def with_whether_closed(self) -> "RelationshipQuerySet":
        """Bring along whether only named people open the record at either end."""
        closed = {"is_person_closed": is_restricted("person"), "is_relative_closed": is_restricted("relative")}
        return self.annotate(**closed)

    def rings_around(self, people: Collection[int], steps: int) -> "list[QuerySet[Relationship, Any]]":
        """Give the keys of everybody one step from these people, two steps, and so on, for use within a query."""
        rings: list[QuerySet[Relationship, Any]] = []
        near: QuerySet[Relationship, Any] | Collection[int] = people
        for _ in range(steps):
            up, down = self.order_by().filter(person__in=near), self.order_by().filter(relative__in=near)
            near = up.values_list("relative").union(down.values_list("person"))
            rings.append(near)
        return rings

    def close_to(self, people: Collection[int]) -> "RelationshipQuerySet":
        """Give those at these people, and the children of everybody one step from them, whose family they may be.

        What was withdrawn stays out. A union of plain questions, as above.
        """
        own = self.filter(withdrawn_at__isnull=True).order_by()
        up, down = own.filter(person__in=people), own.filter(relative__in=people)
        parents = up.values_list("relative").union(down.values_list("person"))
        return up.union(down, own.filter(relative__in=parents, kind__in=("parent", "adoptive_parent")))


class IdentityLinkQuerySet(models.QuerySet["IdentityLink"]):
    """Statements about which records are one person."""

    def standing(self) -> "IdentityLinkQuerySet":
        """Keep those that nobody took back and that say that two records are one person."""
        return self.filter(is_same=True, undone_at__isnull=True)

    def with_restrictions(self) -> "IdentityLinkQuerySet":
        """Bring along whether each of the two records is restricted, and whether that is for adoption."""
        from righthelp.people.models import Restriction  # the models need this module first

        adopted = Restriction.objects.filter(kind=Restriction.Kind.ADOPTION, lifted_at__isnull=True)
        return self.annotate(
            first_closed=is_restricted("first"),
            second_closed=is_restricted("second"),
            first_adopted=Exists(adopted.filter(person=OuterRef("first"))),
            second_adopted=Exists(adopted.filter(person=OuterRef("second"))),
        )
