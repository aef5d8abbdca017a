"""The ways to a meeting of a plan: through the plan, which says who may; and who of it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.plans.access import (
    SeenPlan,
    plan_of_those_who_take_part,
    plan_that_is_kept,
    plan_to_add_to,
    plan_to_change,
    plan_to_read,
)
from righthelp.plans.models import Invited, Meeting, Member, Note
from righthelp.plans.policies import HasEnded

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

__all__ = [
    "SeenMeeting",
    "meeting_to_add_to",
    "meeting_to_change",
    "meeting_to_finish",
    "meeting_to_put_right",
    "meeting_to_read",
    "meeting_to_write_up",
    "member_in",
    "without_account",
]


@dataclass(frozen=True)
class SeenMeeting:
    """A meeting as one reader may see it, with the plan as they see it."""

    meeting: Meeting
    seen: SeenPlan

    @property
    def members(self) -> dict[int, Member]:
        """Give all who take or took part, by key, with their names and those of the children, in two queries."""
        return self.seen.members

    @property
    def may_write_up(self) -> bool:
        """Say whether the reader may write in its minutes now."""
        return self.meeting.is_open and self.meeting.is_owed and self.seen.standing.takes_part

    @property
    def may_finish(self) -> bool:
        """Say whether the reader may finish its minutes, say who gets them, and give them."""
        return self.meeting.is_owed and self.seen.standing.keeps

    @property
    def may_put_right(self) -> bool:
        """Say whether the reader may add what was wrong in its finished minutes; also after the end of the plan."""
        return self.meeting.state is Meeting.State.HELD and self.may_finish

    @property
    def here(self) -> list[Member]:
        """List those who take part now and whom the reader may name."""
        return self.seen.members_here

    def note(self, public_id: UUID) -> Note:
        """Give one point of the minutes that is shown; else 404."""
        found = self.meeting.notes.filter(public_id=public_id, struck_at__isnull=True).first()
        if found is None or not self.seen.shows(found.child_id):
            raise Http404
        found.meeting = self.meeting
        return found

    def invited(self) -> list[Invited]:
        """List those who were asked and whom the reader may name, in the order of the plan."""
        found = list(self.meeting.invited.all())
        for one in found:
            one.member = self.members[one.member_id]
        return [one for one in found if not one.member.is_hidden]

    def asked(self, member_id: UUID) -> Invited:
        """Give how one of the members was asked; else 404."""
        found = next((one for one in self.invited() if one.member.public_id == member_id), None)
        if found is None:
            raise Http404
        found.meeting = self.meeting
        return found


def meeting_to_read(reader: "Practitioner", plan_id: UUID, public_id: UUID, *, page: str) -> SeenMeeting:
    """Give a meeting of a plan that somebody may read, and log the look; else 404."""
    return _find(plan_to_read(reader, plan_id, page=page), public_id)


def meeting_to_change(by: "Practitioner", plan_id: UUID, public_id: UUID, *, page: str) -> SeenMeeting:
    """Give a meeting of a plan that somebody may change, and log the look; else 404."""
    return _find(plan_to_change(by, plan_id, page=page), public_id)


def meeting_to_add_to(by: "Practitioner", plan_id: UUID, public_id: UUID, *, page: str) -> SeenMeeting:
    """Give a meeting to whose minutes somebody may add, and log the look; else 404."""
    return _find(plan_to_add_to(by, plan_id, page=page), public_id)


def meeting_to_write_up(by: "Practitioner", plan_id: UUID, public_id: UUID, *, page: str) -> SeenMeeting:
    """Give a meeting that somebody who takes part may write up, and log the look; else 404.

    Raises:
        HasEnded: when the plan has ended, and the meeting was not before.
    """
    return _owing(_find(plan_of_those_who_take_part(by, plan_id, page=page), public_id))


def meeting_to_finish(by: "Practitioner", plan_id: UUID, public_id: UUID, *, page: str) -> SeenMeeting:
    """Give a meeting whose minutes somebody may finish and give, and log the look; else 404.

    Raises:
        HasEnded: when the plan has ended, and the meeting was not before.
    """
    return _owing(_find(plan_that_is_kept(by, plan_id, page=page), public_id))


def meeting_to_put_right(by: "Practitioner", plan_id: UUID, public_id: UUID, *, page: str) -> SeenMeeting:
    """Give a meeting whose minutes are finished to whoever may put them right, and log the look; else 404."""
    it = meeting_to_finish(by, plan_id, public_id, page=page)
    if not it.may_put_right:
        raise Http404
    return it


def _owing(it: SeenMeeting) -> SeenMeeting:
    if not it.meeting.is_owed:
        raise HasEnded
    return it


def without_account(members: Iterable[Member]) -> list[Member]:
    """Keep those who get everything on paper: whoever has an account reads it here."""
    return [one for one in members if one.practitioner_id is None]


def member_in(seen: SeenPlan, public_id: UUID) -> Member:
    """Give one of those who take part now and whom the reader may name; else 404."""
    found = next((one for one in seen.members_here if one.public_id == public_id), None)
    if found is None:
        raise Http404
    found.plan = seen.plan
    return found


def _find(seen: SeenPlan, public_id: UUID) -> SeenMeeting:
    people = "called_by", "written_by", "cancelled_by"
    meeting = seen.plan.meetings.select_related(*people).filter(public_id=public_id).first()
    if meeting is None:
        raise Http404
    meeting.plan = seen.plan
    return SeenMeeting(meeting, seen)
