"""A school asks for help in a real browser, without the checks of the journey: how long, and how much it takes."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Frame, Page, sync_playwright

from tests.journeys.conftest import DESK, QUIET, served_demo
from tests.journeys.test_asking_for_help import Teacher, asks

COUNT_PRESSES = "document.addEventListener('pointerdown', () => window.pressed(), true)"


class _Counted(Teacher):
    """Counts pages and presses, and does not look the pages over: that would be most of the time."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, address)
        self.pages = self.presses_made = 0
        page.expose_function("pressed", self._pressed)
        page.add_init_script(COUNT_PRESSES)
        page.on("framenavigated", self._opened)

    def _pressed(self) -> None:
        self.presses_made += 1

    def _opened(self, frame: Frame) -> None:
        self.pages += frame == self.page.main_frame

    def sees_a_sound_page(self) -> None:
        """Wait for the page only."""
        self.page.wait_for_load_state()


def school() -> Iterator[str]:
    """Go from /ask until the request is sent, once; give lines."""
    with (
        tempfile.TemporaryDirectory(prefix="righthelp-journey-") as folder,
        served_demo(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        path = os.environ.get("RIGHTHELP_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        teacher = _Counted(browser.new_context(viewport=DESK).new_page(), address)
        teacher.signs_in_as("Amina Yusuf")
        teacher.pages = teacher.presses_made = 0
        start = time.perf_counter()
        teacher.opens("/ask")
        asks(teacher)
        seconds = time.perf_counter() - start
        yield f"from /ask until sent: {seconds:.1f} s of browser time, {teacher.pages} pages"
        yield f"{teacher.typed} fields typed, {teacher.presses_made} clicks"
        browser.close()
