"""Fields drawn with GOV.UK components: what people type stays, errors say what to do."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django import forms
from django.template import engines

from righthelp.design_system.forms import DayField, DayWidget, GovForm, PlainText
from righthelp.design_system.middleware import LARGEST_REQUEST

LINKED = re.compile(r"<a href=\"#([^\"]+)\"")


class Sample(GovForm):
    words = PlainText(rows=3, label="Your words", max_length=20)
    on = DayField(label="The day", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)


def drawn(form: GovForm) -> str:
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    source = (
        '{% from "design_system/components.jinja" import all_fields, error_summary %}'
        "{{ error_summary(form) }}{{ all_fields(form) }}"
    )
    return str(env.from_string(source).render(form=form))


def on_boxes(texts: tuple[str, str, str]) -> dict[str, str]:
    return {f"on_{part}": text for part, text in zip(DayWidget.parts, texts, strict=True)}


def tag(page: str, id_: str) -> str:
    found = re.search(rf"<input[^>]*id=\"{id_}\"[^>]*>", page)
    assert found
    return found.group()


def test_an_empty_form_names_every_missing_answer_in_the_summary_with_a_link() -> None:
    page = drawn(Sample({}))
    assert "There is a problem" in page
    assert '<a href="#id_words">Enter your words</a>' in page
    assert '<a href="#id_kind">Enter kind</a>' in page
    assert 'id="id_kind"' in page


class Odd(GovForm):
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First")], widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(label="Kinds", choices=[("a", "First")], widget=forms.CheckboxSelectMultiple)
    url = forms.URLField(label="Web address", assume_scheme="https")
    email = forms.EmailField(label="Email")
    said = forms.ChoiceField(label="Guide", choices=[], error_messages={"invalid_choice": "Choose a guide in use"})


def test_an_answer_that_is_none_of_those_offered_and_a_bad_address_are_refused_in_plain_words() -> None:
    form = Odd({"kind": "zzz", "kinds": ["zzz"], "url": "http://", "email": "nobody", "said": "zzz"})
    assert [error["text"] for error in form.error_list()] == [
        "Choose one of the answers",
        "Choose from the answers on this page",
        "Enter a web address like https://www.example.org",
        "Enter an email address like name@example.org",
        "Choose a guide in use",
    ]
    assert "zzz" not in drawn(form).partition("</div></div>")[0]


def test_over_long_text_is_kept_in_the_box_and_says_how_long_it_may_be() -> None:
    page = drawn(Sample({"words": "x" * 21, "kind": "a"}))
    assert "Your words must be 20 characters or fewer. You wrote 21" in page
    assert "x" * 21 in page


def test_a_box_takes_more_than_is_allowed_and_never_more_than_a_request_may_hold() -> None:
    most = re.search(r'<textarea[^>]* maxlength="(\d+)"', drawn(Sample()))
    assert most
    longest_as_sent = len(quote("€")) * int(most[1])
    assert int(most[1]) > 20
    assert longest_as_sent < LARGEST_REQUEST - 50_000


def test_scripts_in_text_are_shown_as_text() -> None:
    page = drawn(Sample({"words": "<script>alert(1)", "kind": "zzz"}))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Zo\u0065\u0308", "Zo\u00eb"),
        ("one\r\ntwo", "one\ntwo"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("শিশু 👶🏽", "শিশু 👶🏽"),
        ("  spaces  ", "spaces"),
    ],
)
def test_odd_letters_are_kept_and_control_characters_are_not(given: str, kept: str) -> None:
    form = Sample({"words": given, "kind": "a"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == kept


@pytest.mark.parametrize(
    "unseen",
    ["\u200b\u200b", "\u200e\u200f\u061c", "\u2060\ufeff\u00ad", " \u200d\u200c ", "\u3164", "\u2800", "\ufe0f"],
)
def test_what_nobody_can_see_is_no_answer(unseen: str) -> None:
    assert "Enter your words" in drawn(Sample({"words": unseen, "kind": "a"}))


def test_signs_that_turn_text_around_are_taken_out() -> None:
    turned = "".join(f"a{chr(code)}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
    assert Sample({"words": turned, "kind": "a"})["words"].field.clean(turned) == "a" * 9


@pytest.mark.parametrize(
    "needed",
    ["می\u200cخواهم", "क्\u200dष", "ക്\u200c", "👩🏽\u200d🍼", "אבג\u200f!", "\u200eA1", "سلام\u061c", "❤\ufe0f"],
)
def test_the_joiners_and_marks_that_scripts_and_emoji_need_are_kept(needed: str) -> None:
    form = Sample({"words": needed, "kind": "a"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == needed


@pytest.mark.parametrize(
    ("boxes", "error"),
    [
        (("27", "", "2026"), "The day must include a month"),
        (("", "", "2026"), "The day must include a day and a month"),
        (("31", "2", "2026"), "The day must be a real date, such as 27 3 2026"),
        (("1", "1", "26"), "The day must include a year with four digits"),
        (("one", "1", "2026"), "The day must include a day in numbers"),
        (("1", "13", "2026"), "The day must be a real date, such as 27 3 2026"),
        (("0", "1", "1066"), "The day must be a real date, such as 27 3 2026"),
        (("1", "13", "26"), "The day must include a month from 1 to 12 and a year with four digits"),
        (("9" * 5000, "-1", "2026"), "The day must include a day from 1 to 31 and a month in numbers"),
        (
            ("abc", "", "26"),
            "The day must include a day in numbers, a month and a year with four digits",
        ),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_keeps_what_was_typed(boxes: tuple[str, str, str], error: str) -> None:
    form = Sample({"words": "w", "kind": "a", **on_boxes(boxes)})
    assert form.errors["on"] == [error]
    assert f'value="{boxes[2]}"' in drawn(form)


def test_where_a_day_is_asked_for_in_a_question_the_error_names_the_date() -> None:
    class Asked(GovForm):
        on = DayField(label="On which day?")

    assert Asked(on_boxes(("", "", "2026"))).errors["on"] == ["The date must include a day and a month"]


def test_a_day_is_read_from_three_boxes_and_may_be_left_empty() -> None:
    form = Sample({"words": "w", "kind": "a", "on_day": "2", "on_month": "3", "on_year": "2026"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == dt.date(2026, 3, 2)
    empty = Sample({"words": "w", "kind": "a"})
    assert empty.is_valid()
    assert empty.cleaned_data["on"] is None


def test_a_date_that_must_be_given_says_so() -> None:
    class Needed(GovForm):
        on = DayField(label="Date of birth")

    assert Needed({}).errors["on"] == ["Enter date of birth"]


@pytest.mark.parametrize(
    ("boxes", "wrong"),
    [
        (("abc", "", "26"), ["day", "month", "year"]),
        (("27", "", "2026"), ["month"]),
        (("27", "", "26"), ["month", "year"]),
        (("31", "2", "2026"), ["day", "month", "year"]),
        (("27", "13", "2026"), ["month"]),
        (("27", "3", "2026"), []),
    ],
)
def test_each_part_that_is_wrong_is_marked_and_the_error_links_to_the_first(
    boxes: tuple[str, str, str], wrong: list[str]
) -> None:
    page = drawn(Sample({"words": "w", "kind": "a", **on_boxes(boxes)}))
    marked = [part for part in DayWidget.parts if "govuk-input--error" in tag(page, f"id_on-{part}")]
    assert marked == wrong
    assert [target for target in LINKED.findall(page) if target.startswith("id_on")] == [
        f"id_on-{part}" for part in wrong[:1]
    ]


def test_a_day_that_is_asked_for_and_not_given_marks_its_three_boxes() -> None:
    class Needed(GovForm):
        on = DayField(label="Date of birth")

    assert drawn(Needed({})).count("govuk-input--error") == 3
