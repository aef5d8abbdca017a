"""The minutes as each reader has them (BP-302): only what is about children whose parts they may read.

Two parents who live apart each have their own. A point about all the children is for those who may read of all of them,
of those also who left since.
What is kept from a reader is not there, and nothing says that something is left out. No address, no telephone, no view
that somebody else sent. Who was there is told to those who were there; to whoever was not, only who works with a child
of whom they may read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from righthelp.design_system.formatters import day, day_and_time
from righthelp.plans.copies import DISAGREE, Section
from righthelp.plans.meetings_access import SeenMeeting
from righthelp.plans.models import Action, Invited, Meeting, Member, Note, PlanChild
from righthelp.plans.policies.given import HELPER, YOU, MayHave, may_have
from righthelp.plans.presenters import child_name, member_line, member_name

Came, Kind = Invited.Came, Note.Kind
SEE_BELOW = "This was put right since: see below."


def minutes_sections(seen: SeenMeeting, member: Member, reviewed: Sequence[Section] = ()) -> list[Section]:
    """Write the minutes of a meeting as one member may be given them; what is empty is left out.

    Nothing of a child whose record is not open to whoever releases them. `reviewed`: what somebody chose of the review
    that was held at the meeting (`reviewed.chosen_of`).
    """
    page = _Minutes(seen, member, reviewed)
    return [one for one in page.written() if one.lines]


def title_of(meeting: Meeting) -> str:
    """Give the title of minutes: which meeting, and when."""
    return f"{meeting.about.name}, {day(meeting.held_at or meeting.planned_for)}"


@dataclass(frozen=True)
class _Minutes:
    """One meeting as one member reads it."""

    seen: SeenMeeting
    reader: Member
    reviewed: Sequence[Section] = ()

    @property
    def meeting(self) -> Meeting:
        return self.seen.meeting

    def written(self) -> Iterator[Section]:
        yield Section("The meeting", tuple(self._about()))
        yield Section("Who was there", tuple(self._who()))
        yield Section("What you said beforehand", tuple(self._own_views()))
        for child in (None, *self.seen.seen.children):
            if self.may.may_read_about(child):
                yield from self._part(child)
        yield from self.reviewed
        yield Section("The next meeting", tuple(self._next()))
        yield Section("If you do not agree", (DISAGREE,))

    @cached_property
    def asked(self) -> list[Invited]:
        return self.seen.invited()

    @cached_property
    def may(self) -> MayHave:
        return may_have(self.seen.seen, self.reader)

    @cached_property
    def came(self) -> set[int]:
        return {one.member_id for one in self.asked if one.came == Came.CAME}

    @property
    def was_there(self) -> bool:
        return self.reader.pk in self.came

    @cached_property
    def notes(self) -> list[Note]:
        return list(self.meeting.notes.filter(struck_at__isnull=True).exclude(kept_from=self.reader))

    @cached_property
    def actions(self) -> list[Action]:
        agreed = Action.objects.filter(meeting=self.meeting, dropped_at__isnull=True).select_related("goal")
        found = [one for one in agreed if self.may.may_have(one)]
        for one in found:
            one.holder = self.seen.members[one.holder_id]
        return found

    def _about(self) -> Iterator[str]:
        when = day_and_time(self.meeting.held_at or self.meeting.planned_for)
        yield f"{self.meeting.about.name} on {when}"
        if any(one.member_id == self.reader.pk for one in self.asked):
            yield f"What it was for: {self.meeting.purpose}"

    def _who(self) -> Iterator[str]:
        came = [one.member for one in self.asked if one.came == Came.CAME]
        known = (one for one in came if self.may.may_know(one, met=self.was_there))
        yield from (YOU if one.pk == self.reader.pk else member_line(one) for one in known)

    def _own_views(self) -> Iterator[str]:
        yield from (one.views for one in self.asked if one.member_id == self.reader.pk and one.views)

    def _part(self, child: PlanChild | None) -> Iterator[Section]:
        """Write what is about one child, or about all."""
        about, key = (str(child.public_id), child.pk) if child else ("", None)
        whom = f" for {child_name(child)}" if child else ""
        for kind in Kind:
            texts = tuple(self._point(one) for one in self.notes if one.kind == kind and one.child_id == key)
            yield Section(f"{kind.label}{whom}", texts, about)
        actions = tuple(self._action(one) for one in self.actions if one.child_id == key)
        yield Section(f"Who does what{whom}", actions, about)

    def _point(self, note: Note) -> str:
        if note.said_by_id:
            return self._correction(note, self.seen.members[note.said_by_id])
        is_put_right = any(one.puts_right_id == note.pk for one in self.notes)
        return f"{note.text}\n{SEE_BELOW}" if is_put_right else note.text

    def _correction(self, note: Note, said_by: Member) -> str:
        """Write what was wrong and what is right, who said so and who wrote it down, as this reader may know them."""
        said = f"{self._called(said_by)} said so on {day(note.said_on)}."
        wrote = f"{self._writer(note)} wrote it down on {day(timezone.localdate(note.noted_at))}."
        return f"What was wrong: {note.was_wrong}\nWhat is right: {note.text}\n{said} {wrote}"

    def _writer(self, note: Note) -> str:
        """Name whoever wrote a point down, where they take part and this reader may know them."""
        found = (one for one in self.seen.members.values() if one.practitioner_id == note.noted_by_id)
        member = next(found, None)
        return self._called(member) if member else HELPER

    def _called(self, member: Member) -> str:
        return self.may.called(member, member_name(member), met=self.was_there and member.pk in self.came)

    def _action(self, action: Action) -> str:
        who = self.may.called(action.holder, member_name(action.holder), met=self.was_there)
        return f"{who}: {action.what}. By {day(action.due_on)}. What it is for: {action.is_for}"

    def _next(self) -> Iterator[str]:
        mine = _to_come(self.seen.seen.plan.meetings.filter(invited__member=self.reader))
        if mine:
            yield f"{mine.about.name} on {day_and_time(mine.planned_for)}"


def _to_come(meetings: Iterable[Meeting]) -> Meeting | None:
    now = timezone.now()
    coming = [one for one in meetings if one.is_open and one.planned_for > now]
    return min(coming, key=lambda one: one.planned_for, default=None)
