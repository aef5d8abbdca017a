"""What a leaver may leave behind. Rooms above say what their open work is; this room asks before access ends.

A room calls `register` once, in its AppConfig.ready.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from righthelp.agencies.policies import may, may_be_handed_work
from righthelp.design_system.formatters import count as counted
from righthelp.design_system.formatters import in_words, sentence_case

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.audit.actions import CommandLine

Count = Callable[["Practitioner", "Agency"], int]
Lists = Callable[["Practitioner", "Agency"], Sequence[Collection[int]]]


def nothing_restricted(leaver: "Practitioner", agency: "Agency") -> Sequence[Collection[int]]:
    """Say of a kind of work that none of it is restricted."""
    return ()


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

    `permission` is what a receiver must be allowed, in the agency, to do the work; empty for anybody. `lists` gives for
    each piece that only named people open who they are, by key: passing it on opens it to nobody.
    """

    title: str
    count: Count
    reassign: Reassign
    permission: str = ""
    lists: Lists = nothing_restricted


_registered: dict[str, OpenWork] = {}


def register(
    title: str, count: Count, reassign: Reassign, *, permission: str = "", lists: Lists = nothing_restricted
) -> None:
    """Say what open work of a room is; registering the same title again replaces it."""
    _registered[title] = OpenWork(title, count, reassign, permission, lists)


def open_work(leaver: "Practitioner", agency: "Agency") -> list[tuple[OpenWork, int]]:
    """List the kinds of open work that somebody holds in an agency, with how many of each."""
    held = ((kind, kind.count(leaver, agency)) for kind in _registered.values())
    return [(kind, number) for kind, number in held if number]


def closed_in_words(lists: Sequence[Collection[int]], receivers: "Sequence[Practitioner]") -> str:
    """Say how many pieces of work are restricted, and who of the possible receivers cannot open how many of them.

    Empty where each of them can open everything.
    """
    shut: dict[int, list[str]] = {}
    for one in receivers:
        shut.setdefault(sum(one.pk not in named for named in lists), []).append(one.name)
    shut.pop(0, None)
    if not shut:
        return ""
    of_these = "is restricted" if len(lists) == 1 else "are restricted"
    told = "; ".join(f"{in_words(names)} cannot open {_it(lists, number)}" for number, names in sorted(shut.items()))
    until = "until they are put on its list" if len(lists) == 1 else "until they are put on the list of each"
    return f"{sentence_case(counted(len(lists), 'of these', 'of these'))} {of_these}: {told} {until}."


def _it(lists: Sequence[Collection[int]], number: int) -> str:
    return "it" if len(lists) == 1 else counted(number, "of them", "of them")


def may_receive(
    person: "Practitioner", agency: "Agency", kinds: Sequence[OpenWork], *, by: "Practitioner | CommandLine"
) -> bool:
    """Say whether somebody's roles in the agency allow all these kinds of work, and `by` may hand it to them."""
    allowed = all(may(person, kind.permission, agency) for kind in kinds if kind.permission)
    return allowed and may_be_handed_work(person, agency, by)
