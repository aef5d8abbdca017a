"""The worklist of the front door, worked without a mouse."""

import pytest

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey
MOST_TABS = 80


def test_the_worklist_is_worked_with_the_keyboard_alone(worker: Visitor) -> None:
    """A filter, the first contact that it shows, and the button to take it: with Tab and Enter, and no mouse."""
    worker.signs_in_as("Ioan Popescu")
    worker.opens("/front-door")
    enters(worker, "nav a", "Waiting for somebody")
    enters(worker, ".rh-rows a", "")
    worker.sees("Nobody has taken it yet")
    enters(worker, "button", "Take it")
    worker.sees("You have it")


def enters(visitor: Visitor, kind: str, words: str) -> None:
    """Go with Tab to the first of a kind in the page that begins with these words, and press Enter."""
    found = (
        "([kind, words]) => (at => at.matches(kind) && at.innerText.trim().startsWith(words))(document.activeElement)"
    )
    for _ in range(MOST_TABS):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(found, [f"main {kind}", words]):
            with visitor.page.expect_navigation():
                visitor.page.keyboard.press("Enter")
            return visitor.sees_a_sound_page()
    pytest.fail(f"the keyboard does not reach {kind} {words}")
