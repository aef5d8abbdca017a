"""Restricting a record: what it would close of the thinking about the child is said first, in numbers."""

import datetime as dt
from typing import Any

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.guidance.models import Edition
from righthelp.people.actions import restrict
from righthelp.people.models import Person, Restriction
from righthelp.people.tests.access_pages import at, client_of, send, words
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by, works_with

pytestmark = pytest.mark.django_db
SCHOOL = "Alder Road Primary School"
SOON = dt.date.today() + dt.timedelta(days=30)


@pytest.fixture
def edition(guidance: dict[str, Any]) -> Edition:
    found: Edition = guidance["bathnes"]
    return found


def checked(mira: Practitioner, child: Person, *readers: Practitioner) -> str:
    """Fill in the questions and give what the page says of who loses access."""
    works_with(mira, child, "manager of the work")
    answers = {"kind": "staff", "because": "Her aunt works here", "readers": [str(one.public_id) for one in readers]}
    return words(send(client_of(people.fresh(mira)), at("record_restrict", child), **answers))


def test_unsent_drafts_and_days_to_look_again_that_nobody_could_open_are_counted_without_names(
    edition: Edition, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    thought(alice, edition, family.maya, family.brother)
    thought(alice, edition, family.maya)
    decided(thought(alice, edition, family.maya), look_again_on=SOON)
    text = checked(mira, family.maya, mira)
    said = text.partition("This work would be cut off")[2]
    assert f"{SCHOOL}: two unsent drafts about this child, one of them about other children, too" in said
    assert "; one decision to look at again" in said
    assert "Put somebody of each of these agencies on the list" in said
    assert "Restrict the record all the same" in said
    assert "Leo" not in text
    assert not Restriction.objects.exists()


@pytest.mark.parametrize("who", ["alice", "leila"])
def test_whoever_wrote_it_or_a_lead_on_the_list_keeps_it_from_being_cut_off(
    request: pytest.FixtureRequest,
    who: str,
    edition: Edition,
    family: Family,
    alice: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
) -> None:
    thought(alice, edition, family.maya)
    text = checked(mira, family.maya, mira, request.getfixturevalue(who))
    assert "Check who loses access" in text
    assert "cut off" not in text


def test_work_led_by_somebody_who_loses_access_is_counted(
    family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    led_by(alice, begun(alice, family.maya))
    text = checked(mira, family.maya, mira)
    assert "Alder Road Primary School: one piece of open work, led by somebody who loses access" in text


def test_a_leavers_drafts_and_children_that_are_restricted_say_who_cannot_open_them(
    edition: Edition,
    family: Family,
    alice: Practitioner,
    bob: Practitioner,
    leila: Practitioner,
    mira: Practitioner,
    school: Agency,
) -> None:
    for children in ((family.maya,), (family.brother,)):
        thought(alice, edition, *children)
    decided(thought(alice, edition, family.maya), look_again_on=SOON)
    works_with(alice, family.maya)
    restrict(person=family.maya, kind="staff", because="x", readers=[mira, alice, leila], by=mira)
    ada = people.agency_administrator(school)
    page = client_of(ada).get(f"/agencies/{school.public_id}/people/{alice.public_id}/end-access")
    closed = "One of these is restricted: Bob Baker cannot open it until they are put on its list."
    assert f"Unsent drafts about children: 2. {closed}" in words(page)
    assert f"Decisions about children to look at again: 1. {closed}" in words(page)
    assert f"Children they work with: 1. {closed}" in words(page)
    restrict(person=family.brother, kind="staff", because="x", readers=[mira, alice], by=mira)
    page = client_of(ada).get(f"/agencies/{school.public_id}/people/{alice.public_id}/end-access")
    told = "Two of these are restricted: Leila"
    assert told in words(page)
    assert "Bob Baker cannot open two of them until they are put on the list of each." in words(page)
