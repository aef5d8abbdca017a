"""Everybody who may see a record now, in its own right or through the family, so that a page can say who loses it."""

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person, Relationship
from righthelp.people.readers import readers_of

FAMILY = "sees who this is, as family of somebody whose record they may see"


def owners_of(person: Person) -> dict[Practitioner, str]:
    """Give whoever has a reason of their own to see a record, with it: who added it, leads, works with the child."""
    return readers_of([person.pk]).get(person.pk, {})


def all_readers_of(person: Person) -> dict[Practitioner, str]:
    """Give whoever may see a record that is not restricted, their own reason before one by the family."""
    tied = Relationship.objects.standing_with([person.pk]).values_list("person_id", "relative_id")
    found = readers_of({person.pk, *(key for pair in tied for key in pair)})
    own = found.pop(person.pk, {})
    return {**{reader: FAMILY for readers in found.values() for reader in readers}, **own}
