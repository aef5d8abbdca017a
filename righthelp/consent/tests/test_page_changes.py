"""What is added later: taking back, next steps, setting aside, what follows a no, advice, telling, approving."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests.browsing import client_of, hidden, html, send, shown, words
from righthelp.consent.actions import (
    ToService,
    Withdrawn,
    answer_approval,
    decide_after_refusal,
    note_next_steps,
    note_said,
    set_aside,
    withdraw,
)
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn, Telling
from righthelp.consent.tests.talking import AFTER, DAY, agreement, at, consent, not_asked, on, to_share, went_on, who
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
BACK = Withdrawn(DAY, "phone", "No more")
TAKEN_BACK = {"withdrawn_words": "I changed my mind", "withdrawn_how": "phone", **on(DAY, "withdrawn_on")}
DECIDED = {"steps": "Leila rings her on Monday", "because": "She may have been frightened"}
FOLLOWS = {
    "wishes": "She wants no nurse at home", "harm": "yes", "decision": "go_on", "because": "He has lost more weight",
    "approver": "later",
}  # fmt: skip


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


def is_home(answer: Any, family: Family) -> bool:
    return bool(answer.status_code == 302 and answer.headers["Location"] == at("", family.maya))


# ---- taking back ----


def test_a_yes_is_taken_back_for_the_children_who_are_chosen(
    hers: Client, school: Agency, alice: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, family.brother)
    path = at("_withdraw", family.maya, one)
    assert "Leo Marsh" in shown(hers, path)
    assert is_home(send(hers, path, **TAKEN_BACK, also=[str(family.brother.public_id)]), family)
    for made in Consent.objects.all():
        assert (made.withdrawn_words, made.withdrawn_how, made.withdrawn_on) == ("I changed my mind", "phone", DAY)
    text = shown(hers, path)
    assert "This is not a yes that stands" in text
    assert "I changed my mind" in text


def test_it_is_taken_back_for_this_child_alone_where_nobody_else_is_chosen(
    hers: Client, school: Agency, alice: Practitioner, family: Family
) -> None:
    one = agreement(alice, school, family.maya, family.brother)
    send(hers, at("_withdraw", family.maya, one), **TAKEN_BACK)
    assert [made.child for made in Agreement.objects.all() if made.stands] == [family.brother]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"withdrawn_words": ""}, "Say what they said"),
        ({"withdrawn_how": ""}, "Choose how they said it"),
        ({"withdrawn_on_year": "2099"}, "The day must be today or in the past"),
    ],
)
def test_what_they_said_when_and_how_is_asked_for(
    hers: Client, school: Agency, alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    one = consent(alice, school, family.maya)
    assert said in words(send(hers, at("_withdraw", family.maya, one), **{**TAKEN_BACK, **answers}).text)
    one.refresh_from_db()
    assert one.stands


def test_two_people_take_one_yes_back_and_the_second_sees_the_first_and_loses_nothing(
    hers: Client, school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    path = at("_withdraw", family.maya, one)
    fields = hidden(html(hers, path))
    withdraw(records=[one], withdrawn=BACK, by=leila)
    text = words(hers.post(path, {**fields, **TAKEN_BACK}).text)
    assert "Somebody was first" in text
    assert "Taken back on 6 March 2026, by telephone or video: No more" in text
    assert "I changed my mind" in text


# ---- next steps ----


@pytest.mark.requirement("BP-203")
def test_a_manager_writes_the_next_steps_with_a_reason_for_all_children_of_the_conversation(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, family.brother)
    withdraw(records=list(Consent.objects.all()), withdrawn=BACK, by=alice)
    path, client = at("_next_steps", family.maya, one), client_of(leila)
    page = html(client, path)
    assert "Which manager decided this?" not in page
    for lacks in DECIDED:
        assert "There is a problem" in send(client, path, **{**DECIDED, lacks: ""}).text
    assert is_home(send(client, path, **DECIDED, also=[str(family.brother.public_id)]), family)
    for made in Consent.objects.all():
        assert (made.next_steps, made.next_because, made.next_by) == (*DECIDED.values(), leila)


@pytest.mark.requirement("BP-203")
def test_where_nobody_leads_the_manager_is_named(
    hers: Client, school: Agency, alice: Practitioner, family: Family
) -> None:
    one = agreement(alice, school, family.maya)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    path = at("_next_steps", family.maya, one)
    assert "Say which manager decided this" in words(send(hers, path, **DECIDED).text)
    send(hers, path, **DECIDED, decided_by_name="Joy Bell, head of service")
    assert "Joy Bell, head of service" in shown(hers, at("", family.maya))


def test_the_second_manager_sees_what_the_first_decided(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    path, client = at("_next_steps", family.maya, one), client_of(leila)
    assert "There is nothing to decide here" in shown(client, path)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    fields = hidden(html(client, path))
    note_next_steps(records=[one], steps="Ring today", because="x", by=leila)
    text = words(client.post(path, {**fields, **DECIDED}).text)
    assert "Ring today" in text
    assert DECIDED["steps"] in text


# ---- setting aside ----


@pytest.mark.parametrize("kind", ["consent", "not asked"])
def test_a_record_is_set_aside_with_a_reason_once(
    hers: Client, school: Agency, alice: Practitioner, leila: Practitioner, family: Family, kind: str
) -> None:
    one: Any = (consent if kind == "consent" else not_asked)(alice, school, family.maya)
    path = at("_set_aside", family.maya, one)
    assert "Say why it does not count any more" in words(send(hers, path, because=" ").text)
    fields = hidden(html(hers, path))
    assert is_home(send(hers, path, because="It was another Maya"), family)
    one.refresh_from_db()
    assert (one.set_aside_because, one.set_aside_by) == ("It was another Maya", alice)
    text = words(hers.post(path, {**fields, "because": "Mine, too"}).text)
    assert "It was another Maya" in text
    assert "Mine, too" in text


# ---- what follows a no ----


@pytest.mark.requirement("SF-030", "SF-060")
def test_what_follows_a_no_is_written_with_wishes_harm_and_reason(
    hers: Client, school: Agency, alice: Practitioner, family: Family
) -> None:
    said = note_said(
        who=who(), children=[family.maya, family.brother], agency=school, by=alice,
        to_service=ToService("no", "Breakfast club"), to_share=to_share("no"),
    )  # fmt: skip
    path = at("_refused", family.maya, said[0])
    text = shown(hers, path)
    for told in ("No to help: Breakfast club", "No to sharing", "Could the child suffer serious harm without this?"):
        assert told in text
    assert is_home(send(hers, path, **FOLLOWS, also=[str(family.brother.public_id)]), family)
    assert GoingOn.objects.count() == 2
    for made in GoingOn.objects.all():
        assert (made.wishes, made.harm, made.because, made.goes_on) == (
            FOLLOWS["wishes"], "yes", FOLLOWS["because"], True,
        )  # fmt: skip
        assert made.agreement
        assert made.consent
    assert "It is written down already what follows" in shown(hers, path)


@pytest.mark.requirement("SF-030", "SF-058", "SF-060")
@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("wishes", "Say what they want"),
        ("harm", "Choose whether the child could suffer serious harm"),
        ("because", "Say why"),
        ("decision", "Choose what you will do"),
        ("approver", "Choose whom you ask, or that you do this afterwards"),
    ],
)
def test_each_of_it_is_asked_for(
    hers: Client, school: Agency, alice: Practitioner, family: Family, lacks: str, said: str
) -> None:
    one = consent(alice, school, family.maya, answer="no")
    page = send(hers, at("_refused", family.maya, one), **{**FOLLOWS, lacks: ""})
    assert said in words(page.text)
    assert not GoingOn.objects.exists()


@pytest.mark.requirement("SF-058")
def test_advice_and_approval_are_asked_of_a_lead_and_going_on_does_not_wait(
    hers: Client, school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, answer="no")
    path = at("_refused", family.maya, one)
    assert "If waiting for advice would take too long, go on now" in shown(hers, path)
    send(hers, path, **{**FOLLOWS, "approver": str(leila.public_id)})
    assert Advice.objects.get().asked_of == leila
    assert GoingOn.objects.get().stands


def test_accepting_a_no_asks_nobody(hers: Client, school: Agency, alice: Practitioner, family: Family) -> None:
    one = consent(alice, school, family.maya, answer="no")
    answer = send(hers, at("_refused", family.maya, one), **{**FOLLOWS, "decision": "leave", "approver": ""})
    assert is_home(answer, family)
    assert not GoingOn.objects.get().goes_on
    text = shown(hers, at("", family.maya))
    assert "They said no, and we accept it for now" in text
    assert "has not been told" not in text


def test_two_people_decide_on_one_no_and_the_second_loses_nothing(
    hers: Client, school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, answer="no")
    path = at("_refused", family.maya, one)
    fields = hidden(html(hers, path))
    decide_after_refusal(refusals=[one], after=AFTER, by=leila)
    text = words(hers.post(path, {**fields, **FOLLOWS}).text)
    assert "Somebody was first" in text
    assert FOLLOWS["wishes"] in text
    assert GoingOn.objects.count() == 1


# ---- advice ----


@pytest.mark.requirement("SF-058", "SF-059")
def test_further_advice_is_asked_for_or_noted_whole(
    hers: Client, school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = went_on(alice, school, family.maya)
    path = at("_advice", family.maya, one)
    assert "Choose whom you ask" in words(send(hers, path).text)
    assert "Nobody can be asked now" not in shown(hers, path)
    taken = {"approver": "elsewhere", "taken_from": "Dr Rao", "advice_words": "Go on today", **on(DAY, "given_on")}
    assert "Say what they advised" in words(send(hers, path, **{**taken, "advice_words": ""}).text)
    assert is_home(send(hers, path, **taken), family)
    assert is_home(send(hers, path, approver=str(leila.public_id)), family)
    assert [(each.taken_from, each.asked_of) for each in one.advice.all()] == [("Dr Rao", None), ("", leila)]
    text = shown(hers, at("", family.maya))
    assert "Advice of Dr Rao on 6 March 2026: Go on today" in text
    assert "Approval is not asked yet" not in text


# ---- telling ----


@pytest.mark.requirement("SF-061", "SF-062")
@pytest.mark.parametrize(("name", "whom"), [("_told", "parent"), ("_told_social_care", "social_care")])
def test_when_and_how_they_were_told_or_why_not_is_noted(
    hers: Client, school: Agency, alice: Practitioner, family: Family, name: str, whom: str
) -> None:
    one = went_on(alice, school, family.maya)
    path = at(name, family.maya, one)
    for answers, said in (
        ({}, "Choose whether they have been told"),
        ({"was_told": "yes", "how": "face"}, "Enter the day"),
        ({"was_told": "yes", **on(DAY, "told_on")}, "Choose how they were told"),
        ({"was_told": "no"}, "Say why not"),
    ):
        assert said in words(send(hers, path, **answers).text)
    assert is_home(send(hers, path, was_told="no", because="Not safe yet"), family)
    assert is_home(send(hers, path, was_told="yes", how="phone", **on(DAY, "told_on")), family)
    made = Telling.objects.values_list("whom", "was_told", "told_on", "how", "because")
    assert list(made) == [(whom, False, None, "", "Not safe yet"), (whom, True, DAY, "phone", "")]


# ---- approving ----


@pytest.mark.requirement("SF-056")
def test_a_lead_answers_with_reasons_for_all_children_who_were_asked_about(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya, family.brother, approval=leila)
    asked, client = Advice.objects.get(going_on__child=family.maya), client_of(leila)
    path = at("_approve", family.maya, asked)
    text = shown(client, path)
    assert "They need not wait for you" in text
    assert "Not asked: asking could put a child at risk. She is afraid of her uncle" in text
    assert "Say why, and what you advise" in words(send(client, path, answer="approved").text)
    assert "Choose whether you agree" in words(send(client, path, words="Yes").text)
    answer = send(client, path, answer="approved", words="I agree", also=[str(family.brother.public_id)])
    assert answer.headers["Location"] == reverse("consent_asked")
    assert set(Advice.objects.values_list("answer", "words", "answered_by")) == {("approved", "I agree", leila.pk)}
    assert "I agree" in shown(client, path)


def test_an_answer_given_meanwhile_shows_and_the_second_loses_nothing(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya, approval=leila)
    asked, client = Advice.objects.get(), client_of(leila)
    path = at("_approve", family.maya, asked)
    fields = hidden(html(client, path))
    answer_approval(asked=[asked], answer="not_approved", words="Ask the aunt", by=leila)
    answered = client.post(path, {**fields, "answer": "approved", "words": "I agree after all"})
    text = words(answered.text)
    assert "did not agree" in text
    assert "I agree after all" in text
    assert Advice.objects.get().answer == "not_approved"


def test_what_is_asked_of_a_lead_is_listed_and_empty_for_others(
    hers: Client, school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya, approval=leila)
    one = consent(alice, school, family.brother)
    withdraw(records=[one], withdrawn=BACK, by=alice)
    found = html(client_of(leila), reverse("consent_asked"))
    assert at("_approve", family.maya, Advice.objects.get()) in found
    assert at("_next_steps", family.brother, one) in found
    assert "uncle" not in found
    empty = shown(hers, reverse("consent_asked"))
    assert "Nobody waits for your approval" in empty
    assert "Maya" not in empty


def test_the_list_opens_in_few_queries(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        not_asked(alice, school, family.maya, approval=leila)
        withdraw(records=[consent(alice, school, family.brother)], withdrawn=BACK, by=alice)
    client = client_of(leila)
    client.get(reverse("consent_asked"))
    with django_assert_max_num_queries(15):
        client.get(reverse("consent_asked"))


def test_sending_twice_does_it_once(hers: Client, school: Agency, alice: Practitioner, family: Family) -> None:
    path = at("_told", family.maya, went_on(alice, school, family.maya))
    fields = {**hidden(html(hers, path)), "was_told": "no", "because": "Not safe"}
    for _ in range(2):
        assert is_home(hers.post(path, fields), family)
    assert Telling.objects.count() == 1


def test_what_is_set_aside_is_offered_no_more(
    hers: Client, school: Agency, alice: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, family.brother)
    set_aside(records=[each for each in Consent.objects.all() if each != one], because="Wrong", by=alice)
    assert "Leo" not in shown(hers, at("_withdraw", family.maya, one))


@pytest.mark.parametrize("name", ["_advice", "_told", "_told_social_care"])
def test_nothing_is_added_to_what_does_not_stand(
    hers: Client, school: Agency, alice: Practitioner, family: Family, name: str
) -> None:
    one = went_on(alice, school, family.maya)
    shown(hers, at(name, family.maya, one))
    set_aside(records=[one], because="Wrong child", by=alice)
    shown(hers, at(name, family.maya, one), 404)
