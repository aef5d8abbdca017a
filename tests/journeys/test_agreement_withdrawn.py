"""A mother takes her yes back: it ends for her daughter, and goes on for her son, whose father agrees."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.in_early_help import adds_child, begins, names_lead, offers, opens_help, told

pytestmark = pytest.mark.journey

GIRL, BOY = "Poppy Lindqvist", "Rowan Reed"
MOTHER, FATHER = "Wanda Lindqvist, her mother", "Callum Reed, his father"
BACK = "It is too much for me now. Please stop coming."
TAKEN_BACK = "A family took its agreement to early help back"
DECIDE = "A family took a yes back: decide the next steps"
STEPS = "Liam rings her on Monday. Nobody visits. The school goes on as before."
WHY = "No child is at risk of harm, and she can come back when she likes."
ENDS = "Her mother does not want it now. The school nurse keeps an eye on her at school."


@pytest.mark.requirement("BP-203", "SF-010")
def test_a_mother_takes_her_yes_back_and_it_goes_on_for_the_child_whose_father_agrees(worker: Visitor) -> None:
    worker.signs_in_as("Kofi Asante")
    it = begins_with_both(worker)
    lead, coordinator = worker.beside("Liam O’Connell"), worker.beside("Hannah Doyle")
    takes_it_back(worker, it)
    for one in (lead, coordinator):
        hears_of_it(one)
    decides_next(coordinator)
    ends_for_the_girl(lead, it)
    goes_on_for_the_boy(lead, it)


def begins_with_both(worker: Visitor) -> str:
    """Have the mother agree for both and the father for his son; it begins, led by the school nurse."""
    for name, years in ((GIRL, 9), (BOY, 6)):
        adds_child(worker, name, years)
    it = opens_help(worker, (GIRL, BOY), "Both are often hungry at school.")
    offers(worker, it, MOTHER, ("Poppy", "Rowan"), "Yes, if it stays with us.")
    offers(worker, it, FATHER, ("Rowan",), "I want this for him.")
    begins(worker, it)
    names_lead(worker, it, "Westmarsh Community Health", "Liam O’Connell", "School nurse")
    expect(worker.page.locator("main")).not_to_contain_text("TAKEN BACK")
    return it


def takes_it_back(worker: Visitor, it: str) -> None:
    """Write down that the mother took it back, for both children at once."""
    worker.opens(f"/early-help/{it}")
    worker.follows("Wanda Lindqvist", exact=False)
    worker.fills({"What did they say": BACK})
    worker.page.get_by_role("group", name="another child").get_by_role("checkbox").first.check()
    worker.sends("Save")
    worker.sees("A manager now decides the next steps.")


def hears_of_it(visitor: Visitor) -> None:
    """Learn from a notice that names nobody, and read on the page whom it is about and what was said."""
    told(visitor, TAKEN_BACK)
    visitor.sees("AGREEMENT TAKEN BACK: Poppy")
    visitor.sees(BACK)
    expect(visitor.page.locator("main")).not_to_contain_text("AGREEMENT TAKEN BACK: Rowan")


def decides_next(coordinator: Visitor) -> None:
    """Decide what happens next, and why: who coordinates early help does so as a manager does."""
    told(coordinator, DECIDE)
    coordinator.sees(BACK)
    expect(coordinator.page.get_by_label("Which manager")).to_have_count(0)
    coordinator.fills({"What happens next": STEPS, "Why?": WHY})
    coordinator.sends("Save")
    coordinator.sees("The next steps are written down.")


def ends_for_the_girl(lead: Visitor, it: str) -> None:
    """Have the lead read the next steps, and end it for the girl alone."""
    lead.opens(f"/early-help/{it}")
    lead.sees(STEPS)
    lead.follows("end it for Poppy", exact=False)
    lead.sees("It goes on for the other children.")
    lead.chooses({"How does it end for this child": "They chose not to have it"})
    lead.fills({"Why does it end": ENDS})
    lead.sends("End it for this child")
    lead.sees("Early help has ended for Poppy.")


def goes_on_for_the_boy(lead: Visitor, it: str) -> None:
    """See that it goes on for the boy, with his father’s yes, and that his lead works on."""
    lead.sees("It ended for Poppy")
    lead.sees(ENDS)
    lead.sees("GOES ON")
    lead.sees("I want this for him.")
    expect(lead.page.locator("main")).not_to_contain_text("AGREEMENT TAKEN BACK")
    lead.follows("Open the plan", exact=False)
    lead.sees("Rowan")
    lead.page.go_back()
    lead.follows("End early help")
    lead.sees("For Rowan.")
