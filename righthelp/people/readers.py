"""Who may read of a person today, by name: said before something is filed, so that nobody is surprised.

`reasons` answers for one reader; here every room names its readers. Tests hold the two against each other.
A room calls `register` once, in its AppConfig.ready.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.policies import may
from righthelp.people.models import EmergencyOpening, NamedReader, Person
from righthelp.people.policies import may_break_glass, restricted_among

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency


@dataclass(frozen=True)
class Reader:
    """Somebody who may read of a person, and why in words, told of them rather than to them."""

    person: int
    practitioner: Practitioner
    because: str
    despite_restriction: bool = False


Find = Callable[[Collection[int]], Iterable[Reader]]

_registered: dict[str, Find] = {}


def register(name: str, find: Find) -> None:
    """Add a room's readers: `find` names them for the keys of people; the same name replaces them."""
    _registered[name] = find


def readers_of(people: Collection[int]) -> dict[int, dict[Practitioner, str]]:
    """Name those who may read of each of these people today, each with the first reason, by their names."""
    restricted = restricted_among(people)
    found: defaultdict[int, dict[Practitioner, str]] = defaultdict(dict)
    named = (reader for find in _registered.values() for reader in find(people))
    for reader in sorted(named, key=lambda one: one.practitioner.name):
        if reader.despite_restriction or reader.person not in restricted:
            found[reader.person].setdefault(reader.practitioner, reader.because)
    return dict(found)


def with_roles(practitioners: Iterable[int]) -> dict[int, Practitioner]:
    """Give people who may sign in, by key, with the roles that they hold today, in two queries."""
    keys = set(practitioners)
    found = {one.pk: one for one in Practitioner.objects.get_queryset().may_sign_in().filter(pk__in=keys)}
    held: defaultdict[int, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.current().filter(practitioner__in=keys).select_related("team__agency"):
        held[membership.practitioner_id].append(membership)
    for key, practitioner in found.items():
        vars(practitioner)["memberships_now"] = held[key]
    return found


def own_readers(people: Collection[int]) -> list[Reader]:
    """Name the readers whom this room knows: who added a record, leads, the named list, emergency openings."""
    records = list(Person.objects.filter(pk__in=people).exclude(agency=None).select_related("agency"))
    named = NamedReader.objects.filter(
        ended_at__isnull=True, restriction__lifted_at__isnull=True, restriction__person__in=people
    )
    listed = list(named.values_list("restriction__person_id", "practitioner_id"))
    opened = list(_open_now(people))
    leads = _leads([record.agency for record in records if record.agency])
    known = with_roles(
        [one.noted_by_id for one in records if one.noted_by_id]
        + [pk for _, pk in listed]
        + [one.practitioner_id for one in opened]
        + [pk for keys in leads.values() for pk in keys]
    )
    return [
        *(found for record in records for found in _by_agency(record, known, leads)),
        *(Reader(person, known[pk], "is on its list of readers", True) for person, pk in listed if pk in known),
        *(_in_emergency(one, known) for one in opened if _may_open(one, known)),
    ]


def _leads(agencies: "Collection[Agency]") -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    leads = Membership.objects.current().with_one_of(["see the agency's drafts"]).filter(team__agency__in=agencies)
    for agency, practitioner in leads.values_list("team__agency_id", "practitioner_id"):
        found[agency].append(practitioner)
    return dict(found)


def _by_agency(record: Person, known: dict[int, Practitioner], leads: dict[int, list[int]]) -> Iterator[Reader]:
    by = known.get(record.noted_by_id or 0)
    if by and may(by, "write considerations", record.agency):
        yield Reader(record.pk, by, "added this record")
    for key in leads.get(record.agency_id or 0, []):
        if key in known:
            yield Reader(record.pk, known[key], "leads safeguarding in the agency of this record")


def _open_now(people: Collection[int]) -> Iterable[EmergencyOpening]:
    now = timezone.now()
    return EmergencyOpening.objects.filter(person__in=people, opened_at__lte=now, until__gt=now)


def _may_open(opening: EmergencyOpening, known: dict[int, Practitioner]) -> bool:
    by = known.get(opening.practitioner_id)
    return by is not None and may_break_glass(by)


def _in_emergency(opening: EmergencyOpening, known: dict[int, Practitioner]) -> Reader:
    until = timezone.localtime(opening.until)
    by = known[opening.practitioner_id]
    return Reader(opening.person_id, by, f"opened it in an emergency, until {until:%H:%M}", True)
