"""A family’s own pages for those who keep the plan: switched on when it is safe, shut, and who sees what."""

import datetime as dt
import re
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.people.models import SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import HasEnded, add_member, begin_plan, let_member_leave
from righthelp.plans.actions.family import (
    Made,
    NothingToRead,
    NotSafe,
    SameWay,
    TooYoung,
    note_said_read,
    say,
    switch_off,
    switch_on,
)
from righthelp.plans.family_secrets import new_once
from righthelp.plans.models import FamilyLink, FamilySaid, Member, Plan
from righthelp.plans.tests import papering, planning
from righthelp.plans.tests.opening import enter, page_for, pages
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.work.tests.working import send_form

ANSWERS = {"asked_alone": "yes", "safe_because": "His own telephone", "link_way": "Text message"}
MONTH = dt.timedelta(days=28)
MOST = 15


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


@pytest.fixture
def hers(client: Client, alice: Practitioner) -> Client:
    return people.sign_in(client, alice)


def asked(member: Member, by: Practitioner) -> dict[str, str]:
    """Answer the risk question, with a way on file for the code."""
    return {**ANSWERS, "code_to": str(papering.safe_way(member, by).public_id)}


def on(member: Member, by: Practitioner, **ways: Any) -> Made:
    return switch_on(member=member, by=by, **{"safe_because": "He said so", "link_way": "Text message", **ways})


def on_page(it: Papered, member: Member) -> str:
    return reverse("family_page_switch_on", args=[it.plan.public_id, member.public_id])


def test_it_is_off_until_somebody_asked_whether_it_is_safe(hers: Client, it: Papered, alice: Practitioner) -> None:
    papering.released(it, it.father, alice)
    answers = asked(it.father, alice)
    for left_out in answers:
        answer = send_form(hers, on_page(it, it.father), **{**answers, left_out: ""})
        assert "There is a problem" in answer.text
    assert not FamilyLink.objects.exists()


def test_link_and_code_are_shown_once_and_open_the_page(hers: Client, it: Papered, alice: Practitioner) -> None:
    papering.released(it, it.father, alice)
    page = send_form(hers, on_page(it, it.father), **asked(it.father, alice)).text
    assert "Only by this way: <bdi>Telephone: 01632 960 123" in page
    address = re.search(r"(/own-page/[\w-]+)", page)
    code = re.search(r"(\d\d) (\d\d) (\d\d) (\d\d)", page)
    assert address
    assert code
    opened = Client().post(address[1], {"once": new_once(), "code": code[0]})
    assert "Maya may fall behind" in opened.text
    later = hers.get(pages(it)).text
    assert address[1] not in later
    assert "On until 1 April 2026" in later


def test_link_and_code_never_go_the_same_way(hers: Client, it: Papered, alice: Practitioner) -> None:
    papering.released(it, it.father, alice)
    answers = asked(it.father, alice)
    answer = send_form(hers, on_page(it, it.father), **{**answers, "link_way": "Telephone"})
    assert "must go another way than the link" in answer.text
    assert "His own telephone</textarea>" in answer.text
    with pytest.raises(SameWay):
        on(it.father, alice, link_way="Telephone", code_to=papering.safe_way(it.father, alice))


def test_before_a_copy_is_released_the_page_leads_there_at_once(hers: Client, it: Papered, alice: Practitioner) -> None:
    answers = asked(it.father, alice)
    page = hers.get(on_page(it, it.father)).text
    copy = reverse("plan_copy_write", args=[it.plan.public_id, it.father.public_id])
    assert f'href="{copy}">Read and release a copy for them' in page
    assert "Make the link and the code" not in page
    sent = send_form(hers, on_page(it, it.father), **answers).text
    assert "Release a copy of the plan for them first" in sent
    assert "His own telephone</textarea>" in sent
    with pytest.raises(NothingToRead):
        papering.switched_on(it.father, alice)


def test_before_a_plan_is_agreed_it_leads_to_the_copies(
    hers: Client, plan: Plan, family: Family, alice: Practitioner
) -> None:
    father = add_member(plan=plan, kind="family", role="father", person=family.father, by=alice)
    page = hers.get(reverse("family_page_switch_on", args=[plan.public_id, father.public_id])).text
    assert f'href="{reverse("plan_copies", args=[plan.public_id])}">Read and release a copy for them' in page


