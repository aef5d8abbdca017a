"""With which children somebody works today, or stands in for somebody who does: rooms above know, and say so here.

A room calls `register` once, in its AppConfig.ready.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Find = Callable[["Practitioner"], Q]

_registered: dict[str, Find] = {}


def register(name: str, find: Find) -> None:
    """Add a room's condition on people; the same name replaces it."""
    _registered[name] = find


def worked_with(practitioner: "Practitioner") -> Q:
    """Give the condition on people that holds for the children with whom somebody works today.

    It opens no record: whoever shows them asks that of `access`, as of everybody.
    """
    found = Q(pk__in=())
    for find in _registered.values():
        found |= find(practitioner)
    return found
