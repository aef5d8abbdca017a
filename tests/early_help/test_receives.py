"""The front door passes children on to early help, with what is known; a step down arrives with the plan."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.early_help.actions.ending import Ending, end_help
from righthelp.early_help.actions.holding import TakenAlready, take
from righthelp.early_help.actions.receiving import receive
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.policies import sees_to
from righthelp.early_help.tests import helping
from righthelp.front_door.actions.deciding import ForChild, decide, decide_together
from righthelp.front_door.tests.arriving import received
from righthelp.front_door.tests.deciding import FIVE, REASON, adopted, decided, decided_for
from righthelp.messages.models import Notice
from righthelp.people.models import Person
from righthelp.people.readers import readers_of
from righthelp.people.reasons import within_reach
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Need, Plan, Strength
from righthelp.plans.tests import planning
from righthelp.work.models import Involvement, PassedOn
from righthelp.work.passing import PassedChild, Passing
from righthelp.work.tests.working import client_of, sees, shown


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def team(hub: Agency) -> Team:
    return hub.teams.get()


@pytest.fixture
def fran(social_care: Agency) -> Practitioner:
    return people.worker(social_care, "front_door_worker", "Fran Castellano")


@pytest.fixture
def mona(social_care: Agency) -> Practitioner:
    return people.worker(social_care, "social_care_manager", "Mona Aziz")


def passed(by: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, child: Person) -> EarlyHelp:
    contact = received(by, person=child, help_so_far="Breakfast club", working_well="Her gran", family_wants="Sleep")
    decided_for(contact.children.get(), fran, mona, outcome="early_help", team=team)
    return EarlyHelp.objects.with_plan().latest("pk")


def page(it: EarlyHelp) -> str:
    return reverse("early_help", args=[it.public_id])


@pytest.mark.requirement("BN-049", "BN-050", "SF-009")
def test_what_the_front_door_knows_stands_there_already(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, family: Family
) -> None:
    it = passed(alice, fran, mona, team, family.maya)
    assert (it.came_by, it.plan.team, it.holder, it.begun_on) == ("front_door", team, None, None)
    assert (it.because, it.help_so_far, it.plan.family_wants) == (REASON, "Breakfast club", "Sleep")
    assert [one.own_words for one in Need.objects.filter(plan=it.plan)] == [FIVE["needs_services"]]
    assert [one.text for one in Strength.objects.filter(plan=it.plan)] == ["Her gran"]
    text = shown(client_of(cora), page(it))
    for part in ("Maya", REASON, "The front door passed it on", "It waits for somebody to see to it"):
        assert part in text


def test_those_who_coordinate_are_told_without_a_word_of_whom_it_is_about(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, family: Family
) -> None:
    it = passed(alice, fran, mona, team, family.maya)
    told = Notice.objects.filter(to=cora, page=page(it)).get()
    assert told.title == "Early help waits for somebody in your agency to take it up"


def test_brothers_and_sisters_of_one_contact_come_together(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, family: Family
) -> None:
    from righthelp.front_door.actions.writing import add_child, send
    from righthelp.front_door.tests.arriving import draft

    contact = draft(alice, person=family.maya)
    add_child(contact=contact, changes={"name": "Leo Marsh", "person": family.brother}, by=alice)
    send(contact=contact, by=alice)
    first, second = contact.children.all()
    own = decided(mona, outcome="early_help", team=team)
    other = decided(mona, outcome="early_help", team=team, reason="He stays up late", needs_services="A bed")
    decide_together(decisions=[ForChild(first, own), ForChild(second, other)], by=fran)
    it = EarlyHelp.objects.get()
    assert {one.person for one in it.plan.children.all()} == {family.maya, family.brother}
    assert it.because == f"{REASON}\nHe stays up late"
    assert {one.own_words for one in it.plan.needs.all()} == {FIVE["needs_services"], "A bed"}


def test_a_child_whom_the_team_helps_already_comes_to_that(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, family: Family
) -> None:
    first = passed(alice, fran, mona, team, family.maya)
    again = passed(alice, fran, mona, team, family.maya)
    assert first == again
    assert EarlyHelp.objects.count() == 1


def test_early_help_that_somebody_else_leads_is_not_written_into(
    early_help: EarlyHelp, alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    child = PassedChild(family.maya, {"needs": "x", "strengths": "x"})
    to = early_help.plan.team
    passing = Passing(from_room="front_door", from_id=uuid4(), children=[child], agency=to.agency, team=to)
    assert receive(passing, fran).public_id == early_help.public_id
    assert not early_help.plan.needs.exists()


def test_it_is_passed_on_to_a_team(family: Family, fran: Practitioner, social_care: Agency) -> None:
    passing = Passing(
        from_room="front_door", from_id=uuid4(), children=[PassedChild(family.maya)], agency=social_care
    )  # fmt: skip
    with pytest.raises(ValueError, match="team"):
        receive(passing, fran)


def stepped_down(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, team: Team, family: Family
) -> EarlyHelp:
    """Have social care’s assessment end with early help instead."""
    assert mira
    child = received(alice, person=family.maya).children.get()
    first = decided_for(child, fran, mona, outcome="assessment")
    down = decided(mona, outcome="early_help", team=team, again_because="They are safe now")
    decide(child=child, decision=down, instead_of=first, by=fran)
    return EarlyHelp.objects.with_plan().latest("pk")


@pytest.mark.requirement("BN-049", "BP-195", "BP-021")
def test_a_step_down_arrives_with_what_was_agreed_in_the_earlier_plan(
    early_help: EarlyHelp, alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner,
    team: Team, cora: Practitioner, family: Family,
) -> None:  # fmt: skip
    earlier = early_help.plan
    planning.goal(planning.worry(earlier, "Maya may fall behind"))
    ending = Ending(earlier.begun_on, "stepped_up", "Social care goes on", "Glad", "Ask school")
    helping.gone_up(early_help, by=alice)
    end_help(help=early_help, ending=ending, by=alice)
    it = stepped_down(alice, fran, mona, mira, team, family)
    assert (it.came_by, it.plan.continues) == ("stepped_down", earlier)
    assert [one.text for one in it.plan.worries.all()] == ["Maya may fall behind"]
    text = shown(client_of(cora), page(it))
    assert "Children’s social care stepped it down" in text
    assert "The plan that it goes on from" not in text  # what the other agency wrote opens only to those it was open to


@pytest.mark.requirement("BP-026")
def test_nothing_begins_until_the_family_agrees(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, family: Family
) -> None:
    it = passed(alice, fran, mona, team, family.maya)
    take(help=it, by=cora)
    it.refresh_from_db()
    helping.agreed(it, family.mother, by=cora)
    helping.begun(it, cora)
    assert Involvement.objects.filter(practitioner=cora, leads=True).exists()


def test_while_it_waits_the_people_of_its_team_see_the_child_and_then_only_who_took_it(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, hub: Agency, wes: Practitioner,
    charlie: Practitioner, family: Family,
) -> None:  # fmt: skip
    other = people.worker(hub, "practitioner", "Olga Dahl")
    it = passed(alice, fran, mona, team, family.maya)
    assert sees(wes, family.maya)
    assert sees(other, family.maya)
    assert sees(charlie, family.maya) is None
    assert "Maya" in shown(client_of(wes), reverse("early_help_list"))
    assert client_of(wes).post(reverse("early_help_take", args=[it.public_id])).status_code == 302
    assert sees(wes, family.maya)
    assert sees(other, family.maya) is None
    assert client_of(other).get(page(it)).status_code == 404
    assert client_of(wes).get(reverse("early_help_offer", args=[it.public_id])).status_code == 200


def test_two_do_not_take_the_same(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, wes: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    it = passed(alice, fran, mona, team, family.maya)
    take(help=it, by=wes)
    with pytest.raises(TakenAlready):
        take(help=it, by=cora)
    response: Any = client_of(cora).post(reverse("early_help_take", args=[it.public_id]))
    assert "Somebody took it already" in response.text


def test_whoever_saw_to_it_lets_go_once_somebody_leads(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, wes: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    it = passed(alice, fran, mona, team, family.maya)
    take(help=it, by=wes)
    it.refresh_from_db()
    helping.agreed(it, family.mother, by=wes)
    helping.begun(it, cora)
    it.refresh_from_db()
    assert it.holder is None
    assert not Involvement.objects.filter(practitioner=wes, ends_on__isnull=True).exists()


def test_those_named_as_readers_are_those_who_may_read(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, wes: Practitioner,
    charlie: Practitioner, family: Family,
) -> None:  # fmt: skip
    it = passed(alice, fran, mona, team, family.maya)
    for step in (None, lambda: take(help=it, by=wes)):
        if step:
            step()
        named = readers_of([family.maya.pk])[family.maya.pk]
        for one in (cora, wes, charlie):
            assert (one in named) == (sees(one, family.maya) is not None), one.name


def test_a_child_who_waits_is_found_by_those_who_may_take_it_and_by_nobody_else(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, wes: Practitioner,
    charlie: Practitioner, family: Family,
) -> None:  # fmt: skip
    it = passed(alice, fran, mona, team, family.maya)

    def found(reader: Practitioner) -> bool:
        return Person.objects.filter(
            pk__in=within_reach(people.fresh(reader)), public_id=family.maya.public_id
        ).exists()

    assert [found(one) for one in (cora, wes, charlie)] == [True, True, False]
    helping.agreed(it, family.mother, by=fran)
    take(help=it, by=cora)
    helping.begun(it, cora)
    assert [found(one) for one in (cora, wes, charlie)] == [True, False, False]


def test_a_plan_of_other_help_is_seen_to_by_nobody_here(alice: Practitioner, family: Family) -> None:
    assert not sees_to(alice, planning.begun(alice, [family.maya]))


def test_each_leads_to_the_other(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team, cora: Practitioner, family: Family
) -> None:
    it = passed(alice, fran, mona, team, family.maya)
    way = reverse("contact_way", args=[PassedOn.objects.get().from_id])
    client = client_of(cora)
    assert way in client.get(page(it)).text
    answer: Any = client.get(way)
    to: str = answer.url
    assert to.startswith("/front-door/passed/")
    assert page(it) in client.get(to).text
    assert client.get(reverse("contact_way", args=[UUID(int=0)])).status_code == 404


def test_a_plan_of_before_is_found_for_the_same_child_only(
    early_help: EarlyHelp, alice: Practitioner, fran: Practitioner, mona: Practitioner, team: Team
) -> None:
    from righthelp.people.tests import folk

    stranger = folk.person("Nia Holm", agency=alice.memberships_now[0].team.agency, by=alice)
    it = passed(alice, fran, mona, team, stranger)
    assert it.plan.continues is None
    assert Plan.objects.count() == 2
