"""Work that nobody leads stands first for those who answer for it, with the working days that it has waited."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover, end_episode, end_involvement, hand_over, send
from righthelp.work.tests.working import begun, client_of, led_by, part, shown, team_of, works_with

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
LIST, WAITS, TEAM = "/children", "Not allocated", "Children your colleagues work with"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def nadia(db: None) -> Person:
    """Give a child whose record is the partnership's."""
    return folk.person("Nadia Petrescu", born=dt.date(2018, 5, 1))


def waits(reader: Practitioner) -> str:
    return part(client_of(reader).get(LIST), WAITS)


def test_a_manager_finds_what_waits_first_with_aim_and_working_days(
    sam: Practitioner, mira: Practitioner, nadia: Person
) -> None:
    begun(sam, nadia, since=dt.date(2026, 2, 27))
    works_with(sam, folk.person("Omar Farah"), "social worker")
    page = client_of(mira).get(LIST)
    assert page.text.index('id="not_allocated"') < page.text.index('id="mine"') < page.text.index('id="team"')
    text = part(page, WAITS)
    assert "Not allocated (1)" in text
    assert "Nadia Petrescu NOT ALLOCATED It has waited five working days" in text
    assert "Work of children’s social care, " in text
    assert "She sleeps through the night" in text
    assert "Say who leads it" in text


def test_the_longest_wait_stands_first_and_a_wait_begins_again_when_whoever_led_stops(
    sam: Practitioner, mira: Practitioner, nadia: Person
) -> None:
    omar = folk.person("Omar Farah")
    led = led_by(sam, begun(sam, nadia))
    assert waits(mira) == ""
    end_involvement(involvement=led, on=dt.date(2026, 3, 4), because="Left", by=sam)
    begun(sam, omar, since=dt.date(2026, 3, 2))
    text = waits(mira)
    assert text.index("Omar Farah NOT ALLOCATED It has waited four working days") < text.index(
        "Nadia Petrescu NOT ALLOCATED It has waited two working days"
    )


def test_what_began_today_has_waited_less_than_a_day_and_what_is_led_or_ended_does_not_wait(
    sam: Practitioner, mira: Practitioner, nadia: Person
) -> None:
    work = begun(sam, nadia, since=TODAY)
    assert "It has waited less than one working day" in waits(mira)
    led_by(sam, work, since=TODAY)
    assert waits(mira) == ""
    second = begun(sam, folk.person("Omar Farah"))
    end_episode(episode=second, on=TODAY, outcome="other", because="x", they_go_on=False, by=sam)
    assert waits(mira) == ""


def test_a_lead_finds_the_schools_work_and_a_colleague_and_a_stranger_nothing(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, mira: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    begun(alice, family.maya)
    assert "Maya Lindqvist NOT ALLOCATED" in waits(leila)
    for reader in (alice, bob, charlie, mira):
        assert waits(reader) == ""


def test_a_restricted_child_is_not_named_but_the_work_is_not_forgotten(
    sam: Practitioner, mira: Practitioner, ines: Practitioner, nadia: Person
) -> None:
    begun(sam, nadia)
    restrict(person=nadia, kind="staff", because="x", readers=[ines], by=mira)
    text = waits(mira)
    assert "Nadia" not in text
    assert "One piece of work waits with a child whose record you may not open" in text


def test_a_manager_who_stands_in_for_one_of_the_team_may_allocate_and_a_lead_who_does_only_look(
    bob: Practitioner, leila: Practitioner, nadia: Person
) -> None:
    works_with(bob, nadia)
    begun(bob, nadia)
    assert "One piece of work waits" in waits(leila)
    arrange_cover(absent=bob, covering=leila, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=bob)
    text = waits(leila)
    assert "Nadia Petrescu NOT ALLOCATED" in text
    assert "Say who leads it" not in text


def test_ones_own_children_stand_with_what_the_work_is_for_until_it_ends(alice: Practitioner, nadia: Person) -> None:
    work = begun(alice, nadia)
    led_by(alice, work)
    told = "Leads: Extra help from one agency. She sleeps through the night"
    assert told in part(client_of(alice).get(LIST), "Children I work with")
    end_episode(episode=work, on=TODAY, outcome="other", because="x", they_go_on=True, by=alice)
    text = part(client_of(alice).get(LIST), "Children I work with")
    assert "Nadia Petrescu" in text
    assert "Extra help" not in text


def test_a_managers_list_shows_what_the_work_of_others_is_for(
    sam: Practitioner, mira: Practitioner, nadia: Person
) -> None:
    led_by(sam, begun(sam, nadia))
    text = part(client_of(mira).get(LIST), TEAM)
    assert "Sam Okafor: mentor since 1 September 2025 Leads: Work of children’s social care. She sleeps" in text


def test_what_waits_stands_twenty_five_to_a_page(sam: Practitioner, mira: Practitioner) -> None:
    for number in range(30):
        begun(sam, folk.person(f"Child {number:02}"), since=TODAY - dt.timedelta(days=60 - number))
    assert [f"Child {number:02}" in waits(mira) for number in (0, 24, 25)] == [True, True, False]
    assert "Child 29" in shown(client_of(mira), LIST + "?not_allocated=2")


def test_thirty_pieces_of_work_that_wait_take_few_queries(
    social_care: Agency, sam: Practitioner, mira: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        child = folk.person(f"Child {number}")
        folk.related(child, folk.person(f"Parent {number}"))
        begun(sam, child)
        hand_over(involvement=works_with(sam, child, "helper"), to=mira, note="x", by=sam)
        works_with(sam, child)
        send(child=child, from_agency=social_care, to="Fenside", how="By hand", by=mira)
    arrange_cover(absent=sam, covering=mira, team=team_of(sam), starts_on=TODAY, ends_on=TODAY, by=mira)
    client = client_of(mira)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        assert client.get(LIST).text.count("Say who leads it") == 25
