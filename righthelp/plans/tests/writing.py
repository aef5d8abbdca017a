"""A plan on its pages, for tests: plain functions that write as a person does."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.plans.actions import add_member
from righthelp.plans.actions.content import add_action, add_goal, add_need, add_strength, add_worry
from righthelp.plans.actions.versions import agree
from righthelp.plans.models import Member, Plan, PlanChild, PlanVersion, Worry
from righthelp.plans.snapshots import as_it_stands
from righthelp.plans.tests import planning
from righthelp.work.tests.working import send_form

TODAY = dt.date(2026, 1, 12)
SOON = dt.date(2026, 2, 2)


def page_of(plan: Plan) -> str:
    """Give the address of the page of a plan."""
    return reverse("plan", args=[plan.public_id])


def part_page(name: str, plan: Plan, part: Any, *kind: str) -> str:
    """Give the address of a page about one part of a plan."""
    return reverse(name, args=[plan.public_id, *kind, part.public_id])


def add(client: Client, name: str, plan: Plan, /, **answers: Any) -> Any:
    """Send the form that adds something to a plan."""
    return send_form(client, reverse(name, args=[plan.public_id]), **answers)


def father(plan: Plan, *reads: PlanChild, name: str = "Jonas Berg") -> Member:
    """Have a father take part in a plan by name."""
    return add_member(plan=plan, kind="family", role="father", name=name, reads=reads, by=plan.begun_by)


def whole(plan: Plan, child: PlanChild | None = None, holder: Member | None = None) -> Worry:
    """Write a plan in which nothing is missing: a need, a worry statement, its goal, an action; and what goes well."""
    lead = plan.begun_by
    add_strength(plan=plan, child=child, text="She loves drawing", said_by="Her teacher", by=lead)
    need = add_need(plan=plan, child=child, own_words="Sleep", by=lead)
    worry = add_worry(plan=plan, child=child, text="Maya may fall behind", needs=[need], by=lead)
    goal = add_goal(worry=worry, text="Maya sleeps through the night", by=lead)
    holder = holder or planning.member_of(plan, lead)
    add_action(
        goal=goal, what="Ring the sleep clinic", is_for="So that she is rested", holder=holder, due_on=SOON, by=lead
    )
    return worry


def agreed(plan: Plan, *, on: dt.date = TODAY) -> PlanVersion:
    """Have a plan agreed as it stands."""
    plan.refresh_from_db()
    return agree(
        plan=plan,
        as_read=as_it_stands(plan),
        agreed_on=on,
        agreed_with="Her mother, Maya, Alice and Bob",
        understood_how="Read together; Maya said it back",
        by=plan.begun_by,
    )
