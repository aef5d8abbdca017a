"""The pages of the ledger: what was shared and on what it rests, and what was not shared and why."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests.browsing import client_of, hidden, html, send, shown, words
from righthelp.consent.actions import Withdrawn, withdraw
from righthelp.consent.models import Sharing
from righthelp.consent.tests.talking import DAY, at, consent, not_asked, on
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
TOLD = {
    "to_agency": "other", "to_name": "Dr Marsh", "facts": "Late six times", "opinions": "She may be afraid",
    "reported": "Her aunt heard shouting", **on(DAY, "happened_on"),
}  # fmt: skip
SHARED = {**TOLD, "consent": "none", "because": "He could be hurt tonight", "basis": "public_task"}
DUTY = "The duty to share information about a child"


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


@pytest.fixture
def path(family: Family) -> str:
    return at("_share", family.maya)


@pytest.mark.requirement("SF-055", "BP-257")
def test_what_was_shared_without_consent_is_recorded_with_basis_and_reason(
    hers: Client, path: str, social_care: Agency, family: Family, school: Agency
) -> None:
    answers = {**SHARED, "to_agency": str(social_care.public_id), "to_name": "", "condition": "safeguarding"}
    answer = send(hers, path, **answers, also=[str(family.brother.public_id)])
    assert answer.headers["Location"] == at("", family.maya)
    assert Sharing.objects.count() == 2
    for made in Sharing.objects.all():
        assert (made.facts, made.opinions, made.reported) == (TOLD["facts"], TOLD["opinions"], TOLD["reported"])
        assert (made.to_agency, made.happened_on, made.agency) == (social_care, DAY, school)
        assert (made.basis, made.condition, made.because) == ("public_task", "safeguarding", SHARED["because"])


@pytest.mark.requirement("BP-112", "BP-113")
def test_without_consent_and_without_a_reason_the_page_asks_for_one(hers: Client, path: str) -> None:
    page = send(hers, path, **{**SHARED, "because": ""})
    assert "Say why it is shared without their consent" in words(page.text)
    assert not Sharing.objects.exists()


def test_the_reason_that_is_written_down_is_carried_forward(
    hers: Client, path: str, school: Agency, alice: Practitioner, family: Family
) -> None:
    reason = not_asked(alice, school, family.maya)
    assert "Written down already: Not asked: asking could put a child at risk" in shown(hers, path)
    send(hers, path, **{**SHARED, "because": ""})
    assert Sharing.objects.get().going_on == reason
    send(hers, path, **SHARED)
    assert Sharing.objects.filter(going_on=None, because=SHARED["because"]).count() == 1


def test_a_consent_that_stands_is_chosen_from_those_on_file(
    hers: Client, path: str, school: Agency, alice: Practitioner, family: Family
) -> None:
    given = consent(alice, school, family.maya, answer="part")
    consent(alice, school, family.maya, answer="no")
    text = shown(hers, path)
    assert (
        "Yes: Ana, mother, 6 March 2026, with The school nurse: Tell the nurse about sleep. Not: Nothing about money"
        in text
    )
    assert text.count("Yes: Ana, mother") == 1
    send(hers, path, **{**SHARED, "consent": str(given.public_id), "basis": "consent", "because": ""})
    assert Sharing.objects.get().consent == given


def test_a_consent_that_is_taken_back_meanwhile_cannot_be_used_and_nothing_is_lost(
    hers: Client, path: str, school: Agency, alice: Practitioner, family: Family
) -> None:
    given = consent(alice, school, family.maya)
    answers = {**SHARED, "consent": str(given.public_id), "basis": "consent"}
    fields = hidden(html(hers, path))
    withdraw(records=[given], withdrawn=Withdrawn(DAY, "face", "No more"), by=alice)
    page: Any = hers.post(path, {**fields, **answers})
    assert "There is a problem" in page.text
    assert TOLD["facts"] in page.text
    assert "Yes: Ana, mother" not in shown(hers, path)
    assert not Sharing.objects.exists()


def test_a_consent_that_says_nothing_of_the_brother_does_not_carry_what_is_about_him(
    hers: Client, path: str, school: Agency, alice: Practitioner, family: Family
) -> None:
    given = consent(alice, school, family.maya)
    answers = {**SHARED, "consent": str(given.public_id), "also": [str(family.brother.public_id)]}
    page = send(hers, path, **answers)
    assert "does not stand any more, or not for each child" in words(page.text)
    assert not Sharing.objects.exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"to_agency": ""}, "Choose with whom"),
        ({"to_name": ""}, "Enter with whom"),
        ({"facts": "", "opinions": "", "reported": ""}, "Write down what it was about"),
        ({"consent": ""}, "Choose whether the family consented"),
        ({"basis": ""}, "Choose what it rests on"),
        ({"basis": "consent"}, "It cannot rest on consent that was not given"),
        ({"happened_on_year": "2099"}, "The day must be today or in the past"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(
    hers: Client, path: str, answers: dict[str, str], said: str
) -> None:
    page = send(hers, path, **{**SHARED, **answers})
    assert said in words(page.text)
    assert SHARED["because"] in page.text
    assert not Sharing.objects.exists()


@pytest.mark.requirement("BP-257")
def test_the_page_says_that_the_law_does_not_stand_in_the_way_and_where_nobody_read_it(hers: Client, path: str) -> None:
    text = shown(hers, path)
    assert "Data protection law does not stop you from sharing to keep a child safe" in text
    assert "UK GDPR, article 6(1)(e). Right Help has not read the law itself for this: ask your adviser" in text
    assert "Data Protection Act 2018, Schedule 1, paragraph 18" in text


def test_the_new_duty_is_offered_only_from_its_day(hers: Client, path: str, settings: Settings) -> None:
    assert DUTY not in shown(hers, path)
    settings.INFORMATION_SHARING_DUTY_FROM = DAY + dt.timedelta(days=1)
    text = shown(hers, path)
    assert DUTY in text
    assert "Children Act 2004, section 16LA" in text
    page = send(hers, path, **{**SHARED, "basis": "sharing_duty"})
    assert "This did not count yet on that day" in words(page.text)
    send(hers, path, **{**SHARED, "basis": "sharing_duty", **on(DAY + dt.timedelta(days=1), "happened_on")})
    assert Sharing.objects.get().basis == "sharing_duty"


def test_what_was_not_shared_is_recorded_with_the_reason(hers: Client, family: Family) -> None:
    path = at("_not_share", family.maya)
    assert "Say why it is not shared" in words(send(hers, path, **TOLD).text)
    send(hers, path, **TOLD, because="It does not help her", also=[str(family.brother.public_id)])
    assert Sharing.objects.count() == 2
    for made in Sharing.objects.all():
        assert (made.was_shared, made.because, made.basis) == (False, "It does not help her", "")
    assert "Why not It does not help her" in shown(hers, at("", family.maya))


@pytest.mark.parametrize("name", ["_share", "_not_share"])
def test_the_same_form_twice_writes_once(hers: Client, family: Family, name: str) -> None:
    path = at(name, family.maya)
    fields = {**hidden(html(hers, path)), **SHARED}
    assert hers.post(path, fields).headers["Location"] == hers.post(path, fields).headers["Location"]
    assert Sharing.objects.count() == 1
