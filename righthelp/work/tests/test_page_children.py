"""My children: whose records are open, why they stand there, and what waits."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.people.actions import begin_family, restrict
from righthelp.people.adding.drafts import Written
from righthelp.people.models import Person
from righthelp.people.sections import front_of
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover, hand_over, involve_by_name, send
from righthelp.work.models import Handover
from righthelp.work.tests.working import begun, client_of, part, shown, team_of, works_with

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
LIST = "/children"
MINE, COVERED, TEAM = "Children I work with", "Children of colleagues you stand in for", "Children your colleagues work"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def nadia(db: None) -> Person:
    """Give a child whose record is the partnership's, seven years old."""
    return folk.person("Nadia Petrescu", born=dt.date(2018, 5, 1))


def test_somebody_new_is_told_how_children_come_to_stand_here(alice: Practitioner) -> None:
    text = shown(client_of(alice), LIST)
    assert "No child is noted here as somebody you work with" in text
    assert COVERED not in text
    assert TEAM not in text


def test_my_children_stand_with_age_role_since_when_and_who_else(alice: Practitioner, nadia: Person) -> None:
    works_with(alice, nadia)
    for name in ("Dr Eze", "Coach Ali"):
        involve_by_name(child=nadia, name=name, organisation="", phone="", role="GP", starts_on=TODAY, by=alice)
    page = client_of(alice).get(LIST)
    assert front_of(nadia) in page.text
    text = part(page, MINE)
    assert "Nadia Petrescu 7 years old Class teacher since 1 September 2025" in text
    assert "Two other people work with them" in text


def test_children_stand_by_name_twenty_five_to_a_page(alice: Practitioner) -> None:
    for number in range(30, 0, -1):
        works_with(alice, folk.person(f"Child {number:02}"))
    client = client_of(alice)
    first, second = client.get(LIST), client.get(LIST + "?mine=2")
    assert f"{MINE} (30)" in shown(client, LIST)
    assert [f"Child {number:02}" in first.text for number in (1, 25, 26)] == [True, True, False]
    assert first.text.index("Child 01") < first.text.index("Child 02")
    assert [f"Child {number:02}" in second.text for number in (1, 25, 26, 30)] == [False, False, True, True]


@pytest.mark.parametrize("asked", ["0", "x", "99999999", "²"])
def test_a_page_that_is_none_does_no_harm(alice: Practitioner, nadia: Person, asked: str) -> None:
    works_with(alice, nadia)
    assert "Nadia" in shown(client_of(alice), f"{LIST}?mine={asked}")


def test_colleague_and_stranger_see_nothing_of_it(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    works_with(alice, family.maya)
    for reader in (bob, charlie):
        assert "Maya" not in client_of(reader).get(LIST).text


def test_an_ex_partner_of_the_mother_at_another_agency_sees_nothing(family: Family, charlie: Practitioner) -> None:
    works_with(charlie, folk.person("Omar Farah"))
    folk.related(family.mother, folk.person("Charlie Chen"), "separated")
    text = shown(client_of(charlie), LIST)
    assert "Omar Farah" in text
    assert not {"Maya", "Ana", "Leo"} & set(text.split())


def test_a_relative_of_my_child_does_not_stand_in_my_list(alice: Practitioner, bob: Practitioner) -> None:
    maya, sister = folk.person("Maya Roe"), folk.person("Nora Roe")
    folk.related(maya, sister, "sibling")
    works_with(alice, maya)
    works_with(bob, sister)
    assert "Nora" not in client_of(alice).get(LIST).text


def test_children_of_a_colleague_stand_until_the_cover_ends(
    alice: Practitioner, bob: Practitioner, nadia: Person
) -> None:
    works_with(bob, nadia)
    until = TODAY + dt.timedelta(days=3)
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=TODAY, ends_on=until, by=bob)
    text = part(client_of(alice).get(LIST), COVERED)
    assert "Nadia Petrescu" in text
    assert "Bob Baker: class teacher since 1 September 2025 You stand in until 9 March 2026" in text
    with time_machine.travel(dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC), tick=False):
        assert "Nadia" not in client_of(alice).get(LIST).text


def test_a_lead_and_a_manager_see_the_children_of_their_people(
    bob: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner, family: Family, nadia: Person
) -> None:
    works_with(bob, family.maya)
    works_with(sam, nadia, "social worker")
    assert "Maya Lindqvist Bob Baker: class teacher" in part(client_of(leila).get(LIST), TEAM)
    text = part(client_of(mira).get(LIST), TEAM)
    assert "Nadia Petrescu 7 years old Sam Okafor: social worker" in text
    assert "Maya" not in text


