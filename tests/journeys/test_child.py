"""A teacher opens a child at a glance from her list, and goes from its parts to where each is kept."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey
PARTS = ("Who the child is", "Who they live with", "Before you ring, write or visit", "Level of support over time",
         "Work going on, and days that run", "People around the child", "What happened lately", "The family, drawn",
         "Documents")  # fmt: skip
KEPT = ("The full record", "Names, dates and what else is known, with sources", "People around them, before and now",
        "The whole chronology", "The genogram, with the same in words and what is missing",
        "Write in the chronology", "Think about the child’s needs")  # fmt: skip
DEPTHS = "[...document.querySelectorAll('main h1, main h2, main h3, main h4')].map(one => Number(one.tagName[1]))"


def at_a_glance(visitor: Visitor) -> str:
    visitor.signs_in_as("Amina Yusuf")
    visitor.opens("/children")
    visitor.follows("Keira Dunmore")
    return visitor.page.url


def test_she_sees_every_part_of_a_child_at_a_glance(visitor: Visitor) -> None:
    assert "/children/" in at_a_glance(visitor)
    for part in PARTS:
        assert visitor.page.get_by_role("heading", name=part, exact=True).count() == 1, part
    depths: list[int] = visitor.page.evaluate(DEPTHS)
    assert depths[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(depths))


def test_she_goes_from_each_part_to_where_it_is_kept(visitor: Visitor) -> None:
    page = at_a_glance(visitor)
    for link in KEPT:
        visitor.page.goto(page)
        visitor.goes_by(visitor.page.get_by_text(link, exact=True).first)
        expect(visitor.page, link).not_to_have_url(page)


def test_contents_lead_down_the_page_by_keyboard(visitor: Visitor) -> None:
    at_a_glance(visitor)
    visitor.page.get_by_role("link", name="What happened lately", exact=True).focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile("#happened$"))


def test_what_is_printed_for_a_visit_says_neither_the_words_nor_what_happened(visitor: Visitor) -> None:
    at_a_glance(visitor)
    visitor.page.emulate_media(media="print")
    printed = visitor.page.locator("main").inner_text()
    assert "For professionals only" in printed
    assert "Who they live with" in printed
    for left_out in ("What the child says", "What happened lately", "Documents", "Note a call, talk or visit"):
        assert left_out not in printed, left_out


def test_it_works_without_javascript(plain_visitor: Page) -> None:
    page = plain_visitor
    page.goto(f"{page.url.rstrip('/')}/demo/sign-in")
    page.get_by_role("button", name="Amina Yusuf").first.click()
    page.get_by_role("link", name="Children", exact=True).first.click()
    page.get_by_role("link", name="Keira Dunmore").first.click()
    assert page.get_by_role("heading", name="Who the child is").is_visible()
