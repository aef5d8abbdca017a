"""How children pass from one room to another, with everything that is known, so that nothing is typed again.

Rooms on one floor do not know each other. The room that passes children on says what goes along (`Passing`); the room
that receives them makes its own record from it. Both are joined by a `PassedOn`, so that each can lead to the other.
A room calls `register` once, in its AppConfig.ready.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.guidance.models import Level
    from righthelp.people.models import Person

# What goes along is named by these keys; the receiving room knows which of its own questions each answers.
WHAT_HAPPENED = "what_happened"  # why they pass on now
WORRIES = "worries"
STRENGTHS = "strengths"
NEEDS = "needs"
HELP_SO_FAR = "help_so_far"
PLAN = "plan"
CHILD_SAYS = "child_says"  # only words whose readers let them go
FAMILY_WANTS = "family_wants"
FAMILY_SAID = "family_said"
NOT_TOLD_BECAUSE = "not_told_because"
WHO_KNOWS = "who_knows"
USEFUL = "useful"
KEYS = frozenset(
    {
        WHAT_HAPPENED, WORRIES, STRENGTHS, NEEDS, HELP_SO_FAR, PLAN, CHILD_SAYS, FAMILY_WANTS, FAMILY_SAID,
        NOT_TOLD_BECAUSE, WHO_KNOWS, USEFUL,
    }
)  # fmt: skip


@dataclass(frozen=True)
class PassedChild:
    """One child who passes on, with what is theirs alone, and the level that whoever passes them on has in mind."""

    person: "Person"
    texts: Mapping[str, str] = field(default_factory=dict)
    level: "Level | None" = None
    level_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Passing:
    """Children on their way from a room to another, with everything that goes along.

    `from_id` is the public id of the record that they come from. `asks_for` is a word that both rooms know: "help",
    "panel", "step_down". `team` is who is to take them, where that was said; `need_seen_on` since when the need was
    known; `may_be_named` that the family may be told who passes them on.
    """

    from_room: str
    from_id: UUID
    children: Collection[PassedChild]
    agency: "Agency"
    asks_for: str = "help"
    is_urgent: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    is_family_told: bool = False
    family_agrees: str = ""  # yes, no, not_asked, as in data/questions of the front door; empty: not said
    is_safe_to_speak: str = ""  # yes, no, unsure; empty: not said
    team: "Team | None" = None
    need_seen_on: "dt.date | None" = None
    phone: str = ""
    may_be_named: bool = False


@dataclass(frozen=True)
class Received:
    """The record that the receiving room made: its public id, and the address of its page for whoever may open it."""

    public_id: UUID
    page: str


Receive = Callable[[Passing, "Practitioner"], Received]
Page = Callable[[UUID], str]
_rooms: dict[str, tuple[Receive, Page]] = {}


def register(room: str, receive: Receive, page: Page) -> None:
    """Say how a room receives children, and where its record of that id is read; the same room again replaces it."""
    _rooms[room] = receive, page


def receive_in(room: str, passing: Passing, by: "Practitioner") -> Received:
    """Have a room make its own record of children who are passed on to it."""
    return _rooms[room][0](passing, by)


def page_of(room: str, public_id: UUID) -> str:
    """Give the address of a record of a room."""
    return _rooms[room][1](public_id)
