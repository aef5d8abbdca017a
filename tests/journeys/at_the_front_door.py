"""What several journeys do at the front door, each on the pages that a worker sees."""

from tests.journeys.conftest import Visitor

FIVE = (
    "Does the child need protection",
    "Does the child need services",
    "Is the child in need",
    "Is there reasonable cause",
    "Do you need more assessments",
)
WITHOUT_YES = {"Did the family say yes": "No, or they were not asked", "What does the law": "part of our official task"}


def contact_of(visitor: Visitor) -> str:
    """Give the last part of the address of the page that somebody is on: the contact’s public id."""
    return visitor.page.url.partition("#")[0].rpartition("/")[2]


def writes_call_down(worker: Visitor, child: str, story: str) -> str:
    """Write a short telephone call down and finish it; give the contact that it is now."""
    worker.opens("/front-door/calls/start")
    worker.fills({"Who rings?": "A neighbour", "What has happened that led": story})
    worker.chooses({"How soon": "In the next few days"})
    worker.page.get_by_role("group", name="The child").get_by_label("Name", exact=True).fill(child)
    worker.sends("Finish", exact=False)
    worker.sees("It is a contact now")
    return contact_of(worker)


def takes(worker: Visitor, contact: str) -> None:
    """Take a contact that waits."""
    worker.opens(f"/front-door/{contact}")
    worker.sends("Take it", exact=False)
    worker.sees("You have it")


def decides(worker: Visitor, contact: str, *, level: int, outcome: str, why: str, to: str = "", team: str = "") -> None:
    """Decide for the one child of a contact, and see it said."""
    worker.opens(f"/front-door/{contact}/decide")
    worker.fills(dict.fromkeys(FIVE, "As far as we know today: see the reason"))
    worker.chooses({"Which level": f"Level {level}", "What happens now": outcome})
    worker.fills({"Why?": why, "Or to whom does it go": to})
    if team:
        worker.page.get_by_label("Which team takes it up?").select_option(team)
    worker.sends("Decide")
    worker.sees("It is decided")
