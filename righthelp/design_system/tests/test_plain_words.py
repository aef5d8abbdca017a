"""Words that others may not know: found while somebody writes, said as help, never counted."""

import logging

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.template import engines
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from righthelp.design_system.forms import GovForm, PlainText
from righthelp.design_system.plain_words import KNOWN, ROWS, TABLE, WHY, about_length, found, long_sentences

WRITTEN = st.lists(st.sampled_from([*TABLE, *sorted(KNOWN), "hard to reach", "DNA’d", "(", ")", ".", "child in need"]))


def words(text: str) -> list[str]:
    return [hint.words for hint in found(text)]


@pytest.mark.requirement("BN-088")
def test_a_short_form_is_named_with_what_to_write() -> None:
    (hint,) = found("She has been CIN since May.")
    assert hint.sentence == "You wrote “CIN”: others may not know it. You could write: child in need."
    assert hint.start == 13


@pytest.mark.requirement("BN-088")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mum failed to engage and Dad disengaged.", ["failed to engage", "disengaged"]),
        ("A Hard-to-Reach family; hard to reach again.", ["Hard-to-Reach"]),
        ("He DNA'd twice. He DNA’d twice.", ["DNA'd"]),
        ("The EHCPs and CAMHS’s letter.", ["EHCPs", "CAMHS’s"]),
        ("The placement broke down.", ["placement broke down"]),
        ("She saw WXYZ and the QXB.", ["WXYZ", "QXB"]),
    ],
)
def test_words_are_found_as_they_stand_each_once_and_in_order(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The GP and the NHS, A&E, PE on TV in the UK.",
        "Henry VIII, Year XI, part IV.",
        "They live at BA2 4XY and moved to SW1A 1AA.",
        "She said NO and I told him to STOP.",
        "Liam JONES and JOHN SMITH came.",
        "A cin and a dna are no short forms.",
        "She is hard. To reach her I rang.",
        "",
    ],
)
def test_what_everybody_knows_and_what_is_no_short_form_is_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She is a child in need (CIN). CIN plans help.",
        "CIN (child in need) began.",
        "A word that we made up (AWTWM).",
        "special educational needs coordinator (SENCO) rang; the SENCO’s letter came.",
    ],
)
def test_a_short_form_that_the_text_explains_is_left_alone(text: str) -> None:
    assert words(text) == []


def test_brackets_that_explain_something_else_explain_nothing() -> None:
    assert words("His mum is at home (DV).") == ["DV"]


@given(st.text() | WRITTEN.map(" ".join))
def test_any_text_is_read_and_every_hint_stands_in_it(text: str) -> None:
    hints = found(text)
    assert all(text[hint.start : hint.start + len(hint.words)] == hint.words != "" for hint in hints)
    assert [hint.start for hint in hints] == sorted({hint.start for hint in hints})
    assert all(sentence in text for sentence in long_sentences(text))
    about_length(text)


def test_the_table_says_something_of_every_word_in_plain_words_itself() -> None:
    rows = {row for entries in TABLE.values() for row in entries}
    assert len({row.instead for row in rows}) >= 150
    for row in rows:
        assert row.why in WHY
        assert row.instead
        assert not row.instead.endswith(".")
        assert [hint.words for hint in found(row.instead) if hint.why == "short"] == []


def test_sentences_of_more_than_thirty_five_words_are_named_by_their_beginning() -> None:
    short, long = "word " * 34 + "end.", "many " * 35 + "end."
    assert long_sentences(f"{short} {long}\n{short}") == [long]
    assert about_length(short) == ""
    assert about_length(f"{long} {long}").startswith("Two sentences are very long (the first begins “many many")


class Worry(GovForm):
    text = PlainText(rows=5, label="What happened?")
    other = forms.CharField(required=False)


def drawn(form: GovForm) -> str:
    source = '{% from "design_system/components.jinja" import plain_words_field %}{{ plain_words_field(form["text"]) }}'
    return str(engines["jinja2"].env.from_string(source).render(form=form))  # type: ignore[attr-defined]


@pytest.mark.requirement("BN-088")
def test_help_stands_under_the_box_when_the_page_comes_back() -> None:
    page = drawn(Worry({"text": "He is <b>LAC</b>"}))
    assert "You wrote “LAC”: others may not know it. You could write: child in care." in page
    assert "<b>LAC" not in page
    assert 'data-plain-words="/plain-words"' in page
    assert 'id="id_text-plain-words" aria-live="polite"' in page


def test_a_text_in_plain_words_has_nothing_under_it() -> None:
    assert "Help with words" not in drawn(Worry({"text": "He is hungry."}))
    assert "Help with words" not in drawn(Worry())


def signed_in(client: Client) -> Client:
    client.force_login(get_user_model().objects.create(email="alice@example.org", name="Alice Adeyemi"))
    return client


@pytest.mark.requirement("BN-088")
@pytest.mark.django_db
def test_help_comes_while_somebody_writes_and_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    client = signed_in(Client())
    with caplog.at_level(logging.DEBUG, logger="righthelp"):
        answer = client.post("/plain-words", {"text": "Zebedee failed to engage"})
    assert "You wrote “failed to engage”: it can sound like blame." in answer.text
    assert "<html" not in answer.text
    assert "Zebedee" not in caplog.text + answer.text
    assert client.post("/plain-words").text.strip() == ""


@pytest.mark.django_db
def test_only_people_signed_in_are_helped_and_only_by_a_form_of_ours() -> None:
    assert Client().post("/plain-words", {"text": "CIN"}).headers["Location"].startswith("/sign-in")
    strict = signed_in(Client(enforce_csrf_checks=True))
    assert strict.post("/plain-words", {"text": "CIN"}).status_code == 403
    assert strict.get("/plain-words").status_code == 405


def test_every_row_helps_professionals_or_families_and_says_why() -> None:
    for row in ROWS:
        assert row["instead"] or row["to_family"], row
        assert row["why"] in (WHY if row["instead"] else {"family"}), row
