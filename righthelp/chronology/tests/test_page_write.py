"""The pages on which entries are written, checked, corrected and struck through."""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of, go_on, hidden, html, send, shown, words
from righthelp.audit.models import Event
from righthelp.chronology.actions import strike
from righthelp.chronology.models import Entry
from righthelp.chronology.tests.pages import DAY, FULL, address, entry, on
from righthelp.people import caseload, reasons
from righthelp.people.actions import restrict
from righthelp.people.models import Name, Person
from righthelp.people.reasons import EVERYDAY, Reason
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
QUICK = {"category": "call", **on(DAY), "what": "Mum, about the trip on Friday"}


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


@pytest.fixture
def add(family: Family) -> str:
    return address("_add", family.maya)


@pytest.fixture
def note(family: Family) -> str:
    return address("_note", family.maya)


def only_entry() -> Entry:
    return Entry.objects.get()


# ---- quick notes ----


@pytest.mark.parametrize("kind", ["call", "conversation", "attempt", "visit"])
def test_a_quick_note_needs_two_answers_and_a_date_that_is_filled_in_already(
    hers: Client, alice: Practitioner, school: Agency, family: Family, note: str, kind: str
) -> None:
    with time_machine.travel(dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC), tick=False):
        hers = client_of(alice)
        found = html(hers, note)
        for part, value in (("day", 1), ("month", 4), ("year", 2026)):
            assert f'name="happened_on_{part}" type="text" value="{value}"' in found
        answer = send(hers, note, category=kind, what="Mum, about the trip", **on(dt.date(2026, 4, 1)))
    assert answer.headers["Location"] == address("", family.maya)
    made = only_entry()
    assert (made.category, made.happened_on, made.what, made.source, made.agency, made.written_by) == (
        kind, dt.date(2026, 4, 1), "Mum, about the trip", alice.name, school, alice,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"what": " "}, "Write down what happened"),
        ({"category": ""}, "Choose what it was"),
        ({"category": "missing"}, "There is a problem"),
        ({"happened_on_year": "2099"}, "The day must be today or in the past"),
        ({"happened_on_day": ""}, "The day must include a day"),
    ],
)
def test_a_quick_note_that_lacks_something_keeps_what_was_written(
    hers: Client, note: str, answers: dict[str, str], said: str
) -> None:
    page = send(hers, note, **{**QUICK, **answers})
    assert said in words(page.text)
    assert not Entry.objects.exists()
    if "what" not in answers:
        assert "Mum, about the trip on Friday" in page.text


# ---- a whole entry ----


@pytest.mark.requirement("BP-193", "BP-301")
def test_an_entry_is_filed_with_every_answer_after_the_check(
    hers: Client, alice: Practitioner, school: Agency, family: Family, add: str
) -> None:
    page = send(hers, add, **FULL, **on(DAY + dt.timedelta(days=1), "until"))
    assert "Check before you file" in page.text
    assert not Entry.objects.exists()
    assert go_on(hers, add, page, checked="yes").headers["Location"] == address("", family.maya)
    made = only_entry()
    for name in ("category", "what", "source", "kind", "significance", "impact", "analysis"):
        assert getattr(made, name) == FULL[name]
    assert (made.happened_on, made.until) == (DAY, DAY + dt.timedelta(days=1))
    assert list(made.filings.values_list("child_id", "is_first")) == [(family.maya.pk, True)]


@pytest.mark.requirement("BP-300")
def test_an_entry_for_two_children_stands_on_the_record_of_each(
    hers: Client, school: Agency, family: Family, add: str
) -> None:
    filed = {**FULL, "category": "assessment", "also": [str(family.brother.public_id)]}
    page = send(hers, add, **filed)
    go_on(hers, add, page, checked="yes")
    assert set(only_entry().filings.values_list("child_id", "is_first")) == {
        (family.maya.pk, True), (family.brother.pk, False),
    }  # fmt: skip
    for child in (family.maya, family.brother):
        assert "Did not come home until four" in shown(hers, address("", child))
    assert Event.objects.filter(name="chronology.filed").count() == 2


