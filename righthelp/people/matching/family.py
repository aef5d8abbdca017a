"""Relatives on file: from the relationships, two steps far, so that brothers and sisters are found by their parents."""

from collections import defaultdict
from collections.abc import Collection

from righthelp.people.models import Relationship

Kin = dict[int, list[int]]


def kin_of(people: Collection[int]) -> Kin:
    """Give each person's relatives: those whom a relationship names, then the other children of the parents."""
    if not people:
        return {}
    direct, parents = _direct(people)
    children = _children({parent for found in parents.values() for parent in found})
    kin: Kin = {}
    for person in people:
        siblings = [child for parent in parents[person] for child in children[parent]]
        kin[person] = [one for one in dict.fromkeys([*direct[person], *siblings]) if one != person]
    return kin


def _direct(people: Collection[int]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    direct: dict[int, list[int]] = defaultdict(list)
    parents: dict[int, list[int]] = defaultdict(list)
    rows = Relationship.objects.standing_with(people).values_list("person_id", "relative_id", "kind")
    for person, relative, kind in rows:
        direct[person].append(relative)
        direct[relative].append(person)
        if kind == Relationship.Kind.PARENT:
            parents[person].append(relative)
    return direct, parents


def _children(parents: Collection[int]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    if parents:
        rows = Relationship.objects.filter(
            relative__in=parents, kind=Relationship.Kind.PARENT, withdrawn_at__isnull=True
        )
        for child, parent in rows.values_list("person_id", "relative_id"):
            children[parent].append(child)
    return children
