"""A real server with the demonstration, a real browser, and axe on every page that a journey reaches."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

AXE = Path("node_modules/axe-core/axe.min.js")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
START_SECONDS = 90


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration on a spare port until the last journey ends."""
    data = tmp_path_factory.mktemp("journey")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "RIGHTHELP_MODE": "demo",
        "RIGHTHELP_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'journey.sqlite3'}",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "righthelp.command", "serve", "--demo", "--port", str(port)]
    with (data / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/healthy", server, data / "server.log")
        yield f"http://127.0.0.1:{port}"
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
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def opens(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.sees_a_sound_page()

    def presses(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.sees_a_sound_page()

    def follows(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.sees_a_sound_page()

    def sees(self, text: str) -> None:
        assert text in self.page.locator("main").inner_text(), f"{text!r} is not on {self.page.url}"

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
        self.page.wait_for_url(lambda url: "/demo/sign-in" not in url)  # a click does not wait for the answer
        self.sees_a_sound_page()


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def visitor(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody with JavaScript, at a wide and at a narrow window."""
    yield from _visit(browser, address, width=request.param, javascript=True)


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
    yield Visitor(context.new_page(), address)
    context.close()
