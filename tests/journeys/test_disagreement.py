"""A teacher reads what the front door decided, sees it differently, and it goes up to the third step."""

import pytest
from django.utils import timezone

from tests.journeys.at_the_front_door import contact_of, decides, takes
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

STORY = "She told her teacher that she sleeps in the car when her uncle stays."
DECIDED = "Nobody from social care visits."
NEXT = "School goes on with breakfast club."
OUR_VIEW = "Somebody should see where she sleeps, as she said it twice without being asked."
THEIR_VIEW = "Her grandmother says that it was one night in summer."
STILL_OPEN = "Nobody has seen where she sleeps."


@pytest.mark.requirement("BP-118", "BN-067", "BN-068", "BN-069")
def test_a_disagreement_with_a_decision_goes_up_to_the_third_step(visitor: Visitor) -> None:
    visitor.signs_in_as("Amina Yusuf")
    request = asks_for_help(visitor)
    front_door = visitor.beside("Ioan Popescu")
    takes(front_door, request)
    decides(front_door, request, level=2, outcome="No social care role", why=DECIDED)
    answers(front_door, request)
    disagreement = disagrees_from_the_answer(visitor)
    says_what_he_thinks(front_door, disagreement)
    goes_up(visitor, "Step 2 begins: Worker to manager")
    names(visitor, "Margaret Bell", "Blessing Adeyinka")
    note(visitor, disagreement, {"What facts": STORY, "What do they think": OUR_VIEW}, side="Margaret Bell")
    goes_up(visitor, "Step 3 begins: Manager to manager")
    visitor.sees("Step 2")
    visitor.sees(OUR_VIEW)
    visitor.sees(THEIR_VIEW)
    visitor.sees("The child’s plan goes on meanwhile.")


def asks_for_help(teacher: Visitor) -> str:
    teacher.opens("/requests/start")
    teacher.page.get_by_label("Eve Dunmore").check()
    teacher.sends("Start")
    request = contact_of(teacher)
    teacher.opens(f"/requests/{request}/questions/worry")
    teacher.fills({"What has happened": STORY})
    teacher.sends("Save and back to the list")
    teacher.opens(f"/requests/{request}/check")
    teacher.sends("Send", exact=False)
    teacher.sees("SENT")
    return request


def answers(worker: Visitor, contact: str) -> None:
    worker.opens(f"/front-door/{contact}/reply")
    worker.fills({"What was decided": DECIDED, "Why, as far": "Her grandmother was rung.", "What happens next": NEXT})
    worker.sends("Save your answer")


def disagrees_from_the_answer(teacher: Visitor) -> str:
    """From the notice to the answer, and from there to a form that knows already what was decided, and by whom."""
    teacher.opens("/notices")
    teacher.goes_by(teacher.page.get_by_role("link", name="answer").first)
    teacher.sees(DECIDED)
    teacher.follows("Disagree with what was decided for Eve Dunmore")
    teacher.chooses({"at risk now": "No"})
    teacher.sends("Continue")
    teacher.sees(DECIDED)
    wants = "Somebody visits and sees where she sleeps."
    teacher.fills({"What are the facts": STORY, "What do you think": OUR_VIEW, "What should be different": wants})
    teacher.sends("Raise the disagreement")
    teacher.sees("You raised a disagreement with Ioan Popescu. Now talk with them.")
    teacher.sees("Step 1 of 6: Worker to worker")
    return contact_of(teacher)


def says_what_he_thinks(worker: Visitor, disagreement: str) -> None:
    note(worker, disagreement, {"What facts": "Rung on the day it came.", "What do you think": THEIR_VIEW})


def note(visitor: Visitor, disagreement: str, boxes: dict[str, str], side: str = "") -> None:
    visitor.opens(f"/disagreements/{disagreement}")
    visitor.sends("Note what was said")
    if side:
        visitor.chooses({"Who said it": side})
    today = timezone.localdate()
    visitor.fills({"Day": f"{today.day}", "Month": f"{today.month}", "Year": f"{today.year}", **boxes})
    visitor.sends("Note it")
    visitor.sees("Noted. It stays as you wrote it")


def goes_up(teacher: Visitor, step: str) -> None:
    teacher.page.reload()
    teacher.sends("It is not settled: next step")
    teacher.fills({"Why is it not settled": STILL_OPEN})
    teacher.sends("Go to the next step")
    teacher.sees(step)


def names(teacher: Visitor, ours: str, theirs: str) -> None:
    teacher.sends("Say who speaks with whom")
    teacher.fills({"Who speaks for your side": ours, "Who speaks for the other side": theirs})
    teacher.sends("Save who speaks")
    teacher.sees(f"{ours} speaks with {theirs}")
