"""A lead asks for advice without names, gets it, and goes on with names: what was written is not typed again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.at_the_front_door import contact_of
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

STORY = (
    "A boy of about 8 falls asleep in class most mornings. He says that he looks after his sisters at night while "
    "his mother works. We have spoken with her twice, and nothing changed."
)
ADVICE = "Ask for help today. Tell his mother first that you do, and why."


@pytest.mark.requirement("BN-012", "BN-013")
def test_advice_without_names_becomes_a_contact_with_nothing_typed_again(worker: Visitor) -> None:
    worker.signs_in_as("Margaret Bell")
    talk = asks_without_names(worker)
    front_door = worker.beside("Ioan Popescu")
    advises(front_door, talk)
    reads_the_advice(worker, talk)
    request = goes_on_with_names(worker)
    front_door.opens(f"/front-door/{request}")
    front_door.sees(STORY)
    front_door.sees("Theo Marsh")


def asks_without_names(lead: Visitor) -> str:
    lead.opens("/ask")
    lead.follows("Ask for advice without names")
    lead.fills({"What worries you": STORY})
    lead.sends("Send to the front door")
    lead.sees("The front door has it.")
    return contact_of(lead)


def advises(worker: Visitor, talk: str) -> None:
    worker.opens("/consultations")
    worker.opens(f"/consultations/{talk}")
    worker.sees(STORY)
    worker.sends("Give advice")
    worker.chooses({"Would a request": "Yes: ask for help now"})
    worker.fills({"What do you advise": ADVICE})
    worker.sends("Save", exact=False)
    worker.sees("Your advice is written down.")


def reads_the_advice(lead: Visitor, talk: str) -> None:
    lead.opens("/notices")
    lead.follows("The front door answered what you asked without names")
    assert contact_of(lead) == talk
    lead.sees(ADVICE)
    lead.sees("Yes: ask for help now")


def goes_on_with_names(lead: Visitor) -> str:
    """The story stands in the request already, word for word; only the name is new."""
    lead.sends("Ask for help with this")
    request = contact_of(lead)
    lead.follows("What has happened", exact=False)
    expect(lead.page.get_by_label("What has happened that led")).to_have_value(STORY)
    lead.opens(f"/requests/{request}/children/add")
    lead.fills({"Name": "Theo Marsh"})
    lead.sends("Save", exact=False)
    lead.opens(f"/requests/{request}/check")
    lead.sees(STORY)
    lead.sends("Send", exact=False)
    lead.sees("SENT")
    return request
