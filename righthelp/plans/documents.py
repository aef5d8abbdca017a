"""A plan on paper: each reader's own copy, the whole plan for professionals, and the child's own version."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.files.documents import CONFIDENTIAL, Block, Bullets, Document, Facts, Grid, Heading, Paragraph, Picture
from righthelp.plans.access import SeenPlan
from righthelp.plans.copies import Section, agreed_last, as_read
from righthelp.plans.drawings import DRAWINGS
from righthelp.plans.models import Action, ChildReviewed, Copy, Member, Need, Story, StoryLine
from righthelp.plans.presenters import child_name, evidence_line, member_line, member_name, no_work
from righthelp.plans.presenting.content import ChildPart, GoalPart, PlanContent, content_of
from righthelp.plans.presenting.reviews import reviews_of

NOT_AGREED = "NOT AGREED YET. This is a draft: nobody has agreed to it."
RISING = "RISK RISING, as the last review said."
NOT_WORKING = "NOT YET MAKING THE DIFFERENCE WE HOPED, as the last review said."
OUT_OF_DATE = "OUT OF DATE. Do not go by this copy. Ask whoever gave it to you for a new one."
LATE = "REVIEW LATE. It was due by {}."
NOT_RELEASED = "NOT RELEASED. This is being written: a child does not get it yet."
AGREED_LAST = "What was agreed last is version {}, of {}."
CHANGED = f"This shows the plan as it is worked on now. {AGREED_LAST}"
ENDED = "THIS PLAN ENDED on {}. This shows it as it stood then."
NEVER_AGREED = "It was never agreed."


def copy_document(copy: Copy, *, now: dt.datetime) -> Document:
    """Write one reader's own copy, as it was released."""
    written = as_read(copy.sections)
    released = f"Written for {member_name(copy.member)}. Released on {day(timezone.localdate(copy.released_at))}."
    return Document(
        title=copy.title,
        subtitle=f"For {member_name(copy.member)}",
        notices=(OUT_OF_DATE,) if copy.outdated_at else (),
        blocks=(*(block for one in written for block in _section(one)), Paragraph(released)),
        footer="This is written for you. Keep it where you want it to be.",
        reference=str(copy.public_id)[:8],
        made_at=now,
    )


def plan_document(seen: SeenPlan, *, now: dt.datetime) -> Document:
    """Write the whole plan, for the professionals who read it here: every part that this reader may see."""
    content = content_of(seen)
    return Document(
        title=f"Plan: {seen.plan.about.name.lower()}",
        subtitle=", ".join(child_name(child) for child in seen.children),
        notices=(_standing(seen), *_flags(seen)),
        blocks=(*_about(seen), *_last_review(seen), *_parts(content), *_team(content)),
        footer=CONFIDENTIAL,
        reference=str(seen.plan.public_id)[:8],
        made_at=now,
    )


def story_document(story: Story, *, now: dt.datetime) -> Document:
    """Write a child’s own version, each sentence with its picture; one that is not released says so."""
    name = child_name(story.child)
    return Document(
        title=f"For {name}",
        notices=() if story.released_at else (NOT_RELEASED,),
        blocks=tuple(block for line in story.lines.all() for block in _line_of(line)),
        is_large=True,
        footer="This is yours. Keep it where you want it to be.",
        reference=str(story.public_id)[:8],
        made_at=now,
    )


def _line_of(line: StoryLine) -> Iterator[Block]:
    if drawing := DRAWINGS.get(line.picture):
        yield Picture(str(drawing.svg), drawing.title)
    yield Paragraph(line.text)


