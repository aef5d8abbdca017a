"""Advice on a child without names."""

from typing import Any

import pytest

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.consulting import Advice, AnsweredMeanwhile, answer, ask, carry_on, note
from righthelp.front_door.actions.writing import drop
from righthelp.front_door.models import Consultation, Contact
from righthelp.front_door.tests.arriving import client_of, shown, words
from righthelp.messages.models import Notice
from righthelp.work.tests.working import hidden, send_form, send_twice, team_of

TALE = "A girl of about 8 comes without breakfast, and fell asleep in class."
ADVICE = Advice(advice="Talk with the parents first", fits="no", instead="The breakfast club; an early help assessment")
GIVEN = {"advice": "Talk with the parents first", "fits": "no", "instead": "An early help assessment"}


def asked(by: Practitioner, story: str = TALE) -> Consultation:
    return ask(agency=team_of(by).agency, story=story, by=by)


def path_of(one: Consultation) -> str:
    return f"/consultations/{one.public_id}"


@pytest.mark.requirement("BN-012", "BN-089")
def test_a_lead_asks_without_saying_who_the_child_is(leila: Practitioner, fran: Practitioner) -> None:
    first, again = send_twice(client_of(leila), "/consultations/ask", story=TALE)
    made = Consultation.objects.get()
    assert first.url == again.url == path_of(made)
    assert (made.asked_by, made.contact) == (leila, None)
    fields = {field.name for field in Consultation._meta.get_fields()}
    assert not fields & {"child", "person", "name", "born_on", "address"}
    assert TALE in shown(client_of(fran), "/consultations")
    notice = Notice.objects.get(to=fran)
    assert (notice.page, TALE in notice.title) == (path_of(made), False)


def test_what_looks_like_a_name_or_date_of_birth_is_pointed_out_once_and_never_refused(leila: Practitioner) -> None:
    client = client_of(leila)
    story = "Ana Lindqvist, born 3/5/2017, comes without breakfast."
    page = send_form(client, "/consultations/ask", story=story)
    assert "This may tell who the child is: “3/5/2017”, “Ana Lindqvist”" in words(page)
    assert not Consultation.objects.exists()
    changed = client.post("/consultations/ask", {**hidden(page.text), "story": f"{story} Leo Marsh is her brother."})
    assert "who the child is: “Leo Marsh”" in words(changed)
    client.post("/consultations/ask", {**hidden(changed.text), "story": f"{story} Leo Marsh is her brother."})
    assert Consultation.objects.exists()


