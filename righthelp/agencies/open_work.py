"""What a leaver may leave behind. Rooms above say what their open work is; this room asks before access ends.

A room calls `register` once, in its AppConfig.ready.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from righthelp.agencies.policies import may, may_be_handed_work

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.audit.actions import CommandLine

Count = Callable[["Practitioner", "Agency"], int]


class Reassign(Protocol):
    """Pass all open work of a leaver in one agency to a colleague, inside the open transaction."""

    def __call__(
        self,
        *,
        leaver: "Practitioner",
        agency: "Agency",
        receiver: "Practitioner",
        by: "Practitioner | CommandLine",
    ) -> None:
        """Pass it on."""


@dataclass(frozen=True)
class OpenWork:
    """One kind of open work: its title in the plural, how to count it and how to pass it on.

    `permission` is what a receiver must be allowed, in the agency, to do the work; empty for anybody.
    """

    title: str
    count: Count
    reassign: Reassign
    permission: str = ""


_registered: dict[str, OpenWork] = {}


def register(title: str, count: Count, reassign: Reassign, *, permission: str = "") -> None:
    """Say what open work of a room is; registering the same title again replaces it."""
    _registered[title] = OpenWork(title, count, reassign, permission)


def open_work(leaver: "Practitioner", agency: "Agency") -> list[tuple[OpenWork, int]]:
    """List the kinds of open work that somebody holds in an agency, with how many of each."""
    counted = ((kind, kind.count(leaver, agency)) for kind in _registered.values())
    return [(kind, number) for kind, number in counted if number]


def may_receive(
    person: "Practitioner", agency: "Agency", kinds: Sequence[OpenWork], *, by: "Practitioner | CommandLine"
) -> bool:
    """Say whether somebody's roles in the agency allow all these kinds of work, and `by` may hand it to them."""
    allowed = all(may(person, kind.permission, agency) for kind in kinds if kind.permission)
    return allowed and may_be_handed_work(person, agency, by)
