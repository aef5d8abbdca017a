"""Deciding on the page: for each child, in one sitting or one by one; and what its team reads."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.holding import take
from righthelp.front_door.models import Contact, ContactDecision
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import REASON, adopted, answers, decided, decided_for
from righthelp.guidance.models import Framework
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, send_form

MONDAY = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
WEDNESDAY = dt.datetime(2027, 3, 3, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


def page_of(contact: Contact) -> str:
    return reverse("front_door_decide", args=[contact.public_id])


def child_page(contact: Contact) -> str:
    return reverse("front_door_decide_child", args=[contact.public_id, contact.children.get().public_id])


@pytest.mark.requirement("SF-029")
@pytest.mark.requirement("SF-065")
def test_help_that_is_there_for_every_family_is_among_the_first_that_can_be_chosen(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    text = shown(client_of(fran), page_of(contact))
    assert text.index("Help that is there for every family") < text.index("An assessment under section 17")
    given = answers(contact.children.get(), mona, outcome="universal")
    page = send_form(client_of(fran), page_of(contact), **given)
    assert "Say which help that is there for every family fits" in words(page)
    given = answers(contact.children.get(), mona, outcome="universal", to_whom="Breakfast club of the school")
    send_form(client_of(fran), page_of(contact), **given)
    assert ContactDecision.objects.get().to_whom == "Breakfast club of the school"


def test_the_five_questions_are_asked_and_must_be_answered(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    text = shown(client_of(fran), page_of(contact))
    for question in ("protection at once", "need services", "section 17", "section 47", "more assessments"):
        assert question in text
    page = send_form(client_of(fran), page_of(contact), **answers(contact.children.get(), mona, is_in_need=""))
    assert "Answer the question “Is the child in need, so that section 17 asks for an assessment?”" in words(page)
    assert REASON in words(page)


def test_where_nothing_is_chosen_for_a_child_only_the_choice_is_asked_for(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh")
    first, second = contact.children.all()
    given = {**answers(first, mona), **answers(second, mona, way="", reason="", level="", outcome="")}
    faults = words(send_form(client_of(fran), page_of(contact), **given))
    assert "Leo Marsh: Choose whether you decide for Leo Marsh now" in faults
    assert "Leo Marsh: Choose the level" not in faults
    assert not ContactDecision.objects.exists()


def test_children_of_one_contact_are_decided_apart_in_one_sitting(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", "Nia Marsh")
    first, second, third = contact.children.all()
    text = shown(client_of(fran), page_of(contact))
    assert "The same as for Maya Lindqvist" in text
    assert "The same as for Nia Marsh" not in text
    given = {
        **answers(first, mona, level="3"),
        **answers(second, mona, way=f"same {first.public_id}", reason="", level="", outcome=""),
        **answers(third, mona, way="later", reason="", level="", outcome=""),
    }
    answer = send_form(client_of(fran), page_of(contact), **given)
    assert answer.status_code == 302
    made = {one.child.name: (one.level.number, one.reason) for one in ContactDecision.objects.all()}
    assert made == {"Maya Lindqvist": (3, REASON), "Leo Marsh": (3, REASON)}
    text = shown(client_of(fran), page_of(contact))
    assert "Decided: Maya Lindqvist" in text
    contact.refresh_from_db()
    assert contact.state == Contact.State.TAKEN


def test_the_same_as_for_a_child_who_is_not_decided_is_refused(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh")
    first, second = contact.children.all()
    same = {**answers(first, mona, way="later"), **answers(second, mona, way=f"same {first.public_id}")}
    page = send_form(client_of(fran), page_of(contact), **same)
    assert "You do not decide for Maya Lindqvist in this sitting" in words(page)
    none = {**answers(first, mona, way="later"), **answers(second, mona, way="later")}
    page = send_form(client_of(fran), page_of(contact), **none)
    assert "Choose at least one child" in words(page)
    assert not ContactDecision.objects.exists()


def test_what_somebody_wrote_while_another_decided_is_not_lost_and_nothing_is_overwritten(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    client, child = client_of(fran), contact.children.get()
    fields = hidden(client.get(page_of(contact)).text)
    decided_for(child, fran, mona)
    mine = answers(child, mona, reason="What I wrote in the other window.")
    page: Any = client.post(page_of(contact), {**fields, **mine})
    assert page.status_code == 200
    assert "Somebody decided for a child meanwhile" in words(page)
    assert "What I wrote in the other window." in page.text
    assert ContactDecision.objects.get().reason == REASON


def test_to_decide_again_shows_what_stands_and_asks_why(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    child = contact.children.get()
    first = decided_for(child, fran, mona)
    client = client_of(femi)
    assert REASON in shown(client, child_page(contact))
    again = answers(child, mona, instead_of=str(first.public_id), outcome="assessment")
    assert "Say why you decide again" in words(send_form(client, child_page(contact), **again))
    again[f"child-{child.public_id}-again_because"] = "Her school rang again."
    assert send_form(client, child_page(contact), **again).status_code == 302
    standing = ContactDecision.objects.standing().get()
    assert (standing.supersedes, standing.outcome) == (first, "assessment")


def test_two_who_decide_again_at_once_do_not_overwrite_each_other(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    child = contact.children.get()
    first = decided_for(child, fran, mona)
    fields = hidden(client_of(femi).get(child_page(contact)).text)
    decide(child=child, decision=decided(mona, again_because="New."), instead_of=first, by=fran)
    again = answers(child, mona, again_because="Mine", instead_of=str(first.public_id))
    page = client_of(femi).post(child_page(contact), {**fields, **again})
    assert "Somebody decided for a child meanwhile" in words(page)
    assert ContactDecision.objects.count() == 2


def test_who_works_on_it_is_named_and_nothing_is_saved_past_them(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    take(contact=contact, by=femi)
    page = send_form(client_of(fran), page_of(contact), **answers(contact.children.get(), mona))
    assert "Femi Balogun works on this. Talk with them. Nothing was saved." in words(page)
    assert REASON in words(page)


def test_a_decision_after_its_day_asks_why_it_took_so_long(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        contact = received(alice)
        assert "take longer than one working day" not in shown(client_of(fran), page_of(contact))
    with time_machine.travel(WEDNESDAY, tick=False):
        page = send_form(client_of(fran), page_of(contact), **answers(contact.children.get(), mona))
        assert "Say why it took longer than one working day" in words(page)


def test_a_form_sent_after_the_session_ended_comes_back(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    client = client_of(fran)
    fields = hidden(client.get(page_of(contact)).text)
    client.logout()
    client.post(page_of(contact), {**fields, **answers(contact.children.get(), mona, reason="Kept for Fran.")})
    people.sign_in(client, fran)
    assert "Kept for Fran." in client.get(page_of(contact)).text


def test_sent_twice_decides_once(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    contact = received(alice)
    client = client_of(fran)
    given = {**hidden(client.get(page_of(contact)).text), **answers(contact.children.get(), mona)}
    assert [client.post(page_of(contact), given).status_code for _ in range(2)] == [302, 302]
    assert ContactDecision.objects.count() == 1


def test_strangers_and_whoever_asked_find_no_such_page(
    alice: Practitioner, sam: Practitioner, charlie: Practitioner
) -> None:
    contact = received(alice)
    for nobody in (alice, sam, charlie):
        assert client_of(nobody).get(page_of(contact)).status_code == 403


def test_a_restricted_child_closes_the_contact_to_who_is_not_named(
    alice: Practitioner, fran: Practitioner, mira: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    for path in (page_of(contact), child_page(contact)):
        assert client_of(fran).get(path).status_code == 404


def test_without_guidance_the_page_says_so(alice: Practitioner, fran: Practitioner) -> None:
    Framework.objects.update(adopted_at=None, adopted_by=None)
    assert "No guidance is adopted" in shown(client_of(fran), page_of(received(alice)))


@pytest.fixture
def helpers(db: None) -> Team:
    """Give the early help team, whose manager is Hana."""
    agency = people.agency("Early Help Westmarsh", Agency.Kind.EARLY_HELP, "Family hub")
    people.safeguarding_lead(agency, "Hana Weiss")
    return agency.teams.get()


def test_a_team_that_does_not_do_such_work_is_refused(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team
) -> None:
    contact = received(alice)
    given = answers(contact.children.get(), mona, outcome="assessment", team=str(helpers.public_id))
    assert "This team does not take up such work" in words(send_form(client_of(fran), page_of(contact), **given))


@pytest.mark.requirement("BN-043")
def test_the_team_reads_what_was_decided_and_why_and_nobody_else(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team, charlie: Practitioner
) -> None:
    contact = received(alice)
    given = answers(contact.children.get(), mona, outcome="early_help", team=str(helpers.public_id))
    send_form(client_of(fran), page_of(contact), **given)
    path = reverse("front_door_passed", args=[ContactDecision.objects.get().public_id])
    hana = Practitioner.objects.get(name="Hana Weiss")
    text = shown(client_of(hana), path)
    assert REASON in text
    assert "Maya Lindqvist" in text
    assert [client_of(nobody).get(path).status_code for nobody in (charlie, alice)] == [404, 404]


def test_the_level_stands_with_the_name_of_its_edition_on_the_contact_and_for_the_team(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team
) -> None:
    contact = received(alice)
    made = decided_for(contact.children.get(), fran, mona, outcome="early_help", team=helpers)
    said = f"Level {made.level.heading} ({made.level.edition.name})"
    assert said in shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    hana = Practitioner.objects.get(name="Hana Weiss")
    assert said in shown(client_of(hana), reverse("front_door_passed", args=[made.public_id]))


def test_a_team_whose_decision_does_not_stand_any_more_is_told(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team
) -> None:
    child = received(alice).children.get()
    first = decided_for(child, fran, mona, outcome="early_help", team=helpers)
    decide(child=child, decision=decided(mona, again_because="New."), instead_of=first, by=fran)
    path = reverse("front_door_passed", args=[first.public_id])
    assert "does not stand any more" in shown(client_of(Practitioner.objects.get(name="Hana Weiss")), path)


def test_the_page_of_four_children_asks_the_database_little(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, django_assert_max_num_queries: Any
) -> None:
    contact = received(alice, "A Berg", "B Berg", "C Berg", "D Berg")
    client: Client = client_of(fran)
    client.get(page_of(contact))
    with django_assert_max_num_queries(15):
        client.get(page_of(contact))


@pytest.mark.parametrize("outcome", ["assessment", "strategy", "emergency"])
def test_what_social_care_takes_names_its_team_and_words_do_not_do(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, outcome: str
) -> None:
    contact = received(alice)
    given = answers(contact.children.get(), mona, outcome=outcome, team="", to_whom="Somebody")
    page = send_form(client_of(fran), page_of(contact), **given)
    assert "Choose the team that takes it" in words(page)
    box = f"id_child-{contact.children.get().public_id}-team"
    assert f'href="#{box}"' in page.text
    assert f'id="{box}-error"' in page.text
    assert not ContactDecision.objects.exists()
    given = answers(contact.children.get(), mona, outcome=outcome)
    assert send_form(client_of(fran), page_of(contact), **given).status_code == 302


def test_where_no_team_is_set_up_whoever_takes_it_is_written_down(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("righthelp.front_door.views.deciding.decisions", "righthelp.front_door.teams"):
        monkeypatch.setattr(f"{room}.teams_to_choose", Team.objects.none)
    contact = received(alice)
    given = answers(contact.children.get(), mona, outcome="strategy", team="")
    page = send_form(client_of(fran), page_of(contact), **given)
    assert "No team is set up here that can take it. Write down who takes it" in words(page)
    given = answers(contact.children.get(), mona, outcome="strategy", team="", to_whom="Ana Berg, duty social worker")
    assert send_form(client_of(fran), page_of(contact), **given).status_code == 302
    assert ContactDecision.objects.get().to_whom == "Ana Berg, duty social worker"


def test_a_team_in_which_nobody_is_left_is_not_offered(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    empty = people.agency("Old Hub", Agency.Kind.EARLY_HELP, "Closed team")
    assert "Closed team" not in shown(client_of(fran), page_of(received(alice)))
    people.safeguarding_lead(empty, "Hana Weiss")
    assert "Closed team" in shown(client_of(fran), page_of(received(alice)))


def test_early_help_goes_to_a_team_or_to_a_service_in_words(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, helpers: Team
) -> None:
    contact = received(alice)
    nobody = answers(contact.children.get(), mona, outcome="early_help")
    page = send_form(client_of(fran), page_of(contact), **nobody)
    assert "Choose the team that gives the early help, or say below which service gives it" in words(page)
    given = answers(contact.children.get(), mona, outcome="early_help", to_whom="The Lantern Project")
    assert send_form(client_of(fran), page_of(contact), **given).status_code == 302


def test_what_somebody_wrote_while_another_decided_is_sent_again_as_a_later_decision(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    client, child = client_of(fran), contact.children.get()
    fields = hidden(client.get(page_of(contact)).text)
    first = decided_for(child, fran, mona)
    page: Any = client.post(page_of(contact), {**fields, **answers(child, mona, reason="What I know.")})
    again = answers(child, mona, reason="What I know.", instead_of=str(first.public_id), again_because="I know more.")
    assert client.post(page_of(contact), {**hidden(page.text), **again}).status_code == 302
    assert ContactDecision.objects.standing().get().reason == "What I know."
