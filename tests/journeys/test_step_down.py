"""A family steps down from the front door to early help: with what is known of both children and the earlier plan."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.journeys.at_the_front_door import FIVE, takes
from tests.journeys.conftest import Visitor
from tests.journeys.in_early_help import (
    adds_child,
    begins,
    dates,
    id_in,
    leaves_open,
    names_lead,
    offers,
    opens_help,
    picks,
    ticks,
    today,
    told,
)

pytestmark = pytest.mark.journey

FIRST, SECOND = "Odette Farrow", "Milo Farrow"
MOTHER = "Bea Farrow, their mother"
BECAUSE = "Their mother has been ill, and Odette looks after everybody."
SO_FAR = "The school lends them a key for the breakfast room."
STRENGTH = "The two make each other laugh."
WORRY = "If Odette goes on looking after everybody, she may have no childhood of her own."
GOAL = "Odette is with friends on two afternoons a week."
ACTION = "Ask the young carers’ group for a place"
IS_FOR = "So that Odette has time for herself"
WHY_UP = "Their mother was taken to hospital, and nobody was at home with them."
ENDED = "Social care looks at it now."
WHY_DOWN = "Their mother is home and well. Their aunt lives with them. What is left, early help does better."
NEED = "Somebody who sees to it that Odette has time for herself."
WAITS = "Early help waits for somebody in your agency to take it up"


@pytest.mark.requirement("BN-049", "BP-026")
def test_two_children_step_down_together_with_what_is_known_and_with_the_earlier_plan(worker: Visitor) -> None:
    worker.signs_in_as("Kofi Asante")
    earlier = has_an_earlier_plan(worker)
    contact = steps_up(worker, earlier)
    front_door = worker.beside("Ioan Popescu")
    decides_for_both(front_door, contact)
    coordinator = worker.beside("Hannah Doyle")
    takes_it_with_all_that_is_known(coordinator)
    finds_the_earlier_plan_again(coordinator)
    begins_after_agreement(coordinator, id_in(coordinator))


def has_an_earlier_plan(worker: Visitor) -> str:
    """Open early help for both, have it agreed and begun, and write its plan; give its public id."""
    for name, years in ((FIRST, 12), (SECOND, 5)):
        adds_child(worker, name, years)
    it = opens_help(worker, (FIRST, SECOND), BECAUSE, SO_FAR)
    offers(worker, it, MOTHER, ("Odette", "Milo"), "Please do.")
    begins(worker, it)
    names_lead(worker, it, "Westmarsh Family Hubs", "Myself", "Family hub")
    worker.follows("Open the plan", exact=False)
    plan = worker.page.url.removeprefix(worker.address)
    worker.opens(f"{plan}/strengths/add")
    worker.chooses({"Whom is it about": "All the children"})
    worker.fills({"What goes well": STRENGTH})
    worker.sends("Save")
    worker.opens(f"{plan}/worries/add")
    worker.chooses({"Whom is it about": "Odette"})
    worker.fills({"What are you worried about": WORRY})
    worker.sends("Save and continue")
    worker.fills({"What would you see": GOAL})
    worker.sends("Save and continue")
    worker.fills({"What will be done": ACTION, "What is it for": IS_FOR})
    picks(worker, {"Who does it": "Kofi Asante"})
    dates(worker, {"By when": today() + dt.timedelta(days=30)})
    worker.sends("Save")
    worker.sees(GOAL)
    return it


def steps_up(worker: Visitor, it: str) -> str:
    """Ask social care to step in, and end early help, as social care goes on; give the contact."""
    worker.opens(f"/early-help/{it}/step-up")
    ticks(worker, "For which children", ("Odette", "Milo"))
    worker.fills({"Why do you ask now": WHY_UP, "On which number": "01632 960 372"})
    worker.chooses({"Does somebody need to act today": "No", "Is it safe to speak": "Yes"})
    worker.chooses({"Does the family know": "Yes", "Did they agree": "Yes"})
    worker.sends("Send it to the front door")
    worker.follows("Asked the front door for help", exact=False)
    contact = id_in(worker)
    worker.opens(f"/early-help/{it}/end")
    leaves_open(worker)
    worker.chooses({"How does it end": "goes on with children’s social care"})
    worker.fills({"What is different": ENDED, "What does the family say": "Bea agrees.", "Where does the": ENDED})
    worker.sends("End early help")
    worker.sees("Early help has ended.")
    return contact


def decides_for_both(worker: Visitor, contact: str) -> None:
    """Decide early help for both children of one contact, to one team, in one sitting."""
    takes(worker, contact)
    worker.opens(f"/front-door/{contact}/decide")
    worker.fills({**dict.fromkeys(FIVE, "No"), "Does the child need services": NEED})
    worker.chooses({"Which level": "Level 2", "What happens now": "Early help"})
    picks(worker, {"Which team takes it up": "Westmarsh Family Hubs"})
    worker.fills({"Why?": WHY_DOWN})
    worker.chooses({f"Do you decide for {SECOND}": "Yes", f"Do you decide for {FIRST}": f"The same as for {SECOND}"})
    worker.sends("Decide")
    worker.sees("It is decided")


def takes_it_with_all_that_is_known(coordinator: Visitor) -> None:
    """Hear that it waits; both children come together, with why and with the help that there was; take it."""
    told(coordinator, WAITS)
    for words in ("Milo and Odette", WHY_DOWN, SO_FAR, ACTION, "The front door passed it on", "Nobody has agreed yet"):
        coordinator.sees(words)
    coordinator.sees("TO BE AGREED WITH THE FAMILY")
    coordinator.sends("I will offer it")
    coordinator.sees("You see to it now.")
    expect(coordinator.page.get_by_role("link", name="Begin early help")).to_have_count(0)
    coordinator.opens("/early-help")
    coordinator.follows("Milo, Odette")


def finds_the_earlier_plan_again(coordinator: Visitor) -> None:
    """Open the plan that it goes on from, and go back."""
    here = coordinator.page.url
    coordinator.follows("The plan that it goes on from")
    for words in (GOAL, ACTION, IS_FOR):
        coordinator.sees(words)
    coordinator.page.goto(here)
    coordinator.sees_a_sound_page()


def begins_after_agreement(coordinator: Visitor, it: str) -> None:
    """It cannot begin before the family agrees; then it begins, and the plan holds what was not reached."""
    coordinator.opens(f"/early-help/{it}/begin")
    coordinator.sees("Nobody has agreed to early help")
    offers(coordinator, it, MOTHER, ("Odette", "Milo"), "Yes, we want Kofi again.")
    begins(coordinator, it)
    coordinator.follows("Open the plan", exact=False)
    for words in (STRENGTH, WORRY, GOAL, NEED, "This plan goes on from an earlier one."):
        coordinator.sees(words)
