"""The pages about a person that other rooms keep. Every room adds its own, so that the record leads to all of them.

A room calls `register` once, in its AppConfig.ready. Its address takes the person's public id and nothing else. The
room that keeps the first page of a child calls `register_front`, so that lists of children open there rather than at
the record.
"""

from dataclasses import dataclass

from django.urls import reverse

from righthelp.people.access import Seen
from righthelp.people.models import Person
from righthelp.people.reasons import Part


@dataclass(frozen=True)
class Section:
    """A page about a person: its title, the name of its address, and the part of the record that it shows."""

    title: str
    address: str
    part: Part


_registered: dict[str, Section] = {}
_front: list[str] = ["record"]  # the last is the one that opens


def register(title: str, address: str, part: Part) -> None:
    """Add a page; the same address again replaces it."""
    _registered[address] = Section(title, address, part)


def register_front(address: str) -> None:
    """Have lists of children, and what is found of them, open this page first; the last one that was given does."""
    _front.append(address)


def front_of(child: Person) -> str:
    """Give the address of the page that opens first for a child."""
    return reverse(_front[-1], args=[child.public_id])


def links(seen: Seen) -> list[tuple[str, str]]:
    """Give title and address of each page about somebody that this reader may open."""
    id_ = seen.person.public_id
    return [(one.title, reverse(one.address, args=[id_])) for one in _registered.values() if seen.opens(one.part)]
