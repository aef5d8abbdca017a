"""Children whose plan ended are passed on again: what was agreed and not reached goes on with each of them."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.early_help.actions.ending import Ending, end_help
from righthelp.early_help.models import CameAlong, EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member
from righthelp.plans.models import Action, Member, Plan, Worry
from righthelp.plans.tests import planning, writing
from righthelp.work.actions.passing import pass_on
from righthelp.work.passing import WHAT_HAPPENED, PassedChild, Passing
from righthelp.work.tests.working import client_of, shown, team_of

FOR_MAYA, FOR_LEO, FOR_ALL = "Maya may fall behind", "Leo has nobody to play with", "The nights are loud"
EARLIER = "They had a plan before"


@pytest.fixture
def hub(db: None) -> Team:
    return people.agency("Westmarsh Family Hubs", Agency.Kind.EARLY_HELP, "Family hub").teams.get()


@pytest.fixture
def nils(mira: Practitioner, school: Agency) -> Person:
    return folk.person("Nils Lindqvist", agency=school, by=mira)


@pytest.fixture
def earlier(early_help: EarlyHelp, family: Family, alice: Practitioner) -> Plan:
    """Give the plan of both children that ended, with something for each and for all, that the mother was given."""
    plan = early_help.plan
    maya, leo = planning.child_of(plan, family.maya), planning.child_of(plan, family.brother)
    mother = {"kind": "family", "role": "mother", "person": family.mother, "reads": [maya, leo]}
    add_member(plan=plan, by=alice, **mother)  # type: ignore[arg-type]
    for text, child in ((FOR_MAYA, maya), (FOR_LEO, leo), (FOR_ALL, None)):
        of = planning.goal(planning.worry(plan, text, child=child))
        planning.action(of, planning.member_of(plan, alice), due_on=writing.SOON, what=f"Ask about it: {text}")
    ends(early_help, alice)
    return plan


def ends(it: EarlyHelp, by: Practitioner) -> None:
    helping.gone_up(it, by=by)
    end_help(help=it, ending=Ending(timezone.localdate(), "stepped_up", "Social care goes on", "x", "x"), by=by)


def passed(by: Practitioner, team: Team, *children: Person, of: object = None) -> EarlyHelp:
    passing = Passing(
        from_room="front_door", from_id=of or uuid4(), children=[PassedChild(one) for one in children],  # type: ignore[arg-type]
        agency=team_of(by).agency, team=team, texts={WHAT_HAPPENED: "They are safe now"}, asks_for="step_down",
    )  # fmt: skip
    made = pass_on(to="early_help", passing=passing, by=people.fresh(by)).public_id
    return EarlyHelp.objects.with_plan().get(public_id=made)


def worries(plan: Plan) -> list[str]:
    return sorted(one.text for one in Worry.objects.filter(plan=plan))


@pytest.mark.requirement("BN-049", "BP-195")
def test_a_child_who_comes_after_brings_their_part_of_the_earlier_plan_once(
    earlier: Plan, hub: Team, mira: Practitioner, sam: Practitioner, family: Family
) -> None:
    record = uuid4()
    it = passed(mira, hub, family.maya, of=record)
    assert worries(it.plan) == sorted([FOR_MAYA, FOR_ALL])
    assert passed(sam, hub, family.brother, of=record) == it
    assert worries(it.plan) == sorted([FOR_MAYA, FOR_LEO, FOR_ALL])
    passed(sam, hub, family.brother, of=record)
    assert len(worries(it.plan)) == 3
    it.plan.refresh_from_db()
    assert it.plan.continues == earlier
    mother = planning.member_of(it.plan, family.mother)
    assert {one.person for one in mother.reads.all()} == {family.maya, family.brother}


@pytest.mark.requirement("BN-049")
def test_a_first_child_without_a_plan_does_not_cost_the_second_theirs(
    earlier: Plan, hub: Team, mira: Practitioner, family: Family, nils: Person
) -> None:
    record = uuid4()
    it = passed(mira, hub, nils, of=record)
    assert it.plan.continues is None
    passed(mira, hub, family.maya, of=record)
    it.plan.refresh_from_db()
    assert it.plan.continues == earlier
    assert FOR_MAYA in worries(it.plan)


@pytest.mark.requirement("BP-195")
def test_what_went_through_two_plans_arrives_once(
    earlier: Plan, hub: Team, mira: Practitioner, sam: Practitioner, family: Family
) -> None:
    between = passed(mira, hub, family.maya)
    ends(between, mira)
    it = passed(mira, hub, family.maya, family.brother)
    assert worries(it.plan) == sorted([FOR_MAYA, FOR_LEO, FOR_ALL])


@pytest.mark.requirement("BP-195")
def test_what_a_worker_was_to_do_comes_along_with_the_worker_by_name(
    earlier: Plan, hub: Team, mira: Practitioner, family: Family, alice: Practitioner
) -> None:
    it = passed(mira, hub, family.maya, family.brother)
    assert Action.objects.filter(plan=it.plan).count() == 3
    [holder] = {one.holder for one in Action.objects.filter(plan=it.plan).select_related("holder")}
    assert (holder.practitioner, holder.name, holder.organisation) == (None, alice.name, team_of(alice).agency.name)


@pytest.mark.requirement("BN-049", "BP-195")
def test_a_plan_of_any_other_kind_that_ended_goes_on_too(
    earlier: Plan, hub: Team, mira: Practitioner, family: Family
) -> None:
    Plan.objects.filter(pk=earlier.pk).update(kind="child_in_need")
    it = passed(mira, hub, family.maya, family.brother)
    assert it.plan.continues == earlier
    assert worries(it.plan) == sorted([FOR_ALL, FOR_LEO, FOR_MAYA])


@pytest.mark.requirement("BN-049")
def test_where_somebody_leads_it_already_they_read_that_there_is_an_earlier_plan_and_carry_it_on(
    earlier: Plan, hub: Team, mira: Practitioner, family: Family, nils: Person, alice: Practitioner
) -> None:
    folk.related(nils, family.mother)
    it = helping.opened(alice, [nils])
    helping.agreed(it, family.mother, by=alice)
    helping.begun(it, alice)
    writing.whole(it.plan)
    agreed = writing.agreed(it.plan, on=timezone.localdate())
    page = reverse("plan", args=[it.plan.public_id])
    assert "Carry on from it" not in shown(client_of(alice), page)
    passed(mira, it.plan.team, nils, family.maya)
    came = CameAlong.objects.get(child__person=family.maya, why__startswith=EARLIER)
    assert came.help == it
    assert FOR_ALL not in worries(it.plan)
    assert "Carry on from it" in shown(client_of(alice), page)
    it.plan.children.update(added_at=agreed.noted_at)
    assert "Carry on from it" not in shown(client_of(alice), page)


@pytest.mark.requirement("SF-009", "BP-195")
def test_a_plan_began_no_later_than_the_help_that_it_is_for(
    offered: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    long_ago = dt.date(2026, 1, 5)
    Plan.objects.filter(pk=offered.plan_id).update(begun_on=long_ago + dt.timedelta(days=20))
    helping.agreed(offered, family.mother, by=alice)
    it = helping.begun(offered, alice)
    assert it.plan.begun_on == long_ago
    writing.whole(it.plan)
    assert writing.agreed(it.plan, on=long_ago).agreed_on == long_ago


def test_nobody_is_named_again_to_whom_they_were_not_to_be(
    early_help: EarlyHelp, hub: Team, mira: Practitioner, sam: Practitioner, family: Family, alice: Practitioner,
    bob: Practitioner,
) -> None:  # fmt: skip
    father = add_member(plan=early_help.plan, kind="family", role="father", person=family.father, by=alice)
    helping.joins(bob, early_help, by=alice)
    planning.member_of(early_help.plan, bob).kept_from.add(father)
    ends(early_help, alice)
    it = passed(mira, hub, family.maya)
    assert not Member.objects.here().filter(plan=it.plan, kind="worker").exists()
    helping.agreed(it, family.mother, by=mira)
    helping.begun(it, mira)
    planning.works_in(bob, it.plan)
    there = planning.member_of(it.plan, bob)
    assert list(there.kept_from.all()) == [planning.member_of(it.plan, family.father)]


def test_a_worker_who_was_kept_unnamed_and_a_child_hold_what_they_were_to_do_with_a_child_who_comes_after(
    early_help: EarlyHelp, hub: Team, mira: Practitioner, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    plan = early_help.plan
    father = add_member(plan=plan, kind="family", role="father", person=family.father, by=alice)
    helping.joins(bob, early_help, by=alice)
    there, leo = planning.member_of(plan, bob), planning.child_of(plan, family.brother)
    there.kept_from.add(father)
    of = planning.goal(planning.worry(plan, FOR_LEO, child=leo))
    for holder in (there, planning.member_of(plan, family.brother)):
        planning.action(of, holder, due_on=writing.SOON, what="Go to the club")
    ends(early_help, alice)
    record = uuid4()
    it = passed(mira, hub, family.maya, of=record)
    noted = Member.objects.get(plan=it.plan, name=bob.name)
    assert not noted.is_here
    passed(mira, hub, family.brother, of=record)
    noted.refresh_from_db()
    assert noted.is_here
    held = Action.objects.filter(plan=it.plan).select_related("holder")
    assert {one.holder for one in held} == {noted, planning.member_of(it.plan, family.brother)}
    assert planning.member_of(it.plan, family.father) in noted.kept_from.all()
