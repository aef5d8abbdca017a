"""The menu takes one line at a desk, and stays whole on a small telephone without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey

EVERYBODY = ("Amina Yusuf", "Margaret Bell", "Mei Lin Chan", "Fatima Khan", "Joe Whitfield", "Ioan Popescu")
ENTRY = ".govuk-service-navigation__item"


def signed_in(browser: Browser, address: str, name: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/demo/sign-in")
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()
    return page


@pytest.mark.parametrize("name", EVERYBODY)
def test_at_a_desk_the_menu_is_one_line(browser: Browser, address: str, name: str) -> None:
    page = signed_in(browser, address, name, 1280)
    boxes = [entry.bounding_box() for entry in page.locator(ENTRY).all()]
    assert len(boxes) >= 5
    assert len({box["y"] for box in boxes if box}) == 1
    page.context.close()


@pytest.mark.parametrize("name", EVERYBODY)
def test_on_a_telephone_every_entry_can_be_read_and_pressed(browser: Browser, address: str, name: str) -> None:
    page = signed_in(browser, address, name, 320)
    for link in page.locator(f"{ENTRY} a").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    page.locator(f"{ENTRY} a", has_text="Account").click()
    expect(page).to_have_url(re.compile("/account$"))
    page.context.close()
