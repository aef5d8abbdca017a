"""Searching with a worry: what people see, what is never kept, and what strange texts do."""

import datetime as dt
import logging
import re
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import adopt, withdraw
from righthelp.guidance.limits import SEARCHES_A_MINUTE
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, line, page, published, words

BY_DAY = dt.datetime(2030, 3, 27, 11, tzinfo=dt.UTC)  # a Wednesday after the guidance was published

WORRY = (
    "He comes to school hungry most days and his coat is too small. Mum says the money has run out. "
    "She is lovely with him and always collects him on time."
)
SERIOUS = "He had bruises on both arms and said his dad hit him with a belt."


def search(client: Client, text: str, framework: str = "bathnes", status: int = 200) -> str:
    """Search, and give the words of the page."""
    response = client.post("/worry", {"text": text, "framework": framework})
    assert response.status_code == status
    return words(response)


def test_the_empty_page_asks_for_a_worry_in_own_words(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, "/worry?framework=staffordshire")
    assert "What are you worried about?" in text
    assert "What you write is not stored." in text
    assert 'value="staffordshire" selected' in client.get("/worry?framework=staffordshire").text


def test_a_worry_finds_themes_as_ladders_with_every_level_and_a_reason(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = search(client, WORRY)
    assert "In order of closeness to your words, not of seriousness." in text
    assert "Close to your words" in text
    assert "You wrote: “" in text
    for number in range(1, 6):
        assert f"Level {number}: " in text
    assert RESTATED in text


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
def test_no_level_is_chosen_and_no_figure_is_shown(client: Client, guidance: dict[str, Edition]) -> None:
    text = search(client, WORRY)
    assert "Nothing here chooses a level." in text
    assert "score" not in text.lower()
    assert "%" not in text
    page = client.post("/worry", {"text": WORRY, "framework": "bathnes"}).text
    ladders = re.findall(r'<section class="rh-found".*?</section>', page, re.DOTALL)
    assert ladders
    assert all(len(re.findall(r'<h4 class="rh-ladder__level">', ladder)) == 5 for ladder in ladders)
    found = page[page.index("Closest in the guidance") : page.index("What next")]
    assert not re.search(r"level \d", re.sub(r"<h4.*?</h4>", "", found), re.IGNORECASE)


def test_what_found_something_is_never_called_safe(client: Client, guidance: dict[str, Edition]) -> None:
    text = search(client, WORRY)
    assert "Finding nothing does not mean that a child is safe." in text
    assert "A worry that fits no sentence" in text or "If you are unsure" in text
    assert "Whatever the level" in text


def test_words_that_may_describe_a_crime_show_the_panel_first_with_whom_to_ring(
    client: Client, guidance: dict[str, Edition]
) -> None:
    with time_machine.travel(BY_DAY, tick=False):
        text = search(client, SERIOUS)
    assert text.index("Read this first") < text.index("Closest in the guidance")
    panel = text[text.index("Read this first") : text.index("Closest in the guidance")]
    assert "01225 396312" in panel
    assert "01454 615165" in panel
    assert "999" in panel
    assert "Shown because of these words:" in panel


def test_the_way_on_to_the_record_stands_under_the_panel_and_again_at_the_end(
    client: Client, guidance: dict[str, Edition], reading: Client
) -> None:
    def places(shown: str) -> list[int]:
        return [found.start() for found in re.finditer("Think this through and record it", shown)]

    assert places(client.post("/worry", {"text": SERIOUS, "framework": "bathnes"}).text) == []
    for path in ("/worry", "/worry/results"):
        shown = reading.post(path, {"text": SERIOUS, "framework": "bathnes"}).text
        first, last = places(shown)
        assert shown.index("Read this first") < first < shown.index("Closest in the guidance") < last
        forms = re.findall(r'<form method="post" action="/considerations/start".*?</form>', shown, re.DOTALL)
        assert len(forms) == 2
        assert all(SERIOUS in form and "csrfmiddlewaretoken" in form for form in forms)
        ids = re.findall(r' id="([^"]+)"', shown)
        assert len(ids) == len(set(ids))


def test_the_panel_names_whoever_answers_now(client: Client, guidance: dict[str, Edition]) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 25, 20, tzinfo=dt.UTC), tick=False):
        text = search(client, SERIOUS, "staffordshire")
    panel = text[text.index("Read this first") : text.index("Closest in the guidance")]
    assert "Emergency Duty Service (EDS): 0345 604 2886" in panel
    assert "0300 111 8007" not in panel


