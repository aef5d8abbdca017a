"""A telephone call, written down while the caller talks."""

import datetime as dt
import re
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event, Look
from righthelp.front_door.actions.calling import CallTold, Told, note_call, start_call, take_call_over
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.writing import AlreadySent
from righthelp.front_door.models import Added, Contact, Handling, NamedChild
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown, words
from righthelp.messages.models import Notice
from righthelp.work.tests.working import hidden, on, send_form, send_twice, team_of

START = "/front-door/calls/start"
MORNING = dt.datetime(2026, 3, 6, 10, 0, tzinfo=dt.UTC)
TOLD = {"do": "save", "referrer_name": "Mrs Holt", "answer_what_happened": STORY, "child_new_name": "Maya Lindqvist"}


def begun(by: Practitioner, name: str = "Maya Lindqvist") -> Contact:
    child: Told[NamedChild] = Told(None, {"name": name})
    return start_call(told=CallTold(answers={"what_happened": STORY}, children=[child]), by=by)


def path_of(contact: Contact) -> str:
    return f"/front-door/calls/{contact.public_id}"


def test_one_page_asks_everything_in_the_order_of_a_story_below_the_emergency_numbers(fran: Practitioner) -> None:
    page = shown(client_of(fran), START)
    order = ("who to ring", "Who rings", "What has happened", "How soon", "Where is the child now?", "Who else",
             "safe to speak", "What do you want")  # fmt: skip
    places = [page.index(part) for part in order]
    assert places == sorted(places)
    assert "NOT SENT" in page


def test_whether_it_is_safe_to_speak_to_the_family_comes_before_what_they_said(fran: Practitioner) -> None:
    page = shown(client_of(fran), START)
    order = ("What the family knows", "Is it safe to speak to the family first?", "Do the parents or carers know",
             "Did they agree that you ask for help?", "What did they say, and what do they understand")  # fmt: skip
    places = [page.index(part) for part in order]
    assert places == sorted(places)


def test_saving_keeps_what_was_told_at_once_and_sends_nothing(fran: Practitioner) -> None:
    client = client_of(fran)
    first, again = send_twice(client, START, **TOLD, **on("child_new_born_on", dt.date(2017, 5, 3)))
    assert first.url == again.url
    contact = Contact.objects.get()
    assert (contact.state, contact.agency, contact.author) == (Contact.State.NOT_SENT, None, fran)
    assert contact.referrer.name == "Mrs Holt"
    assert not contact.referrer.may_be_named
    assert contact.answers.get(key="what_happened").text == STORY
    assert contact.children.get().born_on == dt.date(2017, 5, 3)
    page = client.get(first.url)
    assert "Mrs Holt" in page.text
    assert page.text.count("_where_now") > 1  # her brother has room, too


def test_more_children_and_others_are_added_changed_and_taken_out(fran: Practitioner) -> None:
    contact, client = begun(fran), client_of(fran)
    more = {"child_new_name": "Leo", "child_new_school": "Alder Road", "person_new1_name": "Ana",
            "person_new1_kind": "parent"}  # fmt: skip
    maya = f"child_{contact.children.get().public_id.hex}"
    send_form(client, path_of(contact), do="save", **{f"{maya}_name": "Maya L", **more})
    assert [child.name for child in contact.children.all()] == ["Maya L", "Leo"]
    assert contact.people.get().kind == "parent"
    leo = f"child_{contact.children.get(name='Leo').public_id.hex}"
    ana = f"person_{contact.people.get().public_id.hex}"
    kept = {f"{maya}_name": "Maya L", f"{leo}_name": "", f"{ana}_name": "", f"{ana}_kind": "parent"}
    send_form(client, path_of(contact), do="save", **kept)
    assert [child.name for child in contact.children.all()] == ["Maya L"]
    assert not contact.people.exists()


def test_a_name_or_what_is_known_is_asked_where_more_is_told_of_somebody(fran: Practitioner) -> None:
    client = client_of(fran)
    answer = send_form(client, START, do="save", child_new_school="Alder Road", person_new1_name="Ana")
    page = words(answer)
    assert "Error" in page
    assert "Name not known, boy of about 6" in page
    assert "Choose who they are" in page
    assert not Contact.objects.exists()