def test_going_back_from_the_check_loses_nothing(hers: Client, family: Family, add: str) -> None:
    what = 'Two lines,\nand "quotes" & <b>'
    page = send(hers, add, **{**FULL, "what": what, "also": [str(family.brother.public_id)]})
    back = go_on(hers, add, page, change="yes")
    assert not Entry.objects.exists()
    found = unescape(back.text)
    for value in (what, "Her mother", "She was cold", "The second time this month"):
        assert value in found
    assert found.count("checked") == 3
    again = go_on(hers, add, hers.post(add, {**FULL, "what": what}), checked="yes")
    assert again.status_code == 302
    assert only_entry().what == what


def test_the_same_form_twice_files_once(hers: Client, note: str, add: str) -> None:
    fields = {**hidden(html(hers, note)), **QUICK}
    assert hers.post(note, fields).headers["Location"] == hers.post(note, fields).headers["Location"]
    page = send(hers, add, **FULL)
    for _ in range(2):
        assert go_on(hers, add, page, checked="yes").status_code == 302
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            on(timezone.localdate() + dt.timedelta(days=400)),
            "The day it happened or began must be today or in the past",
        ),
        (on(dt.date(2099, 1, 1), "until"), "The last day must be today or in the past"),
        (on(DAY - dt.timedelta(days=1), "until"), "The last day must not be before the first"),
        ({"source": ""}, "Say who saw it, said it or wrote it down"),
        ({"kind": ""}, "Choose whether it is a fact, reported or an opinion"),
        ({"category": ""}, "Choose what kind of thing it was"),
        ({"what": ""}, "Write down what happened"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"checked": "yes"}])
def test_an_entry_that_cannot_be_so_is_not_filed_and_says_why(
    hers: Client, add: str, answers: dict[str, str], said: str, button: dict[str, str]
) -> None:
    page = send(hers, add, **{**FULL, **answers}, **button)
    assert said in words(page.text)
    assert not Entry.objects.exists()


def test_nobody_files_to_a_child_of_another_family(hers: Client, school: Agency, alice: Practitioner, add: str) -> None:
    other = folk.person("Omar Said", agency=school, by=alice)
    page = send(hers, add, **{**FULL, "also": [str(other.public_id)]}, checked="yes")
    assert "There is a problem" in page.text
    assert not Entry.objects.exists()


def test_somebody_of_two_agencies_chooses_for_which(alice: Practitioner, family: Family, note: str) -> None:
    surgery = people.gp_practice()
    people.give(alice, surgery, "practitioner")
    both = client_of(alice)
    assert "Choose for which agency you write this" in send(both, note, **QUICK).text
    send(both, note, **QUICK, agency=str(surgery.public_id))
    assert only_entry().agency == surgery


# ---- the check ----


def test_the_check_names_who_may_read_it_today_and_says_that_a_sibling_adds_nobody(
    hers: Client, leila: Practitioner, bob: Practitioner, school: Agency, family: Family, add: str
) -> None:
    page = words(send(hers, add, **{**FULL, "also": [str(family.brother.public_id)]}).text)
    first, _, second = page.partition("On the record of Leo Marsh")
    for part in (first, second):
        assert "Alice Adeyemi, Alder Road Primary School: added this record" in part
        assert "Leila Haddad, Alder Road Primary School: leads safeguarding" in part
    assert "Filing it here adds no readers" in second
    assert "who write for Alder Road Primary School or work in children’s social care" in first
    assert "Bob Baker" not in page


def test_a_siblings_own_reader_is_not_named_as_one(
    hers: Client, school: Agency, bob: Practitioner, alice: Practitioner, family: Family, add: str
) -> None:
    Person.objects.filter(pk=family.brother.pk).update(noted_by=bob)
    page = words(send(hers, add, **{**FULL, "also": [str(family.brother.public_id)]}).text)
    assert "On the record of Leo Marsh" in page
    assert "Bob Baker" not in page


