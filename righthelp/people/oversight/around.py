"""Everybody who may see a record now, in its own right or through the family, so that a page can say who loses it."""

from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.close import close_family, tie_of
from righthelp.people.models import Person, Relationship
from righthelp.people.presenters import is_child
from righthelp.people.readers import Access, access_to, readers_of

FAMILY = "sees who this is, as family of somebody whose record they may see"


def owners_of(person: Person) -> dict[Practitioner, str]:
    """Give whoever has a reason of their own to see a record, with it: who added it, leads, works with the child."""
    return readers_of([person.pk]).get(person.pk, {})


def all_readers_of(person: Person) -> dict[Practitioner, Access]:
    """Give whoever may see a record that is not restricted, their own reasons before one by the family."""
    found = access_to({person.pk, *_through(person)})
    own = found.pop(person.pk, {})
    return {**{reader: Access((FAMILY,)) for readers in found.values() for reader in readers}, **own}


def _through(person: Person) -> set[int]:
    """Give those whose own record opens this one as far as who it is: the family, and children of whom it is close."""
    ties = close_ties(person)
    near = {key for tie in ties for key in (tie.person_id, tie.relative_id) if person.pk in _ends(tie)}
    today = timezone.localdate()
    children = {one.pk for tie in ties for one in (tie.person, tie.relative) if is_child(one, today)}
    close = close_family(map(tie_of, ties), children)
    return (near | {one.child for one in close if one.person == person.pk}) - {person.pk}


def close_ties(person: Person) -> list[Relationship]:
    """List who is tied to a person, and the children of those, read once for a page that asks twice."""
    kept: list[Relationship] | None = vars(person).get("close_ties")
    if kept is None:
        kept = list(Relationship.objects.select_related("person", "relative").close_to([person.pk]))
        vars(person)["close_ties"] = kept
    return kept


def _ends(tie: Relationship) -> tuple[int, int]:
    return tie.person_id, tie.relative_id
