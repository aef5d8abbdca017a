"""Asking for help without an account: a parent for her own family, and a neighbour who gives no name.

All of it comes from one network address, which may send five in an hour: no journey here sends more than it must.
"""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

STORY = "I cannot sleep, and the children go to school without breakfast."
WAIT = 3_200  # a form sent sooner after it was shown is asked to be sent again


def opens_form(visitor: Visitor, path: str) -> None:
    visitor.opens("/ask")
    visitor.opens(path)
    visitor.page.wait_for_timeout(WAIT)


def sends(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Send", exact=True).click()


def is_thanked(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("heading", name="Thank you. We have what you sent")).to_be_visible()
    visitor.sees_a_sound_page()


def harmless(page: Page) -> list[str]:
    """Answer for the harmless page, which lies outside, and note whence somebody came to it."""
    came_from: list[str] = []

    def answer(route: Route) -> None:
        came_from.append(route.request.headers.get("referer", ""))
        route.fulfill(body="<title>Weather</title><h1>Weather</h1>", content_type="text/html")

    page.route(re.compile(r"https://www\.bbc\.co\.uk/"), answer)
    return came_from


def test_a_parent_asks_for_help_for_her_own_family(visitor: Visitor) -> None:
    page = visitor.page
    opens_form(visitor, "/ask/family")
    visitor.sees("If somebody is in danger now, do not write: ring")
    sends(visitor)  # nothing written yet
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    visitor.sees("Write what is going on")
    visitor.sees_a_sound_page()
    page.get_by_label("What is going on?").fill(STORY)
    page.get_by_label("In the next few days").check()
    page.get_by_label("The child’s name").fill("Maya Example")
    for part, number in (("Day", "3"), ("Month", "5"), ("Year", "2017")):
        page.get_by_role("group", name="Date of birth").get_by_label(part, exact=True).fill(number)
    page.get_by_label("Other children in the same home").fill("Leo Example, 4")
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_label("Mother or father").check()
    page.get_by_label("Your telephone number").fill("01632 960001")
    page.get_by_label("No", exact=True).check()
    sends(visitor)
    is_thanked(visitor)
    expect(page).to_have_url(f"{visitor.address}/ask/family/sent")
    for secret in (STORY, "Maya", "Ana", "960001"):
        assert secret not in page.content()
    page.go_back()  # the form left no step in the history
    expect(page).to_have_url(f"{visitor.address}/ask")


def test_a_neighbour_who_gives_no_name_writes_and_the_next_person_at_the_device_finds_nothing(
    visitor: Visitor,
) -> None:
    page = visitor.page
    opens_form(visitor, "/ask/worried")
    page.get_by_label("What has happened").fill("A boy cries every night at number 4, and nobody comes.")
    page.get_by_label("Where does the child live").fill("4 Mill Lane")
    page.goto(f"{visitor.address}/levels")  # she thinks again
    page.go_back()
    expect(page.get_by_label("What has happened")).to_have_value("")
    expect(page.get_by_label("Where does the child live")).to_have_value("")
    page.wait_for_timeout(WAIT)
    page.get_by_label("What has happened").fill("A boy cries every night at number 4, and nobody comes.")
    page.get_by_label("Where does the child live").fill("4 Mill Lane")
    page.context.set_offline(True)
    sends(visitor)
    expect(page.get_by_text("We could not send this just now.")).to_be_visible()
    page.context.set_offline(False)
    visitor.complaints.clear()  # the browser itself complains of the lost connection
    page.wait_for_timeout(1_100)  # two presses within a second count as one
    sends(visitor)
    is_thanked(visitor)
    visitor.sees("We often cannot tell you what was decided")
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.go_back()
    page.go_forward()
    assert posted == []


def test_what_was_sent_too_quickly_is_asked_for_again_and_keeps_its_words(visitor: Visitor) -> None:
    page = visitor.page
    visitor.opens("/ask/young-person")
    page.get_by_label("What is going on?").fill("I am scared at home.")
    page.get_by_label("Now: I am not safe").check()
    sends(visitor)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    visitor.sees("press Send again")
    assert page.get_by_label("What is going on?").input_value() == "I am scared at home."
    expect(page.get_by_label("Now: I am not safe")).to_be_checked()
    visitor.sees_a_sound_page()


@pytest.mark.parametrize("how", ["button", "keys"])
def test_somebody_leaves_quickly_and_back_does_not_show_the_page(visitor: Visitor, how: str) -> None:
    page = visitor.page
    came_from = harmless(page)
    visitor.opens("/contacts")
    visitor.opens("/ask/family")
    page.get_by_label("What is going on?").fill(STORY)
    if how == "button":
        page.get_by_role("button", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    assert set(came_from) == {""}
    page.go_back()
    expect(page).to_have_url(f"{visitor.address}/contacts")


def test_the_way_out_stays_in_sight_at_the_end_of_the_form(visitor: Visitor) -> None:
    visitor.opens("/ask/family")
    visitor.page.get_by_role("button", name="Send", exact=True).scroll_into_view_if_needed()
    expect(visitor.page.get_by_role("button", name="Leave this page quickly")).to_be_in_viewport()


def test_it_works_without_javascript(plain_visitor: Page) -> None:
    page, address = plain_visitor, plain_visitor.url.rstrip("/")
    page.goto(f"{address}/ask/worried")
    page.get_by_label("What has happened").fill("He is left alone at night.")
    page.wait_for_timeout(WAIT)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you. We have what you sent")).to_be_visible()
    harmless(page)
    page.get_by_role("button", name="Leave this page quickly").click()
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
