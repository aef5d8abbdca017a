"""The pages about a person that other rooms keep. Every room adds its own, so that the record leads to all of them.

A room calls `register` once, in its AppConfig.ready. Its address takes the person's public id and nothing else.
"""

from dataclasses import dataclass

from django.urls import reverse

from righthelp.people.access import Seen
from righthelp.people.reasons import Part


@dataclass(frozen=True)
class Section:
    """A page about a person: its title, the name of its address, and the part of the record that it shows."""

    title: str
    address: str
    part: Part


_registered: dict[str, Section] = {}


def register(title: str, address: str, part: Part) -> None:
    """Add a page; the same address again replaces it."""
    _registered[address] = Section(title, address, part)


def links(seen: Seen) -> list[tuple[str, str]]:
    """Give title and address of each page about somebody that this reader may open."""
    id_ = seen.person.public_id
    return [(one.title, reverse(one.address, args=[id_])) for one in _registered.values() if seen.opens(one.part)]
