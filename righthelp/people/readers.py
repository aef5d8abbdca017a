"""Who may read of a person today, by name: said before something is filed, so that nobody is surprised.

`reasons` answers for one reader; here every room names its readers. Tests hold the two against each other.
A room calls `register` once, in its AppConfig.ready.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import DateTimeField, Exists, Q, Value
from django.utils import timezone

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.policies import may
from righthelp.people.models import EmergencyOpening, NamedReader, Person
from righthelp.people.policies import may_break_glass

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.queries import MembershipQuerySet


@dataclass(frozen=True)
class Reader:
    """Somebody who may read of a person, and why in words, told of them rather than to them."""

    person: int
    practitioner: Practitioner
    because: str
    despite_restriction: bool = False
    is_passing: bool = False  # an emergency, which ends by itself within hours
    manages: bool = False  # a team that works with them


@dataclass(frozen=True)
class Access:
    """Why somebody may read of a person today: every reason in words, what lasts first."""

    lasting: tuple[str, ...]
    passing: tuple[str, ...] = ()
    manages: bool = False

    @property
    def first(self) -> str:
        """Give the strongest reason: one that lasts, if there is any."""
        return (*self.lasting, *self.passing)[0]

    @property
    def words(self) -> str:
        """Give all reasons."""
        return "; ".join((*self.lasting, *self.passing))


@dataclass(frozen=True)
class Claims:
    """What a room knows of readers before anybody's roles are read: those of all rooms are read in one query.

    `practitioners` are those who may be one, by key; `roles` are memberships that may make others one; `named` says who
    is one, of those who may sign in today, with their roles.
    """

    practitioners: Collection[int] = ()
    roles: "Collection[MembershipQuerySet]" = ()
    named: Callable[[Mapping[int, Practitioner]], Iterable[Reader]] = lambda known: ()


Find = Callable[[Collection[Person]], Claims]

_registered: dict[str, Find] = {}
_alongside: dict[str, Callable[[], Exists]] = {}


def register(name: str, find: Find, *, alongside: Mapping[str, Callable[[], Exists]] = MappingProxyType({})) -> None:
    """Add a room's readers: `find` gives its claims on people; the same name replaces them.

    `alongside` gives, by name, what is asked of each person in the very query that reads them: it costs no other.
    """
    _registered[name] = find
    _alongside.update(alongside)


def readers_of(people: Collection[int]) -> dict[int, dict[Practitioner, str]]:
    """Name those who may read of each of these people today, each with the strongest reason, by their names."""
    return {key: {one: why.first for one, why in held.items()} for key, held in access_to(people).items()}


def access_to(people: Collection[int]) -> dict[int, dict[Practitioner, Access]]:
    """Name those who may read of each of these people today, each with every reason, by their names."""
    read = Person.objects.filter(pk__in=people).select_related("agency").with_whether_closed()
    records = list(read.annotate(**{name: ask() for name, ask in _alongside.items()}))
    restricted = {one.pk for one in records if vars(one)["is_closed"]}
    found: defaultdict[int, defaultdict[Practitioner, list[Reader]]] = defaultdict(lambda: defaultdict(list))
    claims = [find(records) for find in _registered.values()]
    known = with_roles(
        {key for claim in claims for key in claim.practitioners}, [role for claim in claims for role in claim.roles]
    )
    named = (reader for claim in claims for reader in claim.named(known))
    for reader in sorted(named, key=lambda one: one.practitioner.name):
        if reader.despite_restriction or reader.person not in restricted:
            found[reader.person][reader.practitioner].append(reader)
    return {key: {one: _access(given) for one, given in held.items()} for key, held in found.items()}


def _access(given: Collection[Reader]) -> Access:
    lasting, passing = (
        tuple(dict.fromkeys(one.because for one in given if one.is_passing is passes)) for passes in (False, True)
    )
    return Access(lasting, passing, any(one.manages for one in given))


def with_roles(practitioners: Iterable[int], roles: "Iterable[MembershipQuerySet]" = ()) -> dict[int, Practitioner]:
    """Give those who may sign in of some people, and of whoever has one of some memberships, with their roles today.

    Mostly in one query: another only for those among them who hold no role, or may not sign in.
    """
    keys = set(practitioners)
    either = Q(pk__in=keys)
    for memberships in roles:
        either |= Q(pk__in=memberships.order_by().values("practitioner"))
    may_sign_in = Practitioner.objects.get_queryset().may_sign_in().filter(either)
    found: dict[int, Practitioner] = {}
    held: defaultdict[int, list[Membership]] = defaultdict(list)
    current = Membership.objects.current().filter(practitioner__in=may_sign_in.values("pk"))
    for membership in current.select_related("practitioner", "team__agency"):
        found.setdefault(membership.practitioner_id, membership.practitioner)
        held[membership.practitioner_id].append(membership)
    if keys - found.keys():
        found |= {one.pk: one for one in may_sign_in.filter(pk__in=keys - found.keys())}
    for key, practitioner in found.items():
        vars(practitioner)["memberships_now"] = held[key]
    return found


def own_readers(people: Collection[Person]) -> Claims:
    """Name the readers whom this room knows: who added a record, leads, the named list, emergency openings."""
    records = [one for one in people if one.agency]
    by_name = _listed_or_open([one.pk for one in people])
    leads = Membership.objects.current().with_one_of(["see the agency's drafts"])

    def named(known: Mapping[int, Practitioner]) -> Iterator[Reader]:
        for record in records:
            yield from _by_agency(record, known)
        for person, pk, until in by_name:
            if _may_open(known.get(pk), until):
                yield _by_name(person, known[pk], until)

    return Claims(
        [*(one.noted_by_id for one in records if one.noted_by_id), *(pk for _, pk, _ in by_name)],
        [leads.filter(team__agency__in=[one.agency_id for one in records])],
        named,
    )


def _by_agency(record: Person, known: Mapping[int, Practitioner]) -> Iterator[Reader]:
    by = known.get(record.noted_by_id or 0)
    if by and may(by, "write considerations", record.agency):
        yield Reader(record.pk, by, "added this record")
    for one in known.values():
        if may(one, "see the agency's drafts", record.agency):
            yield Reader(record.pk, one, "leads safeguarding in the agency of this record")


def _listed_or_open(people: Collection[int]) -> "list[tuple[int, int, dt.datetime | None]]":
    """Give who is on the list of these records, and who holds one open in an emergency with until when: one query."""
    now = timezone.now()
    opened = EmergencyOpening.objects.filter(person__in=people, opened_at__lte=now, until__gt=now).order_by()
    standing = {"ended_at__isnull": True, "restriction__lifted_at__isnull": True}
    named = NamedReader.objects.filter(restriction__person__in=people, **standing).order_by()
    always = named.annotate(until=Value(None, DateTimeField())).values_list(
        "restriction__person_id", "practitioner_id", "until"
    )
    return list(opened.values_list("person_id", "practitioner_id", "until").union(always))


def _may_open(by: Practitioner | None, until: "dt.datetime | None") -> bool:
    return by is not None and (until is None or may_break_glass(by))


def _by_name(person: int, by: Practitioner, until: "dt.datetime | None") -> Reader:
    if until is None:
        return Reader(person, by, "is on its list of readers", True)
    return Reader(person, by, f"opened it in an emergency, until {timezone.localtime(until):%H:%M}", True, True)
