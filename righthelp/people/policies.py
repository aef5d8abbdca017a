"""Who may see and change a person's record: the reasons that this room knows itself.

Rooms above add theirs (`reasons.register`): whoever works with a child. A relative's record opens as far as the record
of the child does through which they are known: who they are and how to reach them, never what is protected.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.people.models import EmergencyOpening, NamedReader, Person, Restriction
from righthelp.people.reasons import EVERYDAY, EVERYTHING, Part, Reason

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

ADDED = Reason("You added this record", EVERYDAY)
LEADS = Reason("You lead safeguarding in the agency whose record this is", EVERYDAY | {Part.PROTECTED, Part.HEALTH})
NAMED = Reason("You are on the list of people who may open this restricted record", EVERYTHING, True)
RELATIVE = frozenset({Part.WHO, Part.WHERE})


def own_reasons(reader: "Practitioner", people: Collection[int]) -> dict[int, list[Reason]]:
    """Give the reasons that need no other room: added, lead, named, emergency."""
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for person in Person.objects.filter(pk__in=people).select_related("agency"):
        found[person.pk].extend(_by_agency(reader, person))
    for person_id in _named(reader, people):
        found[person_id].append(NAMED)
    for opening in _open_now(reader, people):
        found[opening.person_id].append(_emergency(opening))
    return dict(found)


def standing(reasons: Mapping[int, Iterable[Reason]]) -> dict[int, list[Reason]]:
    """Keep what opens a record: for a restricted one, only a reason that names this reader."""
    restricted = restricted_among(reasons)
    kept = {
        person: [reason for reason in given if reason.despite_restriction or person not in restricted]
        for person, given in reasons.items()
    }
    return {person: given for person, given in kept.items() if given}


def restricted_among(people: Iterable[int]) -> set[int]:
    """Give those of these people whose records only named people open."""
    found = Restriction.objects.filter(person__in=list(people), lifted_at__isnull=True)
    return set(found.values_list("person_id", flat=True))


def may_break_glass(person: "Practitioner") -> bool:
    """Social care roles only."""
    return may(person, "break the glass")


def may_review(person: "Practitioner", opening: EmergencyOpening) -> bool:
    """Information governance, but nobody their own opening."""
    return may(person, "review emergency openings") and opening.practitioner_id != person.pk


def _by_agency(reader: "Practitioner", person: Person) -> list[Reason]:
    if person.agency is None:
        return []
    added = person.noted_by_id == reader.pk and may(reader, "write considerations", person.agency)
    leads = may(reader, "see the agency's drafts", person.agency)
    return [reason for reason, holds in ((ADDED, added), (LEADS, leads)) if holds]


def _named(reader: "Practitioner", people: Collection[int]) -> list[int]:
    named = NamedReader.objects.filter(
        practitioner=reader, ended_at__isnull=True, restriction__lifted_at__isnull=True, restriction__person__in=people
    )
    return list(named.values_list("restriction__person_id", flat=True))


def _open_now(reader: "Practitioner", people: Collection[int]) -> Iterable[EmergencyOpening]:
    if not may_break_glass(reader):
        return []
    now = timezone.now()
    return EmergencyOpening.objects.filter(practitioner=reader, person__in=people, opened_at__lte=now, until__gt=now)


def _emergency(opening: EmergencyOpening) -> Reason:
    until = timezone.localtime(opening.until)
    return Reason(f"You opened it in an emergency, until {until:%H:%M}", EVERYDAY | {Part.PROTECTED, Part.HEALTH}, True)
