"""The small tables that the page of early help shows beside its own, read in one query (design, section 7)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.early_help.earlier import earlier_plan, found_before
from righthelp.early_help.models import CameAlong, LocalWay
from righthelp.early_help.policies.speaking import Speaks, speaks_of, ties_of
from righthelp.people.rows import Row, rows_of, shaped
from righthelp.plans.policies import COORDINATE
from righthelp.work.models import Cover, PassedOn

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.early_help.models import EarlyHelp
    from righthelp.people.rows import Asked
    from righthelp.plans.access import SeenPlan
    from righthelp.work.models import Involvement

ROOM = "early_help"
PASSED, COVER, ADVISER, WAY = "passed on", "cover of the lead", "adviser", "local way"
CAME_ALONG, TIES, EARLIER, FOUND = "came along", "who raises the children", "earlier plan", "found before"


@dataclass(frozen=True)
class PassedChild:
    """One child who passed from a room to another: who, which record there, what for, when and by whom."""

    from_room: str
    from_id: UUID
    to_room: str
    to_id: UUID
    asked_for: str
    at: "dt.datetime"
    by: int
    child: int  # the key of the child’s record


@dataclass(frozen=True)
class StandsIn:
    """Who stands in for whoever leads, and until when."""

    who: str
    until: "dt.date"


@dataclass(frozen=True)
class FoundBefore:
    """The last finished assessment of the early help that this one goes on from."""

    public_id: UUID
    done_on: "dt.date | None"


@dataclass(frozen=True)
class Beside:
    """How children came and went, who stands in for the lead, who advises, and whether section 17 stays with leads.

    `passed` is of the children who are shown, the first time first; `advisers` coordinate early help in the agency;
    `has_along` says that something came along, and nobody has said what becomes of it; `speaks` who of the family can
    speak for which child; `is_earlier_open` that no record of a child shuts the plan that this one goes on from.
    """

    passed: list[PassedChild]
    cover: StandsIn | None
    advisers: list[str]
    leads_hold_section_17: bool
    has_along: bool
    speaks: Speaks
    is_earlier_open: bool
    found_before: FoundBefore | None


def beside_of(help: "EarlyHelp", plan: "SeenPlan") -> Beside:
    """Read what stands beside early help as one reader may see it."""
    lead = next((one for one in plan.work if one.leads and one.ends_on is None), None)
    always = [_passed(help, plan), _advisers(help), _ways(), _along(help), _ties(plan), _found(plan)]
    asked = [*always, shaped(EARLIER, earlier_plan(plan), key="pk"), *([_covers(lead)] if lead else [])]
    rows = {table: sorted(found, key=_place) for table, found in rows_of(asked[0], *asked[1:]).items()}
    ways = rows.get(WAY, [])
    return Beside(
        [_passed_child(one) for one in rows.get(PASSED, ())],
        next((StandsIn(one.who, one.last_on) for one in rows.get(COVER, ()) if one.last_on), None),
        sorted({one.who for one in rows.get(ADVISER, ())}),
        # unless the partnership says otherwise it stays with social workers (BP-052)
        ways[-1].is_marked if ways else False,
        bool(rows.get(CAME_ALONG)),
        speaks_of((one.other or 0, one.key or 0, one.is_marked) for one in rows.get(TIES, ())),
        bool(rows.get(EARLIER)),
        next((FoundBefore(UUID(one.text), one.first_on) for one in reversed(rows.get(FOUND, []))), None),
    )


def _place(row: Row) -> tuple[bool, "dt.datetime | dt.date | None", int]:
    when = row.at or row.first_on
    return when is not None, when, row.key or 0


def _passed(help: "EarlyHelp", plan: "SeenPlan") -> "Asked":
    either = Q(to_room=ROOM, to_id=help.public_id) | Q(from_room=ROOM, from_id=help.public_id)
    rows = PassedOn.objects.filter(either, child__in=[one.person_id for one in plan.children])
    ends = {"text": Cast("from_id", TextField()), "more": Cast("to_id", TextField())}
    rooms = {"who": "from_room", "role": "to_room", "place": "asked_for"}
    return shaped(PASSED, rows, key="child_id", other="passed_by_id", at="passed_at", **rooms, **ends)


def _passed_child(row: Row) -> PassedChild:
    return PassedChild(
        row.who,
        UUID(row.text),
        row.role,
        UUID(row.more),
        row.place,
        row.at or timezone.now(),
        row.other or 0,
        row.key or 0,
    )


def _covers(lead: "Involvement") -> "Asked":
    """Ask who stands in for whoever leads today."""
    held = Cover.objects.on(timezone.localdate()).filter(absent=lead.practitioner_id, team=lead.team_id)
    return shaped(COVER, held, key="pk", who="covering__name", first_on="starts_on", last_on="ends_on")


def _advisers(help: "EarlyHelp") -> "Asked":
    """Ask for those who coordinate early help in the agency, and advise whoever leads (BN-042)."""
    held = Membership.objects.current().with_one_of([COORDINATE]).in_agency(help.plan.team.agency)
    return shaped(ADVISER, held, key="pk", who="practitioner__name")


def _along(help: "EarlyHelp") -> "Asked":
    return shaped(CAME_ALONG, CameAlong.objects.filter(help=help, settled_at=None), key="pk")


def _ties(plan: "SeenPlan") -> "Asked":
    """Ask who raises the children, and may decide for them."""
    ties = ties_of([one.person_id for one in plan.children])
    return shaped(TIES, ties, key="person_id", other="relative_id", is_marked="decides")


def _found(plan: "SeenPlan") -> "Asked":
    """Ask what was found before, for whoever may read it."""
    name = Cast("public_id", TextField())
    return shaped(FOUND, found_before(plan), key="pk", text=name, first_on="done_on", at="finished_at")


def _ways() -> "Asked":
    """Ask how this partnership does early help; the last row holds."""
    return shaped(WAY, LocalWay.objects.all(), key="pk", at="set_at", is_marked="leads_hold_section_17")