def test_a_lead_does_not_see_children_whose_records_are_not_the_agencys(
    bob: Practitioner, leila: Practitioner, nadia: Person
) -> None:
    works_with(bob, nadia)
    assert "Nadia" not in client_of(leila).get(LIST).text


def test_a_restricted_child_stands_in_no_list_and_its_worker_is_told_that_there_is_one(
    sam: Practitioner, mira: Practitioner, ines: Practitioner, social_care: Agency, nadia: Person
) -> None:
    rosa = people.worker(social_care, "social_worker", "Rosa Lund")
    works_with(sam, nadia, "social worker")
    arrange_cover(absent=sam, covering=rosa, team=team_of(sam), starts_on=TODAY, ends_on=TODAY, by=sam)
    restrict(person=nadia, kind="high_risk", because="Threats", readers=[ines], by=mira)
    for reader in (sam, rosa, mira):
        assert "Nadia" not in client_of(reader).get(LIST).text
    told = "one child whose records are restricted"
    assert [told in shown(client_of(one), LIST) for one in (sam, rosa, mira)] == [True, False, False]


def test_a_note_is_offered_until_the_work_ends_and_opening_it_notes_that_it_was_read(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    later = hand_over(involvement=works_with(alice, family.maya), to=bob, note="Ask her gran", by=alice)
    assert "Handed over by Alice Adeyemi on 6 March 2026: read the note about Maya Lindqvist NOT READ YET" in part(
        client_of(bob).get(LIST), MINE
    )
    address = reverse("handover", args=[later.public_id])
    assert "Ask her gran" in shown(client_of(leila), address)
    assert Handover.objects.get().read_at is None
    client = client_of(bob)
    client.head(address)
    assert Handover.objects.get().read_at is None
    assert "Ask her gran" in shown(client, address)
    assert Handover.objects.get().read_at
    assert Look.objects.filter(actor_id=bob.pk, page="handover note", subject_id=family.maya.pk).exists()
    assert "NOT READ YET" not in client.get(LIST).text
    client.get(address)
    assert Event.objects.filter(name="work.handover_read").count() == 1


def test_a_note_opens_to_nobody_to_whom_the_record_does_not(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    later = hand_over(involvement=works_with(bob, family.maya), to=alice, note="Ask her gran", by=alice)
    address = reverse("handover", args=[later.public_id])
    assert shown(client_of(charlie), address, 404)
    with time_machine.travel(dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC), tick=False):
        assert client_of(bob).get(address).status_code == 404


def test_work_that_was_not_handed_over_has_no_note(alice: Practitioner, family: Family) -> None:
    one = works_with(alice, family.maya)
    assert client_of(alice).get(reverse("handover", args=[one.public_id])).status_code == 404
    assert client_of(alice).get(reverse("handover", args=[family.maya.public_id])).status_code == 404


def test_a_record_sent_on_waits_here_for_whoever_sees_the_child_or_sent_it(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family
) -> None:
    send(child=family.maya, from_agency=school, to="Hillview School", how="By secure mail", by=alice)
    sent = "Maya Lindqvist : sent to Hillview School on 6 March 2026 by Alice Adeyemi"
    assert [sent in shown(client_of(one), LIST) for one in (alice, leila, bob, charlie)] == [True, True, False, False]
    send(child=folk.person("Omar Farah"), from_agency=school, to="Fenside", how="By hand", by=bob)
    text = shown(client_of(bob), LIST)
    assert "A child whose record you cannot open now : sent to Fenside" in text
    assert "Omar" not in text


def test_the_page_is_found_in_the_navigation_by_those_who_write(alice: Practitioner, ines: Practitioner) -> None:
    link = f'href="{reverse("children")}"'
    assert [link in client_of(one).get("/").text for one in (alice, ines)] == [True, False]
    assert client_of(ines).get(LIST).status_code == 403


def test_thirty_children_of_each_kind_take_few_queries(
    school: Agency, leila: Practitioner, bob: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        child = folk.person(f"Child {number}", agency=school, by=bob)
        folk.related(child, folk.person(f"Parent {number}", agency=school, by=bob))
        works_with(bob, child)
        hand_over(involvement=works_with(bob, child, "mentor"), to=leila, note="x", by=bob)
        send(child=child, from_agency=school, to="Fenside", how="By hand", by=bob)
        begun(bob, child)
    arrange_cover(absent=bob, covering=leila, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=bob)
    with time_machine.travel(TODAY - dt.timedelta(days=7)):
        begin_family(written=Written(child={"first": ["Zoe"]}), agency=school, by=bob)
    client = client_of(leila)
    assert "Begun by Bob Baker" in shown(client, LIST)
    with django_assert_max_num_queries(15):
        assert client.get(LIST).status_code == 200
