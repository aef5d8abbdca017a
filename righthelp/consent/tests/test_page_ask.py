"""One question a page: is it safe, have you spoken, what did they say; each answer writes the record that it means."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of, go_on, hidden, html, send, shown, words
from righthelp.audit.models import Event
from righthelp.consent.models import Advice, Agreement, Consent, GoingOn
from righthelp.consent.tests.talking import BREAKFAST, DAY, at, on
from righthelp.people.actions import restrict
from righthelp.people.models import Relationship
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
TALKED = {"spoken": "spoken", "to_service": "yes", "to_share": "none"}
WHO = {"said_by": "other", "said_by_name": "Ana, mother", "standing": "parent", "how": "face", **on(DAY, "said_on")}
SHARING = {"purpose": "Sleep", "information": "How mornings go", "shared_with": "The nurse"}
FREELY = {"freely": ["told", "free"]}
WHY = {"ground": "child_at_risk", "because": "She is afraid of her uncle", "approver": "later"}


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


@pytest.fixture
def ask(family: Family) -> str:
    return at("_ask", family.maya)


def walk(client: Client, path: str, *steps: dict[str, Any]) -> Any:
    """Answer page after page, and give the last answer."""
    page: Any = client.get(path)
    for answers in steps:
        page = go_on(client, path, page, **answers)
    return page


def head(page: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found
    return found.group(1).strip()


def test_whether_it_is_safe_comes_before_everything(hers: Client, ask: str) -> None:
    page: Any = hers.get(ask)
    assert head(page) == "Is it safe to speak to the family first?"
    assert "spoken" not in page.text.replace("spoken_", "")
    assert "Choose whether it is safe" in words(walk(hers, ask, {}).text)
    assert head(walk(hers, ask, {"safe": "yes"})) == "Have you spoken to them, and what did they say?"


@pytest.mark.requirement("SF-054", "BN-075")
@pytest.mark.parametrize("safe", ["no", "unsure"])
def test_where_it_is_not_surely_safe_the_page_warns_and_asks_for_the_reason_instead(
    hers: Client, ask: str, family: Family, safe: str
) -> None:
    page = walk(hers, ask, {"safe": safe})
    text = words(page.text)
    assert head(page) == "Why is the family not asked first?"
    for part in ("Do not speak to the family now", "forced marriage", "“honour” based abuse", "made-up illness",
                 "abuse within the family"):  # fmt: skip
        assert part in text
    assert ("take advice first" in text) is (safe == "unsure")
    answer = go_on(hers, ask, page, **WHY)
    assert answer.headers["Location"] == at("", family.maya)
    made = GoingOn.objects.get()
    assert (made.safe, made.ground, made.because, made.approval_waits) == (safe, "child_at_risk", WHY["because"], True)


@pytest.mark.requirement("SF-054")
def test_a_ground_and_a_reason_are_asked_for(hers: Client, ask: str) -> None:
    page = walk(hers, ask, {"safe": "yes"}, {**TALKED, "spoken": "not_asking"}, {})
    text = words(page.text)
    for part in ("Choose the ground", "Say why, in this case", "Choose whom you ask"):
        assert part in text
    assert "Do not speak to the family now" not in text
    assert not GoingOn.objects.exists()


@pytest.mark.requirement("SF-056")
def test_a_manager_or_lead_is_chosen_from_a_list_and_nothing_waits(
    hers: Client, ask: str, leila: Practitioner, bob: Practitioner
) -> None:
    page = walk(hers, ask, {"safe": "no"})
    text = words(page.text)
    assert "Do not wait for the answer if waiting adds risk" in text
    assert leila.name in text
    assert bob.name not in text
    go_on(hers, ask, page, **{**WHY, "approver": str(leila.public_id)})
    asked = Advice.objects.get()
    assert (asked.asked_of, asked.is_open) == (leila, True)
    assert GoingOn.objects.get().stands


@pytest.mark.requirement("SF-058", "SF-059")
def test_whoever_works_alone_writes_down_whose_advice_they_took_when_and_what_it_was(hers: Client, ask: str) -> None:
    page = walk(hers, ask, {"safe": "no"}, {**WHY, "approver": "elsewhere"})
    text = words(page.text)
    for part in ("Say whose advice you took", "Enter the day of the advice", "Say what they advised"):
        assert part in text
    given = {"taken_from": "Dr Rao, named doctor", "advice_words": "Go on", **on(DAY, "given_on")}
    go_on(hers, ask, page, **{**WHY, "approver": "elsewhere", **given})
    taken = Advice.objects.get()
    assert (taken.taken_from, taken.words, taken.given_on) == ("Dr Rao, named doctor", "Go on", DAY)


def test_somebody_who_may_not_open_a_brothers_record_is_not_asked_about_him(
    hers: Client, ask: str, family: Family, alice: Practitioner, leila: Practitioner, mira: Practitioner
) -> None:
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[alice, mira], by=mira)
    about = {**WHY, "approver": str(leila.public_id), "also": [str(family.brother.public_id)]}
    page = walk(hers, ask, {"safe": "no"}, about)
    assert "They may not open the record of Leo Marsh" in words(page.text)
    assert not GoingOn.objects.exists()
    go_on(hers, ask, page, **{**about, "approver": "later"})
    assert set(GoingOn.objects.values_list("child", flat=True)) == {family.maya.pk, family.brother.pk}


def test_a_yes_to_help_takes_four_pages_and_one_typed_field(
    hers: Client, ask: str, family: Family, alice: Practitioner, school: Agency
) -> None:
    folk.related(family.maya, family.mother, "guardian")
    Relationship.objects.filter(relative=family.mother).update(has_parental_responsibility=True)
    who = {**WHO, "said_by": str(family.mother.public_id), "said_by_name": ""}
    page = walk(hers, ask, {"safe": "yes"}, TALKED)
    assert "with parental responsibility" in words(page.text)
    today = timezone.localdate()
    assert f'name="said_on_day" type="text" value="{today.day}"' in page.text
    page = go_on(hers, ask, page, **who)
    assert "What information?" not in words(page.text)
    answer = go_on(hers, ask, page, service=BREAKFAST)
    assert answer.headers["Location"] == at("", family.maya)
    made = Agreement.objects.get()
    assert (made.service, made.answer, made.said_by, made.standing, made.said_on) == (
        BREAKFAST, "yes", family.mother, "parent", DAY,
    )  # fmt: skip
    assert (made.agency, made.written_by) == (school, alice)
    assert not Consent.objects.exists()
    assert Event.objects.filter(name="consent.agreement_noted").count() == 1


@pytest.mark.requirement("SF-028")
def test_help_and_sharing_are_answered_apart_in_one_conversation_and_for_several_children(
    hers: Client, ask: str, family: Family
) -> None:
    talked = {**TALKED, "to_service": "part", "to_share": "yes"}
    also = {"also": [str(family.brother.public_id)]}
    what = {"service": BREAKFAST, "service_limits": "No visits", **SHARING, **FREELY}
    walk(hers, ask, {"safe": "yes"}, talked, {**WHO, **also}, what)
    for child in (family.maya, family.brother):
        assert Agreement.objects.get(child=child).limits == "No visits"
        assert Consent.objects.get(child=child).answer == "yes"
    assert len({*Agreement.objects.values_list("together"), *Consent.objects.values_list("together")}) == 1


@pytest.mark.requirement("SF-051", "SF-053", "BN-074")
@pytest.mark.parametrize("ticked", [[], ["told"], ["free"]])
def test_a_yes_to_sharing_counts_only_where_they_knew_and_were_free(hers: Client, ask: str, ticked: list[str]) -> None:
    talked = {**TALKED, "to_service": "none", "to_share": "yes"}
    page = walk(hers, ask, {"safe": "yes"}, talked, WHO, {**SHARING, "freely": ticked})
    assert "Tick both" in words(page.text)
    assert not Consent.objects.exists()
    go_on(hers, ask, page, **SHARING, **FREELY)
    made = Consent.objects.get()
    assert (made.was_told, made.is_free) == (True, True)


@pytest.mark.requirement("SF-051", "SF-052")
def test_the_pages_ask_to_be_open_about_why_what_how_and_with_whom(hers: Client, ask: str) -> None:
    spoken = words(walk(hers, ask, {"safe": "yes"}).text)
    assert "be open with the family from the start" in spoken
    assert "where they would not expect that it is passed on" in spoken
    page = walk(hers, ask, {"safe": "yes"}, {**TALKED, "spoken": "not_yet"})
    assert head(page) == "Before you speak to them"
    assert "what you would share, how, and with whom" in words(page.text)
    assert not Agreement.objects.exists()


def test_what_was_refused_leads_on_to_what_follows(hers: Client, ask: str, family: Family) -> None:
    talked = {**TALKED, "to_service": "none", "to_share": "no"}
    answer = walk(hers, ask, {"safe": "yes"}, talked, WHO, SHARING)
    made = Consent.objects.get()
    assert (made.answer, made.was_told, made.is_free) == ("no", False, False)
    assert answer.headers["Location"] == at("_refused", family.maya, made)


@pytest.mark.requirement("SF-028")
@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"said_by": ""}, "Choose who said it"),
        ({"said_by_name": " "}, "Enter their name"),
        ({"standing": ""}, "Choose what they are to the child"),
        ({"standing": "young"}, "Say how you know that the young person can decide this"),
        ({"said_on_year": "2099"}, "The day must be today or in the past"),
        ({"also": ["8d5a8e0e-0000-4000-8000-000000000000"]}, "can no longer be chosen"),
    ],
)
def test_who_said_it_in_what_standing_is_asked_for(hers: Client, ask: str, who: dict[str, Any], said: str) -> None:
    page = walk(hers, ask, {"safe": "yes"}, TALKED, {**WHO, **who})
    assert said in words(page.text)
    assert head(page) == "Who said it, and how?"


@pytest.mark.requirement("SF-028", "BN-074")
def test_a_young_person_who_can_decide_is_written_with_how_we_know(hers: Client, ask: str, family: Family) -> None:
    young = {**WHO, "said_by": str(family.maya.public_id), "standing": "young", "competence": "Sixteen, explained it"}
    walk(hers, ask, {"safe": "yes"}, TALKED, young, {"service": BREAKFAST})
    made = Agreement.objects.get()
    assert (made.said_by, made.standing, made.competence) == (family.maya, "young", "Sixteen, explained it")


def test_going_back_loses_nothing_and_a_changed_answer_leads_on_anew(hers: Client, ask: str) -> None:
    page = walk(hers, ask, {"safe": "yes"}, TALKED, WHO)
    back = go_on(hers, ask, page, service=BREAKFAST, change="who")
    assert head(back) == "Who said it, and how?"
    assert "Ana, mother" in back.text
    assert "There is a problem" not in back.text
    assert head(go_on(hers, ask, walk(hers, ask, {"safe": "no"}), change="safe")).startswith("Is it safe")
    page = go_on(hers, ask, back, **{**WHO, "said_by_name": "Jonas, father"})
    assert BREAKFAST in page.text
    assert not Agreement.objects.exists()
    go_on(hers, ask, page, service=BREAKFAST)
    assert Agreement.objects.get().said_by_name == "Jonas, father"


def test_a_child_who_was_chosen_and_of_whom_nobody_is_left_to_choose_is_not_left_out_unsaid(
    hers: Client, ask: str, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.mother, kind="high_risk", because="x", readers=[leila], by=mira)
    restrict(person=family.brother, kind="high_risk", because="x", readers=[leila], by=mira)
    page = walk(hers, ask, {"safe": "yes"}, TALKED, {**WHO, "also": [str(family.brother.public_id)]})
    assert "can no longer be chosen here" in words(page.text)
    assert "Ana Lindqvist" not in page.text


def test_the_same_form_twice_writes_once(hers: Client, ask: str) -> None:
    page = walk(hers, ask, {"safe": "yes"}, TALKED, WHO)
    fields = {**hidden(page.text), "service": BREAKFAST}
    assert hers.post(ask, fields).headers["Location"] == hers.post(ask, fields).headers["Location"]
    assert Agreement.objects.count() == 1


def test_nothing_is_saved_by_opening_a_page_that_was_kept(hers: Client, ask: str, alice: Practitioner) -> None:
    page = walk(hers, ask, {"safe": "yes"}, TALKED, WHO)
    fields = {**hidden(page.text), "service": BREAKFAST}
    hers.logout()
    hers.post(ask, fields)
    assert not Agreement.objects.exists()
    again = client_of(alice)
    page = again.get(ask)
    assert BREAKFAST in page.text
    assert "We kept what you wrote" in page.text
    assert not Agreement.objects.exists()


def test_whoever_writes_for_two_agencies_says_for_which(hers: Client, ask: str, alice: Practitioner) -> None:
    surgery = people.gp_practice()
    people.give(alice, surgery, "practitioner")
    page = walk(client_of(alice), ask, {"safe": "yes"}, TALKED, WHO, {"service": BREAKFAST})
    assert "Choose for which agency you write this" in words(page.text)
    go_on(hers, ask, page, service=BREAKFAST, agency=str(surgery.public_id))
    assert Agreement.objects.get().agency == surgery


def test_they_talked_of_something_where_they_have_spoken(hers: Client, ask: str) -> None:
    page = walk(hers, ask, {"safe": "yes"}, {**TALKED, "to_service": "none"})
    assert "Choose what they said about help, about sharing, or about both" in words(page.text)


def test_nothing_personal_stands_in_an_address(hers: Client, ask: str) -> None:
    page: Any = send(hers, ask, safe="no")
    assert page.status_code == 200
    assert 'action="' not in html(hers, ask).split("<form method")[1].split(">")[0]
    assert "uncle" not in shown(hers, ask)
