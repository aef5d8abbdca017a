"""Invented content of plans for the demonstration; the rooms that begin plans say for whom. Nobody in it exists."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.plans.actions.content import add_action, add_goal, add_need, add_strength, add_worry
from righthelp.plans.actions.meetings import Called, call_meeting
from righthelp.plans.actions.progress import mark
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.actions.versions import agree
from righthelp.plans.actions.words import write_plan, write_wants
from righthelp.plans.actions.writing_up import Point, add_point, finish_minutes, note_came
from righthelp.plans.models import Invited, Meeting, Member, Note, Plan, PlanChild
from righthelp.plans.snapshots import as_it_stands

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.plans.models import Goal

HALF_PAST_THREE = dt.time(15, 30)


@dataclass(frozen=True)
class Told:
    """One worry in a plan with all that hangs on it; `child` is the place of the child, nothing for all of them."""

    child: int | None
    need: str
    worry: str
    goal: str
    action: str
    is_for: str
    days_due: int
    scale: tuple[str, str] = ("", "")  # what 0 and 10 mean, where people use one


@dataclass(frozen=True)
class Wanted:
    """What the family wants, how their own people help, what must hold, and what each child wants, in their order."""

    family: str
    network: str
    bottom_line: str
    children: Sequence[str]


@dataclass(frozen=True)
class Voice:
    """Where somebody stood on a scale, so many days ago: what they said, and the number."""

    member: Member
    marks: Sequence[tuple[int, int, str]]


def want(plan: Plan, wanted: Wanted, *, by: "Practitioner") -> None:
    """Write what everybody wants, and the bottom line."""
    plan.refresh_from_db()
    offered = {"network": wanted.network, "network_offer": Plan.NetworkOffer.HELD if wanted.network else ""}
    changes = {"family_wants": wanted.family, "bottom_line": wanted.bottom_line, **offered}
    write_plan(plan=plan, version=plan.version, changes=changes, by=by)
    for child, words in zip(plan.children.select_related("plan"), wanted.children, strict=True):
        write_wants(child=child, version=child.version, wants=words, by=by)


def say_where(goal: "Goal", voices: Sequence[Voice], *, by: "Practitioner") -> None:
    """Have people say over time where they stand on the scale of a goal."""
    for one in voices:
        for days_ago, value, words in one.marks:
            said_on = timezone.localdate() - dt.timedelta(days=days_ago)
            mark(goal=goal, member=one.member, value=value, said_on=said_on, words=words, by=by)


def fill(plan: Plan, told: Sequence[Told], strengths: Sequence[str], *, holder: Member, by: "Practitioner") -> None:
    """Write needs, worry statements, goals, actions and strengths into a plan."""
    children = list(plan.children.all())
    for text in strengths:
        add_strength(plan=plan, text=text, by=by)
    for one in told:
        child = None if one.child is None else children[one.child]
        goal = _goal(plan, one, child, by)
        due_on = timezone.localdate() + dt.timedelta(days=one.days_due)
        add_action(goal=goal, what=one.action, is_for=one.is_for, holder=holder, due_on=due_on, by=by)


def agree_on(plan: Plan, day: dt.date, agreed_with: str, *, by: "Practitioner") -> None:
    """Have a plan agreed on a day in the past, as if it had begun before."""
    Plan.objects.filter(pk=plan.pk, begun_on__gt=day).update(begun_on=day)
    plan.refresh_from_db()
    how = "Each said back in their own words what they are going to do."
    agree(plan=plan, as_read=as_it_stands(plan), agreed_on=day, agreed_with=agreed_with, understood_how=how, by=by)


def meet(plan: Plan, day: dt.date, said: str, decided: str, *, chaired_by: str, by: "Practitioner") -> Meeting:
    """Have a team around the family meet on a day in the past, with minutes."""
    at = timezone.make_aware(dt.datetime.combine(day, HALF_PAST_THREE))
    purpose, needed = "To agree on what helps, and on who does what", "Somebody who plays with the youngest meanwhile"
    called = Called(
        "team_around_family", at, 60, "Westmarsh Family Hub", is_online=False, purpose=purpose, needed=needed
    )
    members = list(plan.members.filter(left_on__isnull=True).exclude(kind=Member.Kind.CHILD))
    meeting = call_meeting(plan=plan, called=called, asked=members, by=by)
    came = dict.fromkeys(members, Invited.Came.CAME)
    note_came(meeting=meeting, version=meeting.version, came=came, by=by)
    for kind, text in ((Note.Kind.SAID, said), (Note.Kind.DECIDED, decided)):
        add_point(meeting=meeting, point=Point(kind, text, None), by=by)
    finish_minutes(meeting=meeting, held_at=at, chaired_by=chaired_by, nothing_because="", by=by)
    return meeting


def look_again(plan: Plan, what: Reviewed, lives: Sequence[tuple[str, str, str]], *, by: "Practitioner") -> None:
    """Have a plan reviewed on a day in the past; of each child, how life is, how we know, and what the child says."""
    plan.refresh_from_db()
    told = [
        ChildLife(child, life, how_we_know, says, what.reviewed_on if says else None)
        for child, (life, how_we_know, says) in zip(plan.children.all(), lives, strict=True)
    ]
    review(plan=plan, what=what, children=told, by=by)


def _goal(plan: Plan, one: Told, child: PlanChild | None, by: "Practitioner") -> "Goal":
    need = add_need(plan=plan, child=child, own_words=one.need, by=by)
    worry = add_worry(plan=plan, child=child, text=one.worry, needs=[need], by=by)
    zero, ten = one.scale
    return add_goal(worry=worry, text=one.goal, has_scale=bool(zero), scale_zero=zero, scale_ten=ten, by=by)
