"""The connection is lost while somebody writes a request for help: the words stay in the box, and are saved once."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_asking_for_help import begins

pytestmark = pytest.mark.journey

WORDS = "She falls behind, and comes to school hungry."
LOST = "You are not connected. Nothing was saved."


def test_what_was_typed_into_a_draft_stays_in_the_box_and_is_saved_once(worker: Visitor) -> None:
    worker.signs_in_as("Amina Yusuf")
    request, page = begins(worker), worker.page
    worker.opens(f"/requests/{request}/questions/worry")
    box = page.get_by_label("What could happen to the child")
    box.fill(WORDS)
    posted: list[str] = []
    saves = page.url
    page.on("request", lambda sent: posted.append(sent.url) if (sent.method, sent.url) == ("POST", saves) else None)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
    expect(box).to_have_value(WORDS)
    assert posted == []
    page.context.set_offline(False)
    worker.complaints.clear()  # the browser itself complains of the lost connection
    page.wait_for_timeout(1_100)  # two presses within a second count as one
    worker.sends("Save", exact=False)
    worker.opens(f"/requests/{request}/questions/worry")
    expect(page.get_by_label("What could happen to the child")).to_have_value(WORDS)
    assert posted == [saves]


def test_what_was_typed_leaves_nothing_behind_for_the_next_person_at_this_computer(worker: Visitor) -> None:
    worker.signs_in_as("Amina Yusuf")
    request, page = begins(worker), worker.page
    worker.opens(f"/requests/{request}/questions/worry")
    page.get_by_label("What could happen to the child").fill(WORDS)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
    kept = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
    assert page.evaluate(kept) == "[[],[]]"
    page.context.set_offline(False)
    worker.complaints.clear()
    page.context.clear_cookies()  # signed out
    worker.opens("/demo/sign-in")
    page.go_back()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    assert page.locator("textarea").evaluate_all("boxes => boxes.map((box) => box.value)") == []
