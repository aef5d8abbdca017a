"""A mother says no to sharing, and the worry goes on: with the reasons, and no further than it must."""

import pytest
from playwright.sync_api import expect

from tests.journeys.at_the_front_door import WITHOUT_YES, contact_of, takes
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

WISHES = "She wants nobody told, as she fears that her children are taken away."
GOES_ON = "Two bruises in the shape of a hand weigh more than her wish."
WORRY = "Two bruises on her upper arm, in the shape of a hand."
SAID = "Her mother said no. She fears that her children are taken away."
ALL_THE_SAME = "The bruises: she may be hurt again while we wait."
QUESTION = "When was she last seen, and did anything worry you?"
ANSWER = "Seen on 3 March for a cough. Nothing else was noted."


@pytest.mark.requirement("BP-113", "SF-060", "SF-061")
def test_a_mother_refuses_and_the_worry_goes_on_with_the_reason_why(visitor: Visitor) -> None:
    visitor.signs_in_as("Amina Yusuf")
    child = opens_child(visitor)
    notes_the_refusal(visitor, child)
    request = asks_all_the_same(visitor, child)
    front_door = visitor.beside("Ioan Popescu")
    asks_the_surgery(front_door, request)
    doctor = visitor.beside("Priya Raman")
    answers_seeing_only_the_question(doctor)
    front_door.opens(f"/front-door/{request}")
    front_door.sees(ANSWER)


def opens_child(teacher: Visitor) -> str:
    """Find a child of the school whom nobody else in the demonstration writes about, and give the public id."""
    teacher.opens("/requests/start")
    return str(teacher.page.get_by_label("Ella Dunmore").get_attribute("value"))


def notes_the_refusal(teacher: Visitor, child: str) -> None:
    """One question a page: safe, spoken, who, what; then what follows from a no."""
    teacher.opens(f"/records/{child}/consent")
    teacher.sends("Write down what the family said", exact=False)
    teacher.chooses({"Is it safe": "Yes, it is safe"})
    teacher.sends("Continue")
    teacher.chooses({"Have you spoken": "Yes", "about sharing": "They said no"})
    teacher.sends("Continue")
    teacher.chooses({"Who was it": "Joanne Dunmore", "They are": "A parent"})
    teacher.sends("Continue")
    boxes = {"What is the sharing for": "So that somebody finds out how she came by the bruises"}
    teacher.fills({**boxes, "What information": "The bruises", "With whom": "Social care and her doctor"})
    teacher.sends("Save")
    teacher.sees("They said no: what follows?")
    answers = {"serious harm": "Yes", "What will you do": "Go on without", "advice and approval": "Margaret Bell"}
    teacher.fills({"What do they want": WISHES})
    teacher.chooses(answers)
    teacher.sends("Save")
    teacher.sees("Say why")
    teacher.fills({"Why?": GOES_ON})
    teacher.sends("Save")
    teacher.sees("It is written down what follows.")
    teacher.sees(GOES_ON)


def asks_all_the_same(teacher: Visitor, child: str) -> str:
    """Ask for help, and say what the mother said and why the school asks all the same."""
    teacher.opens(f"/records/{child}/requests/start")
    teacher.sends("Start")
    request = contact_of(teacher)
    teacher.opens(f"/requests/{request}/questions/worry")
    teacher.fills({"What has happened": WORRY})
    teacher.chooses({"How soon": "Today"})
    teacher.sends("Save and back to the list")
    teacher.opens(f"/requests/{request}/questions/family")
    teacher.sees("Written down on")
    teacher.chooses({"Do the parents or carers know": "Yes"})
    teacher.sends("Save and go on", exact=False)
    teacher.fills({"What did they say": SAID, "If they do not know": ALL_THE_SAME})
    teacher.sends("Save and back to the list")
    teacher.opens(f"/requests/{request}/check")
    teacher.sees(ALL_THE_SAME)
    teacher.sends("Send", exact=False)
    teacher.sees("SENT")
    return request


def asks_the_surgery(worker: Visitor, contact: str) -> None:
    """Ask only what matters, without the mother’s yes; the reason on the child’s record goes along, and is needed."""
    takes(worker, contact)
    worker.sees(SAID)
    worker.sees(ALL_THE_SAME)
    worker.follows("Ask an agency")
    worker.page.get_by_label("Which agency").select_option(label="Saltmarsh Surgery")
    worker.fills({"What do you ask": QUESTION})
    worker.chooses(WITHOUT_YES)
    reason = worker.page.get_by_label("Why is it done without their yes")
    expect(reason).to_have_value(f"They said no. {GOES_ON}")
    reason.fill("")
    worker.sends("Ask")
    worker.sees("Say why it is done without their yes")
    reason.fill(GOES_ON)
    worker.sends("Ask")
    worker.sees("The agency is asked. No decision waits for its answer.")
    worker.sees("Why without the family’s yes")


def answers_seeing_only_the_question(doctor: Visitor) -> None:
    """What the school wrote, what the mother said, and why it goes on stay with the front door."""
    doctor.opens("/checks")
    doctor.goes_by(doctor.page.get_by_role("link", name="Asked of Saltmarsh Surgery").last)
    doctor.sees(QUESTION)
    doctor.sees("Ella Dunmore")
    for words in (WORRY, SAID, ALL_THE_SAME, GOES_ON, WISHES, "bruise", "Amina Yusuf", "Alder Road"):
        expect(doctor.page.locator("main")).not_to_contain_text(words)
    doctor.fills({"Facts": ANSWER})
    doctor.sends("Send your answer")
    doctor.sees("Thank you. The front door has your answer.")
