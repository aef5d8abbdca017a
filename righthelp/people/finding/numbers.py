"""Who else has a number that is one person's alone, as far as a writer may know of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.audit.actions import look
from righthelp.people.finding.sight import Sight
from righthelp.people.models import Identifier, Person
from righthelp.people.presenters import name_of
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

PAGE = "the same number on another record"
OF_ONE_PERSON = frozenset({Identifier.Kind.NHS, Identifier.Kind.UPN})


@dataclass(frozen=True)
class Taken:
    """A number that is on file already: on this record, or, where it is closed to the writer, on somebody's."""

    record: Person | None

    @property
    def words(self) -> str:
        """Say so at the question."""
        if self.record:
            return f"This number is already on the record of {name_of(self.record)}. Check it"
        return (
            "This number is already on file for somebody else. Check it, and ask the front door or your safeguarding "
            "lead if it is right"
        )


def taken_by(writer: "Practitioner", person: Person, kind: str, value: str) -> Taken | None:
    """Say whether somebody else has this number, and log the look at a record that is named.

    Partner agencies learn nothing of records that are closed to them, and nobody that one restricted for adoption is
    there. Records that the writer knows to be the same person share their numbers.
    """
    if kind not in OF_ONE_PERSON:
        return None
    held = Identifier.objects.filter(kind=kind, value=value, withdrawn_at__isnull=True).exclude(person=person)
    others = set(held.order_by().values_list("person_id", flat=True))
    if not others:
        return None
    sight = Sight(writer)
    sight.look({person.pk, *others})
    same = sight.same_as()
    others -= {key for key in others if key in same and same[key] == same.get(person.pk)}
    opened = sorted(key for key in others & sight.known.keys() if sight.known[key].opens(Part.STORY))
    if opened:
        found = sight.known[opened[0]]
        look(by=writer, subject=found.person, page=PAGE, reason=found.seen.reasons[0].words if found.seen else "")
        return Taken(found.person)
    may_be_told = sight.finds_anybody and others & (sight.known.keys() | sight.closed)
    return Taken(None) if may_be_told else None
