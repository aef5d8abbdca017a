"""What people should know before they file: who will be able to read it, and whom it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.agencies.policies import reads_of
from righthelp.chronology.access import names_known
from righthelp.chronology.actions import Written
from righthelp.chronology.rules import names_in
from righthelp.people.policies import restricted_among
from righthelp.people.readers import readers_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


@dataclass(frozen=True)
class Readers:
    """A child to whom something is filed, with those who may read it there today, and why."""

    child: "Person"
    people: "Mapping[Practitioner, str]"
    is_restricted: bool


def readers_for(children: "Sequence[Person]", agency: "Agency") -> list[Readers]:
    """Say for each child who may read there what an agency writes; the first child decides, others add nobody."""
    keys = [child.pk for child in children]
    found, closed = readers_of(keys), restricted_among(keys)
    firsts = {one: why for one, why in found.get(keys[0], {}).items() if reads_of(one, agency)}
    return [
        Readers(child, {one: why for one, why in firsts.items() if one in found.get(child.pk, {})}, child.pk in closed)
        for child in children
    ]


def others_named(written: Written, children: "Sequence[Person]", known: "Sequence[Person]") -> "list[Person]":
    """Give those whom a text names although it is not filed to them, among all whom the writer may mean."""
    others = [one for one in known if one not in children]
    text = "\n".join((written.what, written.source, written.impact, written.analysis))
    own = {name for names in names_known(list(children)).values() for name in names}
    names = {key: [name for name in held if name not in own] for key, held in names_known(others).items()}
    named = set(names_in(text, names))
    return [one for one in others if one.pk in named]
