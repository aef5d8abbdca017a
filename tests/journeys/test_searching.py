"""From a worry in ordinary words to what the guidance says."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

WORRY = (
    "He has come in hungry three days this week and there was nothing in his lunch box. "
    "His jumper is the same one since Monday and it is too small. Mum is always polite and he loves reading."
)


def test_results_come_while_somebody_types(visitor: Visitor) -> None:
    visitor.opens("/worry")
    visitor.page.get_by_label("What are you worried about?").press_sequentially(WORRY[:80])
    expect(visitor.page.get_by_role("heading", name="Closest in the guidance")).to_be_visible(timeout=10_000)
    # a screen reader hears one sentence, not every ladder
    expect(visitor.page.get_by_role("status")).to_contain_text("themes of the guidance are close to your words")
    visitor.sees_a_sound_page()


def test_the_button_answers_and_keeps_the_words(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.page.get_by_label("What are you worried about?").fill(WORRY)
    visitor.presses("See what the guidance says")
    visitor.sees("Food and nutrition")
    visitor.sees("Close to your words")
    visitor.sees("If you are unsure, or nothing here fits")
    assert visitor.page.get_by_label("What are you worried about?").input_value() == WORRY
    assert "hungry" not in visitor.page.url


def test_a_possible_crime_stands_above_everything_even_when_denied(visitor: Visitor) -> None:
    visitor.opens("/worry")
    visitor.page.get_by_label("What are you worried about?").fill(
        "She has a bruise on her arm and says stepdad slapped her. Mum says he never hit her."
    )
    visitor.presses("See what the guidance says")
    first = visitor.page.locator("#results h2").first
    expect(first).to_have_text("Read this first")
    visitor.sees("999")


def test_searching_works_without_javascript(plain_visitor: Page) -> None:
    plain_visitor.get_by_label("What are you worried about?").fill(WORRY)
    plain_visitor.get_by_role("button", name="See what the guidance says").click()
    expect(plain_visitor.get_by_role("heading", name="Closest in the guidance")).to_be_visible()


def test_barnsley_says_that_its_descriptors_must_be_loaded(visitor: Visitor) -> None:
    visitor.opens("/worry?framework=barnsley")
    visitor.page.get_by_label("What are you worried about?").fill(WORRY)
    visitor.presses("See what the guidance says")
    visitor.sees("Search needs this guidance’s descriptors, and they are not loaded.")
    visitor.sees("This says nothing about the child.")
