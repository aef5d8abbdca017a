"""A family’s own page opens no more once a way by which its link or code went is not safe."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.actions import restrict, state_identity, undo_identity
from righthelp.people.models import IdentityLink, Person, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member
from righthelp.plans.actions.family import LinkShut, Made, NotSafe, say
from righthelp.plans.models import FamilyLink, FamilySaid, Member, Plan
from righthelp.plans.presenting.family import NOT_SAFE_NOW
from righthelp.plans.tests import papering
from righthelp.plans.tests.opening import at, enter, page_for, pages, ticket
from righthelp.plans.tests.papering import NOW, Papered

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    return papering.papered(plan, family, alice)


@pytest.fixture
def made(it: Papered, alice: Practitioner) -> Made:
    return page_for(it, it.father, alice)


def unsafe(member: Member, by: Practitioner, channel: str = "phone", value: str = "01632960123") -> SafeContact:
    """Note that a way to reach somebody is not safe."""
    assert member.person
    return SafeContact.objects.create(
        person=member.person, channel=channel, value=value, is_safe="no", source="Him", noted_by=by, noted_at=LATER
    )


def stops_being_safe(it: Papered, by: Practitioner, how: str) -> None:
    """Note of the way by which the code went, or of that of the link, what makes it safe no more."""
    way = SafeContact.objects.filter(is_safe="yes")
    if how == "noted as not safe":
        unsafe(it.father, by)
    elif how == "no longer safe":
        way.update(is_safe="no")
    elif how == "over":
        way.update(to_on=NOW.date())
    elif how == "taken back":
        way.update(withdrawn_at=NOW, withdrawn_by=by, withdrawn_because="Not his number")
    elif how == "gone":
        way.delete()
    else:
        unsafe(it.father, by, "text", "01632 960 124")


WAYS = ("noted as not safe", "no longer safe", "over", "taken back", "gone", "the link’s way")


@pytest.mark.requirement("BP-210")
@pytest.mark.parametrize("how", WAYS)
def test_it_opens_no_more_once_a_way_is_not_safe_and_the_worker_reads_why(
    client: Client, made: Made, it: Papered, alice: Practitioner, how: str
) -> None:
    hers, open_before = people.sign_in(client, alice), enter(made)
    assert "Maya may fall behind" in open_before.text
    stops_being_safe(it, alice, how)
    assert enter(made).status_code == 404
    assert Client().get(at(made)).status_code == 404
    sent = Client().post(at(made), {"ticket": ticket(open_before), "text": "Is anybody there?"})
    assert sent.status_code == 404
    with pytest.raises(LinkShut):
        say(link=made.link, text="Is anybody there?", wants_talk=False)
    assert not FamilySaid.objects.exists()
    page = hers.get(pages(it)).text
    assert NOT_SAFE_NOW in page
    assert "On until" not in page
    assert "Shut it" not in page


def test_a_code_that_went_by_a_way_that_was_not_safe_for_a_time_stays_void_and_a_new_one_opens(
    client: Client, made: Made, it: Papered, alice: Practitioner, clock: Any
) -> None:
    found = unsafe(it.father, alice)
    clock.move_to(LATER + dt.timedelta(hours=1))
    SafeContact.objects.filter(pk=found.pk).update(to_on=NOW.date())
    assert enter(made).status_code == 404
    new = papering.switched_on(it.father, alice)
    assert "Maya may fall behind" in enter(new).text
    assert "On until" in people.sign_in(client, alice).get(pages(it)).text
    assert FamilyLink.objects.get(pk=made.link.pk).ended_at


def test_what_was_noted_as_not_safe_by_mistake_and_taken_back_shuts_nothing(
    made: Made, it: Papered, alice: Practitioner
) -> None:
    unsafe(it.father, alice)
    assert enter(made).status_code == 404
    mistake = SafeContact.objects.filter(is_safe="no")
    mistake.update(withdrawn_at=LATER, withdrawn_by=alice, withdrawn_because="Another number")
    assert "Maya may fall behind" in enter(made).text


def test_another_number_that_is_not_safe_shuts_nothing(made: Made, it: Papered, alice: Practitioner) -> None:
    unsafe(it.father, alice, value="01632 960 999")
    unsafe(it.mother, alice)
    assert "Maya may fall behind" in enter(made).text


@pytest.fixture
def again(it: Papered, alice: Practitioner) -> Person:
    """Give a second record of Maya’s father, on which the number for his code is noted as not safe."""
    assert it.father.person
    found = folk.person("Yonas Berg", agency=it.plan.team.agency, by=alice)
    SafeContact.objects.create(
        person=found, channel="phone", value="+44 1632 960123", is_safe="no", must_not_know="His flatmate",
        source="Him", noted_by=alice, noted_at=LATER,
    )  # fmt: skip
    return found


def same(it: Papered, again: Person, by: Practitioner) -> IdentityLink:
    assert it.father.person
    return state_identity(one=it.father.person, other=again, is_same=True, because="He says so", by=by)


@pytest.mark.requirement("BP-210")
def test_what_another_record_of_theirs_calls_not_safe_shuts_it_and_nothing_of_that_record_is_shown(
    client: Client, made: Made, it: Papered, again: Person, alice: Practitioner
) -> None:
    assert "Maya may fall behind" in enter(made).text
    link = same(it, again, alice)
    assert enter(made).status_code == 404
    hers = people.sign_in(client, alice)
    assert NOT_SAFE_NOW in hers.get(pages(it)).text
    page = hers.get(reverse("family_page_switch_on", args=[it.plan.public_id, it.father.public_id])).text
    assert "none that you may see is written down" in page
    for kept in ("960123", "960 123", "His flatmate", "Yonas"):
        assert kept not in page, kept
    with pytest.raises(NotSafe):
        papering.switched_on(it.father, alice)
    undo_identity(link=link, because="Two people", by=alice)
    assert "Maya may fall behind" in enter(made).text


def test_a_link_does_not_go_by_a_way_that_another_record_of_theirs_calls_not_safe(
    it: Papered, again: Person, alice: Practitioner
) -> None:
    papering.released(it, it.father, alice)
    SafeContact.objects.filter(person=again).update(channel="text")
    same(it, again, alice)
    with pytest.raises(NotSafe):
        papering.switched_on(it.father, alice)


def test_records_before_and_after_an_adoption_are_not_read_together_here(
    made: Made, it: Papered, again: Person, alice: Practitioner, mira: Practitioner
) -> None:
    same(it, again, alice)
    restrict(person=again, kind="adoption", because="A new identity", readers=[mira], by=mira)
    assert "Maya may fall behind" in enter(made).text


def test_the_page_of_somebody_without_a_record_stays_open(it: Papered, alice: Practitioner) -> None:
    aunt = add_member(plan=it.plan, kind="network", role="aunt", name="Mo", reads=[it.maya], by=alice)
    assert "Maya may fall behind" in enter(page_for(it, aunt, alice)).text
