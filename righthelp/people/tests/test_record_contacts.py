"""Ways to reach somebody safely."""

import datetime as dt
from typing import Any

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.audit.queries import events_about
from righthelp.people.actions import add_contact, end_value, restrict
from righthelp.people.models import SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, html_of, refused, saved, send, shown, words

pytestmark = pytest.mark.django_db


def test_unless_somebody_was_asked_it_counts_as_not_asked(alice: Practitioner, family: Family) -> None:
    contact = add_contact(person=family.mother, channel="phone", value="07700 900123", by=alice, **HOW)
    assert (contact.is_safe, contact.leave_message) == (SafeContact.Safe.NOT_ASKED, None)
    event = events_about(family.mother)[0]
    assert (event.name, event.about_ids, event.fields) == ("people.contact_added", {"contact": contact.pk}, [])


@pytest.mark.requirement("BN-079")
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("yes", "You may leave a message"),
        ("no", "Do not leave a message"),
        ("unknown", "Nobody asked about messages"),
    ],
)
def test_what_makes_it_safe_is_asked_and_shown(answer: str, words: str, alice: Practitioner, family: Family) -> None:
    page = at("record_contact_add", family.mother)
    answers = {
        "channel": "phone", "value": "07700 900123", "is_safe": "yes", "times": "Mornings", "leave_message": answer,
        "must_not_know": "Jonas",
    }  # fmt: skip
    assert saved(send(client_of(alice), page, **answers, **HOW), family.mother)
    said = shown(alice, family.mother)
    for expected in ("Telephone 07700 900123", "They say it is safe", "When: Mornings", words, "Must not know: Jonas"):
        assert expected in said, expected


def test_the_form_starts_with_not_asked_and_says_what_is_missing(alice: Practitioner, family: Family) -> None:
    page = at("record_contact_add", family.mother)
    html: Any = client_of(alice).get(page)
    assert 'value="not_asked" checked' in html.text
    response = send(client_of(alice), page, is_safe="not_asked")
    assert refused(response, "Choose how they can be reached", "Enter the number, address, place or person")


def test_a_way_that_is_no_longer_theirs_is_ended(alice: Practitioner, family: Family) -> None:
    contact = add_contact(person=family.mother, channel="phone", value="07700 900123", by=alice, **HOW)
    end_value(value=contact, on=contact.noted_at.date(), by=alice)
    assert "Telephone (over) 07700 900123" in shown(alice, family.mother)


@pytest.mark.requirement("BN-079")
def test_what_is_not_safe_stands_first_and_no_note_beside_it_calls_it_safe(alice: Practitioner, family: Family) -> None:
    for channel, value, is_safe in (
        ("email", "ana@example.org", "yes"), ("phone", "07700 900123", "yes"), ("phone", "07700900123", "no"),
    ):  # fmt: skip
        add_contact(person=family.mother, channel=channel, value=value, is_safe=is_safe, by=alice, **HOW)
    html = html_of(alice, "record", family.mother)
    assert "<strong>Not safe: do not use it</strong>" in html
    assert "<strong>Another note says that it is not safe: do not use it</strong>" in html
    said = words(html)
    assert said.count("They say it is safe") == 1
    assert said.rindex("07700") < said.index("ana@example.org") < said.index("They say it is safe")


@pytest.mark.requirement("BN-079")
@pytest.mark.parametrize("written", ["+44 7700 900123", "0044 7700 900123", "+44 (0)7700 900-123"])
def test_beside_what_is_not_safe_nothing_says_how_to_use_it_however_the_number_is_written(
    written: str, alice: Practitioner, family: Family
) -> None:
    how: dict[str, Any] = {"times": "Mornings", "leave_message": True, "by": alice, **HOW}
    add_contact(person=family.mother, channel="phone", value="07700 900123", is_safe="yes", **how)
    add_contact(person=family.mother, channel="phone", value=written, is_safe="no", must_not_know="Jonas", **how)
    said = shown(alice, family.mother)
    assert "Must not know: Jonas" in said
    for kept in ("They say it is safe", "Mornings", "You may leave a message"):
        assert kept not in said, kept


def test_a_number_is_safe_again_once_what_said_otherwise_is_over_or_taken_back(
    alice: Practitioner, family: Family
) -> None:
    given: dict[str, Any] = {"person": family.mother, "channel": "phone", "value": "07700 900123", "by": alice, **HOW}
    add_contact(is_safe="yes", **given)
    unsafe = add_contact(is_safe="no", **given)
    assert "They say it is safe" not in shown(alice, family.mother)
    end_value(value=unsafe, on=unsafe.noted_at.date(), by=alice)
    assert "They say it is safe" in shown(alice, family.mother)


SAFE: dict[str, Any] = {
    "channel": "phone",
    "value": "07700 900123",
    "is_safe": "yes",
    "times": "Mornings",
    "leave_message": True,
}
ASK_AGAIN = "Ask again whether it is safe before you use it"


@pytest.mark.requirement("BN-079")
def test_what_a_record_that_the_reader_may_not_see_calls_not_safe_is_to_be_asked_about_again_and_nothing_more_is_told(
    alice: Practitioner, family: Family, sam: Practitioner
) -> None:
    add_contact(person=family.mother, by=alice, **SAFE, **HOW)
    again = folk.not_safe_elsewhere(family.mother, "+44 7700 900123", sam)
    html = html_of(alice, "record", family.mother)
    assert f"<strong>{ASK_AGAIN}</strong>" in html
    for kept in ("They say it is safe", "Mornings", "Another note", "Another Name", "Her brother", "+44"):
        assert kept not in words(html), kept
    SafeContact.objects.filter(person=again).update(to_on=dt.date(2026, 1, 1))
    assert "They say it is safe" in shown(alice, family.mother)


def test_another_number_of_theirs_that_is_not_safe_puts_nothing_in_doubt(
    alice: Practitioner, family: Family, sam: Practitioner
) -> None:
    add_contact(person=family.mother, by=alice, **SAFE, **HOW)
    folk.not_safe_elsewhere(family.mother, "07700 900456", sam)
    assert "They say it is safe" in shown(alice, family.mother)


def test_records_before_and_after_an_adoption_put_nothing_in_doubt_of_each_other(
    alice: Practitioner, family: Family, sam: Practitioner, mira: Practitioner
) -> None:
    add_contact(person=family.mother, by=alice, **SAFE, **HOW)
    again = folk.not_safe_elsewhere(family.mother, "07700 900123", sam)
    restrict(person=again, kind="adoption", because="A new identity", readers=[mira], by=mira)
    assert "They say it is safe" in shown(alice, family.mother)
