"""The page of the help that a plan belongs to, and what it must say beside it: rooms above keep it, and say so here.

A room calls `register` once, in its AppConfig.ready. Its address takes the plan's public id and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.models import Plan


@dataclass(frozen=True)
class Says:
    """What whoever works by a plan must know of the help that it belongs to, and the page and words of what to do."""

    title: str
    words: str
    page: str
    way: str = "See what can be done"


SaysOf = Callable[["SeenPlan"], Says | None]
_registered: dict[str, tuple[str, SaysOf]] = {}


def register(kind: str, address: str, says: SaysOf) -> None:
    """Say where the help is read that plans of a kind belong to, and what it says; the same kind again replaces it."""
    _registered[kind] = address, says


def home_of_help(plan: "Plan") -> str:
    """Give the address of the help that a plan belongs to; nothing where no room keeps any."""
    found = _registered.get(plan.kind)
    return reverse(found[0], args=[plan.public_id]) if found else ""


def says_of_help(seen: "SeenPlan") -> Says | None:
    """Give what the help that a plan belongs to says on its pages, as far as this reader may see it."""
    found = _registered.get(seen.plan.kind)
    return found[1](seen) if found else None
