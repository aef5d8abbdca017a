"""How to reach the team: for professionals, and what one of the family may have of it."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.writing_up import keep_unnamed_to
from righthelp.plans.models import Member, Plan
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import NOW, named, parent
from righthelp.work.actions import arrange_cover, involve_by_name
from righthelp.work.tests.working import client_of, send_form, shown, team_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def sheet(plan: Plan, more: str = "") -> str:
    return f"/plans/{plan.public_id}/team{more}"


def therapist(plan: Plan, family: Family, alice: Practitioner) -> Member:
    leo = planning.child_of(plan, family.brother)
    involve_by_name(
        child=family.brother, name="Tess Hall", organisation="Clinic", role="therapist", phone="01632 960 555",
        episode=leo.episode, starts_on=planning.SINCE, by=alice,
    )  # fmt: skip
    return plan.members.get(name="Tess Hall")


def test_professionals_see_who_helps_their_telephone_and_who_stands_in(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    plan.members.filter(practitioner=bob).update(phone="01632 960 111")
    mother = parent(plan, family.mother, alice)
    Member.objects.filter(pk=mother.pk).update(phone="01632 960 999")
    arrange_cover(
        absent=alice, covering=bob, team=team_of(alice), starts_on=NOW.date(), ends_on=NOW.date() + dt.timedelta(5),
        by=leila,
    )  # fmt: skip
    page = shown(client_of(bob), sheet(plan))
    assert "Bob Baker What they do Class teacher" in page
    assert "01632 960 111" in page
    assert "Bob Baker until 7 March 2026" in page
    assert "Nobody is named for the holidays" in page
    assert "Ana Lindqvist, mother" in page
    assert "01632 960 999" not in page


def test_one_of_the_family_has_only_who_helps_the_children_of_whom_they_may_read_and_their_own_number(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    therapist(plan, family, alice)
    mother = parent(plan, family.mother, alice, *plan.children.all())
    father = parent(plan, family.father, alice, planning.child_of(plan, family.maya), role="father")
    Member.objects.filter(pk=mother.pk).update(phone="01632 960 999")
    Member.objects.filter(pk=father.pk).update(phone="01632 960 888")
    theirs = shown(client_of(bob), sheet(plan, f"/{father.public_id}"))
    assert "Bob Baker" in theirs
    assert "01632 960 888" in theirs
    for text in ("Tess", "01632 960 555", "01632 960 999", "Ana"):
        assert text not in theirs
    assert "Tess Hall" in shown(client_of(bob), sheet(plan, f"/{mother.public_id}"))


def test_whoever_must_not_be_named_is_not_on_the_list_and_professionals_are_told(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    helper = therapist(plan, family, alice)
    father = parent(plan, family.father, alice, *plan.children.all(), role="father")
    client, path = client_of(alice), sheet(plan, f"/{father.public_id}")
    assert "Tess Hall" in shown(client, path)
    send_form(client, sheet(plan, f"/{helper.public_id}/named-to"), kept_from=[str(father.public_id)])
    assert "Tess" not in shown(client, path)
    assert "Who must not know that they help Jonas Berg" in shown(client_of(bob), sheet(plan))
    Member.objects.filter(pk=father.pk).update(left_on=NOW.date())
    assert "Who must not know that they help Somebody who has left" in shown(client_of(bob), sheet(plan))


def test_a_stranger_finds_no_list_and_whoever_takes_part_does_not_say_who_is_named(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    helper = named(plan, "Rita Reed", alice)
    colleague = planning.member_of(plan, bob)
    assert client_of(charlie).get(sheet(plan)).status_code == 404
    assert client_of(charlie).get(sheet(plan, f"/{helper.public_id}")).status_code == 404
    assert client_of(bob).get(sheet(plan, f"/{helper.public_id}/named-to")).status_code == 404
    assert client_of(alice).get(sheet(plan, f"/{colleague.public_id}")).status_code == 404
    keep_unnamed_to(member=colleague, version=1, members=[helper], by=alice)
    assert colleague.kept_from.get() == helper


def test_a_choice_that_is_gone_is_refused_in_words(plan: Plan, alice: Practitioner) -> None:
    helper = named(plan, "Rita Reed", alice)
    named(plan, "Rob Reed", alice)
    answer = send_form(client_of(alice), sheet(plan, f"/{helper.public_id}/named-to"), kept_from=["nobody"])
    assert "has left the plan" in words(answer)