@pytest.mark.requirement("BN-013", "BN-015")
def test_the_front_door_says_whether_it_fits_what_to_try_and_what_instead(leila: Practitioner, fran: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = asked(leila)
    client = client_of(fran)
    page = send_form(client, f"{path_of(made)}/answer", advice="Talk", fits="no")
    assert "Say which other help fits better" in words(page)
    send_form(client, f"{path_of(made)}/answer", **GIVEN)
    read = shown(client_of(leila), path_of(made))
    for part in ("No: other help fits better", "Talk with the parents first", "An early help assessment", fran.name):
        assert part in read
    assert Notice.objects.filter(to=leila, page=path_of(made)).count() == 1


def test_of_two_who_answer_the_second_keeps_what_they_wrote(leila: Practitioner, fran: Practitioner, femi: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = asked(leila)
    older = hidden(client_of(femi).get(f"{path_of(made)}/answer").text)
    answer(consultation=made, advice=ADVICE, by=fran)
    page = client_of(femi).post(f"{path_of(made)}/answer", {**older, "advice": "Ring me", "fits": "unclear"})
    assert "A colleague gave advice meanwhile" in words(page)
    assert "Ring me" in words(page)
    with pytest.raises(AnsweredMeanwhile):
        answer(consultation=made, advice=ADVICE, by=femi)
    made.refresh_from_db()
    assert made.given_by == fran


@pytest.mark.requirement("SF-032")
def test_a_talk_on_the_telephone_is_written_down_with_its_advice_or_without(fran: Practitioner) -> None:
    client = client_of(fran)
    talk = {"caller": "Head of year, a school", "story": TALE}
    assert "Write what you advise" in words(send_form(client, "/consultations/note", **talk, fits="yes"))
    assert "who rings" in words(send_form(client, "/consultations/note", story=TALE))
    send_form(client, "/consultations/note", **talk)
    send_form(client, "/consultations/note", **talk, **GIVEN)
    latest, first = Consultation.objects.all()
    assert (first.given_at, first.caller) == (None, "Head of year, a school")
    assert (latest.given_by, latest.advice) == (fran, "Talk with the parents first")
    assert not Notice.objects.exists()


def test_only_who_asked_and_the_front_door_read_it(leila: Practitioner, alice: Practitioner, charlie: Practitioner, fran: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = asked(alice)
    for reader in (leila, charlie):
        shown(client_of(reader), path_of(made), 404)
        assert client_of(reader).post(f"{path_of(made)}/contact").status_code == 404
        assert TALE not in shown(client_of(reader), "/consultations")
    assert TALE in shown(client_of(alice), path_of(made))
    assert client_of(alice).get(f"{path_of(made)}/answer").status_code == 403
    assert "Give advice" in shown(client_of(fran), path_of(made))


def test_an_administrator_neither_asks_nor_reads(social_care, alice: Practitioner) -> None:  # type: ignore[no-untyped-def]
    joe = people.administrator(social_care)
    assert client_of(joe).get("/consultations").status_code == 403
    with pytest.raises(NotAllowed):
        ask(agency=team_of(alice).agency, story=TALE, by=joe)
    with pytest.raises(NotAllowed):
        note(caller="x", story=TALE, advice=None, by=alice)
    with pytest.raises(NotAllowed):
        answer(consultation=asked(alice), advice=ADVICE, by=alice)


@pytest.mark.requirement("BN-012")
def test_it_becomes_a_request_of_whoever_asked_with_the_story_and_the_advice(alice: Practitioner, fran: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = asked(alice)
    answer(consultation=made, advice=ADVICE, by=fran)
    client = client_of(alice)
    both: list[Any] = [client.post(f"{path_of(made)}/contact") for _ in range(2)]
    contact = Contact.objects.get()
    assert [one.url for one in both] == [f"/requests/{contact.public_id}"] * 2
    told = dict(contact.answers.values_list("key", "text"))
    assert told["what_happened"] == TALE
    assert "Talk with the parents first" in told["advice"]
    assert "The breakfast club" in told["advice"]
    assert (contact.author, contact.state) == (alice, Contact.State.NOT_SENT)
    assert "other hands" in shown(client_of(fran), path_of(made))


def test_it_becomes_a_call_of_the_worker_and_again_after_that_was_thrown_away(alice: Practitioner, fran: Practitioner) -> None:  # fmt: skip  # noqa: E501
    made = asked(alice)
    answer_: Any = client_of(fran).post(f"{path_of(made)}/contact")
    contact = Contact.objects.get()
    assert answer_.url == f"/front-door/calls/{contact.public_id}"
    assert (contact.came_by, contact.referrer.name) == ("phone", alice.name)
    drop(contact=contact, by=fran)
    again = carry_on(consultation=made, by=alice)
    assert (again == contact, again.came_by) == (False, "request")
    assert not again.answers.filter(key="advice").exists()


def test_a_caller_without_an_account_is_carried_along(fran: Practitioner, alice: Practitioner) -> None:
    made = note(caller="A neighbour", story=TALE, advice=None, by=fran)
    assert carry_on(consultation=made, by=fran).referrer.name == "A neighbour"
    other = note(caller="A neighbour", story=TALE, advice=None, by=fran)
    with pytest.raises(NotAllowed):
        carry_on(consultation=other, by=alice)
