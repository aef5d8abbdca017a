"""Who is told of a plan: that it is due or late, that something was left behind, that risk is rising.

Work in the background: reviews that are due soon, late, and late for long; first plans that are not agreed; actions
that are late. A notice says nothing of a child. It goes to those alone who may read the plan now. What was told in the
background shows in `Reminded`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import ONE_DAY, day_of, due
from righthelp.calendar.timescales import timescale
from righthelp.messages.actions import notify_each
from righthelp.messages.models import Notice
from righthelp.people.readers import with_roles
from righthelp.plans.access import seen_plan
from righthelp.plans.models import Action, Member, Plan, Reminded, Review
from righthelp.plans.policies import COORDINATE
from righthelp.work.models import Cover, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.plans.models import Meeting, Note, PlanVersion
    from righthelp.plans.queries import PlanQuerySet

SOON_DAYS = 7 * ONE_DAY
LOOKED_BACK = 30 * ONE_DAY  # what was due longer ago has had its notices, and is not looked at in every round
TOLD_ON, FIRST_PLAN = "plan_review_told_on", "plan_first"
MANAGES, LEADS = "see the team's children", "see the agency's drafts"
Of = Reminded.Of
TITLES = {
    Of.SOON: "A plan is to be reviewed within a week",
    Of.LATE: "The review of a plan is late",
    Of.STILL_LATE: "The review of a plan is still late",
}
FIRST_TITLES = {Of.LATE: "A first plan is late: nothing is agreed yet", Of.STILL_LATE: "A first plan is still late"}
YOURS_LATE = "An action of yours in a plan is late"
OTHERS_LATE = "An action in a plan is late, and whoever was to do it cannot be told"
HANDED_OVER = "Something to do in a plan is yours now"
LEFT_BEHIND = "Somebody has left a plan, and what they were to do is nobody’s"
RISING = "A review of a plan says that risk is rising"
RISING_STRUCK = "A review that said that risk is rising was struck through"
WRITTEN = "The minutes of a meeting are finished"
PUT_RIGHT = "Something in the minutes of a meeting was put right"
AGREED = "A plan that you take part in was agreed"


def remind_of_reviews(now: dt.datetime) -> int:
    """Tell who leads a plan when its review is due within a week, and when it is late; then who answers for it.

    So too of a plan that was never agreed: it has no review yet, and nothing else would remind of it.
    """
    today, closed = day_of(now), closed_days()
    before = [today - LOOKED_BACK, today - ONE_DAY]
    soon = [_tell(one, Of.SOON, today) for one in _to_review(Of.SOON, [today, today + SOON_DAYS])]
    late = [_tell(one, Of.LATE, today) for one in _to_review(Of.LATE, before)]
    long_late = [
        _tell(one, Of.STILL_LATE, today)
        for one in _to_review(Of.STILL_LATE, before)
        if one.next_review_on and _is_late_for_long(one.next_review_on, today, closed)
    ]
    return sum(soon + late + long_late) + _remind_of_first_plans(today, closed)


def _remind_of_first_plans(today: dt.date, closed: frozenset[dt.date]) -> int:
    told = 0
    for of in (Of.LATE, Of.STILL_LATE):
        for plan in _to_agree(of):
            on = first_plan_due_on(vars(plan)["work_begun_on"], closed)
            is_due = _is_late_for_long(on, today, closed) if of is Of.STILL_LATE else on < today
            told += _tell(plan, of, today, FIRST_TITLES[of], on) if is_due else 0
    return told


def first_plan_due_on(begun_on: dt.date, closed: frozenset[dt.date] = frozenset()) -> dt.date:
    """Give the day by which the first plan of work that began on a day is to be agreed."""
    return day_of(due(timescale(FIRST_PLAN), begun_on, closed))


def remind_of_actions(now: dt.datetime) -> int:
    """Tell whoever holds an action, and has an account, that it is late: once for each day that was set.

    Where whoever held it has left or may not read the plan any more, whoever sees to the plan is told.
    """
    today = day_of(now)
    told = Reminded.objects.filter(action=OuterRef("pk"), due_on=OuterRef("due_on"))
    late = Action.objects.late(today).at_work().filter(
        Q(holder__practitioner__isnull=False) | Q(holder__left_on__isnull=False),
        ~Exists(told), due_on__gte=today - LOOKED_BACK, plan__ended_on=None,
    )  # fmt: skip
    found = late.select_related("plan__team__agency", "holder").order_by("pk")
    return sum(_tell_of_action(one, today) for one in found)


def tell_of_actions_handed_over(left: Member, to: Member) -> int:
    """Tell whoever took over somebody's work that what they were to do went with it."""
    people = those_reading(to.plan, with_roles([to.practitioner_id or 0]).values())
    page = reverse("plan_progress", args=[to.plan.public_id])
    return notify_each(people, key=f"plan member {left.pk} left to {to.pk}", title=HANDED_OVER, page=page)