def test_two_windows_lose_nothing(fran: Practitioner) -> None:
    contact, client = begun(fran), client_of(fran)
    older = hidden(client.get(path_of(contact)).text)
    maya = f"child_{contact.children.get().public_id.hex}_name"
    send_form(client, path_of(contact), do="save", answer_what_happened="He hit her", child_new_name="Leo",
              **{maya: "Maya Lindqvist"})  # fmt: skip
    said = {"do": "save", "answer_risk": "She may be hurt", maya: "Maya Lindqvist"}
    answer: Any = client.post(path_of(contact), {**older, **said, "answer_what_happened": "He shouts"})
    assert answer.status_code == 200
    page = words(answer)
    assert "He shouts" in page
    assert "Saved meanwhile: What has happened that led you to ask for help today? He hit her" in page
    client.post(path_of(contact), {**hidden(answer.text), **said, "answer_what_happened": "He hit her and shouts"})
    assert contact.answers.get(key="what_happened").text == "He hit her and shouts"
    assert contact.answers.get(key="risk").text == "She may be hurt"
    assert {child.name for child in contact.children.all()} == {"Maya Lindqvist", "Leo"}


@pytest.mark.requirement("BP-105")
def test_finishing_makes_a_contact_that_the_worker_holds_and_urgency_counts(fran: Practitioner) -> None:
    answer = send_form(client_of(fran), START, **{**TOLD, "do": "finish", "answer_how_soon": "now"})
    contact = Contact.objects.get()
    assert answer.url == f"/front-door/{contact.public_id}"
    assert (contact.state, contact.holder, contact.came_by) == (Contact.State.TAKEN, fran, "phone")
    assert contact.is_urgent


def test_a_call_is_finished_only_with_a_child_but_saved_without(fran: Practitioner) -> None:
    client = client_of(fran)
    nobody = {**TOLD, "child_new_name": ""}
    assert "Name at least one child" in words(send_form(client, START, **{**nobody, "do": "finish"}))
    send_form(client, START, **nobody)
    assert Contact.objects.drafts().count() == 1


def test_what_is_written_after_another_window_finished_is_given_back(fran: Practitioner) -> None:
    contact, client = begun(fran), client_of(fran)
    older = hidden(client.get(path_of(contact)).text)
    maya = f"child_{contact.children.get().public_id.hex}_name"
    send_form(client, path_of(contact), do="finish", answer_what_happened=STORY, **{maya: "Maya Lindqvist"})
    answer: Any = client.post(path_of(contact), {**older, "do": "save", "answer_risk": "He has a key"})
    assert answer.status_code == 409
    assert "He has a key" in words(answer)
    assert "Add what is missing" in words(answer)
    later: Any = client.get(path_of(contact))
    assert later.url == f"/front-door/{contact.public_id}"


def test_after_an_hour_colleagues_see_a_call_and_go_on_with_a_reason(fran: Practitioner, femi: Practitioner) -> None:
    with time_machine.travel(MORNING, tick=False):
        contact = begun(fran)
    with time_machine.travel(MORNING + dt.timedelta(minutes=59), tick=False):
        assert "Maya" not in shown(client_of(femi), "/front-door/calls")
        shown(client_of(femi), f"{path_of(contact)}/take-over", 404)
    with time_machine.travel(MORNING + dt.timedelta(minutes=61), tick=False):
        client = client_of(femi)
        assert "Maya Lindqvist" in shown(client, "/front-door/calls")
        assert STORY in shown(client, f"{path_of(contact)}/take-over")
        assert "Say why" in words(send_form(client, f"{path_of(contact)}/take-over", because=""))
        send_form(client, f"{path_of(contact)}/take-over", because="Her shift is over")
        contact.refresh_from_db()
        assert contact.author == femi
        assert Handling.objects.get().words == "Her shift is over"
        assert Notice.objects.get().to == fran
        shown(client_of(fran), path_of(contact), 404)
        shown(client, path_of(contact))


def test_a_call_finished_meanwhile_is_not_taken_over(fran: Practitioner, femi: Practitioner) -> None:
    with time_machine.travel(MORNING, tick=False):
        contact = begun(fran)
    with time_machine.travel(MORNING + dt.timedelta(hours=2), tick=False):
        stale = Contact.objects.get(pk=contact.pk)
        Contact.objects.filter(pk=contact.pk).update(dropped_at=MORNING)
        with pytest.raises(AlreadySent):
            take_call_over(contact=stale, because="x", by=femi)
        with pytest.raises(NotAllowed):
            take_call_over(contact=stale, because="x", by=fran)


def test_nobody_else_opens_a_call(fran: Practitioner, femi: Practitioner, alice: Practitioner) -> None:
    contact = begun(fran)
    shown(client_of(femi), path_of(contact), 404)
    for path in ("/front-door/calls", START, path_of(contact), f"{path_of(contact)}/take-over"):
        assert client_of(alice).get(path).status_code == 403, path
    assert Event.objects.filter(name="audit.look_refused").count() == 1
    assert not Look.objects.filter(actor_id=femi.pk).exists()


def test_a_call_is_thrown_away(fran: Practitioner) -> None:
    contact, client = begun(fran), client_of(fran)
    client.post(f"{path_of(contact)}/throw-away")
    assert not Contact.objects.drafts().exists()
    shown(client, path_of(contact), 404)