def test_for_a_restricted_child_only_the_list_is_named(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family, add: str
) -> None:
    restrict(person=family.maya, kind="high_risk", because="Threats", readers=[alice], by=mira)
    page = words(send(client_of(alice), add, **FULL).text)
    assert "This record is restricted: only people on its list may open it" in page
    assert "Alice Adeyemi, Alder Road Primary School: is on its list of readers" in page
    assert "Leila Haddad" not in page


@pytest.mark.parametrize("path", ["_add", "_note"])
@pytest.mark.parametrize("called", ["Leo’s", "LEO", "Leonardo"])
def test_a_text_that_names_another_child_of_the_family_is_asked_about_and_can_be_filed_all_the_same(
    hers: Client, family: Family, path: str, called: str
) -> None:
    Name.objects.create(person=family.brother, kind="alias", first="Leonardo", source="Mum")
    here = address(path, family.maya)
    page = send(hers, here, **{**(FULL if path == "_add" else QUICK), "what": f"{called} bag was there too"})
    assert "Your text names Leo Marsh, to whom it is not filed." in words(page.text)
    assert not Entry.objects.exists()
    assert go_on(hers, here, page, checked="yes").status_code == 302
    assert only_entry().what == f"{called} bag was there too"


@pytest.mark.parametrize("answers", [{"impact": "Leo was there"}, {"analysis": "As with Leo"}, {"source": "Leo"}])
def test_names_are_looked_for_in_every_answer(hers: Client, add: str, answers: dict[str, str]) -> None:
    assert "Your text names Leo Marsh" in words(send(hers, add, **{**FULL, **answers}).text)


def test_no_name_is_asked_about_of_a_child_to_whom_it_is_filed_or_who_is_not_to_be_seen(
    hers: Client, alice: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family, add: str
) -> None:
    text = {**FULL, "what": "Leo was there"}
    filed = send(hers, add, **{**text, "also": [str(family.brother.public_id)]})
    assert "Your text names" not in filed.text
    restrict(person=family.brother, kind="adoption", because="Adopted", readers=[leila], by=mira)
    assert "Leo" not in send(hers, add, **{**text, "what": "He was there"}).text
    assert "Your text names" not in send(hers, add, **text).text


# ---- other children: of the family, and of one's own work ----


@pytest.fixture
def omar(school: Agency, bob: Practitioner, alice: Practitioner) -> Iterator[Person]:
    """Give a pupil of Bob’s with whom Alice works, too, and of no family of Maya’s."""
    made = folk.person("Omar Said", agency=school, by=bob)
    hers = Q(pk=made.pk)
    works = Reason("You work with this child", EVERYDAY)

    def why(reader: Practitioner, people: Collection[int]) -> dict[int, list[Reason]]:
        return {made.pk: [works]} if reader == alice and made.pk in people else {}

    reasons.register("test", why, lambda reader: [Person.objects.filter(hers).values("pk")])
    caseload.register("test", lambda reader: hers if reader == alice else Q(pk__in=()))
    yield made
    reasons.register("test", lambda reader, people: {}, lambda reader: [])
    caseload.register("test", lambda reader: Q(pk__in=()))


def choices(html: str) -> set[str]:
    """Give the names of the children who are offered."""
    return set(re.findall(r'name="(?:also|beside)".*?<label[^>]*>\s*([^<]*?)\s*</label>', html, re.DOTALL))


