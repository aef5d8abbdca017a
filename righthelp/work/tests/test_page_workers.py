"""The people around the child: who works with the child, who did, and how that changes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover, end_involvement, hand_over, involve_by_name
from righthelp.work.models import Handover, Involvement
from righthelp.work.tests.working import (
    client_of,
    on,
    option,
    sees,
    send_form,
    send_twice,
    shown,
    team_of,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
WHY = "I stand in for the manager of the Court team"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def at(name: str, child: Person, *more: object) -> str:
    return reverse(name, args=[child.public_id, *more])


def worker_pages(child: Person, one: Involvement) -> list[str]:
    simple = ("record_workers", "record_worker_add", "record_worker_add_other", "record_transfer", "record_sheet")
    own = ("record_worker_end", "record_worker_hand_over")
    return [*(at(name, child) for name in simple), *(at(name, child, one.public_id) for name in own)]


def gp(child: Person, by: Practitioner, name: str = "Dr Ngozi Eze") -> Involvement:
    return involve_by_name(
        child=child, name=name, organisation="Quay Surgery", phone="01632 960 123", role="GP",
        starts_on=dt.date(2025, 9, 1), by=by,
    )  # fmt: skip


@pytest.mark.requirement("BG-027", "BN-083")
def test_everybody_around_the_child_stands_with_role_agency_telephone_and_since_when(
    alice: Practitioner, family: Family
) -> None:
    gp(family.maya, alice)
    mine = works_with(alice, family.maya)
    Involvement.objects.filter(pk=mine.pk).update(phone="01632 960 456")
    text = shown(client_of(alice), at("record_workers", family.maya))
    assert "Dr Ngozi Eze GP since 1 September 2025 Quay Surgery 01632 960 123" in text
    assert "Alice Adeyemi (you) Class teacher since 1 September 2025 All staff, Alder Road Primary School" in text
    assert "01632 960 456 , alice.adeyemi@example.org" in text
    assert "Ask them before anybody decides" in text


@pytest.mark.requirement("BG-028")
def test_changes_of_worker_are_counted_in_words_and_stand_with_days_and_why(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    hand_over(involvement=works_with(alice, family.maya), to=bob, note="x", by=leila)
    with time_machine.travel(dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC), tick=False):
        hand_over(involvement=Involvement.objects.get(practitioner=bob), to=leila, note="x", by=leila)
        with time_machine.travel(dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC), tick=False):
            text = shown(client_of(leila), at("record_workers", family.maya))
    assert "Class teacher: three people in two years" in text
    assert "Think about who can stay, and tell the child before anybody changes" in text
    assert (
        "Alice Adeyemi Class teacher, 1 September 2025 to 6 March 2026 All staff, Alder Road Primary School "
        "Why it ended: Handed over to Bob Baker" in text
    )


def test_without_a_change_the_page_says_so(alice: Practitioner, family: Family) -> None:
    assert "Nobody is written down yet" in shown(client_of(alice), at("record_workers", family.maya))
    works_with(alice, family.maya)
    assert "No role passed from one person to another" in shown(client_of(alice), at("record_workers", family.maya))


def test_owner_and_lead_open_every_page_colleague_and_stranger_none(
    alice: Practitioner,
    bob: Practitioner,
    leila: Practitioner,
    charlie: Practitioner,
    sam: Practitioner,
    family: Family,
) -> None:
    paths = worker_pages(family.maya, works_with(alice, family.maya))
    for reader, status in ((alice, 200), (leila, 200), (bob, 404), (charlie, 404), (sam, 404)):
        client = client_of(reader)
        assert {client.get(path).status_code for path in paths} == {status}, reader


def test_whoever_stands_in_reads_but_does_not_end_or_hand_over_the_work_of_others(
    alice: Practitioner, bob: Practitioner
) -> None:
    nadia = folk.person("Nadia Petrescu")
    one = works_with(bob, nadia)
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=bob)
    client = client_of(alice)
    assert "Bob Baker" in shown(client, at("record_workers", nadia))
    assert "Note the last day" not in shown(client, at("record_workers", nadia))
    for name in ("record_worker_end", "record_worker_hand_over"):
        assert client.get(at(name, nadia, one.public_id)).status_code == 404
        assert client.post(at(name, nadia, one.public_id), {"because": "x"}).status_code == 404


def test_a_restricted_record_opens_no_page_but_to_whoever_is_named(
    sam: Practitioner, mira: Practitioner, ines: Practitioner, social_care: Agency
) -> None:
    rosa = people.worker(social_care, "social_worker", "Rosa Lund")
    nadia = folk.person("Nadia Petrescu")
    one = works_with(sam, nadia, "social worker")
    arrange_cover(absent=sam, covering=rosa, team=team_of(sam), starts_on=TODAY, ends_on=TODAY, by=sam)
    restrict(person=nadia, kind="staff", because="x", readers=[mira], by=mira)
    paths = worker_pages(nadia, one)
    for reader, status in ((sam, 404), (rosa, 404), (mira, 200)):
        client = client_of(reader)
        assert {client.get(path).status_code for path in paths} == {status}, reader


def test_an_ex_partner_of_the_mother_at_another_agency_finds_nothing(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    folk.related(family.mother, folk.person("Charlie Chen"), "separated")
    paths = worker_pages(family.maya, works_with(alice, family.maya))
    client = client_of(charlie)
    assert {client.get(path).status_code for path in paths} == {404}
    assert not Look.objects.filter(actor_id=charlie.pk).exists()


def test_a_relative_seen_through_the_family_shows_nobody_who_works_with_them(
    alice: Practitioner, family: Family
) -> None:
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    assert sees(alice, aunt)
    assert client_of(alice).get(at("record_workers", aunt)).status_code == 404


def test_each_look_is_logged_with_its_page(alice: Practitioner, family: Family) -> None:
    client_of(alice).get(at("record_workers", family.maya))
    look = Look.objects.get()
    assert (look.subject_id, look.page, look.reason) == (
        family.maya.pk, "people around the child", "You added this record",
    )  # fmt: skip


def test_a_colleague_is_added_once_and_can_open_the_record_then(alice: Practitioner, bob: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    works_with(alice, nadia)
    client, path = client_of(alice), at("record_worker_add", nadia)
    answers = {
        "who": option(client, path, "Bob Baker"),
        "role": "mentor",
        "phone": "01632 960 456",
        **on("starts_on", TODAY),
    }
    first, second = send_twice(client, path, **answers)
    assert first["Location"] == second["Location"] == at("record_workers", nadia)
    made = Involvement.objects.get(practitioner=bob)
    assert (made.role, made.phone, made.starts_on, made.noted_by) == ("mentor", "01632 960 456", TODAY, alice)
    assert sees(people.fresh(bob), nadia)
    again = send_form(client, path, **answers)
    assert "This person works with the child in this role already" in words(again)


def test_oneself_stands_first_and_people_elsewhere_or_suspended_are_not_offered(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family
) -> None:
    bob.suspended_at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    bob.save()
    html = shown(client_of(alice), at("record_worker_add", family.maya))
    assert html.index("Myself, Alice Adeyemi") < html.index("Leila Haddad: All staff")
    assert "Bob" not in html
    assert "Charlie" not in html
    posted = send_form(client_of(alice), at("record_worker_add", family.maya), who=str(uuid4()), role="x")
    assert "Choose who works with the child" in words(posted)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose who works with the child"),
        ({}, "Enter their role for the child"),
        ({}, "Enter the first day"),
        (on("starts_on", TODAY + dt.timedelta(days=1)), "The first day must be today or in the past"),
        ({"phone": "ask reception"}, "Enter a telephone number, like 01632 960 123, or leave it out"),
    ],
)
def test_what_is_missing_or_wrong_is_said_plainly(
    alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    answer = send_form(client_of(alice), at("record_worker_add", family.maya), **answers)
    assert said in words(answer)
    assert not Involvement.objects.exists()


def test_a_social_care_manager_allocates_a_child_whom_they_do_not_see(mira: Practitioner, sam: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    client, path = client_of(mira), at("record_worker_add", nadia)
    assert client.get(at("record_workers", nadia)).status_code == 404
    assert "you see the record yourself only if you manage the team they are in" in shown(client, path)
    assert "does not use Right Help" not in shown(client, path)
    answers = {"who": option(client, path, "Sam Okafor"), "role": "social worker", **on("starts_on", TODAY)}
    assert "Write why they join" in words(send_form(client, path, **answers))
    assert not sees(people.fresh(sam), nadia)
    assert send_form(client, path, joined_because=WHY, **answers)["Location"] == at("record_workers", nadia)
    assert sees(people.fresh(sam), nadia)
    assert Look.objects.filter(actor_id=mira.pk, page="add a worker", subject_id=nadia.pk).exists()


def test_a_manager_does_not_allocate_where_the_record_is_restricted(
    mira: Practitioner, ines: Practitioner, sam: Practitioner
) -> None:
    nadia = folk.person("Nadia Petrescu")
    restrict(person=nadia, kind="adoption", because="x", readers=[ines], by=mira)
    assert client_of(mira).get(at("record_worker_add", nadia)).status_code == 404


def test_allocating_to_a_team_that_is_not_ones_own_leads_back_to_ones_own_children(
    mira: Practitioner, social_care: Agency
) -> None:
    nadia, court = folk.person("Nadia Petrescu"), social_care.teams.create(name="Court team")
    people.worker(social_care, "social_worker", "Rosa Lund").memberships.update(team=court)
    client, path = client_of(mira), at("record_worker_add", nadia)
    answers = {"who": option(client, path, "Rosa Lund"), "role": "social worker", **on("starts_on", TODAY)}
    assert send_form(client, path, joined_because=WHY, **answers)["Location"] == reverse("children")


@pytest.mark.requirement("BN-083")
def test_somebody_without_an_account_is_added_once(alice: Practitioner, family: Family) -> None:
    answers = {"name": "Dr Ngozi Eze", "role": "GP", "organisation": "Quay Surgery", "phone": "01632 960 123"}
    client, path = client_of(alice), at("record_worker_add_other", family.maya)
    send_twice(client, path, **answers, **on("starts_on", TODAY))
    made = Involvement.objects.get()
    assert (made.who, made.where, made.role, made.phone) == ("Dr Ngozi Eze", "Quay Surgery", "GP", "01632 960 123")


def test_a_name_in_any_script_of_three_hundred_letters_is_refused_with_what_was_written(
    alice: Practitioner, family: Family
) -> None:
    path = at("record_worker_add_other", family.maya)
    answer = send_form(client_of(alice), path, name="ش" * 300, role="GP", **on("starts_on", TODAY))
    assert "must be 200 characters or fewer" in words(answer)
    assert "ش" * 300 in answer.text


def test_my_own_work_ends_once_and_the_record_closes_behind_it(bob: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    one = works_with(bob, nadia)
    path = at("record_worker_end", nadia, one.public_id)
    yesterday = TODAY - dt.timedelta(days=1)
    first, second = send_twice(client_of(bob), path, because="Moved class", **on("on", yesterday))
    assert first["Location"] == second["Location"] == reverse("children")
    one.refresh_from_db()
    assert (one.ends_on, one.ended_because) == (yesterday, "Moved class")
    assert sees(people.fresh(bob), nadia) is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"because": "x", **on("on", dt.date(2025, 8, 31))}, "The last day must be the first day or later"),
        ({"because": "x", **on("on", TODAY + dt.timedelta(days=1))}, "The last day must be today or in the past"),
        ({"because": "x"}, "Enter the last day"),
        (on("on", TODAY), "Write why it ends"),
    ],
)
def test_a_last_day_that_cannot_be_is_refused(
    alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    one = works_with(alice, family.maya)
    answer = send_form(client_of(alice), at("record_worker_end", family.maya, one.public_id), **answers)
    assert said in words(answer)
    one.refresh_from_db()
    assert one.ends_on is None


def test_what_ended_in_another_window_says_so(alice: Practitioner, bob: Practitioner, family: Family) -> None:
    one = works_with(alice, family.maya)
    client = client_of(alice)
    end, over = (at(name, family.maya, one.public_id) for name in ("record_worker_end", "record_worker_hand_over"))
    receiver = option(client, over, "Bob Baker")
    end_involvement(involvement=one, on=TODAY, because="Moved class", by=alice)
    ended = client.post(end, {"because": "x", **on("on", TODAY)})
    assert "Somebody noted the last day already" in words(ended)
    handed = client.post(over, {"receiver": receiver, "note": "x"})
    assert "This work ended already, so nothing was handed over" in words(handed)
    assert "The last day was 6 March 2026" in shown(client, end)
    assert "The last day was 6 March 2026: Moved class" in shown(client, over)
    assert not Handover.objects.exists()


def test_a_stranger_in_the_address_is_not_found(alice: Practitioner, family: Family) -> None:
    one = works_with(alice, family.brother)
    assert client_of(alice).get(at("record_worker_end", family.maya, one.public_id)).status_code == 404
    assert client_of(alice).get(reverse("record_workers", args=[uuid4()])).status_code == 404


def test_somebody_without_an_account_is_ended_by_any_reader_and_never_handed_over(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = gp(family.maya, alice)
    assert client_of(leila).get(at("record_worker_hand_over", family.maya, one.public_id)).status_code == 404
    send_form(
        client_of(leila), at("record_worker_end", family.maya, one.public_id), because="New GP", **on("on", TODAY)
    )
    one.refresh_from_db()
    assert one.ended_because == "New GP"


def test_work_is_handed_over_once_with_a_note(alice: Practitioner, bob: Practitioner, family: Family) -> None:
    one = works_with(alice, family.maya)
    client, path = client_of(alice), at("record_worker_hand_over", family.maya, one.public_id)
    answers = {"receiver": option(client, path, "Bob Baker"), "note": "She reads best in the mornings"}
    assert "Write what they need to know" in words(send_form(client, path, receiver=answers["receiver"]))
    send_twice(client, path, **answers)
    handover = Handover.objects.get()
    assert (handover.later.practitioner, handover.note) == (bob, "She reads best in the mornings")
    assert sees(people.fresh(bob), family.maya)


def test_a_lead_hands_over_for_a_colleague_and_a_manager_to_another_team(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, sam: Practitioner, mira: Practitioner,
    social_care: Agency, family: Family,
) -> None:  # fmt: skip
    path = at("record_worker_hand_over", family.maya, works_with(alice, family.maya).public_id)
    client = client_of(leila)
    send_form(client, path, receiver=option(client, path, "Myself"), note="x")
    assert Handover.objects.get().later.practitioner == leila
    nadia, court = folk.person("Nadia Petrescu"), social_care.teams.create(name="Court team")
    people.worker(social_care, "social_worker", "Rosa Lund").memberships.update(team=court)
    path = at("record_worker_hand_over", nadia, works_with(sam, nadia, "social worker").public_id)
    client = client_of(mira)
    send_form(client, path, receiver=option(client, path, "Rosa Lund"), note="x")
    assert Involvement.objects.get(child=nadia, ends_on=None).team == court


def test_where_nobody_else_works_the_page_says_what_to_do(charlie: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    path = at("record_worker_hand_over", nadia, works_with(charlie, nadia, "GP").public_id)
    assert "Nobody else in your agency works with children" in shown(client_of(charlie), path)


def test_many_people_around_a_child_take_few_queries(
    alice: Practitioner, leila: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        gp(family.maya, alice, f"Dr {number}")
        hand_over(involvement=works_with(alice, family.maya, f"role {number}"), to=leila, note="x", by=leila)
    client = client_of(leila)
    for path in worker_pages(family.maya, works_with(alice, family.maya)):
        client.get(path)
        with django_assert_max_num_queries(17 if "sheet" in path else 15, info=path):
            assert client.get(path).status_code == 200


def test_whoever_stands_in_adds_people_without_an_account_alone(alice: Practitioner, bob: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    works_with(bob, nadia)
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=bob)
    client = client_of(alice)
    text = shown(client, at("record_workers", nadia))
    assert "Add somebody who does not use Right Help" in text
    assert "Add a colleague" not in text
    assert client.get(at("record_worker_add", nadia)).status_code == 404
    assert client.get(at("record_worker_add_other", nadia)).status_code == 200
