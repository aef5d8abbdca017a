"""A real server with the demonstration, a real browser, and axe on every page that a journey reaches."""

import datetime as dt
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from righthelp.calendar.rules import LONDON

AXE = Path("node_modules/axe-core/axe.min.js")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
START_SECONDS = 180
DESK = ViewportSize(width=1280, height=900)
TABLET, TELEPHONE = ViewportSize(width=820, height=1180), ViewportSize(width=320, height=800)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration on a spare port until the last journey ends."""
    with served_demo(tmp_path_factory.mktemp("journey")) as address:
        yield address


@contextmanager
def served_demo(data: Path) -> Iterator[str]:
    """Serve the demonstration on a spare port, with data of its own; give its address."""
    port = _spare_port()
    with _served(data, port, "righthelp.command", "serve", "--demo", "--port", str(port)):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def friday_night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration as if it were half past ten in the evening of the Friday to come."""
    today = timezone.localdate()
    friday = today + dt.timedelta(days=(4 - today.weekday()) % 7 + 7)  # never before today: cookies would be over
    moment = dt.datetime.combine(friday, dt.time(22, 30), LONDON)
    with served_at(tmp_path_factory.mktemp("friday"), moment) as address:
        yield address


@contextmanager
def served_at(data: Path, moment: dt.datetime) -> Iterator[str]:
    """Serve the demonstration as if it were a moment; later moments can follow with the same data. Give its address."""
    port = _spare_port()
    with _served(data, port, "tests.journeys.at_a_time", str(port), moment.isoformat()):
        yield f"http://127.0.0.1:{port}"


def _spare_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _served(data: Path, port: int, *module: str) -> Iterator[None]:
    """Run a module that serves, with data of its own, until it is not needed any more."""
    environment = {
        **os.environ,
        "RIGHTHELP_MODE": "demo",
        "RIGHTHELP_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'journey.sqlite3'}",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    log = data / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen([sys.executable, "-m", *module], env=environment, stdout=out, stderr=out)
    try:
        _wait(f"http://127.0.0.1:{port}/healthy", server, log)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310  our own server
                if answer.status == 200:
                    return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        path = os.environ.get("RIGHTHELP_CHROMIUM", "/usr/bin/chromium")
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()


class Visitor:
    """A person at a browser, and what must be true of every page they see."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self._others: list[Visitor] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def opens(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.sees_a_sound_page()

    def sends(self, name: str, *, exact: bool = True) -> None:
        """Press a button that brings another page."""
        self.goes_by(self.page.get_by_role("button", name=name, exact=exact).first)

    def follows(self, name: str, *, exact: bool = True) -> None:
        """Press a link that leads to another page."""
        self.goes_by(self.page.get_by_role("link", name=name, exact=exact).first)

    def goes_by(self, way: Locator) -> None:
        """Press what brings another page, and wait for it: a click does not wait for the answer."""
        with self.page.expect_navigation():
            way.click()
        self.sees_a_sound_page()

    def fills(self, boxes: Mapping[str, str]) -> None:
        """Write into boxes, each by the beginning of its label."""
        for label, text in boxes.items():
            self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.fill(text)

    def chooses(self, answers: Mapping[str, str]) -> None:
        """Choose an answer to each question that has several, by a part of the question."""
        for question, answer in answers.items():
            self.page.get_by_role("group", name=question).first.get_by_label(answer).first.check()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text, use_inner_text=True)

    def sees_a_sound_page(self) -> None:
        """No violation found by axe, nothing wider than the window, nothing in the console."""
        self.page.wait_for_load_state()
        self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults = [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found["violations"]]
        assert faults == [], f"{self.page.url}: {faults}"
        width, window = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= window, f"{self.page.url} is {width} wide in a window of {window}"
        assert self.complaints == [], f"{self.page.url}: {self.complaints}"

    def signs_in_as(self, name: str) -> None:
        self.opens("/demo/sign-in")
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_url(lambda url: "/demo/sign-in" not in url)
        self.sees_a_sound_page()

    def beside(self, name: str, *, as_wide: bool = False) -> "Visitor":
        """Give somebody else, signed in at another browser until this one leaves: at a desk, or in as wide a window."""
        browser = self.page.context.browser
        assert browser, "a page of a browser that is closed"
        size = self.page.viewport_size if as_wide else DESK
        other = Visitor(browser.new_context(viewport=size).new_page(), self.address)
        self._others.append(other)
        other.signs_in_as(name)
        return other

    def leaves(self) -> None:
        """Close the window, and those of everybody beside."""
        for other in self._others:
            other.leaves()
        self.page.context.close()


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def visitor(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody with JavaScript, at a wide and at a narrow window."""
    yield from _visit(browser, address, width=request.param, javascript=True)


@pytest.fixture
def worker(browser: Browser, address: str) -> Iterator[Visitor]:
    """Somebody at a desk, at a wide window."""
    yield from _visit(browser, address, width=DESK["width"], javascript=True)


@pytest.fixture
def night_worker(browser: Browser, friday_night: str) -> Iterator[Visitor]:
    """Somebody at a desk on a Friday night."""
    yield from _visit(browser, friday_night, width=DESK["width"], javascript=True)


@pytest.fixture
def plain_visitor(browser: Browser, address: str) -> Iterator[Page]:
    """Somebody without JavaScript; axe cannot run there, the same pages are checked with it."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def _visit(browser: Browser, address: str, *, width: int, javascript: bool) -> Iterator[Visitor]:
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=javascript
    )
    visitor = Visitor(context.new_page(), address)
    yield visitor
    visitor.leaves()
