"""A police officer rings on a Friday night: it is written down, and the child is kept safe before anything else."""

import pytest
from playwright.sync_api import expect

from tests.journeys.at_the_front_door import decides
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

OUT_OF_HOURS = "Blessing Adeyinka"
CHILD = "Jodie, about 4, last name not known"
SEEN = "We were called to the flat at ten. Nobody was with her but a man too drunk to stand."
DONE = "Taken to her grandmother’s by two officers, who stay there until we come."
TEAM = "Partnership team, Westmarsh Children’s Services"
WHY = "She was alone with a man who could not look after her, and nobody knows where her mother is."


@pytest.mark.requirement("BP-115")
def test_a_police_officer_rings_on_a_friday_night_and_the_child_is_kept_safe_first(night_worker: Visitor) -> None:
    finds_the_emergency_number_first(night_worker)
    night_worker.signs_in_as(OUT_OF_HOURS)
    night_worker.opens("/front-door")
    night_worker.sees(f"Out of hours: {OUT_OF_HOURS}")
    contact = writes_it_down_while_talking(night_worker)
    notes_what_was_done(night_worker)
    decides(night_worker, contact, level=5, outcome="Action at once", why=WHY, team=TEAM)
    night_worker.sees("Action at once to keep the child safe")
    night_worker.sees(DONE)


def finds_the_emergency_number_first(visitor: Visitor) -> None:
    """As anybody reads it who has no account: 999, then the team that is there at night; no office that is shut."""
    visitor.opens("/ask")
    numbers = visitor.page.locator("main a[href^='tel:']")
    expect(numbers.first).to_have_text("999")
    expect(numbers.nth(1)).to_have_text("01454 615165")
    expect(visitor.page.locator("main a[href='tel:01225396312']")).to_have_count(0)
    visitor.sees("are not there now")


def writes_it_down_while_talking(worker: Visitor) -> str:
    """In the order of the story: who rings and what happened, saved; then the child, the family, and what they want."""
    worker.opens("/front-door/calls")
    worker.sends("Write a new call down")
    worker.fills(
        {
            "Who rings?": "Sergeant Dean Okoro",
            "Who are they to the child": "Police sergeant on the night shift",
            "Their agency": "Westmarsh Police",
            "Number to ring them back": "01632 960 444",
            "What has happened that led": SEEN,
        }
    )
    worker.chooses({"How soon": "Now: a child may be in danger"})
    worker.sends("Save")
    worker.sees("Saved. It is not sent")
    child = worker.page.get_by_role("group", name="The child")
    child.get_by_label("Name", exact=True).fill(CHILD)
    child.get_by_label("Where is the child now").fill("In the flat, with two officers")
    child.get_by_label("Where does the child live").fill("9 Quay Lane, Westmarsh")
    worker.sends("Save")
    worker.sees("Saved. It is not sent")
    expect(worker.page.get_by_label("What has happened that led")).to_have_value(SEEN)
    worker.chooses({"Is it safe to speak": "I am not sure"})
    worker.fills({"What do you want to happen": "Somebody decides tonight where she sleeps."})
    worker.sends("Finish", exact=False)
    worker.sees("It is a contact now, and you work on it.")
    worker.sees("You have it.")
    worker.sees("URGENT")
    worker.sees(SEEN)
    return worker.page.url.rpartition("/")[2]


def notes_what_was_done(worker: Visitor) -> None:
    """Before anybody is looked up, asked, or anything decided."""
    worker.sees("Not decided yet")
    worker.follows("Note what was done at once")
    worker.fills({"What was done": DONE, "With whom": "Sergeant Okoro, incident 214 of tonight"})
    worker.sends("Save")
    worker.sees("It is written down. Go on.")
    worker.sees(DONE)
    worker.sees("Not decided yet")
