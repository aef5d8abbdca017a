"""What the page of one meeting shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from righthelp.plans.meetings_access import SeenMeeting
from righthelp.plans.models import Action, Invited, Member, Note
from righthelp.plans.presenters import child_name, member_name


@dataclass(frozen=True)
class Point:
    """A point of the minutes, about whom it is, from whom it is kept, and whether it was put right since.

    Of one that puts something right, `said_by` is who said so.
    """

    note: Note
    about: str
    kept_from: str
    is_put_right: bool
    said_by: str


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as a reader sees it."""

    invited: tuple[Invited, ...]
    points: tuple[tuple[str, tuple[Point, ...]], ...]
    struck: tuple[Point, ...]  # taken out, or written anew by somebody else; shown while the minutes are written
    actions: tuple[Action, ...]
    social_workers: tuple[Member, ...]

    @property
    def said_beforehand(self) -> tuple[Invited, ...]:
        """Give those who sent their views."""
        return tuple(one for one in self.invited if one.views)

    @property
    def is_empty(self) -> bool:
        """Say whether no point is written down."""
        return not any(points for _, points in self.points)


def meeting_page(seen: SeenMeeting) -> MeetingPage:
    """Put a meeting together as one reader may see it."""
    invited = tuple(seen.invited())
    points = _points(seen)
    return MeetingPage(
        invited=invited,
        points=tuple((kind.label, tuple(_standing(points, kind))) for kind in Note.Kind),
        struck=tuple(one for one in points if one.note.struck_at) if seen.meeting.is_open else (),
        actions=tuple(_actions(seen)),
        social_workers=tuple(one.member for one in invited if one.member.is_interface),
    )


def others_here(seen: SeenMeeting) -> list[Member]:
    """List those who take part in the plan and were not asked."""
    asked = set(seen.meeting.invited.values_list("member", flat=True))
    return [one for one in seen.here if one.pk not in asked]


def _points(seen: SeenMeeting) -> list[Point]:
    names = {child.pk: child_name(child) for child in seen.seen.children}
    kept = {note: people for note, people in _kept(seen).items() if seen.seen.shows(note.child_id)}
    put_right = {note.puts_right_id for note in kept}
    said_by = {note: member_name(seen.members[note.said_by_id]) for note in kept if note.said_by_id}
    return [
        Point(note, names.get(note.child_id or 0, ""), ", ".join(people), note.pk in put_right, said_by.get(note, ""))
        for note, people in kept.items()
    ]


def _standing(points: Iterable[Point], kind: str) -> Iterable[Point]:
    return (one for one in points if one.note.kind == kind and not one.note.struck_at)


def _kept(seen: SeenMeeting) -> dict[Note, list[str]]:
    """Give each point with the names of those from whom it is kept, in one query."""
    found: dict[Note, list[str]] = {}
    for note in seen.meeting.notes.select_related("struck_by", "noted_by").annotate(kept=F("kept_from")):
        names = found.setdefault(note, [])
        if note.kept:
            names.append(member_name(seen.members[note.kept]))
    return found


def _actions(seen: SeenMeeting) -> list[Action]:
    found = list(Action.objects.filter(meeting=seen.meeting, dropped_at__isnull=True))
    for one in found:
        one.holder = seen.members[one.holder_id]
    return [one for one in found if seen.seen.shows(one.child_id)]
