"""The level is not clear, so agencies think together; one sees it differently, which stays beside the decision."""

import pytest

from tests.journeys.at_the_front_door import WITHOUT_YES, contact_of, decides, writes_call_down
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

STORY = "Shouting and things thrown in the flat above, three nights this week. A girl of about 7 cries."
UNCLEAR = "Is this a family worker, or an assessment?"
POLICE_VIEW = "Each night was worse than the one before. Somebody should see her alone."
HEALTH_VIEW = "Her mother came to us by herself on Monday and asked for help."
OUTCOME = "A family worker visits tomorrow, and rings us the same day."
DISSENT = "A family worker cannot see her alone if her father says no."


@pytest.mark.requirement("BP-114")
def test_a_dissent_in_a_discussion_stays_beside_the_decision(worker: Visitor) -> None:
    worker.signs_in_as("Ioan Popescu")
    contact = writes_call_down(worker, "Poppy Lane", STORY)
    calls_police_and_health(worker)
    discussion = contact_of(worker)
    police = worker.beside("Rachel Stone")
    writes_her_own_view(police, discussion)
    notes_what_was_spoken(worker)
    ends_it(worker)
    sees_it_differently(police, discussion)
    worker.opens(f"/front-door/{contact}/decide")
    worker.sees(DISSENT)
    decides(worker, contact, level=3, outcome="Early help", to="The Lantern Project", why=OUTCOME)
    worker.sees("Westmarsh Police sees it differently")
    worker.sees(DISSENT)


def calls_police_and_health(worker: Visitor) -> None:
    worker.follows("Call agencies to think together", exact=False)
    worker.fills({"What is not clear": UNCLEAR, "Why is it done without their yes": "To ask may make him angrier."})
    for agency in ("Westmarsh Police", "Westmarsh Community Health"):
        worker.chooses({"Who is asked": agency})
    worker.chooses(WITHOUT_YES)
    worker.sends("Ask them to take part")
    worker.sees("The agencies are asked to take part. Nothing waits for it.")
    worker.sees("No view yet from")


def writes_her_own_view(police: Visitor, discussion: str) -> None:
    """In her own sign-in, from her notices; she reads what is not clear, and not what was told at the front door."""
    police.opens("/notices")
    police.goes_by(police.page.locator("main li a").first)
    assert contact_of(police) == discussion
    police.sees(UNCLEAR)
    assert "things thrown" not in police.page.locator("main").inner_text()
    police.fills({"Facts": "Called on three nights, each time by another neighbour.", "What do you think": POLICE_VIEW})
    police.chooses({"Which level do you see": "Level 4"})
    police.sends("Send")
    police.sees("It is written down for your agency.")


def notes_what_was_spoken(worker: Visitor) -> None:
    """The health visitor said it on the telephone."""
    worker.page.reload()
    worker.sees(POLICE_VIEW)
    worker.follows("Note the view of an agency")
    worker.page.get_by_label("Which agency").select_option(label="Westmarsh Community Health")
    worker.fills({"Who spoke for it": "Grace Mensah, health visitor", "What do they think": HEALTH_VIEW})
    worker.chooses({"Which level": "Level 3"})
    worker.sends("Save")
    worker.sees(HEALTH_VIEW)


def ends_it(worker: Visitor) -> None:
    worker.follows("End the discussion")
    worker.fills({"What came of it": OUTCOME})
    worker.chooses({"Which level": "Level 3", "Westmarsh Community Health: on the outcome": "Agrees"})
    worker.sends("Save")
    worker.sees("The discussion is ended.")


def sees_it_differently(police: Visitor, discussion: str) -> None:
    police.opens(f"/discussions/{discussion}")
    police.sees(OUTCOME)
    police.chooses({"Do you go along": "Sees it differently"})
    police.fills({"If it sees it differently": DISSENT})
    police.sends("Send")
    police.sees(DISSENT)