def test_without_a_safe_way_on_file_it_says_so_at_once_and_leads_to_where_one_is_written_down(
    hers: Client, it: Papered, alice: Practitioner, family: Family
) -> None:
    papering.released(it, it.father, alice)
    SafeContact.objects.create(person=family.father, channel="post", value="4 Mill Lane", source="Him", noted_by=alice)
    page = hers.get(on_page(it, it.father)).text
    assert "none that you may see is written down" in page
    assert f'href="{reverse("record_contact_add", args=[family.father.public_id])}"' in page
    assert "Make the link and the code" not in page
    with pytest.raises(NotSafe):
        on(it.father, alice, code_to=None)


def test_whoever_may_not_write_on_their_record_is_told_who_can(
    hers: Client, it: Papered, alice: Practitioner, family: Family
) -> None:
    papering.released(it, it.father, alice)
    with patch("righthelp.plans.presenting.family.seen_among", return_value={}):
        page = hers.get(on_page(it, it.father)).text
    assert f"Then ask {it.plan.team} to write it on their record" in page
    assert reverse("record_contact_add", args=[family.father.public_id]) not in page


@pytest.mark.parametrize("why", ["not asked", "not safe", "over", "taken back", "of another", "contradicted"])
def test_the_code_goes_by_nothing_but_what_they_said_is_safe(
    hers: Client, it: Papered, alice: Practitioner, family: Family, why: str
) -> None:
    papering.released(it, it.father, alice)
    answers = asked(it.father, alice)
    way = SafeContact.objects.get()
    if why in ("not asked", "not safe"):
        way.is_safe = {"not asked": "not_asked", "not safe": "no"}[why]
    elif why == "over":
        way.to_on = NOW.date()
    elif why == "taken back":
        way.withdrawn_at, way.withdrawn_by, way.withdrawn_because = NOW, alice, "Wrong number"
    elif why == "of another":
        way.person = family.mother
    else:
        SafeContact.objects.create(
            person=way.person, channel="phone", value="01632960123", is_safe="no", source="His sister", noted_by=alice
        )
    way.save()
    answer = hers.post(on_page(it, it.father), answers)
    assert "no way that they said is safe for the code" in answer.text
    assert "His own telephone</textarea>" in answer.text
    with pytest.raises(NotSafe):
        on(it.father, alice, code_to=way)
    assert not FamilyLink.objects.exists()


def test_the_link_does_not_go_by_what_is_noted_as_not_safe(
    hers: Client, it: Papered, alice: Practitioner, family: Family
) -> None:
    papering.released(it, it.father, alice)
    answers = asked(it.father, alice)
    SafeContact.objects.create(
        person=family.father, channel="text", value="01632 960 124", is_safe="no", source="Him", noted_by=alice
    )
    page = hers.get(on_page(it, it.father)).text
    assert 'value="E-mail"' in page
    assert 'value="Text message"' not in page
    assert "NOT SAFE, do not use" in page
    assert "That way cannot be chosen any more" in hers.post(on_page(it, it.father), answers).text
    with pytest.raises(NotSafe):
        papering.switched_on(it.father, alice)


def test_what_was_written_stays_when_a_way_stops_being_safe_in_that_moment(
    hers: Client, it: Papered, alice: Practitioner
) -> None:
    papering.released(it, it.father, alice)
    with patch("righthelp.plans.views.family.switch_on", side_effect=NotSafe):
        answer = send_form(hers, on_page(it, it.father), **asked(it.father, alice))
    assert "choose another way" in answer.text
    assert "His own telephone</textarea>" in answer.text


def test_no_way_that_names_a_protected_place_of_anybody_in_the_plan_is_offered(
    hers: Client, it: Papered, alice: Practitioner, family: Family
) -> None:
    papering.released(it, it.mother, alice)
    home = folk.lives_at(family.maya, "9 Hidden Row", "WM3 4AB", is_protected=True)
    papering.safe_way(it.mother, alice, channel="post", value=f"{home.line}, WM3 4AB")
    page = hers.get(on_page(it, it.mother)).text
    assert "Hidden Row" not in page
    assert "none that you may see is written down" in page


