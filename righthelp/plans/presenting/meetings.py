"""What pages show of meetings: those to come, to be written up and held; and what is still to be arranged."""

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.plans.models import Meeting, Member, Plan
from righthelp.plans.presenters import place_of

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan

FAMILY_MEETINGS = frozenset({"family_network", "family_group"})
State = Meeting.State


@dataclass(frozen=True)
class Meetings:
    """The meetings of a plan: to come soonest first, the others last first; and what is still to be arranged.

    `review_by` is the day by which the plan is to be reviewed, where no meeting for it is planned (BN-045).
    `without_cover` is somebody of each school, nursery or other place that is shut in the holidays, in which no clock
    stops, and has nobody named for them.
    """

    coming: tuple[Meeting, ...]
    to_write_up: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    cancelled: tuple[Meeting, ...]
    review_by: dt.date | None
    is_review_late: bool
    without_cover: tuple[Member, ...]
    is_network_offered: bool


def meetings_of(seen: "SeenPlan") -> Meetings:
    """Give what the page of a plan shows of its meetings."""
    plan, found = seen.plan, seen.parts.meetings
    coming = _in_state(reversed(found), State.TO_COME)
    is_planned = any(one.about.reviews for one in coming)
    review_by = seen.review_due_on if plan.is_open and not is_planned else None
    return Meetings(
        coming=coming,
        to_write_up=_in_state(found, State.TO_WRITE_UP),
        held=_in_state(found, State.HELD),
        cancelled=_in_state(found, State.CANCELLED),
        review_by=review_by,
        is_review_late=review_by is not None and review_by < timezone.localdate(),
        without_cover=tuple(without_cover(seen.members_here)) if plan.is_open else (),
        is_network_offered=_is_offered(plan) or any(one.kind in FAMILY_MEETINGS for one in found),
    )


def _is_offered(plan: Plan) -> bool:
    return plan.network_offer not in ("", Plan.NetworkOffer.NOT_YET)


def without_cover(members: Iterable[Member]) -> list[Member]:
    """Keep the first of each place that is shut in the holidays, where nobody is named for any of its people."""
    return [theirs[0] for theirs in _uncovered(members)]


def all_without_cover(members: Iterable[Member]) -> set[int]:
    """Give everybody of those places, by key."""
    return {one.pk for theirs in _uncovered(members) for one in theirs}


def _uncovered(members: Iterable[Member]) -> list[list[Member]]:
    places: dict[Hashable, list[Member]] = {}
    for one in members:
        if one.is_shut_in_holidays:
            places.setdefault(place_of(one).casefold(), []).append(one)
    return [theirs for theirs in places.values() if not any(one.cover_name for one in theirs)]


def _in_state(meetings: Iterable[Meeting], state: State) -> tuple[Meeting, ...]:
    return tuple(one for one in meetings if one.state is state)
