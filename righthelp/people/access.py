"""The only ways to a person's record: each asks for a reason, and logs the look with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.models import Person, Relationship
from righthelp.people.policies import RELATIVE, standing
from righthelp.people.reasons import Part, Reason, reasons_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Seen:
    """A person's record as one reader may see it: why, and which parts."""

    person: Person
    reasons: tuple[Reason, ...]

    def opens(self, part: Part) -> bool:
        """Say whether this reader may see a part of the record."""
        return any(part in reason.parts for reason in self.reasons)


def person_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> Seen:
    """Give the record of a person whom somebody may see, and log the look with why; else 404 with no hint."""
    person = Person.objects.select_related("agency").filter(public_id=public_id).first()
    if person is None:
        raise Http404
    seen = seen_among(reader, [person]).get(person.pk)
    if seen is None:
        raise LookRefused(reader, person)
    look(by=reader, subject=person, page=page, reason=seen.reasons[0].words)
    return seen


def seen_among(reader: "Practitioner", people: Iterable[Person]) -> dict[int, Seen]:
    """Keep those of these people whom somebody may see, with why; for lists, whose page logs what it shows."""
    by_key = {person.pk: person for person in people}
    own = standing(reasons_of(reader, by_key.keys()))
    through = _through_family(reader, by_key.keys() - own.keys())
    return {key: Seen(by_key[key], tuple(reasons)) for key, reasons in {**own, **through}.items()}


def _through_family(reader: "Practitioner", people: Collection[int]) -> dict[int, list[Reason]]:
    """Give the reason to see relatives of somebody whose record is open to the reader in its own right."""
    ties = [(one.person_id, one.relative_id) for one in Relationship.objects.standing_with(people)]
    pairs = {(a, b) for pair in ties for a, b in (pair, pair[::-1]) if a in people}
    own = standing(reasons_of(reader, {known for _, known in pairs}))
    found = {relative: [_as_relative(own[known])] for relative, known in sorted(pairs) if known in own}
    return standing(found)


def _as_relative(reasons: Iterable[Reason]) -> Reason:
    parts = frozenset(part for reason in reasons for part in reason.parts)
    return Reason("They are family of somebody whose record you may see", RELATIVE & parts)
