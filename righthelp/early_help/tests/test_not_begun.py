"""Before the family agreed: the plan can be written, so that they see what is offered; nothing is done by it yet."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.early_help.actions.ending import end_for_child
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import helping
from righthelp.early_help.tests.test_ending import end
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.holding import NotBegun
from righthelp.plans.actions.reviews import Reviewed, review
from righthelp.plans.actions.services import Asking, RestsOn, ask_service
from righthelp.plans.models import Meeting, Need, Plan, PlanVersion, Referral, Review
from righthelp.plans.tests import gathering, planning, writing
from righthelp.work.tests.working import client_of, hidden, on, shown, words, works_with

WHAT_GOES_ON = ("plan_agree", "plan_review_add", "plan_service_ask")
TODAY = timezone.localdate


def at(name: str, plan: Plan) -> str:
    return reverse(name, args=[plan.public_id])


def answer_of_family(plan: Plan) -> str:
    """Give where a page leads to note what the family said."""
    return f'href="{at("plan_early_help", plan)}#agreement"'


@pytest.mark.requirement("BP-026", "SF-010", "BN-040")
def test_before_anybody_agreed_the_plan_is_written_and_its_pages_say_what_cannot_be_done_yet(
    offered: EarlyHelp, alice: Practitioner
) -> None:
    client, plan = client_of(alice), offered.plan
    writing.whole(plan, holder=writing.father(plan))
    page = client.get(at("plan", plan))
    for said in ("NOT BEGUN: nobody has agreed yet", "you cannot agree the plan", "Write a worry statement for Maya"):
        assert said in words(page)
    assert answer_of_family(plan) in page.text
    assert at("plan_service_told", plan) in client.get(at("plan_services", plan)).text
    meeting = gathering.called(plan, alice)
    Meeting.objects.update(held_at=timezone.now(), written_at=timezone.now(), written_by=alice, chaired_by="Alice")
    assert "team around" in shown(client, gathering.at(meeting)).lower()
    for path in (at("plan", plan), at("plan_services", plan), at("plan_life", plan), gathering.at(meeting)):
        assert not [name for name in WHAT_GOES_ON if at(name, plan) in client.get(path).text], path
    for name in WHAT_GOES_ON:
        form = client.get(at(name, plan))
        assert "NOT BEGUN: nobody has agreed yet" in words(form), name
        assert answer_of_family(plan) in form.text, name
        assert "<form method" not in form.text.partition("<main")[2], name


@pytest.mark.requirement("BP-026")
def test_the_pages_say_whether_somebody_agreed_already_and_nothing_once_it_has_begun_or_ended(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    client, path = client_of(alice), at("plan", offered.plan)
    helping.answered(offered, family.father, "declined", by=alice, people=[family.maya])
    assert "NOT BEGUN: nobody has agreed yet" in shown(client, path)
    assert "Until they agree and early help begins, you cannot" in shown(client, path)
    helping.answered(offered, family.mother, "agreed", by=alice, people=[family.brother])
    page = shown(client, path)
    assert "NOT BEGUN: somebody agreed. Begin early help first" in page
    assert "Until early help begins, you cannot agree the plan" in page
    assert "Until they agree" not in page
    assert "See what they said, and begin it" in page
    helping.begin(offered, alice)
    assert "NOT BEGUN" not in shown(client, path)


@pytest.mark.requirement("BP-026")
def test_whoever_may_not_change_it_reads_that_it_has_not_begun_and_not_what_to_do(
    offered: EarlyHelp, alice: Practitioner, sam: Practitioner, family: Family
) -> None:
    works_with(sam, family.maya)
    path = at("plan", offered.plan)
    assert "You can write the plan" in shown(client_of(alice), path)
    page = shown(client_of(sam), path)
    assert "NOT BEGUN: nobody has agreed yet Early help has not begun." in page
    for own in ("You can write the plan", "you cannot", "Note what the family said"):
        assert own not in page
    helping.answered(offered, family.mother, "agreed", by=alice, people=[family.brother])
    page = shown(client_of(sam), path)
    assert "Early help has not begun." in page
    assert "and begin it" not in page


def test_of_what_ended_before_it_began_the_plan_does_not_say_that_it_waits(
    offered: EarlyHelp, alice: Practitioner
) -> None:
    client = client_of(alice)
    end(offered, alice, "declined")
    assert "NOT BEGUN" not in shown(client, at("plan", offered.plan))


@pytest.mark.requirement("BP-026", "SF-010", "BN-040")
def test_no_plan_is_agreed_no_service_asked_and_no_review_written_before_it_began(
    offered: EarlyHelp, alice: Practitioner
) -> None:
    plan = offered.plan
    need = planning.need(plan)
    rests = RestsOn(plan.team.agency, "public_task")
    asking = Asking(need, TODAY(), "She sleeps", "Ana", told="She is tired", name="Clinic")
    with pytest.raises(NotBegun):
        writing.agreed(plan)
    with pytest.raises(NotBegun):
        review(plan=plan, what=Reviewed(TODAY(), "x", "x", TODAY()), children=[], by=alice)
    with pytest.raises(NotBegun):
        ask_service(plan=plan, asking=asking, children=[], rests_on=rests, by=alice)
    assert [one.objects.count() for one in (PlanVersion, Review, Referral)] == [0, 0, 0]


def test_a_family_that_has_not_agreed_is_told_of_a_service_all_the_same(
    offered: EarlyHelp, alice: Practitioner
) -> None:
    told = Asking(planning.need(offered.plan), TODAY(), "She sleeps", "Ana", name="Clinic", is_signpost=True)
    ask_service(plan=offered.plan, asking=told, children=[], by=alice)
    assert "Clinic" in shown(client_of(alice), at("plan_services", offered.plan))


TYPED: dict[str, dict[str, str]] = {
    "plan_agree": {"agreed_with": "Ana and Maya", "understood_how": "Maya said it back"},
    "plan_review_add": {"changed": "Ana and Maya", "do_next": "Meet", "works": "yes", "risk": "no"},
    "plan_service_ask": {"change": "Ana and Maya", "name": "Clinic", "agreed": "Ana", "told": "x", "consent": "none"},
}


@pytest.mark.requirement("BP-026", "SF-010")
@pytest.mark.parametrize("name", WHAT_GOES_ON)
def test_where_it_goes_on_with_nobody_who_agreed_a_form_that_was_open_is_refused_and_keeps_what_was_typed(
    name: str, offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    it = helping.begun(offered, alice)
    writing.whole(it.plan)
    need = Need.objects.get(plan=it.plan)
    client, path, today = client_of(alice), at(name, it.plan), TODAY()
    opened: Any = client.get(path)
    maya = planning.child_of(it.plan, family.maya)
    end_for_child(help=it, child=maya, on=today, outcome="moved", because="To an aunt", by=alice)
    later = today + dt.timedelta(days=14)
    days = {**on("agreed_on", today), **on("reviewed_on", today), **on("next_on", later), **on("on", today)}
    sent = {**hidden(opened.text), **days, **TYPED[name], "need": need.public_id, "basis": "public_task"}
    answer = client.post(path, sent)
    assert "This was not saved: this help has not begun. The notice above says what to do first" in words(answer)
    assert "NOT BEGUN: nobody has agreed yet" in words(answer)
    assert "Ana and Maya" in answer.text
    assert answer_of_family(it.plan) in answer.text
    assert [one.objects.count() for one in (PlanVersion, Review, Referral)] == [0, 0, 0]
