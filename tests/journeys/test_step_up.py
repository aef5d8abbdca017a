"""A lead asks children’s social care to step in: in one action, nothing typed again; at once where it is urgent."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.at_the_front_door import takes
from tests.journeys.conftest import Visitor
from tests.journeys.in_early_help import id_in, ticks

pytestmark = pytest.mark.journey

WHY_NOW = "Ruby told me that she hides the little ones when the landlord’s men come at night."
THEY_SAID = "Carys is frightened, and wants the help. Simon does not know yet."
DECIDED, SAID_YES = "Liam rings the breakfast club by Monday.", "Yes, if it is Liam."  # a meeting, and the mother
HAPPENED = "He came in with a burn on his hand, and says that he may not tell."
LEVEL = "Level 4"
PARTS = "section[aria-labelledby='for-all'] bdi, section[aria-labelledby^='child-'] :is(p, li) bdi"


@pytest.mark.requirement("BN-049", "BN-050", "BP-195")
def test_a_lead_steps_a_family_up_in_one_action_and_nothing_is_typed_again(worker: Visitor) -> None:
    worker.signs_in_as("Liam O’Connell")
    opens_the_family(worker)
    known = {*what_the_plan_says(worker), DECIDED, SAID_YES}
    asks_social_care(worker)
    worker.follows("Asked the front door for help", exact=False)
    contact = id_in(worker)
    front_door = worker.beside("Ioan Popescu")
    finds_everything(front_door, contact, known)


def opens_the_family(lead: Visitor) -> None:
    """Open the early help of the three children from the list."""
    lead.opens("/early-help")
    lead.follows("Ruby, Jude, Nell")
    lead.sees("GOES ON")


def what_the_plan_says(lead: Visitor) -> set[str]:
    """Give every sentence that stands in the plan: needs, worries, goals, actions, strengths, wishes."""
    help_page = lead.page.url
    lead.follows("Open the plan", exact=False)
    lead.page.locator("main").evaluate("it => it.querySelectorAll('details').forEach(one => one.open = true)")
    said = {plain(one) for one in lead.page.locator("main").locator(PARTS).all_inner_texts()}
    assert len(said) > 15, said
    lead.page.goto(help_page)
    return said


def asks_social_care(lead: Visitor) -> None:
    """Write only what is new, on one page, and send it with one press."""
    lead.follows("Ask children’s social care to step in")
    lead.sees("You only write what is new.")
    assert lead.page.locator("main textarea").count() == 3  # why now, what they said, why without them
    ticks(lead, "For which children", ("Ruby", "Jude", "Nell"))
    lead.fills({"Why do you ask now": WHY_NOW, "What did they say": THEY_SAID})
    lead.fills({"On which number": "01632 960 371"})
    lead.chooses({"Does somebody need to act today": "No", "Is it safe to speak": "I am not sure"})
    lead.chooses({"Does the family know": "Yes", "Did they agree": "To a part"})
    for child in ("Ruby", "Jude", "Nell"):
        level = lead.page.get_by_label(f"Which level do you think of for {child}?")
        level.select_option(value=level.locator("option").filter(has_text=LEVEL).get_attribute("value"))
    lead.sends("Send it to the front door")
    lead.sees("The front door has it now, with everything that is written here.")


def finds_everything(worker: Visitor, contact: str, known: set[str]) -> None:
    """Open the contact, and find every sentence that was known, beside what is new."""
    takes(worker, contact)
    worker.sees("It comes from early help, with what was written there.")
    text = plain(worker.page.locator("main").inner_text())
    assert [one for one in (*known, WHY_NOW, THEY_SAID) if one not in text] == []
    for child in ("Ruby Bright", "Jude Bright", "Nell Bright"):
        worker.sees(child)
    expect(worker.page.get_by_text(f"Whoever asked thought of {LEVEL}")).to_have_count(3)
    worker.follows("Open the early help")
    worker.sees("Ruby")
    worker.sees("Asked the front door for help")


@pytest.mark.requirement("SF-014")
def test_an_urgent_worry_leaves_at_once_before_the_family_has_agreed(worker: Visitor) -> None:
    worker.signs_in_as("Hannah Doyle")
    worker.opens("/early-help")
    worker.follows("Imran")
    worker.sees("I want to talk with my sister first.")
    worker.page.get_by_text("If a child may be in danger, do not wait").click()
    worker.follows("Tell the front door now", exact=False)
    worker.sees("Nothing needs to be agreed or finished before this.")
    worker.fills({"What has happened": HAPPENED, "On which number": "01632 960 380"})
    worker.sends("Send it now")
    worker.sees("If a child is in danger, ring as well.")
    worker.sees("Nobody has agreed yet")
    worker.follows("Asked the front door for help", exact=False)
    contact = id_in(worker)
    front_door = worker.beside("Ioan Popescu")
    front_door.opens("/front-door?urgent=yes&way=request")
    front_door.sees("Imran Siddiqui")
    takes(front_door, contact)
    for words in (HAPPENED, "Imran has not settled at his new school.", "I want to talk with my sister first."):
        front_door.sees(words)
    front_door.sees("URGENT")


def plain(text: str) -> str:
    """Give a text on one line."""
    return re.sub(r"\s+", " ", text).strip()
