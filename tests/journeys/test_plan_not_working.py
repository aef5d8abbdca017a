"""A plan that does not work: said at a review, seen by those who coordinate, thought about again, and better after."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.in_early_help import dates, picks, today

pytestmark = pytest.mark.journey

NOT_WORKING, RISING = "NOT YET MAKING THE DIFFERENCE WE HOPED", "RISK RISING"
LISTS = ("Not yet making the difference we hoped", "Risk rising")
GETS_IN_THE_WAY = "We meet where Tobi does not want to be seen."
WHY_RISING = "He came home with a new telephone, and does not say from whom."
DO_NEXT = "Zofia meets him at the bicycle shop. His mother rings when he is not home by ten."
ACTION = "Go with Tobi to the youth club on two Fridays"
DONE_ABOUT_IT = "Tobi chose the bicycle shop instead. Zofia goes there with him on Thursday."
PUT_OFF = "He wants to finish the bicycle first."
BETTER = "He was home by nine on six evenings of seven, and at school every day."
HOW_WE_KNOW = "His mother’s notes, and the register of the school."


@pytest.mark.requirement("BN-047")
def test_a_plan_that_does_not_work_is_seen_thought_about_again_and_works(worker: Visitor) -> None:
    worker.signs_in_as("Zofia Levy")
    coordinator = worker.beside("Hannah Doyle")
    plan = opens_the_plan(worker)
    says_that_it_does_not_work(worker, plan)
    for title in LISTS:
        sees_in_the_overview(coordinator, title, is_there=True)
    says_what_was_done_about_delay(worker, plan)
    finds_that_it_works(worker, plan)
    sees_how_life_went(worker)
    for title in LISTS:
        sees_in_the_overview(coordinator, title, is_there=False)


def opens_the_plan(lead: Visitor) -> str:
    """Open the plan of the boy from the list of those who lead, and give its address."""
    lead.opens("/plans/reviews")
    lead.follows("Tobi")
    lead.sees(NOT_WORKING)
    expect(lead.page.locator("main")).not_to_contain_text(RISING)
    return lead.page.url.removeprefix(lead.address)


def says_that_it_does_not_work(lead: Visitor, plan: str) -> None:
    """Write a review with both flags; each asks why, and the page says what to think about now."""
    lead.opens(f"{plan}/reviews/add")
    lead.fills({"What has changed": "He is out on most evenings.", "What does the family say": "I am frightened."})
    how_life_is(lead, "harder", "His mother and his tutor say so.")
    lead.chooses({"Does the plan make the difference": "It is not yet", "Is the risk": "Yes, risk is rising"})
    lead.fills({"What is done next": DO_NEXT})
    dates(lead, {"The day by which it is reviewed again": today() + dt.timedelta(days=14)})
    lead.sends("Save the review")
    lead.sees("Say what gets in the way")
    lead.fills({"If not yet": GETS_IN_THE_WAY, "If risk is rising": WHY_RISING})
    lead.sends("Save the review")
    lead.sees("The review is written.")
    lead.opens(plan)
    lead.sees(NOT_WORKING)
    lead.sees(RISING)
    lead.goes_by(lead.page.get_by_text("Last reviewed on").get_by_role("link"))
    for words in (GETS_IN_THE_WAY, WHY_RISING, "Talk to your safeguarding lead today.", "That is nobody’s fault."):
        lead.sees(words)
    lead.follows("Think again about what Tobi needs")
    lead.sees("Tobi")


def how_life_is(lead: Visitor, life: str, how_we_know: str) -> None:
    """Say how life is for the boy, and how that is known."""
    lead.chooses({"How is life for Tobi now": life})
    lead.fills({"How do we know how it is for Tobi": how_we_know})


def sees_in_the_overview(coordinator: Visitor, title: str, *, is_there: bool) -> None:
    """Look at one list of what needs another look, and at whether the boy is in it."""
    coordinator.opens("/early-help/overview")
    coordinator.follows(title)
    family = coordinator.page.locator("main").get_by_role("link", name="Tobi", exact=True)
    expect(family).to_have_count(1 if is_there else 0)
    if is_there:
        coordinator.sees("Zofia Levy leads")


def says_what_was_done_about_delay(lead: Visitor, plan: str) -> None:
    """See what is late, put it off with the reason, and write down what was done about it."""
    lead.opens(plan)
    lead.follows("What is late, and what was done about it")
    lead.sees(f"“{ACTION}” was due on")
    lead.follows("Write down what was done about something late")
    picks(lead, {"What was late": ACTION})
    lead.fills({"What was done about it": DONE_ABOUT_IT})
    lead.sends("Save")
    lead.sees(DONE_ABOUT_IT)
    lead.opens(f"{plan}/progress")
    lead.follows("Put it off", exact=False)
    dates(lead, {"The new day": today() + dt.timedelta(days=7)})
    lead.fills({"Why is it put off": PUT_OFF})
    lead.sends("Save")
    lead.opens(f"{plan}/delay")
    lead.sees(PUT_OFF)
    lead.sees(DONE_ABOUT_IT)
    lead.sees("Nothing is late.")


def finds_that_it_works(lead: Visitor, plan: str) -> None:
    """Review the plan anew: life is better, and neither flag stands any more; what was said before stays readable."""
    lead.opens(f"{plan}/reviews/add")
    lead.sees(DO_NEXT)
    lead.fills({"What has changed": BETTER})
    how_life_is(lead, "better", HOW_WE_KNOW)
    lead.chooses({"Does the plan make the difference": "Yes, or it is on its way", "Is the risk": "No"})
    lead.fills({"What is done next": "We go on in this way."})
    lead.sends("Save the review")
    lead.sees("The review is written.")
    lead.opens(plan)
    standing = lead.page.locator("main p").first
    expect(standing).not_to_contain_text(RISING)
    expect(standing).not_to_contain_text(NOT_WORKING)
    lead.sees("Life is better")
    lead.page.get_by_text("Earlier reviews").click()
    expect(lead.page.locator("main details").filter(has_text="Earlier reviews")).to_contain_text(RISING)


def sees_how_life_went(lead: Visitor) -> None:
    """Find each review in one view, the first one first, and neither flag at the top any more."""
    lead.follows("Whether life gets better, from review to review")
    lead.sees_a_sound_page()
    text = lead.page.locator("main").inner_text()
    assert text.index(GETS_IN_THE_WAY) < text.index(BETTER)
    assert text.index("Harder than before") < text.index(HOW_WE_KNOW)
