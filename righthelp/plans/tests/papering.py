"""A plan with papers, for tests: two fathers, each of one child; a mother of both; a neighbour; agreed on a day."""

import datetime as dt
from dataclasses import dataclass

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person, SafeContact
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions import add_member
from righthelp.plans.actions.copies import release_copy
from righthelp.plans.actions.family import Made, switch_on
from righthelp.plans.copies import plan_sections
from righthelp.plans.models import Action, Copy, Goal, Member, Plan, PlanChild, PlanVersion, Strength, Worry
from righthelp.plans.snapshots import snapshot_of
from righthelp.plans.tests import planning

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
DUE = dt.date(2026, 4, 1)
SAID = "I want Mum and Jonas to stop shouting"


@dataclass(frozen=True)
class Papered:
    """A plan for Maya and her brother Leo, and those of the family who take part."""

    plan: Plan
    maya: PlanChild
    brother: PlanChild
    mother: Member
    father: Member
    worry: Worry
    goal: Goal


def papered(plan: Plan, family: Family, by: Practitioner) -> Papered:
    """Write a part for each child and one for both, have the family take part, and agree."""
    maya, brother = planning.child_of(plan, family.maya), planning.child_of(plan, family.brother)
    mother = add_member(plan=plan, kind="family", role="mother", person=family.mother, reads=[maya, brother], by=by)
    father = add_member(plan=plan, kind="family", role="father", person=family.father, reads=[maya], by=by)
    PlanChild.objects.filter(pk=maya.pk).update(wants=SAID)
    Plan.objects.filter(pk=plan.pk).update(family_wants="Calm evenings", bottom_line="Nobody hits anybody")
    Strength.objects.create(plan=plan, child=maya, text="Maya loves drawing", noted_by=by)
    worry = planning.worry(plan, "If the nights stay loud, Maya may fall behind", child=maya)
    goal = planning.goal(worry, "Maya sleeps through the night", has_scale=True)
    planning.action(goal, mother, due_on=DUE, what="Read a story at seven")
    planning.action(goal, planning.member_of(plan, by), due_on=DUE, what="Ring the sleep clinic")
    planning.worry(plan, "Leo’s own trouble", child=brother)
    planning.worry(plan, "Both may be left alone", child=None)
    agreed(plan, by)
    return Papered(Plan.objects.get(pk=plan.pk), maya, brother, mother, father, worry, goal)


def agreed(plan: Plan, by: Practitioner) -> PlanVersion:
    """Agree a plan as it stands."""
    fresh = Plan.objects.get(pk=plan.pk)
    return PlanVersion.objects.create(
        plan=fresh, number=fresh.versions.count() + 1, agreed_on=planning.SINCE, agreed_with="All",
        understood_how="Read together", written=snapshot_of(fresh), noted_by=by,
    )  # fmt: skip


def born(person: Person, on: dt.date | None) -> None:
    """Write down when somebody was born, or that nobody knows."""
    Person.objects.filter(pk=person.pk).update(born_on=on, born_on_is="exact" if on else "")


def safe_way(member: Member, by: Practitioner, *, channel: str = "phone", value: str = "01632 960 123") -> SafeContact:
    """Write down a way to reach somebody that they said is safe; the same one again where it stands already."""
    noted = {"source": "They said so", "noted_by": by, "is_safe": "yes"}
    return SafeContact.objects.get_or_create(person=member.person, channel=channel, value=value, defaults=noted)[0]


def switched_on(member: Member, by: Practitioner) -> Made:
    """Switch somebody’s own page on: the link by text message, the code by telephone."""
    way = safe_way(member, by) if member.person_id else None
    return switch_on(member=member, safe_because="They said so", link_way="Text message", code_to=way, by=by)


def kept_from(part: Strength | Worry | Goal | Action, *members: Member) -> None:
    """Keep a part of the plan from somebody."""
    part.kept_from.set(members)


def released(it: Papered, member: Member, by: Practitioner) -> Copy:
    """Release the copy of the plan that somebody may have."""
    sections = plan_sections(plan_to_read(by, it.plan.public_id, page="test"), member)
    return release_copy(
        plan=it.plan, member=member, kind=Copy.Kind.PLAN, title="The plan", sections=sections, again=lambda: sections,
        by=by, of_version=it.plan.versions.last(),
    )  # fmt: skip