def _section(section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    if len(section.lines) == 1 or section.scale:
        yield from (Paragraph(line) for line in section.lines)
    else:
        yield Bullets(tuple(section.lines))


def _standing(seen: SeenPlan) -> str:
    agreed = agreed_last(seen)
    if seen.plan.ended_on:
        said = AGREED_LAST.format(agreed.number, day(agreed.agreed_on)) if agreed else NEVER_AGREED
        return f"{ENDED.format(day(seen.plan.ended_on))} {said}"
    return CHANGED.format(agreed.number, day(agreed.agreed_on)) if agreed else NOT_AGREED


def _flags(seen: SeenPlan) -> Iterator[str]:
    """Say at the top what the last review said of a plan that goes on, and whether the next one is late (BN-047)."""
    found = reviews_of(seen)
    if found.is_open and found.is_risk_rising:
        yield RISING
    if found.is_open and found.is_not_working:
        yield NOT_WORKING
    if found.is_open and found.is_late and found.next_on:
        yield LATE.format(day(found.next_on))


def _about(seen: SeenPlan) -> Iterator[Block]:
    plan = seen.plan
    told = (
        ("Coordinated by", f"{plan.team.name}, {plan.team.agency.name}"),
        ("Begun on", day(plan.begun_on)),
        ("To be reviewed by", _reviewed_by(seen)),
        ("Ended on", f"{day(plan.ended_on)}: {plan.ended_because}" if plan.ended_on else ""),
        ("What the family wants", plan.family_wants),
        ("How the family’s own people help", plan.network),
        ("Bottom line", plan.bottom_line),
    )
    yield Facts(tuple((label, text) for label, text in told if text))


def _reviewed_by(seen: SeenPlan) -> str:
    if seen.waits_for_yes:
        return "Not set: nobody has agreed to it now"
    return day(seen.review_due_on) if seen.review_due_on else "Not set: the plan is not agreed"


def _last_review(seen: SeenPlan) -> Iterator[Block]:
    """Write how it went at the last review, for each child who is shown, and what it said of the plan (BN-047)."""
    found = reviews_of(seen)
    if found.last is None:
        return
    yield Heading(f"The review of {day(found.last.reviewed_on)}")
    told = (
        ("What has changed", found.last.changed),
        *((f"Life for {child_name(one.child)}", _life(one)) for one in found.lives),
        ("What the family says", found.last.family_view),
        ("Not yet making the difference we hoped", found.last.not_working_because),
        ("Why we think that risk is rising", found.last.risk_because),
        ("What is done next", found.last.do_next),
    )
    yield Facts(tuple((label, text) for label, text in told if text))


def _life(one: ChildReviewed) -> str:
    return f"{one.get_life_display()}. {one.how_we_know}"


def _parts(content: PlanContent) -> Iterator[Block]:
    for part in content.parts:
        if part.is_empty and not (part.child and part.child.wants):
            continue
        yield Heading(child_name(part.child) if part.child else "For all the children")
        if part.child and not part.is_at_work:
            yield Paragraph(no_work(part.child))
        yield from _part(part)


def _part(part: ChildPart) -> Iterator[Block]:
    if part.child and part.child.wants:
        yield Facts((("What the child wants", part.child.wants),))
    if part.strengths:
        yield Heading("What goes well", 2)
        yield Bullets(tuple(f"{one.text}{f' ({one.said_by})' if one.said_by else ''}" for one in part.strengths))
    if part.needs:
        yield Heading("Needs", 2)
        yield Bullets(tuple(map(_need, part.needs)))
    for worry in part.worries:
        yield Heading("Worry statement", 2)
        yield Paragraph(worry.worry.text)
        for goal in worry.goals:
            yield from _goal(goal)


def _need(need: Need) -> str:
    left = f" Nothing is done about it, because: {need.no_action_because}" if need.no_action_because else ""
    whose = f" ({member_name(need.of_member)})" if need.of_member else ""
    shown = f"\n{evidence_line(need)}" if need.evidence else ""
    return f"{need.text}{whose}{shown}{left}"


def _goal(part: GoalPart) -> Iterator[Block]:
    goal = part.goal
    yield Heading("Wellbeing goal", 3)
    yield Paragraph(goal.text)
    if goal.has_scale:
        yield Facts((("0 means", goal.scale_zero), ("10 means", goal.scale_ten)))
    if goal.reached_on:
        yield Paragraph(f"Reached on {day(goal.reached_on)}: {goal.reached_how}")
    if part.actions:
        rows = tuple((one.what, _by(one), one.is_for, _came_of(one)) for one in part.actions)
        yield Grid(("Action", "Who, by when", "What it is for", "Done, and the difference"), rows)


def _by(action: Action) -> str:
    return f"{member_line(action.holder)}, by {day(action.due_on)}"


def _came_of(action: Action) -> str:
    return f"{day(action.done_on)}. {action.impact}".strip() if action.done_on else "Not yet"


def _team(content: PlanContent) -> Iterator[Block]:
    yield Heading("Who takes part")
    here = [one for one in content.members.values() if one.is_here and one.kind != Member.Kind.CHILD]
    yield Bullets(tuple(_line(one) for one in here))


def _line(member: Member) -> str:
    where = member.team.agency.name if member.team else "" if member.is_hidden else member.organisation
    return f"{member_line(member)}{f', {where}' if where else ''}"