BORN = {"too young": dt.date(2013, 3, 5), "unknown": None, "thirteen": dt.date(2013, 3, 4)}


@pytest.mark.requirement("BP-210")
@pytest.mark.parametrize("age", BORN)
def test_a_young_person_has_a_page_from_thirteen_on_and_a_younger_child_words_and_pictures(
    hers: Client, it: Papered, alice: Practitioner, family: Family, age: str
) -> None:
    papering.born(family.maya, BORN[age])
    maya = planning.member_of(it.plan, family.maya)
    papering.released(it, maya, alice)
    asked(maya, alice)
    stories = f'href="{reverse("plan_copy_stories", args=[it.plan.public_id])}">'
    instead = f'{stories}Words and pictures instead<span class="govuk-visually-hidden"> for Maya'
    assert (instead in hers.get(pages(it)).text) == (age != "thirteen")
    assert (f"{stories}Write words and pictures for them instead" in hers.get(on_page(it, maya)).text) == (
        age != "thirteen"
    )
    if age == "thirteen":
        assert "Maya may fall behind" in enter(papering.switched_on(maya, alice)).text
    else:
        assert "too young" in send_form(hers, on_page(it, maya), **asked(maya, alice)).text
        with pytest.raises(TooYoung):
            papering.switched_on(maya, alice)


def test_a_partnership_can_set_the_age_higher(
    hers: Client, it: Papered, alice: Practitioner, family: Family, settings: Any
) -> None:
    papering.born(family.maya, BORN["thirteen"])
    settings.OWN_PAGE_FROM_AGE = 16
    assert "for young people of 16 or older" in hers.get(on_page(it, planning.member_of(it.plan, family.maya))).text


def test_whoever_has_an_account_or_left_has_no_page(it: Papered, alice: Practitioner, bob: Practitioner) -> None:
    let_member_leave(member=it.father, because="Moved", by=alice)
    for member in (it.plan.members.get(practitioner=bob), Member.objects.get(pk=it.father.pk)):
        with pytest.raises(ValueError, match="no account"):
            papering.switched_on(member, alice)


def test_the_safe_ways_are_shown_to_whoever_may_see_them(
    hers: Client, it: Papered, alice: Practitioner, family: Family
) -> None:
    SafeContact.objects.create(
        person=family.father, channel="phone", value="01632 960123", is_safe="yes", must_not_know="His flatmate",
        source="Him", noted_by=alice,
    )  # fmt: skip
    page = hers.get(on_page(it, it.father)).text
    assert "Telephone: 01632 960123 (they say it is safe; must not know: His flatmate)" in page


def test_where_their_record_is_closed_to_somebody_no_way_to_reach_them_is_shown(
    hers: Client, it: Papered, alice: Practitioner, family: Family
) -> None:
    SafeContact.objects.create(
        person=family.father, channel="phone", value="01632 960123", source="Him", noted_by=alice
    )
    with patch("righthelp.plans.presenting.family.seen_among", return_value={}):
        assert "01632 960123" not in hers.get(on_page(it, it.father)).text


def test_somebody_of_the_network_has_a_page_too(hers: Client, it: Papered, alice: Practitioner) -> None:
    aunt = add_member(plan=it.plan, kind="network", role="aunt", name="Mo", reads=[it.maya], by=alice)
    papering.released(it, aunt, alice)
    page = send_form(hers, on_page(it, aunt), **ANSWERS, code_to="by_hand").text
    assert "Mo, aunt" in page
    assert "Only by this way: <bdi>In person" in page


def test_the_page_says_when_its_time_was_over(
    hers: Client, made: Made, clock: Any, it: Papered, alice: Practitioner
) -> None:
    clock.shift(MONTH)
    assert "Its time was over on 1 April 2026" in people.sign_in(Client(), alice).get(pages(it)).text


def test_a_link_of_another_plan_is_not_found(hers: Client, made: Made, family: Family, alice: Practitioner) -> None:
    other = begin_plan(kind="early_help", team=made.link.plan.team, people=[family.maya], by=alice)
    assert hers.get(reverse("family_page_switch_off", args=[other.public_id, made.link.public_id])).status_code == 404


