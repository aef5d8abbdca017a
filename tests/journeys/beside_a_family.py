"""What journeys of early help share: a nurse who goes from page to page, and days that pass."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Browser, expect

from righthelp.calendar.rules import LONDON
from tests.journeys.conftest import DESK, Visitor, served_at

NURSE = "Liam O’Connell"
AFTERNOON = dt.time(15, 0)


class Nurse(Visitor):
    """Somebody who leads, on the day that it is for the server."""

    today: dt.date

    def goes(self, name: str) -> None:
        """Follow a link of the page that is named like this, also where it looks like a button."""
        wanted, main = re.compile(name), self.page.locator("main")
        self.goes_by(main.get_by_role("link", name=wanted).or_(main.get_by_role("button", name=wanted)).first)

    def goes_below(self, heading: str, name: str) -> None:
        """Follow a link of the part that has this heading: the same stands there for each child."""
        below = self.page.get_by_role("heading", name=heading, exact=True).locator("xpath=following::a")
        self.goes_by(below.filter(has_text=name).first)

    def does_not_see(self, *words: str) -> None:
        """Nothing of this stands on the page."""
        for text in words:
            expect(self.page.locator("main")).not_to_contain_text(text, use_inner_text=True)


@contextmanager
def nurse_on(browser: Browser, data: Path, on: dt.date) -> Iterator[Nurse]:
    """Serve the same demonstration on a day, and have the nurse at a desk that afternoon."""
    with served_at(data, dt.datetime.combine(on, AFTERNOON, LONDON)) as address:
        nurse = Nurse(browser.new_context(viewport=DESK).new_page(), address)
        nurse.today = on
        nurse.signs_in_as(NURSE)
        yield nurse
        nurse.leaves()


def monday_to_come() -> dt.date:
    """Give a Monday that is not over: cookies of a day before today would be."""
    today = timezone.localdate()
    return today + dt.timedelta(days=(-today.weekday()) % 7 + 7)


def path_of(nurse: Nurse) -> str:
    """Give where the page lies: the server has another address on another day."""
    return urlsplit(nurse.page.url).path
