"""Plans, for tests: plain functions, past every rule."""

import datetime as dt
from collections.abc import Callable, Sequence

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person
from righthelp.plans.actions import begin_plan, put_to_work
from righthelp.plans.models import Action, Goal, Member, Need, Plan, PlanChild, Worry
from righthelp.work.actions import allocate, begin_episode, involve
from righthelp.work.models import Episode
from righthelp.work.tests.working import team_of

KIND = "early_help"
SINCE = dt.date(2026, 1, 5)
Away = Callable[[PlanChild], PlanChild]


def begun(lead: Practitioner, people: Sequence[Person], *, kind: str = KIND, since: dt.date = SINCE) -> Plan:
    """Begin a plan whose work somebody leads for each child, coordinated by their own team."""
    plan = begin_plan(kind=kind, team=team_of(lead), people=people, by=lead)
    for child in plan.children.select_related("person", "plan"):
        work = _work(lead, child.person, kind, since)
        put_to_work(child=child, episode=work, by=lead)
        allocate(
            episode=work, practitioner=lead, team=team_of(lead), role="lead practitioner", starts_on=since, by=lead
        )
    return plan


def left(child: PlanChild, on: dt.date = dt.date(2026, 3, 3)) -> PlanChild:
    """Have a child have left a plan."""
    PlanChild.objects.filter(pk=child.pk).update(left_on=on, left_because="Lives with an aunt now")
    child.refresh_from_db()
    return child


def not_begun(child: PlanChild) -> PlanChild:
    """Have nobody have agreed for a child yet, so that work with the child has not begun."""
    PlanChild.objects.filter(pk=child.pk).update(episode=None)
    child.refresh_from_db()
    return child


def waits_again(plan: Plan, person: Person) -> None:
    """Have the one child leave a plan with whom there was work; for the others nobody agreed."""
    for child in plan.children.all():
        left(child) if child.person == person else not_begun(child)


def works_in(who: Practitioner, plan: Plan, *, role: str = "school nurse", since: dt.date = SINCE) -> Member:
    """Have somebody with an account work in a plan with every child, as part of its work."""
    for child in plan.children.select_related("person", "episode"):
        involve(
            child=child.person,
            practitioner=who,
            team=team_of(who),
            episode=child.episode,
            role=role,
            starts_on=since,
            by=who,
        )
    return plan.members.get(practitioner=who, left_on__isnull=True)


def child_of(plan: Plan, person: Person) -> PlanChild:
    """Give the child of a plan that somebody on file is."""
    return plan.children.select_related("person", "plan").get(person=person)


def member_of(plan: Plan, who: Practitioner | Person) -> Member:
    """Give somebody as they take part in a plan."""
    by = {"practitioner": who} if isinstance(who, Practitioner) else {"person": who}
    return plan.members.get(**by, left_on__isnull=True)


def need(plan: Plan, text: str = "Sleep", *, child: PlanChild | None = None, worry: Worry | None = None) -> Need:
    """Note a need."""
    return Need.objects.create(plan=plan, child=child, own_words=text, worry=worry, noted_by=plan.begun_by)


def worry(plan: Plan, text: str = "Maya may fall behind", *, child: PlanChild | None = None) -> Worry:
    """Note a worry statement."""
    return Worry.objects.create(plan=plan, child=child, text=text, noted_by=plan.begun_by)


def goal(of: Worry, text: str = "Maya sleeps through the night", *, has_scale: bool = False) -> Goal:
    """Note the goal of a worry statement."""
    ends = {"has_scale": True, "scale_zero": "Never", "scale_ten": "Every night"} if has_scale else {}
    return Goal.objects.create(plan=of.plan, child=of.child, worry=of, text=text, noted_by=of.noted_by, **ends)


def action(of: Goal, holder: Member, *, due_on: dt.date, what: str = "Ring the sleep clinic") -> Action:
    """Note an action of a goal."""
    what_for = {"what": what, "is_for": "So that Maya is rested at school"}
    return Action.objects.create(
        plan=of.plan, child=of.child, goal=of, holder=holder, due_on=due_on, noted_by=of.noted_by, **what_for
    )


def _work(lead: Practitioner, person: Person, kind: str, since: dt.date) -> Episode:
    return begin_episode(child=person, team=team_of(lead), kind=kind, aim="Rested", begun_on=since, by=lead)