def test_it_is_shut_at_any_time(hers: Client, made: Made) -> None:
    off = reverse("family_page_switch_off", args=[made.link.plan.public_id, made.link.public_id])
    send_form(hers, off, because="He found the telephone.")
    assert enter(made).status_code == 404
    assert (
        "Shut on 4 March 2026: He found the telephone."
        in hers.get(reverse("family_pages", args=[made.link.plan.public_id])).text
    )


def test_a_colleague_sees_which_pages_are_on_and_neither_switches_nor_reads(
    client: Client, made: Made, it: Papered, bob: Practitioner
) -> None:
    say(link=made.link, text="For the lead only", wants_talk=False)
    his = people.sign_in(client, bob)
    page = his.get(pages(it)).text
    assert "On until" in page
    assert "For the lead only" not in page
    off = reverse("family_page_switch_off", args=[it.plan.public_id, made.link.public_id])
    read = reverse("family_page_said_read", args=[it.plan.public_id])
    assert [his.get(on_page(it, it.father)).status_code, his.get(off).status_code] == [404, 404]
    assert his.post(read, {"said": str(FamilySaid.objects.get().public_id)}).status_code == 404
    for change in (
        lambda: papering.switched_on(it.father, bob),
        lambda: switch_off(link=made.link, because="x", by=bob),
        lambda: note_said_read(said=FamilySaid.objects.get(), by=bob),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_a_stranger_sees_no_page_of_a_family(client: Client, made: Made, it: Papered, charlie: Practitioner) -> None:
    theirs = people.sign_in(client, charlie)
    off = reverse("family_page_switch_off", args=[it.plan.public_id, made.link.public_id])
    for address in (pages(it), on_page(it, it.father), off):
        assert theirs.get(address).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "6f9c0a6e-5f0e-4a59-8b9c-0c1f0a6e5f0e"])
def test_what_nobody_said_is_not_read(hers: Client, it: Papered, key: str) -> None:
    assert hers.post(reverse("family_page_said_read", args=[it.plan.public_id]), {"said": key}).status_code in (
        302,
        404,
    )


def test_the_page_of_the_plan_says_how_many_messages_wait(hers: Client, it: Papered, made: Made) -> None:
    say(link=made.link, text="Words", wants_talk=False)
    assert (
        "<strong>One message of the family not read yet.</strong>"
        in hers.get(reverse("plan", args=[it.plan.public_id])).text
    )


def test_shutting_or_reading_twice_keeps_the_first(made: Made, alice: Practitioner, leila: Practitioner) -> None:
    say(link=made.link, text="Words", wants_talk=False)
    for by in (alice, leila):
        note_said_read(said=FamilySaid.objects.get(), by=by)
        switch_off(link=made.link, because=by.name, by=by)
    made.link.refresh_from_db()
    assert (FamilySaid.objects.get().read_by, made.link.ended_by) == (alice, alice)


def test_everything_is_logged_without_words(made: Made) -> None:
    enter(made)
    say(link=made.link, text="Words", wants_talk=False)
    names = set(Event.objects.filter(name__startswith="plans.family").values_list("name", flat=True))
    assert names == {"plans.family_page_on", "plans.family_page_opened", "plans.family_said"}


def test_a_plan_that_ended_meanwhile_says_so(hers: Client, it: Papered, alice: Practitioner) -> None:
    papering.released(it, it.father, alice)
    with patch("righthelp.plans.views.family.switch_on", side_effect=HasEnded):
        answer = send_form(hers, on_page(it, it.father), **asked(it.father, alice))
    assert "This plan has ended" in answer.text
    assert "His own telephone" in answer.text
    assert not FamilyLink.objects.exists()


def test_the_pages_of_those_who_keep_the_plan_stay_within_their_budget(
    hers: Client, it: Papered, made: Made, django_assert_max_num_queries: Any
) -> None:
    say(link=made.link, text="Words", wants_talk=False)
    for address in (pages(it), on_page(it, it.father)):
        hers.get(address)
        with django_assert_max_num_queries(MOST, info=address):
            assert hers.get(address).status_code == 200