@pytest.mark.requirement("BP-300")
@pytest.mark.parametrize("path", ["_add", "_note"])
def test_children_who_are_no_siblings_are_offered_and_named_too_where_the_writer_sees_both(
    hers: Client, alice: Practitioner, school: Agency, family: Family, omar: Person, path: str
) -> None:
    cousin = folk.person("Ida Holm", agency=school, by=alice)
    folk.related(family.maya, cousin, "cousin")
    here = address(path, family.maya)
    assert choices(html(hers, here)) == {"Leo Marsh", "Ida Holm", "Omar Said"}
    text = {**(FULL if path == "_add" else QUICK), "what": "Omar, Ida and Leo were there"}
    assert "Your text names Leo Marsh, Ida Holm and Omar Said" in words(send(hers, here, **text).text)
    chosen = {"also": [str(cousin.public_id)], "beside": [str(omar.public_id)]}
    page = send(hers, here, **text, **chosen)
    assert "Your text names Leo Marsh, to whom it is not filed" in words(page.text)
    assert "On the record of Ida Holm" in words(page.text)
    assert go_on(hers, here, page, checked="yes").status_code == 302
    assert set(only_entry().filings.values_list("child_id", "is_first")) == {
        (family.maya.pk, True), (cousin.pk, False), (omar.pk, False),
    }  # fmt: skip


def test_filing_to_another_pupil_adds_no_readers(
    hers: Client, bob: Practitioner, family: Family, omar: Person, add: str
) -> None:
    page = send(hers, add, **FULL, beside=[str(omar.public_id)])
    assert "Bob Baker" not in words(page.text)
    go_on(hers, add, page, checked="yes")
    assert "Did not come home" in shown(hers, address("", omar))
    assert "Did not come home" not in shown(client_of(bob), address("", omar))
    assert client_of(bob).get(address("", family.maya)).status_code == 404


def test_children_with_whom_somebody_else_works_or_whose_records_are_restricted_are_neither_offered_nor_named(
    hers: Client, leila: Practitioner, mira: Practitioner, bob: Practitioner, school: Agency, family: Family,
    omar: Person, add: str,
) -> None:  # fmt: skip
    folk.person("Zed Unrelated", agency=school, by=bob)
    text = {**FULL, "what": "Omar and Zed were there"}
    assert "Zed" not in html(hers, add)
    assert "Your text names Omar Said, to whom" in words(send(hers, add, **text).text)
    restrict(person=omar, kind="staff", because="x", readers=[leila], by=mira)
    assert "Omar" not in html(hers, add)
    assert "Your text names" not in send(hers, add, **text).text
    sent = send(hers, add, **FULL, beside=[str(omar.public_id)], checked="yes")
    assert "A child whom you chose can no longer be chosen here" in sent.text
    assert FULL["what"] in sent.text
    assert not Entry.objects.exists()


@pytest.mark.requirement("BP-014")
def test_an_entry_is_filed_to_a_brother_until_the_day_before_he_is_18(hers: Client, family: Family, add: str) -> None:
    Person.objects.filter(pk=family.brother.pk).update(born_on=dt.date(2008, 3, 7), born_on_is="exact")
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        assert choices(html(hers, add)) == {"Leo Marsh"}


def test_a_grown_up_brother_is_named_but_nothing_is_filed_to_him_and_parents_are_neither(
    hers: Client, family: Family, add: str
) -> None:
    Person.objects.filter(pk=family.brother.pk).update(born_on=dt.date(2000, 1, 1), born_on_is="exact")
    found = html(hers, add)
    assert choices(found) == set()
    assert "Leo Marsh" not in found
    text = words(send(hers, add, **{**FULL, "what": "Leo and Ana were there"}).text)
    assert "Your text names Leo Marsh, to whom" in text


# ---- filing a quick note to others ----


def test_a_quick_note_stays_quick_and_can_be_filed_to_a_brother_after_the_check(
    hers: Client, family: Family, note: str
) -> None:
    found = html(hers, note)
    assert "File it to others too" in found
    assert '<details class="govuk-details" open' not in found
    assert send(hers, note, **QUICK).headers["Location"] == address("", family.maya)  # nobody else: no check
    page = send(hers, note, **QUICK, also=[str(family.brother.public_id)])
    assert "Filing it here adds no readers" in words(page.text)
    assert Entry.objects.count() == 1
    back = go_on(hers, note, page, change="yes")
    assert '<details class="govuk-details" open' in back.text
    assert go_on(hers, note, page, checked="yes").status_code == 302
    assert Entry.objects.count() == 2
    assert QUICK["what"] in shown(hers, address("", family.brother))


