"""Who has which minutes of a meeting, or copy of a review, and how they got them (BP-302)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.plans import notices
from righthelp.plans.access import SeenPlan
from righthelp.plans.meetings_access import SeenMeeting, without_account
from righthelp.plans.models import Copy, Member, Review
from righthelp.plans.policies.papers import shows_all
from righthelp.plans.presenters import member_line

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class MinutesReader:
    """One reader, and the copies that were released for them."""

    member: Member
    line: str
    copies: tuple[Copy, ...]

    @property
    def is_given(self) -> bool:
        """Say whether one of the copies has gone to them."""
        return any(copy.given.all() for copy in self.copies)


@dataclass(frozen=True)
class ReadsHere:
    """Somebody with an account, and when they were told of the minutes; `is_writer`: it was they who finished them."""

    line: str
    told_on: dt.date | None
    is_writer: bool


def who_reads_here(it: SeenMeeting) -> list[ReadsHere]:
    """List everybody who takes part and has an account, with when they were told."""
    told, writer = notices.told_of_minutes(it.meeting), it.meeting.written_by_id
    with_account = (one for one in it.here if one.practitioner_id)
    return [
        ReadsHere(member_line(one), told.get(one.practitioner_id or 0), is_writer=one.practitioner_id == writer)
        for one in with_account
    ]


def circulation_of(it: SeenMeeting) -> list[MinutesReader]:
    """List everybody who reads minutes on paper, or left with a copy, with what was released for them."""
    return _rows(it.seen, it.meeting.copies.all())


def copies_of_review(seen: SeenPlan, review: Review) -> list[MinutesReader]:
    """List everybody who reads on paper, with what was released for them of a review that was held at no meeting.

    Also whoever left with a copy: they are to hear that it does not stand. Only for those who keep the plan.
    """
    return _rows(seen, review.copies.all()) if seen.standing.keeps and review.meeting_id is None else []


def _rows(seen: SeenPlan, released: "QuerySet[Copy]") -> list[MinutesReader]:
    along = released.select_related("released_by").prefetch_related("given__noted_by")
    copies = [one for one in along if shows_all(seen, one)]
    have = {one.member_id for one in copies}
    left = [one for one in seen.members.values() if not one.is_here and one.pk in have]
    return [MinutesReader(one, _line(one), _of(copies, one)) for one in (*without_account(seen.members_here), *left)]


def _of(copies: Iterable[Copy], member: Member) -> tuple[Copy, ...]:
    return tuple(one for one in copies if one.member_id == member.pk)


def _line(member: Member) -> str:
    return f"{member_line(member)}{'' if member.is_here else ' (has left)'}"