def test_barnsley_says_that_its_descriptors_must_be_loaded_and_never_that_nothing_was_found(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = search(client, SERIOUS, "barnsley")
    assert "Search needs this guidance’s descriptors, and they are not loaded." in text
    assert "This says nothing about the child." in text
    assert "Read this first" in text  # the panel needs no descriptors
    assert "nothing was found" not in text.lower()
    assert "no results" not in text.lower()


def test_before_adoption_a_worry_is_searched_where_there_are_descriptors(
    client: Client, guidance: dict[str, Edition]
) -> None:
    assert "Closest in the guidance" in search(client, WORRY, "")


def test_the_adopted_guide_is_searched_unless_told(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    adopt(framework=guidance["staffordshire"].framework, by=editor)
    assert "Threshold Framework: ‘Accessing the Right Help at the Right Time’. In order" in search(client, WORRY, "")


def test_without_any_guidance_it_says_whom_to_ask(client: Client, db: None) -> None:
    draft()
    assert "No guidance has been published here yet, so there is nothing to search." in page(client, "/worry")
    assert "Talk to your safeguarding lead." in search(client, WORRY, "")


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n", "\x00\x07"])
def test_an_empty_worry_is_asked_for_at_the_field_and_in_the_summary(
    client: Client, guidance: dict[str, Edition], text: str
) -> None:
    shown = search(client, text)
    assert shown.count("Write what you are worried about, in your own words") == 2
    assert "There is a problem" in shown


def test_an_over_long_worry_is_kept_in_the_box_and_said_at_the_field(
    client: Client, guidance: dict[str, Edition]
) -> None:
    worry = "He is tired. " * 1000
    response = client.post("/worry", {"text": worry, "framework": "bathnes"})
    assert "must be 10,000 characters or fewer" in words(response)
    assert worry.strip() in response.text
    assert "Closest in the guidance" not in response.text


def test_an_enormous_worry_is_refused_with_a_page_that_says_so(client: Client, guidance: dict[str, Edition]) -> None:
    assert "What was sent is too large" in search(client, "x" * 6_000_000, status=413)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> he is hungry and cold",
        "\u202ehe is hungry\u202c 🧒🏽 \u0000 ﷽ \ufeff Zażółć gęślą jaźń",
        "'; DROP TABLE guidance_edition; --",
        "{{ 7 * 7 }} {% raw %} hungry",
        "\n" * 5_000 + "hungry",
    ],
)
def test_strange_texts_are_answered_and_shown_as_text(client: Client, guidance: dict[str, Edition], text: str) -> None:
    response = client.post("/worry", {"text": text, "framework": "bathnes"})
    assert response.status_code == 200
    assert "Closest in the guidance" in response.text
    assert "<script>alert" not in response.text
    assert "49" not in words(response).split("Closest")[0][-200:]


@pytest.mark.parametrize(
    "text", ["a", "!!! ??? ...", "😀😀", "я волнуюсь за ребёнка", "asdkfj qwoeiru zzz", "a" * 9_999]
)
def test_words_that_nothing_is_known_of_are_never_called_close_nor_safe(
    client: Client, guidance: dict[str, Edition], text: str
) -> None:
    shown = search(client, text)
    assert "We could not match these words to the guidance." in shown
    assert "This says nothing about the child." in shown
    assert "Closest in the guidance" not in shown
    assert "If you think a child has been harmed or may be, do not wait: ring now." in shown


def test_a_text_that_is_far_too_long_comes_back_whole_with_what_to_do(client: Client, db: None) -> None:
    published()
    box = client.get("/worry").text
    assert 'maxlength="100000"' in box
    assert "At most 10,000 characters." in box
    answer = client.post("/worry", {"text": "€" * 100_000, "framework": "westmarsh"})
    assert "You wrote 100000. Nothing is lost: shorten it here" in words(answer)
    assert "€" * 100_000 in answer.text


def test_every_worry_of_several_is_answered(client: Client, guidance: dict[str, Edition]) -> None:
    shown = search(
        client,
        "Mia comes in hungry most Mondays. On Friday she hid a bruise on her arm and said mum’s boyfriend gets cross. "
        "Her brother was missing from home on Tuesday night. Mum always answers the phone and wants help.",
    )
    for theme in ("Food and nutrition", "Physical harm and chastisement", "Exploitation and online safety"):
        assert f"{theme} You wrote:" in shown


