"""What is stated of a record being the same person as another, and who else on file may be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from righthelp.people.finding.access import Hits, people_like
from righthelp.people.finding.sight import Sight
from righthelp.people.matching.card import read
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import Identifier, IdentityLink, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Statement:
    """A statement that stands, with the other record."""

    link: IdentityLink
    other: Person
    is_open: bool


def statements_about(reader: "Practitioner", person: Person) -> list[Statement]:
    """List the statements that stand, of those whose other record the reader may know of."""
    links = list(_standing(person).select_related("first", "second", "stated_by").order_by("stated_at", "pk"))
    sight = Sight(reader)
    sight.look([person.pk, *(_other(link, person).pk for link in links)])
    stated, reasons = sight.stated(), sight.reasons()
    told = [link for link in links if not link.is_same or stated.joins((link.first_id, link.second_id), reasons)]
    found = ((link, sight.known.get(_other(link, person).pk)) for link in told)
    return [Statement(link, known.person, known.seen is not None) for link, known in found if known]


def statement_to_undo(reader: "Practitioner", person: Person, link_id: UUID) -> Statement:
    """Give one statement about a person that stands, or 404."""
    found = (one for one in statements_about(reader, person) if one.link.public_id == link_id)
    statement = next(found, None)
    if statement is None:
        raise Http404
    return statement


def others_like(reader: "Practitioner", person: Person) -> Hits:
    """Look for other records of the same person; those of whom it is stated already are left out."""
    line = MatchRecord.objects.filter(pk=person.pk).values_list("line", flat=True).first()
    if line is None:
        return Hits([], [], False)
    number = Identifier.objects.filter(person=person, kind=Identifier.Kind.NHS, withdrawn_at__isnull=True)
    stated = {person.pk, *(key for pair in _standing(person).values_list("first", "second") for key in pair)}
    nhs = number.values_list("value", flat=True).first() or ""
    return people_like(reader, [(read(0, line, timezone.localdate()), nhs)], but=stated)[0]


def _standing(person: Person) -> "QuerySet[IdentityLink]":
    return IdentityLink.objects.filter(Q(first=person) | Q(second=person), undone_at__isnull=True)


def _other(link: IdentityLink, person: Person) -> Person:
    return link.second if link.first_id == person.pk else link.first
