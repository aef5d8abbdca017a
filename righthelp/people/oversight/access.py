"""The getters of the pages about who may see a record and who did. Each checks, and logs the look."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.agencies.policies import may
from righthelp.audit.actions import look
from righthelp.audit.models import Look
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen, person_on_file, same_as, seen_among
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import (
    EmergencyOpening,
    Name,
    NamedReader,
    Person,
    Residence,
    Restriction,
    SampleCheck,
)
from righthelp.people.oversight.around import close_ties
from righthelp.people.places import is_at
from righthelp.people.policies import (
    may_keep_restriction,
    may_oversee,
    may_review,
    restricted_among,
    restriction_of,
    standing,
)
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part, reasons_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

OVERSEES = "You answer for who sees what"


def looks_to_oversee(reader: "Practitioner", public_id: UUID, *, page: str) -> tuple[Person, Seen | None]:
    """Give a record to see who looked at it: for information governance without any of what it holds.

    A manager needs a reason that opens the whole record: the reasons of others say what is known of somebody.
    """
    person = person_on_file(public_id)
    seen = _seen(reader, person)
    if not may_oversee(reader) and not (seen and seen.opens(Part.STORY)):
        raise LookRefused(reader, person)
    look(by=reader, subject=person, page=page, reason=seen.reasons[0].words if seen else OVERSEES)
    return person, seen


def restriction_to_keep(
    reader: "Practitioner", public_id: UUID, *, page: str
) -> tuple[Person, Seen, Restriction | None]:
    """Give a record with the restriction that stands, for whoever may restrict it or keep its list."""
    person = person_on_file(public_id)
    standing = restriction_of(person) if vars(person)["is_closed"] else None
    seen = _seen(reader, person)
    if seen is None or not may_keep_restriction(reader, seen.reasons, standing):
        raise LookRefused(reader, person)
    look(by=reader, subject=person, page=page, reason=seen.reasons[0].words)
    return person, seen, standing


def others_left_open(reader: "Practitioner", seen: Seen) -> list[tuple[Person, bool]]:
    """Give the other records of this person that are not restricted, of those that the reader may see, and log the
    look at each; with whether the reader may restrict them as well.
    """
    same = same_as(reader, seen, page="restrict")
    closed = restricted_among([one.person.pk for one in same]) if same else set()
    still_open = [one for one in same if one.person.pk not in closed]
    return [(one.person, may_keep_restriction(reader, one.reasons, None)) for one in still_open]


def homes_left_open(reader: "Practitioner", seen: Seen) -> list[Person]:
    """Give those of the family whose own records, which stay open, say where this person lives, by name.

    Only those whom the reader may see. A protected address shows through nobody.
    """
    own = seen.person.pk
    family = {one.pk: one for tie in close_ties(seen.person) for one in (tie.person, tie.relative) if one.pk != own}
    if not family:
        return []
    closed = restricted_among(family)
    accounts = accounts_of({own, *family})
    homes = [home for home in accounts[own].of(Residence) if home.to_on is None and not home.is_protected]
    with_child = [family[key] for key in family.keys() - closed if _lives_at(accounts[key], homes)]
    found = seen_among(reader, with_child) if with_child else {}
    return sorted((one.person for one in found.values()), key=lambda one: name_among(one, accounts[one.pk].of(Name)))


def _lives_at(account: Account, homes: list[Residence]) -> bool:
    own = (home for home in account.of(Residence) if home.to_on is None and not home.is_protected)
    return any(is_at(home, homes) for home in own)


def reader_to_end(restriction: Restriction | None, practitioner_id: UUID) -> NamedReader:
    """Give somebody who is on the list of a restricted record."""
    readers = NamedReader.objects.select_related("practitioner", "restriction__person")
    found = readers.filter(
        restriction=restriction, practitioner__public_id=practitioner_id, ended_at__isnull=True
    ).first()
    if found is None:
        raise Http404
    return found


def record_in_emergency(reader: "Practitioner", public_id: UUID) -> tuple[Person, bool]:
    """Give a record that may be opened in an emergency, and whether it is open to the reader already.

    Nothing of it may be shown: so it is no look.
    """
    person = person_on_file(public_id)
    seen = _seen(reader, person)
    return person, seen is not None and seen.opens(Part.STORY)


def opening_to_review(reader: "Practitioner", public_id: UUID) -> EmergencyOpening:
    """Give an emergency opening, with its reason, to whoever reviews it or reads the review; nobody their own."""
    openings = EmergencyOpening.objects.select_related("person__agency", "practitioner", "reviewed_by")
    opening = openings.filter(public_id=public_id).first()
    if opening is None:
        raise Http404
    if not may_review(reader, opening):
        raise LookRefused(reader, opening)
    look(by=reader, subject=opening.person, page="review of an emergency opening", reason=OVERSEES)
    return opening


def check_to_make(reader: "Practitioner", public_id: UUID) -> tuple[SampleCheck, Look, Person]:
    """Give one look of a sample and the record that was looked at, of which nothing may be shown; nobody their own."""
    check = SampleCheck.objects.select_related("sample", "checked_by").filter(public_id=public_id).first()
    if check is None:
        raise Http404
    drawn = Look.objects.get(pk=check.look_id)
    if not may(reader, "review emergency openings") or drawn.actor_id == reader.pk:
        raise LookRefused(reader, check)
    person = Person.objects.select_related("agency").get(pk=drawn.subject_id)
    look(by=reader, subject=person, page="check of a look", reason=OVERSEES)
    return check, drawn, person


def _seen(reader: "Practitioner", person: Person) -> Seen | None:
    """Give a record as its own reasons open it: what is seen through the family is never the whole of it."""
    closed = {person.pk} if vars(person)["is_closed"] else set()
    own = standing(reasons_of(reader, {person.pk}, closed), closed).get(person.pk)
    return Seen(person, tuple(own)) if own else None