# ---- striking through and correcting ----


def test_an_entry_is_struck_through_with_a_reason_once(
    hers: Client, alice: Practitioner, school: Agency, family: Family
) -> None:
    one = entry(alice, school, family.maya)
    path = address("_strike", family.maya, one.public_id)
    assert "Say why it is struck through" in send(hers, path, because="").text
    fields = {**hidden(html(hers, path)), "because": "Another Maya"}
    for _ in range(2):
        assert hers.post(path, fields).headers["Location"] == address("", family.maya)
    one.refresh_from_db()
    assert (one.struck_by, one.struck_because) == (alice, "Another Maya")
    answer = hers.post(path, {"because": "Again"})
    assert "This entry is struck through already" in answer.text
    assert "Another Maya" in answer.text


def test_a_correction_starts_from_what_stood_and_keeps_both(
    hers: Client, alice: Practitioner, school: Agency, family: Family
) -> None:
    one = entry(alice, school, family.maya, family.brother, impact="Cold hands")
    path = address("_correct", family.maya, one.public_id)
    found = html(hers, path)
    assert "Came in without a coat" in found
    assert "Cold hands" in found
    page = send(hers, path, **{**FULL, "because": "It was the night before"})
    assert "On the record of Leo Marsh" in words(page.text)
    for _ in range(2):
        assert go_on(hers, path, page, checked="yes").headers["Location"] == address("", family.maya)
    newer = Entry.objects.get(replaces=one)
    one.refresh_from_db()
    assert (newer.what, one.struck_because) == (FULL["what"], "It was the night before")
    assert newer.filings.count() == 2


def test_a_correction_of_what_somebody_struck_through_meanwhile_gives_the_text_back(
    hers: Client, alice: Practitioner, leila: Practitioner, school: Agency, family: Family
) -> None:
    one = entry(alice, school, family.maya)
    path = address("_correct", family.maya, one.public_id)
    page = send(hers, path, **{**FULL, "because": "Wrong night"})
    strike(entry=one, because="Another Maya", by=leila)
    text = words(go_on(hers, path, page, checked="yes").text)
    assert "Another Maya" in text
    assert "What you wrote was not saved" in text
    for name in ("what", "impact", "analysis"):
        assert FULL[name] in text
    assert Entry.objects.count() == 1


# ---- who ----


def test_a_colleague_and_a_stranger_find_none_of_the_pages(
    bob: Practitioner, charlie: Practitioner, alice: Practitioner, school: Agency, family: Family, add: str, note: str
) -> None:
    one = entry(alice, school, family.maya)
    change = [address(name, family.maya, one.public_id) for name in ("_strike", "_correct")]
    answers: dict[str, Any] = {**FULL, "checked": "yes", "because": "Mine"}
    for person in (bob, charlie):
        client = client_of(person)
        for path in (add, note, *change):
            assert client.get(path).status_code == client.post(path, answers).status_code == 404
    one.refresh_from_db()
    assert one.struck_at is None
    assert Entry.objects.count() == 1


def test_an_entry_is_not_changed_through_the_record_of_a_child_to_whom_it_is_not_filed(
    hers: Client, alice: Practitioner, school: Agency, family: Family
) -> None:
    one = entry(alice, school, family.maya)
    assert hers.get(address("_strike", family.brother, one.public_id)).status_code == 404


def test_a_form_sent_after_the_session_ended_comes_back_whole(hers: Client, alice: Practitioner, add: str) -> None:
    fields = {**hidden(html(hers, add)), **FULL}
    hers.logout()
    hers.post(add, fields)
    text = html(people.sign_in(hers, alice), add)
    for name in ("what", "impact", "analysis"):
        assert FULL[name] in text
    assert not Entry.objects.exists()
