"""Records that are stated to be one person: both stay, and whoever may see both reads them as one.

Whoever may see only one learns nothing of the other, not even that there is one. Identities before and after an
adoption are joined for nobody but those on the list of each that is restricted: an emergency joins nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from righthelp.people.models import IdentityLink, Person
from righthelp.people.policies import NAMED
from righthelp.people.reasons import Reason

if TYPE_CHECKING:
    from righthelp.people.queries import IdentityLinkQuerySet

Pair = tuple[int, int]
Reasons = Mapping[int, Iterable[Reason]]  # of one reader, for each record of which they may know
OF_PEOPLE = ("first__agency", "first__noted_by", "second__agency", "second__noted_by")


@dataclass(frozen=True)
class Stated:
    """Which records are stated to be one person, and which of them are restricted for adoption."""

    pairs: frozenset[Pair] = frozenset()
    adopted: frozenset[int] = frozenset()
    people: Mapping[int, Person] = field(default_factory=dict)

    def joins(self, pair: Pair, reasons: Reasons) -> bool:
        """Say whether a reader may know that these two are one person."""
        known = all(key in reasons for key in pair)
        return known and all(NAMED in reasons[key] for key in pair if key in self.adopted)

    def groups(self, reasons: Reasons) -> dict[int, int]:
        """Give for everybody whom a reader may know to be somebody else too the first record of their group."""
        first: dict[int, int] = {}
        for pair in self.pairs:
            if self.joins(pair, reasons):
                one, other = (_root(first, key) for key in pair)
                first[max(one, other)] = first[min(one, other)] = min(one, other)
        return {key: _root(first, key) for key in first}

    @property
    def everybody(self) -> set[int]:
        """Give the keys of all of whom anything is stated here."""
        return {key for pair in self.pairs for key in pair}

    def others_that_count(self, person: int) -> list[int]:
        """Give the other records of somebody, whoever asks: what a page counts, but shows to nobody for this.

        Identities before and after an adoption are not joined here either.
        """
        return self.others(person, dict.fromkeys(self.everybody, ()))

    def others(self, person: int, reasons: Reasons) -> list[int]:
        """Give the other records that a reader may know to be this person."""
        joined = self.groups(reasons)
        return sorted(key for key, root in joined.items() if root == joined.get(person) and key != person)


def stated_of(person: Person) -> Stated:
    """Read what is stated of somebody, as `stated_about` does.

    Of most people nothing is: where that was read with the person, it is not asked again.
    """
    return stated_about({person.pk}) if vars(person).get("is_linked", True) else Stated()


def stated_about(people: Collection[int]) -> Stated:
    """Read what is stated of some people and of everybody joined to them, by however many statements."""
    found: dict[int, IdentityLink] = {}
    known: set[int] = set()
    wanted = set(people)
    while wanted:
        found |= {link.pk: link for link in _touching_those_beside(wanted)}
        known |= wanted | {key for link in found.values() for key in _ends(link) if wanted.intersection(_ends(link))}
        wanted = {key for link in found.values() for key in _ends(link)} - known
    return _stated(found.values(), {one.pk: one for link in found.values() for one in _both(link)})


def stated_among(people: Collection[int]) -> Stated:
    """Read what is stated of any two of these people."""
    return _stated(IdentityLink.objects.standing().with_restrictions().filter(first__in=people, second__in=people), {})


def _touching_those_beside(people: Collection[int]) -> "IdentityLinkQuerySet":
    """Give the statements about whoever is joined to these people: so all about these people, too, in one query."""
    standing = IdentityLink.objects.standing().order_by()
    beside = standing.filter(first__in=people).values_list("second")
    beside = beside.union(standing.filter(second__in=people).values_list("first"))
    told = standing.with_restrictions().select_related(*OF_PEOPLE)
    return told.filter(first__in=beside).union(told.filter(second__in=beside))


def _stated(links: Iterable[IdentityLink], people: Mapping[int, Person]) -> Stated:
    read = list(links)
    first = {link.first_id for link in read if vars(link)["first_adopted"]}
    second = {link.second_id for link in read if vars(link)["second_adopted"]}
    return Stated(frozenset(map(_ends, read)), frozenset(first | second), people)


def _both(link: IdentityLink) -> tuple[Person, Person]:
    """Give both records, each with whether only named people open it."""
    vars(link.first)["is_closed"] = vars(link)["first_closed"]
    vars(link.second)["is_closed"] = vars(link)["second_closed"]
    return link.first, link.second


def _ends(link: IdentityLink) -> Pair:
    return link.first_id, link.second_id


def _root(first: Mapping[int, int], key: int) -> int:
    while first.get(key, key) != key:
        key = first[key]
    return key
