"""Who takes part in a plan: the family and their own people, with whose parts they may be given."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.people.models import SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member, let_member_leave
from righthelp.plans.actions.members import change_member, set_reads
from righthelp.plans.models import Action, Member, Plan, PlanChild
from righthelp.plans.tests import planning, writing
from righthelp.work.actions import end_involvement, involve_by_name
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, hidden, on, send_form, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    """Give Maya, as a child of the plan."""
    return planning.child_of(plan, family.maya)


def members_page(plan: Plan) -> str:
    return reverse("plan_members", args=[plan.public_id])


@pytest.mark.requirement("BP-031", "BP-045")
def test_a_neighbour_joins_by_name_and_holds_an_action(plan: Plan, alice: Practitioner) -> None:
    client = client_of(alice)
    answer = writing.add(
        client, "plan_member_add", plan, who="else", kind="network", name="Pia Holm", role="neighbour",
        phone="01632 960 123", email="",
    )  # fmt: skip
    assert "Pia Holm neighbour" in shown(client, answer["Location"])
    pia, goal = plan.members.get(name="Pia Holm"), planning.goal(planning.worry(plan))
    path = writing.part_page("plan_action_add", plan, goal)
    due = on("due_on", writing.SOON)
    send_form(client, path, what="Take her to school", is_for="On time", holder=str(pia.public_id), **due)
    assert Action.objects.get().holder == pia
    assert "Pia Holm, neighbour" in shown(client, writing.page_of(plan))


@pytest.mark.requirement("BP-031")
def test_a_mother_on_file_joins_by_her_record_for_the_children_that_were_chosen(
    plan: Plan, maya: PlanChild, family: Family, alice: Practitioner
) -> None:
    client = client_of(alice)
    who = {"who": str(family.mother.public_id), "kind": "family", "role": "mother"}
    answer = writing.add(client, "plan_member_add", plan, **who, reads=[str(maya.public_id)])
    assert "Ana Lindqvist mother May be given the parts about: Maya" in shown(client, answer["Location"])
    member = planning.member_of(plan, family.mother)
    assert (member.name, list(member.reads.all())) == ("", [maya])
    form = shown(client, reverse("plan_member_add", args=[plan.public_id]))
    assert "Ana Lindqvist" not in form
    assert "Jonas Berg, parent" in form


def test_only_people_whom_the_reader_may_see_are_offered(plan: Plan, family: Family, alice: Practitioner) -> None:
    path = reverse("plan_member_add", args=[plan.public_id])
    stranger = folk.person("Nadia Petrescu")
    assert "Nadia" not in shown(client_of(alice), path)
    page = words(send_form(client_of(alice), path, who=str(stranger.public_id), kind="family", role="aunt"))
    assert "Choose who takes part" in page
    assert not Member.objects.filter(plan=plan, person=stranger).exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose who takes part"),
        ({"who": "else", "kind": "family", "role": "aunt"}, "Enter their name"),
        ({"who": "else", "name": "Pia", "role": "aunt"}, "Choose what they are to the family"),
    ],
)
def test_what_is_missing_is_said(answers: dict[str, str], said: str, plan: Plan, alice: Practitioner) -> None:
    assert said in words(writing.add(client_of(alice), "plan_member_add", plan, **answers))


def test_somebody_joins_once(plan: Plan, family: Family, alice: Practitioner) -> None:
    client, path = client_of(alice), reverse("plan_member_add", args=[plan.public_id])
    offered = {str(family.mother.public_id): (family.mother, "Ana Lindqvist, parent")}
    add_member(plan=plan, kind="family", role="mother", person=family.mother, by=alice)
    with patch("righthelp.plans.views.members.people_to_add", return_value=offered):
        page = send_form(client, path, who=str(family.mother.public_id), kind="family", role="mother")
    assert "They take part in the plan already" in words(page)


def test_whose_parts_somebody_may_be_given_is_changed_and_says_nothing_of_a_child_who_is_not_shown(
    plan: Plan, maya: PlanChild, family: Family, alice: Practitioner
) -> None:
    leo = planning.child_of(plan, family.brother)
    jonas = writing.father(plan, leo, maya)
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    family.brother.noted_by = None
    family.brother.save()
    client, path = client_of(alice), reverse("plan_member_reads", args=[plan.public_id, jonas.public_id])
    assert "Leo" not in shown(client, path)
    send_form(client, path, reads=[str(maya.public_id)])
    assert set(jonas.reads.all()) == {maya, leo}
    send_form(client, path, reads=[])
    assert set(jonas.reads.all()) == {leo}
    shown(client, path, 404)  # he belongs to a child who is not shown


def test_two_who_change_somebody_at_once_do_not_write_over_each_other(
    plan: Plan, maya: PlanChild, family: Family, alice: Practitioner
) -> None:
    jonas = writing.father(plan, maya)
    client, path = client_of(alice), reverse("plan_member_reads", args=[plan.public_id, jonas.public_id])
    page = client.get(path)
    set_reads(member=jonas, version=1, children=[], by=alice)
    answer = client.post(path, {**hidden(page.text), "reads": [str(maya.public_id)]})
    assert answer.status_code == 302
    assert not jonas.reads.exists()
    page = client.get(path)
    set_reads(member=jonas, version=2, children=[maya], by=alice)
    leo = planning.child_of(plan, family.brother)
    answer = client.post(path, {**hidden(page.text), "reads": [str(leo.public_id)]})
    assert "Saved meanwhile" in words(answer)
    assert set(jonas.reads.all()) == {maya}
    assert client.post(path, {**hidden(answer.text), "reads": [str(leo.public_id)]}).status_code == 302
    assert set(jonas.reads.all()) == {leo}


def test_how_somebody_is_reached_is_changed(plan: Plan, alice: Practitioner) -> None:
    jonas = writing.father(plan)
    path = reverse("plan_member_reach", args=[plan.public_id, jonas.public_id])
    send_form(client_of(alice), path, role="father", phone="01632 960 456", email="")
    assert "01632 960 456" in shown(client_of(alice), members_page(plan))


def test_a_worker_says_who_stands_in_for_them_in_the_holidays_and_no_other(
    plan: Plan, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    own, of_alice = planning.member_of(plan, bob), planning.member_of(plan, alice)
    path = reverse("plan_member_cover", args=[plan.public_id, own.public_id])
    answer = send_form(client_of(bob), path, shuts="yes", cover_name="Amy Lee", cover_phone="01632 960 789")
    assert "While they are shut: Amy Lee" in shown(client_of(bob), answer["Location"])
    other = reverse("plan_member_cover", args=[plan.public_id, of_alice.public_id])
    shown(client_of(bob), other, 404)
    shown(client_of(charlie), other, 404)
    send_form(client_of(alice), path, shuts="yes", cover_name="", cover_phone="")
    assert "Amy Lee" not in shown(client_of(alice), members_page(plan))
    with pytest.raises(NotAllowed):
        change_member(member=of_alice, version=1, changes={"cover_name": "Me"}, by=bob)


def test_who_stands_in_is_asked_only_where_a_place_is_shut_in_the_holidays(
    plan: Plan, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    planning.works_in(charlie, plan, role="family doctor")
    page = shown(client_of(alice), members_page(plan))
    assert "Say who stands in : Bob Baker" in page
    assert "They are shut in the school holidays : Charlie Chen" in page
    assert page.count("Nobody is named for the time while they are shut") == 2
    doctor = planning.member_of(plan, charlie)
    path = reverse("plan_member_cover", args=[plan.public_id, doctor.public_id])
    named = {"cover_name": "Amy Lee", "cover_phone": ""}
    assert "Choose whether it is shut in the school holidays" in words(send_form(client_of(alice), path, **named))
    wrong = words(send_form(client_of(alice), path, shuts="no", **named))
    assert "Nobody stands in where it is not shut" in wrong
    send_form(client_of(alice), path, shuts="yes", **named)
    assert "While they are shut: Amy Lee" in shown(client_of(alice), members_page(plan))


def test_a_school_that_stays_open_in_the_holidays_needs_nobody_to_stand_in(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    for who in (alice, bob):
        path = reverse("plan_member_cover", args=[plan.public_id, planning.member_of(plan, who).public_id])
        assert 'value="yes" checked' in client_of(alice).get(path).text
        send_form(client_of(alice), path, shuts="no", cover_name="", cover_phone="")
    assert "Nobody is named for the time while they are shut" not in shown(client_of(alice), members_page(plan))


def test_somebody_of_the_family_leaves_with_the_reason_and_what_they_did_stays(plan: Plan, alice: Practitioner) -> None:
    jonas = writing.father(plan)
    path = reverse("plan_member_leave", args=[plan.public_id, jonas.public_id])
    early = send_form(client_of(alice), path, because="He moved", **on("on", planning.SINCE))
    assert "They began to take part later" in words(early)
    answer = send_form(client_of(alice), path, because="He moved away", **on("on", writing.TODAY))
    page = shown(client_of(alice), answer["Location"])
    assert "Jonas Berg, father , until 12 January 2026: He moved away" in page
    shown(client_of(alice), path, 404)


def test_who_left_already_stays_as_they_left(plan: Plan, alice: Practitioner) -> None:
    jonas = writing.father(plan)
    for because in ("He moved", "He wants nothing to do with it"):
        let_member_leave(member=jonas, because=because, by=alice)
    jonas.refresh_from_db()
    assert jonas.left_because == "He moved"
    assert Event.objects.filter(name="plans.member_left").count() == 1


def test_nobody_takes_a_worker_with_an_account_or_a_child_out_of_a_plan(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    worker, child = planning.member_of(plan, bob), planning.member_of(plan, family.maya)
    for member in (worker, child):
        shown(client_of(alice), reverse("plan_member_leave", args=[plan.public_id, member.public_id]), 404)
    shown(client_of(alice), reverse("plan_member_reads", args=[plan.public_id, worker.public_id]), 404)
    with pytest.raises(ValueError, match="account"):
        let_member_leave(member=worker, because="x", by=alice)


def test_only_whoever_may_change_the_plan_says_who_takes_part(
    plan: Plan, bob: Practitioner, charlie: Practitioner
) -> None:
    jonas = writing.father(plan)
    for name in ("plan_member_reach", "plan_member_reads", "plan_member_leave"):
        path = reverse(name, args=[plan.public_id, jonas.public_id])
        for who in (bob, charlie):
            shown(client_of(who), path, 404)
    assert "Add somebody" not in shown(client_of(bob), members_page(plan))
    shown(client_of(charlie), members_page(plan), 404)


def test_what_each_has_to_do_is_counted(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan, holder=writing.father(plan))
    assert "Jonas Berg father To do: one action" in shown(client_of(alice), members_page(plan))


def test_who_works_with_the_children_joins_and_leaves_with_their_work(
    plan: Plan, bob: Practitioner, alice: Practitioner
) -> None:
    assert "Bob Baker" in shown(client_of(alice), members_page(plan))
    first, second = Involvement.objects.filter(practitioner=bob)
    end_involvement(involvement=first, on=writing.TODAY, because="Another class", by=bob)
    assert planning.member_of(plan, bob)
    end_involvement(involvement=second, on=writing.TODAY, because="Another class", by=bob)
    left = Member.objects.get(plan=plan, practitioner=bob)
    assert (left.left_on, left.left_because) == (writing.TODAY, "Another class")


def test_somebody_without_an_account_works_in_a_plan_once_for_all_the_children(plan: Plan, alice: Practitioner) -> None:
    for child in plan.children.select_related("person", "episode"):
        involve_by_name(
            child=child.person, name="Rosa Diaz", organisation="Youth club", phone="", role="youth worker",
            starts_on=planning.SINCE, episode=child.episode, by=alice,
        )  # fmt: skip
    assert Member.objects.get(plan=plan, name="Rosa Diaz").kind == Member.Kind.WORKER


@pytest.mark.requirement("BN-079")
def test_whoever_writes_how_somebody_is_reached_sees_first_what_is_not_safe(
    plan: Plan, family: Family, alice: Practitioner, django_assert_max_num_queries: Any
) -> None:
    jonas = add_member(plan=plan, kind="family", role="father", person=family.father, by=alice)
    for value, is_safe in (("01632 960 456", "yes"), ("01632960456", "no"), ("01632 960 999", "yes")):
        SafeContact.objects.create(
            person=family.father, channel="phone", value=value, is_safe=is_safe, source="Him", noted_by=alice
        )
    path = reverse("plan_member_reach", args=[plan.public_id, jonas.public_id])
    page = client_of(alice).get(path)
    assert 'govuk-!-font-weight-bold"><bdi>NOT SAFE, do not use: telephone, 01632960456' in page.text
    said = words(page)
    assert "960 456" not in said
    assert said.index("NOT SAFE") < said.index("01632 960 999 (they say it is safe)")
    assert f'href="{reverse("record_contact_add", args=[family.father.public_id])}"' in page.text
    browser = client_of(alice)
    browser.get(path)
    with django_assert_max_num_queries(15):
        browser.get(path)


def test_whoever_may_not_write_on_somebodys_record_is_told_whom_to_ask_when_a_way_is_not_safe(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    jonas = add_member(plan=plan, kind="family", role="father", person=family.father, by=alice)
    path = reverse("plan_member_reach", args=[plan.public_id, jonas.public_id])
    with patch("righthelp.plans.presenting.family.seen_among", return_value={}):
        page = shown(client_of(alice), path)
    assert f"You cannot write it on their record: ask {plan.team} today" in page
    assert "tell everybody who might use it. You cannot write it" in page
    assert "Write it on their record" not in page
    pia = add_member(plan=plan, kind="network", role="neighbour", name="Pia Holm", by=alice)
    hers = shown(client_of(alice), reverse("plan_member_reach", args=[plan.public_id, pia.public_id]))
    assert "They have no record here" in hers
    assert "tell everybody who might use it." in hers
