"""The task list and its pages: every page is kept when it is saved, whatever happens meanwhile."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.design_system.formatters import day
from righthelp.front_door.actions.writing import add_person, save_answers, send
from righthelp.front_door.models import Contact, NamedPerson
from righthelp.front_door.presenting.tasks import Status, task_groups
from righthelp.front_door.questions import asked_of, pages_of
from righthelp.front_door.tests.arriving import STORY, client_of, draft
from righthelp.front_door.tests.asking import at, hidden, page_of, saved, send_form, words
from righthelp.guidance.actions import adopt
from righthelp.work.tests.working import on

MOST = 15
Kind = NamedPerson.Kind


def statuses(contact: Contact) -> dict[str, Status]:
    return {task.title: task.status for group in task_groups(contact) for task in group.tasks}


def test_the_task_list_says_how_far_each_page_is_and_counts_nothing(alice: Practitioner) -> None:
    contact = draft(alice)
    found = statuses(contact)
    assert found["What has happened"] is Status.SOME
    assert found["What should somebody know before a visit or a call?"] is Status.NOT_STARTED
    assert found["Name and date of birth"] is Status.DONE
    page = page_of(client_of(alice), "request", contact)
    assert "What has happened Some" in page
    assert "%" not in page


def test_save_and_go_on_leads_through_every_question_and_then_to_the_list(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    path, seen = at("request_questions", contact, "worry"), []
    while "/questions/" in path:
        seen.append(path.rpartition("/")[2])
        path = saved(client, path, then="next").headers["Location"]
    assert seen == list(pages_of("request"))
    assert path == at("request", contact)
    assert saved(client, at("request_questions", contact, "worry"), then="list").headers["Location"] == path


def test_each_question_is_asked_once(alice: Practitioner) -> None:
    pages = pages_of("request")
    keys = [question.key for asked in pages.values() for question in asked]
    assert sorted(keys) == sorted(question.key for question in asked_of("request"))
    assert len(pages["help_so_far"]) == 1
    client, contact = client_of(alice), draft(alice)
    told = "".join(page_of(client, "request_questions", contact, page) for page in pages)
    assert all(told.count(question.title) >= 1 for question in asked_of("request"))


def test_a_page_about_the_family_holds_one_matter(alice: Practitioner) -> None:
    pages = {key: [one.key for one in asked] for key, asked in pages_of("request").items()}
    assert pages["family"] == ["safe_to_speak", "family_told", "family_agreed"]
    assert pages["family_said"] == ["family_said", "not_told_because"]
    contact = draft(alice, family_told="yes")
    found = statuses(contact)
    assert found["Is it safe, do they know, do they agree"] is Status.SOME
    assert found["What they said, and why all the same"] is Status.NOT_STARTED
    page = page_of(client_of(alice), "request_questions", contact, "family_said")
    assert "What they said, and why all the same" in page


FRONT_DOOR_ASKS = [
    pytest.param("worry", "what_happened", "She hid a bruise", marks=pytest.mark.requirement("BP-105", "BN-076")),
    pytest.param("worry", "how_soon", "days", marks=pytest.mark.requirement("BP-105")),
    pytest.param("worry", "risk", "She may be hurt again", marks=pytest.mark.requirement("BN-078")),
    pytest.param("child", "child_says", "I want to stay with Nan", marks=pytest.mark.requirement("BN-087")),
    pytest.param("working_well", "working_well", "Nan visits", marks=pytest.mark.requirement("BN-092")),
    pytest.param("help_so_far", "help_so_far", "Breakfast club", marks=pytest.mark.requirement("BP-106", "BN-085")),
    pytest.param("assessments", "assessments", "An assessment in May", marks=pytest.mark.requirement("BN-086")),
    pytest.param("who_knows", "who_knows", "The school nurse", marks=pytest.mark.requirement("BG-027")),
    pytest.param("advice", "advice", "Leila said: ask", marks=pytest.mark.requirement("SF-032", "BN-089")),
    pytest.param("family", "family_told", "some", marks=pytest.mark.requirement("BP-108", "BN-074")),
    pytest.param(
        "family_said", "family_said", "Mum agrees, Dad does not", marks=pytest.mark.requirement("BN-074", "SF-026")
    ),
    pytest.param(
        "family_said", "not_told_because", "It is not safe", marks=pytest.mark.requirement("BN-075", "SF-030")
    ),
    pytest.param("wishes", "family_wants", "Help with the rent", marks=pytest.mark.requirement("BN-091")),
    pytest.param("wishes", "you_want", "A visit", marks=pytest.mark.requirement("BN-091")),
    pytest.param("useful", "useful", "There is a dog", marks=pytest.mark.requirement("BN-090", "SF-027")),
]


@pytest.mark.parametrize(("page", "key", "text"), FRONT_DOOR_ASKS)
def test_what_the_front_door_asks_is_asked_kept_and_read(alice: Practitioner, page: str, key: str, text: str) -> None:
    client, contact = client_of(alice), draft(alice)
    contact.answers.all().delete()
    saved(client, at("request_questions", contact, page), **{key: text})
    shown = contact.answers.get(key=key).in_words
    assert shown in page_of(client, "request_check", contact)
    send(contact=contact, by=alice)
    assert shown in page_of(client, "request", contact)


@pytest.mark.requirement("SF-028")
def test_refusal_what_was_refused_and_a_young_persons_own_answer_are_asked_for(alice: Practitioner) -> None:
    page = page_of(client_of(alice), "request_questions", draft(alice), "family_said")
    assert "what they agree to or refuse" in page
    assert "A young person who understands what is asked can agree or refuse themselves: say so" in page


@pytest.mark.requirement("SF-029")
def test_help_close_to_home_is_asked_for_first(alice: Practitioner) -> None:
    page = page_of(client_of(alice), "request_questions", draft(alice), "help_so_far")
    assert "Families often prefer help close to home, such as through school or a health centre" in page


@pytest.mark.requirement("BN-088")
def test_words_that_others_may_not_know_are_pointed_out_while_writing_and_before_sending(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice, risk="CAMHS says that he may be hurt.")
    html = client.get(at("request_questions", contact, "worry")).content.decode()
    assert "data-plain-words" in html
    assert "You wrote “CAMHS”" in html
    assert "You wrote “CAMHS”" in page_of(client, "request_check", contact)


def test_what_was_saved_in_another_window_is_shown_beside_what_was_written_here(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    path = at("request_questions", contact, "worry")
    here = hidden(client.get(path).content.decode())
    save_answers(contact=contact, version=None, answers={"risk": "There"}, by=alice)
    answer = client.post(path, {**here, "what_happened": STORY, "risk": "Here"})
    assert "Saved meanwhile" in words(answer)
    assert "There" in words(answer)
    assert ">Here</textarea>" in answer.content.decode()
    client.post(path, {**hidden(answer.content.decode()), "what_happened": STORY, "risk": "Here and there"})
    assert contact.answers.get(key="risk").text == "Here and there"


def test_another_page_that_was_saved_meanwhile_is_nobodys_clash(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    path = at("request_questions", contact, "worry")
    here = hidden(client.get(path).content.decode())
    save_answers(contact=contact, version=None, answers={"useful": "A dog"}, by=alice)
    assert client.post(path, {**here, "what_happened": STORY, "risk": "Here"}).status_code == 302
    assert {one.key for one in contact.answers.all() if one.text} == {"what_happened", "risk", "useful"}


def test_a_page_sent_after_the_session_ended_comes_back(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    path = at("request_questions", contact, "worry")
    filled = {**hidden(client.get(path).content.decode()), "what_happened": STORY, "risk": "Typed for ten minutes."}
    client.logout()
    assert client.post(path, filled).status_code == 302
    people.sign_in(client, alice)
    page = words(client.get(path))
    assert "We kept what you wrote. It is not saved yet" in page
    assert "Typed for ten minutes." in page


@pytest.mark.parametrize(
    ("name", "more", "answers"),
    [
        ("request_questions", ["worry"], {"risk": "I had just written this."}),
        ("request_referrer", [], {"how_to_reach": "I had just written this."}),
        ("request_person_add", ["parent"], {"name": "I had just written this."}),
        ("request_child_add", [], {"name": "I had just written this."}),
    ],
)
def test_what_was_written_while_somebody_sent_it_is_given_back(
    alice: Practitioner, name: str, more: list[str], answers: dict[str, str]
) -> None:
    client, contact = client_of(alice), draft(alice)
    path = at(name, contact, *more)
    filled = {**hidden(client.get(path).content.decode()), **answers, **on("born_on", contact.started_at.date())}
    send(contact=contact, by=alice)
    answer = client.post(path, filled)
    assert answer.status_code == 409
    assert "What you wrote was not saved here" in words(answer)
    assert "I had just written this." in words(answer)


@pytest.mark.requirement("BP-107", "BN-084", "BN-079")
def test_where_the_child_lives_and_is_now_is_asked_kept_and_read(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    child = contact.children.get()
    told = {"where_now": "At her aunt’s", "address": "3 Quay Street", "school": "Alder Road", "phone": "01632 960003"}
    saved(client, at("request_child", contact, child.public_id, "where"), **told)
    page = page_of(client, "request_check", contact)
    assert all(text in page for text in told.values())


@pytest.mark.requirement("BP-103", "BN-093")
def test_date_of_birth_due_date_or_age_in_words(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    child = contact.children.get()
    path = at("request_child", contact, child.public_id, "who")
    day_due = timezone.localdate() + dt.timedelta(weeks=20)
    due = {"due_on_day": str(day_due.day), "due_on_month": str(day_due.month), "due_on_year": str(day_due.year)}
    both = send_form(client, path, name="Baby", **due, born_on_day="1", born_on_month="5", born_on_year="2020")
    assert "not both" in words(both)
    saved(client, path, name="Baby", **due, age="about 6")
    page = page_of(client, "request_check", contact)
    assert f"Not born yet: due on {day(day_due)}" in page
    assert "about 6" in page


@pytest.mark.requirement("BN-051")
def test_the_level_considered_is_chosen_from_the_guidance_with_the_reason(
    alice: Practitioner, guidance: dict[str, Any]
) -> None:
    edition = guidance["bathnes"]
    adopt(framework=edition.framework, by=people.guidance_editor(people.agency("Board", "other")))
    client, contact = client_of(alice), draft(alice)
    child, level = contact.children.get(), edition.levels.get(number=4)
    path = at("request_child", contact, child.public_id, "level")
    assert "checked" not in client.get(path).content.decode()
    saved(client, path, level=str(level.pk), level_because="He is very thin")
    page = page_of(client, "request_check", contact)
    assert level.heading in page
    assert "He is very thin" in page
    saved(client, path, level="none", level_because="")
    child.refresh_from_db()
    assert child.level is None


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param(
            Kind.PARENT, {"name": "Ana", "role": "mother", "address": "1 Way", "phone": "01632 960004"},
            marks=pytest.mark.requirement("BN-080", "BN-084"),
        ),
        pytest.param(Kind.PARTNER, {"name": "Erik", "role": "partner"}, marks=pytest.mark.requirement("BN-080")),
        pytest.param(
            Kind.SIBLING, {"name": "Leo", "role": "brother"}, marks=pytest.mark.requirement("BP-104", "BN-093")
        ),
        pytest.param(
            Kind.RELATIVE, {"name": "Nan", "role": "grandmother", "phone": "01632 960005"},
            marks=pytest.mark.requirement("BN-081", "BP-104"),
        ),
        pytest.param(Kind.ADULT, {"name": "A lodger"}, marks=pytest.mark.requirement("BN-081")),
        pytest.param(
            Kind.WORKER, {"name": "Kim", "role": "health visitor, clinic", "email": "kim@example.org"},
            marks=pytest.mark.requirement("BN-083"),
        ),
    ],
)  # fmt: skip
def test_everybody_around_is_asked_for_kept_and_read(alice: Practitioner, kind: str, told: dict[str, str]) -> None:
    client, contact = client_of(alice), draft(alice)
    assert at("request_person_add", contact, kind) in client.get(at("request_people", contact)).content.decode()
    born = {} if kind == Kind.WORKER else {"born_on_day": "2", "born_on_month": "1", "born_on_year": "1990"}
    saved(client, at("request_person_add", contact, kind), **told, **born)
    page = page_of(client, "request_check", contact)
    assert all(text in page for text in told.values())
    assert kind == Kind.WORKER or "Born on 2 January 1990" in page
    person = contact.people.get()
    saved(client, at("request_person", contact, person.public_id), **told, **born, version=str(contact.version))
    saved(client, at("request_person_remove", contact, person.public_id))
    assert not contact.people.exists()


@pytest.mark.requirement("BN-080")
def test_both_parents_are_asked_for(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    assert "Both parents, also one who lives elsewhere" in page_of(client, "request_people", contact)
    title = "Parents, brothers and sisters, and other adults"
    add_person(contact=contact, changes={"kind": "parent", "name": "Ana"}, by=alice)
    assert statuses(Contact.objects.get())[title] is Status.SOME
    add_person(contact=contact, changes={"kind": "parent", "name": "Name not known"}, by=alice)
    assert statuses(Contact.objects.get())[title] is Status.DONE


@pytest.mark.requirement("BN-082")
def test_who_asks_is_asked_for_a_number_and_sealed_unless_they_say_otherwise(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    told = {"name": "Alice", "phone": "01632 960001", "email": "a@example.org", "how_to_reach": "Until 4pm"}
    saved(client, at("request_referrer", contact), **told)
    page = page_of(client, "request_check", contact)
    assert all(text in page for text in told.values())
    assert "May the family be told who asked? No" in page


def test_children_are_added_and_taken_out(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    saved(client, at("request_child_add", contact), name="Leo Marsh")
    leo = contact.children.get(name="Leo Marsh")
    assert "Leo Marsh" in page_of(client, "request", contact)
    saved(client, at("request_child_remove", contact, leo.public_id))
    assert [one.name for one in contact.children.all()] == ["Maya Lindqvist"]


def test_marks_are_put_on_a_drawing_and_taken_off(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    child = contact.children.get()
    path = at("request_body_map", contact, child.public_id)
    assert "Choose where on the body it is" in words(send_form(client, path, words="Blue"))
    saved(client, path, region="left_cheek", words="A blue mark, 2 cm", said="She fell, said her mother")
    page = page_of(client, "request_check", contact)
    assert "A blue mark, 2 cm" in page
    assert "She fell, said her mother" in page
    mark = child.marks.get()
    client.post(at("request_mark_remove", contact, child.public_id, mark.public_id), hidden(client.get(path).text))
    assert not child.marks.exists()


def test_nobody_else_writes_on_a_draft(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, fran: Practitioner
) -> None:
    contact = draft(alice)
    for other in (bob, leila, charlie, fran):
        client = client_of(other)
        assert client.get(at("request_questions", contact, "worry")).status_code == 404
        assert client.post(at("request_send", contact)).status_code == 404
        assert client.get(at("request", contact)).status_code == 404
    contact.refresh_from_db()
    assert contact.received_at is None


def test_an_unknown_page_is_no_page(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    for path in (
        at("request_questions", contact, "nonsense"),
        at("request_person_add", contact, "nonsense"),
        at("request_child", contact, contact.public_id, "who"),
    ):
        assert client.get(path).status_code == 404


def test_every_page_stays_within_its_queries(
    alice: Practitioner, guidance: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=people.guidance_editor(people.agency("Board", "other")))
    client, contact = client_of(alice), draft(alice, "Maya", "Leo", "Noor", risk="x")
    for number in range(6):
        add_person(contact=contact, changes={"kind": "parent", "name": f"Ana {number}"}, by=alice)
    child = contact.children.all()[0]
    level = guidance["bathnes"].levels.get(number=3)
    contact.children.update(level=level)
    person = contact.people.first()
    assert person
    pages = [
        reverse("ask"), reverse("requests"), reverse("request_start"), reverse("request_urgent"),
        *(at(name, contact) for name in ("request", "request_check", "request_people", "request_files",
                                         "request_referrer", "request_child_add", "request_drop")),
        *(at("request_child", contact, child.public_id, part) for part in ("who", "where", "level")),
        at("request_body_map", contact, child.public_id), at("request_person", contact, person.public_id),
        *(at("request_questions", contact, page) for page in ("worry", "help_so_far")),
    ]  # fmt: skip
    for path in pages:
        with django_assert_max_num_queries(MOST, info=path):
            assert client.get(path).status_code == 200
    send(contact=contact, by=alice)
    for path in (at("request", contact), at("request_add", contact), reverse("requests")):
        with django_assert_max_num_queries(MOST, info=path):
            assert client.get(path).status_code == 200
