"""What several journeys do in early help, each on the pages that a worker sees."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from django.utils import timezone

from tests.journeys.conftest import Visitor


def today() -> dt.date:
    """Give the day that the pages hold for today."""
    return timezone.localdate()


def dates(visitor: Visitor, days: Mapping[str, dt.date]) -> None:
    """Write days into their three boxes, each by the beginning of its question."""
    for question, day in days.items():
        boxes = visitor.page.get_by_role("group", name=re.compile(rf"^\s*{re.escape(question)}")).first
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(part, exact=True).fill(str(value))


def picks(visitor: Visitor, answers: Mapping[str, str]) -> None:
    """Pick one of a list for each question, by a part of what stands there."""
    for question, answer in answers.items():
        box = visitor.page.get_by_label(re.compile(rf"^\s*{re.escape(question)}")).first
        named = box.locator("option").filter(has_text=answer).first
        box.select_option(value=named.get_attribute("value"))


def ticks(visitor: Visitor, question: str, names: Sequence[str]) -> None:
    """Tick these in a list, and nothing else."""
    for box in visitor.page.get_by_role("group", name=question).first.get_by_role("checkbox").all():
        box.set_checked(False)
    for name in names:
        visitor.page.get_by_role("group", name=question).first.get_by_label(name).check()


def adds_child(worker: Visitor, name: str, years: int) -> str:
    """Write a child down for the first time, and give the public id of the record."""
    first, _, last = name.partition(" ")
    worker.opens("/records/add")
    worker.fills({"First name": first, "Last name": last, "Or about how old": str(years)})
    worker.fills({"How do you know": "Told by the family"})
    worker.sends("Continue")  # to the people around
    worker.sends("Continue")  # to whoever may be on file already
    for one in worker.page.get_by_label("A new person").all():
        one.check()
    worker.sends("Continue")
    worker.sends("Save", exact=False)
    worker.sees(name)
    return id_in(worker)


def id_in(visitor: Visitor) -> str:
    """Give the public id in the address of the page that somebody is on."""
    found = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", visitor.page.url)
    assert found, visitor.page.url
    return found.group()


def opens_help(worker: Visitor, children: Sequence[str], because: str, so_far: str = "") -> str:
    """Open early help for children whom somebody works with, and give its public id."""
    worker.opens("/early-help/open")
    ticks(worker, "For which children?", children)
    worker.chooses({"How did it come about": "Somebody who works with the family"})
    worker.fills({"What led to it": because, "What help was there already": so_far})
    dates(worker, {"When was the need first seen": today() - dt.timedelta(days=20)})
    worker.sends("Open early help")
    worker.sees("Now offer it to the family")
    return id_in(worker)


def offers(worker: Visitor, help_id: str, to: str, children: Sequence[str], words: str) -> None:
    """Write down that early help was offered to a parent, who agreed to it."""
    worker.opens(f"/early-help/{help_id}/offer")
    worker.chooses({"To whom was it offered": "Somebody else", "They are": "A parent", "What did they say": "They agr"})
    worker.fills({"Their name": to, "How was it offered": "At home, in the kitchen, with the leaflet"})
    worker.fills({"If they agreed: how": "Said back what it is, and that it can be stopped"})
    worker.fills({"What did they say, in their words": words})
    ticks(worker, "About which children", children)
    worker.sends("Save what they said")
    worker.sees("What they said is written down.")


def leaves_open(worker: Visitor) -> None:
    """Say of all that is still open that it may stay as it is."""
    for box in worker.page.get_by_role("group", name="What may stay as it is").get_by_role("checkbox").all():
        box.check()


def begins(worker: Visitor, help_id: str) -> None:
    """Begin early help today, for those for whom somebody agreed."""
    worker.opens(f"/early-help/{help_id}/begin")
    dates(worker, {"From which day": today(), "By when do you hope": today() + dt.timedelta(days=120)})
    worker.sends("Begin early help")
    worker.sees("Early help has begun.")


def names_lead(worker: Visitor, help_id: str, agency: str, who: str, role: str) -> None:
    """Name the lead practitioner, who may work for any agency."""
    worker.opens(f"/early-help/{help_id}/lead")
    picks(worker, {"Which agency": agency})
    worker.sends("Continue")
    picks(worker, {"Who is the lead practitioner": who, "What are they to the family": role})
    dates(worker, {"The day on which this was decided": today()})
    worker.fills({"How was the choice made": "At home, with the family", "Why are they the right": "They are trusted"})
    worker.sends("Name them")
    worker.sees("is the lead practitioner.")


def told(visitor: Visitor, title: str) -> None:
    """Follow the newest notice of this title to the page that it is about."""
    visitor.opens("/notices")
    button, link = (visitor.page.get_by_role("button", name=title), visitor.page.get_by_role("link", name=title))
    visitor.goes_by(button.or_(link).first)