def test_a_guide_that_went_out_of_use_meanwhile_is_an_error_at_the_field_and_loses_nothing(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    withdraw(edition=guidance["staffordshire"], because="Old", by=editor)
    response = client.post("/worry", {"text": WORRY, "framework": "staffordshire"})
    assert words(response).count("Choose a guidance that is in use") == 2
    assert "his coat is too small" in response.text


def test_results_while_typing_are_the_results_alone(client: Client, guidance: dict[str, Edition]) -> None:
    response = client.post("/worry/results", {"text": WORRY, "framework": "bathnes"})
    assert "Closest in the guidance" in response.text
    assert "<html" not in response.text
    assert client.get("/worry/results").status_code == 405


@pytest.mark.parametrize("framework", ["bathnes", "barnsley"])
def test_links_in_the_answer_open_beside_it_and_say_so(
    client: Client, guidance: dict[str, Edition], framework: str
) -> None:
    response = client.post("/worry/results", {"text": WORRY, "framework": framework})
    links = re.findall(r'<a [^>]*href="/[^>]*>.*?</a>', response.text)
    assert links
    for link in links:
        assert 'target="_blank"' in link
        assert "(opens in new tab)" in link


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "Write what you are worried about, in your own words"),
        ("He is tired. " * 1000, "must be 10,000 characters or fewer"),
    ],
)
def test_results_while_typing_say_what_is_wrong_with_the_words(
    client: Client, guidance: dict[str, Edition], text: str, said: str
) -> None:
    assert words(client.post("/worry/results", {"text": text})).count(said) == 1


def test_too_many_searches_from_one_address_wait_a_minute_and_keep_the_words(
    client: Client, guidance: dict[str, Edition], reading: Client
) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 25, 11, tzinfo=dt.UTC), tick=False):
        for _ in range(SEARCHES_A_MINUTE):
            client.post("/worry/results", {"text": ""})
        response = client.post("/worry", {"text": WORRY, "framework": "bathnes"})
        elsewhere = client.post("/worry", {"text": WORRY, "framework": "bathnes"}, REMOTE_ADDR="192.0.2.9")
    assert response.status_code == 429
    assert "You have searched many times in a minute." in response.text
    assert "999" in response.text
    assert "his coat is too small" in response.text
    assert elsewhere.status_code == 200
    with time_machine.travel(dt.datetime(2026, 3, 25, 11, 1, 5, tzinfo=dt.UTC), tick=False):
        assert client.post("/worry", {"text": WORRY, "framework": "bathnes"}).status_code == 200


def everything_kept() -> dict[str, list[Any]]:
    """Read every row of every table."""
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


def test_a_search_sets_no_cookie_and_keeps_no_word(
    client: Client, guidance: dict[str, Edition], caplog: pytest.LogCaptureFixture
) -> None:
    before = everything_kept()
    with caplog.at_level(logging.DEBUG):
        response = client.post("/worry", {"text": f"{WORRY} zanzibar", "framework": "bathnes"})
        client.post("/worry/results", {"text": f"{WORRY} zanzibar", "framework": "bathnes"})
    assert not response.cookies
    assert not client.cookies
    assert everything_kept() == before
    assert "zanzibar" not in caplog.text
    assert "coat" not in caplog.text
    assert response.headers["Cache-Control"] == "no-store"


def test_a_worry_in_the_address_is_not_searched(client: Client, guidance: dict[str, Edition]) -> None:
    assert "zanzibar" not in client.get("/worry?text=zanzibar").text


def test_a_guide_of_ones_own_is_searched_as_well(client: Client, db: None) -> None:
    published("westmarsh", line("a-1", 1, text="Eats well."), line("a-2", 2, text="Often comes to school hungry."))
    text = search(client, WORRY, "westmarsh")
    assert "Often comes to school hungry." in text
    assert RESTATED not in text


@pytest.mark.parametrize("path", ["/guidance/westmarsh/levels/1", "/guidance/westmarsh/themes/health"])
def test_a_level_without_a_name_is_said_once(client: Client, db: None, path: str) -> None:
    published("westmarsh", line("a-1", 1, text="Eats well."), line("a-2", 2, text="Often comes to school hungry."))
    for shown in (page(client, path), search(client, WORRY, "westmarsh"), page(client, "/guidance/westmarsh/print")):
        assert "Level 1" in shown
        assert "Level 1: Level 1" not in shown
