"""Several agencies at one front door: who works there, who was asked, what each sees, and what is shared early."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.checking import Asked, CheckAnswer, answer_check, ask_check
from righthelp.front_door.actions.discussing import (
    Called,
    Stand,
    Viewed,
    call_discussion,
    end_discussion,
    note_view,
)
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown
from righthelp.front_door.tests.asking import page_of, saved, sent
from righthelp.front_door.tests.deciding import adopted, decided_for, level
from righthelp.guidance.actions import adopt
from righthelp.work.tests.working import send_form

WITHOUT = RestsOn("public_task", because="To ask would put her at risk.")
THERE = [
    ("police", "Northshire Police"),
    ("other", "Probation Service"),
    ("community_health", "Saltmarsh Health"),
    ("school", "Education Team"),
    ("voluntary", "Haven Domestic Abuse Service"),
    ("early_help", "Targeted Early Help"),
]


def contact_page(contact: Contact) -> str:
    return reverse("front_door_contact", args=[contact.public_id])


def used(guidance: dict[str, Any], slug: str) -> None:
    adopt(framework=guidance[slug].framework, by=people.guidance_editor(people.agency("Board", "other")))


def asked(contact: Contact, agency: Agency, by: Practitioner) -> Any:
    question = Asked(agency=agency, question="What do you know of her nights?", told="", rests_on=WITHOUT)
    return ask_check(contact=contact, children=list(contact.children.all()), asked=question, by=by)


@pytest.mark.requirement("BP-100")
@pytest.mark.parametrize(("kind", "name"), THERE, ids=[name for _, name in THERE])
def test_people_of_other_agencies_work_at_the_front_door_beside_social_workers(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, kind: str, name: str
) -> None:
    adopted(alice)
    contact = received(alice)
    agency = people.agency(name, kind)
    there = people.worker(agency, "front_door_worker", "Kim Day")
    client = client_of(there)
    assert contact_page(contact) in client.get(reverse("front_door")).text
    assert STORY in shown(client, contact_page(contact))
    made = decided_for(contact.children.get(), there, mona)
    assert "Decided by Kim Day" in shown(client_of(fran), contact_page(contact))
    assert made.decided_by == there
    beside = client_of(people.worker(agency, "practitioner", "Lou Marsh"))
    assert beside.get(contact_page(contact)).status_code == 403


@pytest.mark.requirement("BP-251")
def test_of_each_agency_it_stands_there_that_it_was_asked_and_whether_its_answer_came(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, school: Agency
) -> None:
    contact = received(alice)
    surgery = charlie.memberships.get().team.agency
    check = asked(contact, surgery, fran)
    asked(contact, school, fran)
    text = shown(client_of(fran), contact_page(contact))
    assert text.count("No answer yet. It is due by") == 2
    answer_check(check=check, answer=CheckAnswer(facts="She came twice at night."), by=charlie)
    text = shown(client_of(fran), contact_page(contact))
    of_surgery, of_school = (text.index(f"{one.name} About") for one in (surgery, school))
    assert of_surgery < text.index("Answered by Charlie Chen on") < of_school
    assert text.index("No answer yet. It is due by") > of_school
    assert text.count("No answer yet. It is due by") == 1


@pytest.mark.requirement("BP-255")
def test_what_each_agency_sees_stands_side_by_side_with_who_sees_it_differently_and_why(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, school: Agency
) -> None:
    adopted(alice)
    surgery = charlie.memberships.get().team.agency
    called = Called(unclear="How safe she is at night.", agencies=[surgery, school], rests_on=WITHOUT, told="")
    held = call_discussion(contact=received(alice), called=called, by=fran)
    views = {
        school: ("Ms Berg", "Her mother copes and asks for help.", level(2)),
        surgery: ("Dr Chen", "She hides what happens at home.", level(4)),
    }
    for agency, (name, view, at) in views.items():
        note_view(discussion=held, viewed=Viewed(agency=agency, name=name, view=view, facts="", level=at), by=fran)
    stands = {one: Stand("agrees") for one in held.views.all()}
    stands[held.views.get(agency=surgery)] = Stand("disagrees", "She told our nurse more than she told the school.")
    end_discussion(discussion=held, outcome="Early help first.", level=level(2), stands=stands, by=fran)
    page = shown(client_of(fran), reverse("front_door_discussion", args=[held.contact.public_id, held.public_id]))
    assert "Her mother copes and asks for help. Level that they see Level 2" in page
    assert "She hides what happens at home. Level that they see Level 4" in page
    assert "She told our nurse more than she told the school." in page
    beside = shown(client_of(fran), contact_page(held.contact))
    assert f"{surgery.name} sees it differently She told our nurse more" in beside


@pytest.mark.requirement("BP-252")
def test_whoever_asks_or_works_with_children_is_prompted_to_share_at_the_first_problems(alice: Practitioner) -> None:
    for path in (reverse("ask"), reverse("children")):
        told = shown(client_of(alice), path)
        told = told[told.index("Share early") :]
        assert "first problem" in told
        assert "missing school often" in told
        assert "already" in told


@pytest.mark.requirement("BP-256")
def test_services_for_adults_are_prompted_to_think_what_the_adults_needs_mean_for_a_child(
    alice: Practitioner, fran: Practitioner
) -> None:
    service = people.agency("Recovery Service for Adults", "adult_service")
    there = client_of(people.worker(service, "practitioner", "Kim Day"))
    prompt = "Think what the adult’s needs mean for that child, day by day."
    assert prompt in shown(there, reverse("children"))
    assert prompt not in shown(client_of(alice), reverse("children"))
    contact = received(alice)
    check = asked(contact, service, fran)
    assert "Say also what the adult’s needs mean for the child" in shown(
        there, reverse("check_answer", args=[check.public_id])
    )


@pytest.mark.requirement("BP-256")
def test_a_request_asks_what_each_adults_need_means_for_the_child(alice: Practitioner, fran: Practitioner) -> None:
    contact, client = draft(alice), client_of(alice)
    page = page_of(client, "request_questions", contact, "adults")
    assert "Say what each means for the child, day by day." in page


@pytest.mark.requirement("SF-057")
@pytest.mark.parametrize(("said", "words"), [("yes", "Yes"), ("no", "No, they said no")])
def test_what_a_parent_said_of_the_request_is_written_down_and_the_front_door_reads_it_with_it(
    alice: Practitioner, fran: Practitioner, said: str, words: str
) -> None:
    contact, client = draft(alice, safe_to_speak="yes", family_told="yes"), client_of(alice)
    saved(client, reverse("request_questions", args=[contact.public_id, "family"]), family_agreed=said)
    sent(client, contact)
    text = shown(client_of(fran), contact_page(contact))
    assert f"Did they agree that you ask for help? {words}" in text


@pytest.mark.requirement("SF-031")
@pytest.mark.parametrize("outcome", ["strategy", "emergency"])
def test_where_significant_harm_is_suspected_it_says_to_follow_procedures_and_to_ask_partners_for_more(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, charlie: Practitioner, outcome: str
) -> None:
    adopted(alice)
    contact = received(alice)
    client = client_of(fran)
    prompt = "Follow the local safeguarding procedures. Ask the agencies that know the child for what they know"
    assert prompt not in shown(client, contact_page(contact))
    decided_for(contact.children.get(), fran, mona, outcome=outcome)
    assert prompt in shown(client, contact_page(contact))
    ask = reverse("front_door_check_ask", args=[contact.public_id])
    surgery = charlie.memberships.get().team.agency
    given = {
        "agency": str(surgery.public_id), "children": str(contact.children.get().public_id),
        "question": "What do you know, and can you help?", "basis": "public_task", "consent": "not_asked",
        "because": "She may come to harm.",
    }  # fmt: skip
    assert send_form(client, ask, **given).status_code == 302
    assert "can you help?" in shown(client_of(charlie), reverse("check_answer", args=[contact.checks.get().public_id]))


@pytest.mark.requirement("SF-063")
def test_staffordshires_guidance_on_data_protection_is_named_with_the_right_year_of_the_act(
    guidance: dict[str, Any],
) -> None:
    used(guidance, "staffordshire")
    page = shown(Client(), reverse("ask"))
    links = page[page.index("The partnership’s own pages") :]
    assert "Guidance on General Data Protection (GDPR) and the Data Protection Act" in links
    assert "The document prints the year of the Act as 2019; the Act is of 2018." in links
