"""From a worry in ordinary words to what the guidance says."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

WORRY = (
    "He has come in hungry three days this week and there was nothing in his lunch box. "
    "His jumper is the same one since Monday and it is too small. Mum is always polite and he loves reading."
)


def searches(visitor: Visitor, text: str) -> None:
    """Write a worry, press the button and wait for the answer."""
    visitor.page.get_by_label("What are you worried about?").fill(text)
    visitor.page.get_by_role("button", name="See what the guidance says").click()
    expect(visitor.page.locator("#results")).to_be_focused(timeout=10_000)
    visitor.sees_a_sound_page()


@pytest.mark.parametrize("path", ["/", "/worry"])
def test_results_come_while_somebody_types(visitor: Visitor, path: str) -> None:
    visitor.opens(path)
    visitor.page.get_by_label("What are you worried about?").press_sequentially(WORRY[:80])
    expect(visitor.page.get_by_role("heading", name="Closest in the guidance")).to_be_visible(timeout=10_000)
    # a screen reader hears one sentence, not every ladder
    expect(visitor.page.get_by_role("status")).to_contain_text("themes of the guidance are close to your words")
    visitor.sees_a_sound_page()


def test_the_button_answers_and_keeps_the_words(visitor: Visitor) -> None:
    visitor.opens("/")
    searches(visitor, WORRY)
    visitor.sees("Food and nutrition")
    visitor.sees("Close to your words")
    visitor.sees("If you are unsure, or nothing here fits")
    assert visitor.page.get_by_label("What are you worried about?").input_value() == WORRY
    assert "hungry" not in visitor.page.url


def test_a_possible_crime_stands_above_everything_even_when_denied(visitor: Visitor) -> None:
    visitor.opens("/worry")
    searches(visitor, "She has a bruise on her arm and says stepdad slapped her. Mum says he never hit her.")
    first = visitor.page.locator("#results h2").first
    expect(first).to_have_text("Read this first")
    visitor.sees("999")


def test_searching_works_without_javascript(plain_visitor: Page) -> None:
    plain_visitor.get_by_label("What are you worried about?").fill(WORRY)
    plain_visitor.get_by_role("button", name="See what the guidance says").click()
    expect(plain_visitor.get_by_role("heading", name="Closest in the guidance")).to_be_visible()


def test_barnsley_says_that_its_descriptors_must_be_loaded(visitor: Visitor) -> None:
    visitor.opens("/worry?framework=barnsley")
    searches(visitor, WORRY)
    visitor.sees("Search needs this guidance’s descriptors, and they are not loaded.")
    visitor.sees("This says nothing about the child.")


@pytest.mark.parametrize("path", ["/", "/worry"])
def test_back_and_reload_ask_nothing_and_show_the_next_person_an_empty_box(visitor: Visitor, path: str) -> None:
    page = visitor.page
    visitor.opens("/contacts")
    visitor.opens(path)
    searches(visitor, WORRY)
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.goto(f"{visitor.address}/levels")
    for _ in range(2):
        page.go_back()
        expect(page).to_have_url(visitor.address + path)
        expect(page.get_by_label("What are you worried about?")).to_have_value("")
        expect(page.locator("#results")).to_have_text("")
        page.go_forward()
    page.go_back()
    page.get_by_label("What are you worried about?").fill(WORRY)
    posted.clear()
    page.reload()
    expect(page.get_by_label("What are you worried about?")).to_have_value("")
    page.go_back()
    expect(page).to_have_url(f"{visitor.address}/contacts")
    assert posted == []


def test_whatever_she_reads_meanwhile_her_words_and_the_answer_stay_where_they_are(visitor: Visitor) -> None:
    page = visitor.page
    visitor.opens("/worry")
    searches(visitor, WORRY)
    for link in ("More about Food and nutrition (opens in new tab)", "Accessibility"):
        with page.context.expect_page() as opened:
            page.get_by_role("link", name=link).click()
        opened.value.wait_for_load_state()
        opened.value.close()
    assert page.get_by_label("What are you worried about?").input_value() == WORRY
    visitor.sees("Close to your words")


def test_somebody_who_signs_in_beside_the_answer_records_it_without_writing_it_again(visitor: Visitor) -> None:
    page = visitor.page
    visitor.opens("/")
    searches(visitor, WORRY)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="sign in (opens in new tab)").click()
    beside = Visitor(opened.value, visitor.address)
    beside.signs_in_as("Amina Yusuf")
    opened.value.close()  # a press in a window that stands behind another may be lost
    page.bring_to_front()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="See what the guidance says").click()
    visitor.sends("Think this through and record it")
    assert page.get_by_label("What are you worried about?").input_value() == WORRY


def test_an_empty_box_is_asked_for_in_words(visitor: Visitor) -> None:
    visitor.opens("/")
    searches(visitor, "  ")
    visitor.sees("Write what you are worried about, in your own words")