def tell_of_actions_left(plan: Plan, member: Member) -> int:
    """Tell who sees to a plan that somebody left, and that nobody took over what they were to do."""
    page, told = reverse("plan_progress", args=[plan.public_id]), 0
    for action in Action.objects.to_do().at_work().filter(holder=member):
        people = _first_reading(plan, _others(plan, member), action.child_id)
        told += notify_each(people, key=f"plan member {member.pk} left", title=LEFT_BEHIND, page=page)
    return told


def tell_of_risk(review: Review) -> int:
    """Tell at once whoever leads a plan, answers for it, and the safeguarding leads, that risk is rising (BN-047)."""
    page, people = reverse("plan", args=[review.plan.public_id]), _told_of_risk(review, review.reviewed_by_id)
    return notify_each(people, key=f"plan review {review.pk} risk", title=RISING, page=page, is_urgent=True)


def tell_of_risk_struck(review: Review, by: "Practitioner") -> int:
    """Tell the same people that it does not stand any more, and why is to be read on the page of the review."""
    page, people = reverse("plan_review", args=[review.plan.public_id, review.public_id]), _told_of_risk(review, by.pk)
    return notify_each(people, key=f"plan review {review.pk} struck", title=RISING_STRUCK, page=page)


def tell_of_minutes(meeting: "Meeting", by: "Practitioner") -> int:
    """Tell all who take part and read it here that the minutes of a meeting are finished (BP-302)."""
    plan = meeting.plan
    page = reverse("meeting", args=[plan.public_id, meeting.public_id])
    return notify_each(_taking_part(plan, by), key=_of_minutes(meeting), title=WRITTEN, page=page)


def tell_of_minutes_put_right(note: "Note", by: "Practitioner") -> int:
    """Tell those who read the minutes here, and in them what is about that child, that something was put right."""
    plan = note.meeting.plan
    page = reverse("meeting", args=[plan.public_id, note.meeting.public_id])
    people = _taking_part(plan, by, note.child_id)
    return notify_each(people, key=f"meeting point {note.pk} put right", title=PUT_RIGHT, page=page)


def told_of_minutes(meeting: "Meeting") -> dict[int, dt.date]:
    """Give when each was told that the minutes of a meeting are finished, by the key of their account."""
    told = Notice.objects.filter(key__startswith=f"{_of_minutes(meeting)} to ").values_list("to", "made_at")
    return {to: day_of(at) for to, at in told}


def tell_of_version(version: "PlanVersion", by: "Practitioner") -> int:
    """Tell all who take part and read it here that the plan was agreed, and lead them to the version (BP-209)."""
    plan = version.plan
    page = reverse("plan_version", args=[plan.public_id, version.number])
    key = f"plan {plan.pk} version {version.number}"
    return notify_each(_taking_part(plan, by), key=key, title=AGREED, page=page)


def who_sees_to(plan: Plan) -> "list[Practitioner]":
    """Give who hears today of what a family says: who leads a plan and who stands in; else who answers for it.

    Only those who may read the plan. Where nobody is there for it at all, whoever began it.
    """
    begun = with_roles([plan.begun_by_id]).values()
    return _first_reading(plan, (_leading(plan, timezone.localdate()), *_answering(plan), begun))


def everybody_who_sees_to(plan: Plan) -> "list[Practitioner]":
    """Give who leads a plan, who stands in, and the first who answer for it: of those who may read it."""
    leading = those_reading(plan, _leading(plan, timezone.localdate()))
    answering = _first_reading(plan, _answering(plan)) or who_sees_to(plan)
    return list({one.pk: one for one in (*leading, *answering)}.values())


def _to_review(of: Reminded.Of, days: list[dt.date]) -> "PlanQuerySet":
    told = Reminded.objects.filter(plan=OuterRef("pk"), of=of, due_on=OuterRef("next_review_on"), action=None)
    plans = Plan.objects.going_on().can_be_reviewed().filter(~Exists(told), next_review_on__range=days)
    return plans.select_related("team__agency").order_by("pk")


def _to_agree(of: Reminded.Of) -> "PlanQuerySet":
    """Ask for plans for which work goes on, which were never agreed, and of which nobody was told."""
    told = Reminded.objects.filter(plan=OuterRef("pk"), of=of, action=None)
    plans = Plan.objects.going_on().filter(~Exists(told), next_review_on=None, children__episode__ended_on=None)
    begun = plans.annotate(work_begun_on=Min("children__episode__begun_on")).exclude(work_begun_on=None)
    return begun.select_related("team__agency").order_by("pk")