def test_what_is_rung_and_told_later_is_added_with_whom_and_when(alice: Practitioner, fran: Practitioner, femi: Practitioner) -> None:  # fmt: skip  # noqa: E501
    contact = received(alice)
    take(contact=contact, by=fran)
    path = f"/front-door/{contact.public_id}/told"
    now = {**on("day", dt.date(2026, 3, 6)), "time": "10:05"}
    with time_machine.travel(MORNING + dt.timedelta(minutes=10), tick=False):
        client = client_of(femi)
        assert "Write what was said" in words(send_form(client, path, kind="call", whom="Ana", **now))
        late = {**now, "time": "10:20"}
        assert "must be now or before" in words(send_form(client, path, kind="told", whom="Ana", text="x", **late))
        send_form(client, path, kind="told", whom="Ana, mother", text="He came back", **now)
        send_form(client, path, kind="no_answer", whom="Ana", **now)
    told, rung = contact.additions.all()
    assert (told.kind, told.whom, told.text, told.by) == (Added.Kind.TOLD, "Ana, mother", "He came back", femi)
    assert (rung.kind, rung.at.minute) == (Added.Kind.NO_ANSWER, 5)
    assert Notice.objects.filter(to=fran, title__startswith="Something was added").count() == 2
    assert client_of(alice).get(path).status_code == 403


def test_one_who_works_on_it_gets_no_notice_of_their_own_call(alice: Practitioner, fran: Practitioner) -> None:
    contact = received(alice)
    take(contact=contact, by=fran)
    with time_machine.travel(MORNING + dt.timedelta(days=400), tick=False):
        note_call(contact=contact, whom="Ana", reached=True, text="x", at=MORNING, by=fran)
        contact.refresh_from_db()
        assert contact.touched_at == MORNING + dt.timedelta(days=400)
    assert not Notice.objects.filter(to=fran, title__startswith="Something was added").exists()
    with pytest.raises(NotAllowed):
        note_call(contact=contact, whom="Ana", reached=True, text="x", at=MORNING, by=alice)


def test_a_page_asks_for_nothing_twice_and_few_queries(fran: Practitioner, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    contact, client = begun(fran), client_of(fran)
    with django_assert_max_num_queries(20):
        page = client.get(path_of(contact)).text
    names = re.findall(r'<(?:textarea|select)[^>]* name="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_somebody_else_is_changed_and_a_contact_that_nobody_holds_is_added_to(
    fran: Practitioner, alice: Practitioner
) -> None:
    contact, client = begun(fran), client_of(fran)
    maya = {f"child_{contact.children.get().public_id.hex}_name": "Maya Lindqvist"}
    send_form(client, path_of(contact), do="save", person_new1_name="Ana", person_new1_kind="parent", **maya)
    ana = f"person_{contact.people.get().public_id.hex}"
    send_form(client, path_of(contact), do="save", **{f"{ana}_name": "Ana L", f"{ana}_kind": "partner"}, **maya)
    assert (contact.people.get().name, contact.people.get().kind) == ("Ana L", "partner")
    again = {f"{ana}_name": "Ana L", f"{ana}_kind": "partner"}
    send_form(client, path_of(contact), do="save", **again, **maya)
    assert Event.objects.filter(name="front_door.person_changed").count() == 1
    other = received(alice)
    note_call(contact=other, whom="Ana", reached=False, text="", at=MORNING, by=fran)
    assert not Notice.objects.filter(title__startswith="Something was added").exists()


def test_a_call_thrown_away_in_another_window_is_said(fran: Practitioner, femi: Practitioner) -> None:
    contact, client = begun(fran), client_of(fran)
    client.post(f"{path_of(contact)}/throw-away")
    assert client.post(f"{path_of(contact)}/throw-away").status_code == 404
    sent = begun(fran)
    maya = {f"child_{sent.children.get().public_id.hex}_name": "Maya Lindqvist"}
    send_form(client, path_of(sent), do="finish", **maya)
    later: Any = client.post(f"{path_of(sent)}/throw-away")
    assert later.url == f"/front-door/{sent.public_id}"


def test_a_request_is_no_call_and_what_does_not_exist_is_nothing(fran: Practitioner, alice: Practitioner) -> None:
    request = draft(fran, agency=team_of(fran).agency)
    client = client_of(fran)
    for path in (path_of(request), f"/front-door/calls/{uuid4()}/take-over", f"/consultations/{uuid4()}"):
        shown(client, path, 404)
    shown(client, f"/front-door/police/schools/{uuid4()}", 404)
    shown(client, f"/front-door/police/files/{uuid4()}", 404)
