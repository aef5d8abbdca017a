"""Who has which minutes of a meeting, and how they got them (BP-302)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.plans import notices
from righthelp.plans.meetings_access import SeenMeeting, without_account
from righthelp.plans.models import Copy, Member
from righthelp.plans.policies.papers import shows_all
from righthelp.plans.presenters import member_line


@dataclass(frozen=True)
class Row:
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


def circulation_of(it: SeenMeeting) -> list[Row]:
    """List everybody who has minutes on paper, with what was released for them; those first who have none yet."""
    released = it.meeting.copies.select_related("released_by").prefetch_related("given__noted_by")
    copies = [one for one in released if shows_all(it.seen, one)]
    rows = [Row(one, member_line(one), _of(copies, one)) for one in without_account(it.here)]
    return sorted(rows, key=lambda row: (bool(row.copies), row.line))


def _of(copies: Iterable[Copy], member: Member) -> tuple[Copy, ...]:
    return tuple(one for one in copies if one.member_id == member.pk)