def _is_late_for_long(on: dt.date, today: dt.date, closed: frozenset[dt.date]) -> bool:
    return day_of(due(timescale(TOLD_ON), on, closed)) < today


@transaction.atomic
def _tell(plan: Plan, of: Reminded.Of, today: dt.date, title: str = "", on: dt.date | None = None) -> int:
    """Tell those who lead a plan; where nobody does, and where it is late for long, those who answer for it."""
    leading = [] if of is Of.STILL_LATE else _leading(plan, today)
    people, due_on = _first_reading(plan, (leading, *_answering(plan))), on or plan.next_review_on
    if not people or due_on is None:
        return 0
    Reminded.objects.get_or_create(plan=plan, of=of, due_on=due_on, action=None)
    key, page = f"plan {plan.pk} review {of} {due_on}", reverse("plan", args=[plan.public_id])
    return notify_each(people, key=key, title=title or TITLES[of], page=page)


@transaction.atomic
def _tell_of_action(action: Action, today: dt.date) -> int:
    holder = action.holder
    own = with_roles([holder.practitioner_id] if holder.practitioner_id and holder.is_here else ()).values()
    people, title = _first_reading(action.plan, [own], action.child_id), YOURS_LATE
    if not people:
        people, title = _first_reading(action.plan, _others(action.plan, holder), action.child_id), OTHERS_LATE
    if not people:
        return 0
    Reminded.objects.get_or_create(plan=action.plan, of=Of.ACTION, due_on=action.due_on, action=action)
    key, page = f"plan action {action.pk} late {action.due_on}", reverse("plan_progress", args=[action.plan.public_id])
    return notify_each(people, key=key, title=title, page=page)


def _of_minutes(meeting: "Meeting") -> str:
    return f"meeting {meeting.pk} written"


def _told_of_risk(review: Review, but: int) -> "list[Practitioner]":
    """Give who leads a plan, who answers for it, and the safeguarding leads; not whoever does it themselves."""
    found = chain(_leading(review.plan, timezone.localdate()), *_answering(review.plan))
    return those_reading(review.plan, {one.pk: one for one in found if one.pk != but}.values())


def _taking_part(plan: Plan, by: "Practitioner", child_id: int | None = None) -> "list[Practitioner]":
    """Give everybody with an account who takes part and may read the plan, and in it what is about a child.

    Without whoever does it.
    """
    here = Member.objects.here().filter(plan=plan, practitioner__isnull=False).exclude(practitioner=by)
    keys = {key for key in here.values_list("practitioner", flat=True) if key}
    return those_reading(plan, with_roles(keys).values(), child_id)


def _leading(plan: Plan, today: dt.date) -> "list[Practitioner]":
    """Give who leads the work of a plan, and who stands in for them today."""
    leading = Involvement.objects.on(today).filter(episode__in_plan__plan=plan, leads=True).order_by()
    keys = {key for key in leading.values_list("practitioner", flat=True) if key}
    covers = Cover.objects.on(today).filter(absent__in=keys, team__in=leading.values("team")).order_by()
    keys |= set(covers.values_list("covering", flat=True))
    return list(with_roles(keys).values())


def _answering(plan: Plan) -> "Iterator[Iterable[Practitioner]]":
    """Give who answers for a plan: managers of the team and coordinators; then safeguarding leads."""
    current = Membership.objects.current()
    here = current.in_agency(plan.team.agency)
    yield with_roles(
        (), [current.with_one_of([MANAGES]).filter(team=plan.team), here.with_one_of([COORDINATE])]
    ).values()
    yield with_roles((), [here.with_one_of([LEADS])]).values()


def _others(plan: Plan, holder: Member) -> "Iterator[Iterable[Practitioner]]":
    """Give who sees to a plan instead of somebody: who leads it, then who answers for it."""
    today = timezone.localdate()
    for some in (_leading(plan, today), *_answering(plan)):
        yield [one for one in some if one.pk != holder.practitioner_id]


def _first_reading(
    plan: Plan, groups: "Iterable[Iterable[Practitioner]]", child_id: int | None = None
) -> "list[Practitioner]":
    """Give those of the first of some groups in which anybody may read a plan, and in it what is about a child."""
    return next(filter(None, (those_reading(plan, some, child_id) for some in groups)), [])


def those_reading(plan: Plan, people: "Iterable[Practitioner]", child_id: int | None = None) -> "list[Practitioner]":
    """Keep those who may read a plan now, and in it what is about a child; nobody else is told of it."""
    return [one for one in people if (seen := seen_plan(one, plan)) and seen.shows(child_id)]
