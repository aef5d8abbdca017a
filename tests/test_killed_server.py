"""The server is killed, again and again, while people send requests for help and write drafts: all that it acknowledged
is on file, whole and once, and so is what was sent again because no answer came."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest

SENDERS, EACH, KILLED_AFTER = 4, 50, (40, 90, 150)
DRAFTS = 20
FIELD = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
PART = re.compile(r"(name|value)=\"([^\"]*)\"")
TEACHERS = ("Amina Yusuf", "Chidi Okafor", "Grace Mensah", "Rachel Stone")
WRITER = "Margaret Bell"


@pytest.mark.database
def test_what_was_acknowledged_is_on_file_whole_and_once_though_the_server_is_killed(tmp_path: Path) -> None:
    with _database(tmp_path) as url, _Server(tmp_path, url) as server:
        senders = [_Sender(server, name) for name in TEACHERS[:SENDERS]]
        writer = _Sender(server, WRITER)
        with ThreadPoolExecutor(SENDERS + 1) as pool:
            working = [*(pool.submit(sender.send_all) for sender in senders), pool.submit(writer.write_drafts)]
            for count in KILLED_AFTER:
                _wait_for(count, senders, working)
                server.kill()
                server.start()
            for one in working:
                one.result(timeout=300)
        sent = [marker for sender in senders for marker in sender.sent]
        assert len(sent) == SENDERS * EACH
        assert sum(sender.cut_off for sender in senders) > 0, "no sending was cut off: this tried nothing"
        on_file, drafts = _on_file(url), _rows(url, DRAFTED)
    assert sorted(on_file) == sorted(sent)
    assert all(is_whole for is_whole in on_file.values())
    assert sorted(drafts) == sorted((f"Draft {marker}", f"Written {marker}") for marker in writer.sent)


class _Server:
    """The demonstration, served in processes of their own, that can be killed and started again."""

    def __init__(self, folder: Path, url: str) -> None:
        self.log = folder / "server.log"
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
            "RIGHTHELP_MODE": "demo",
            "RIGHTHELP_DATA": str(folder),
            "DATABASE_URL": url,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "_Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        command = [sys.executable, "-m", "righthelp.command", "serve", "--demo", "--port", str(self.port)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthy", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()[-3000:]
            time.sleep(0.2)
        pytest.fail(f"the server did not start:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        """End every process of it at once, without a word, as a machine that fails would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class _Sender:
    """Somebody who asks urgently for help, and sends again what was not acknowledged."""

    def __init__(self, server: _Server, name: str) -> None:
        self.port = server.port
        self.cookie = ""
        self.sent: list[str] = []
        self.cut_off = 0
        self._sign_in(name)

    def send_all(self) -> None:
        for _ in range(EACH):
            self._send(str(uuid.uuid4()))

    def _send(self, marker: str) -> None:
        page = self._patiently("GET", "/requests/urgent")[1]
        fields = {
            **_hidden(page),
            "name": f"Child {marker}",
            "where_now": "At school",
            "what_happened": f"Marked {marker}",
            "how_soon": "today",
            "safe_to_speak": "yes",
            "phone": "01632 960123",
        }
        status, answer, _ = self._patiently("POST", "/requests/urgent", fields)
        assert status == 302, re.sub(r"<[^>]+>", " ", answer)[:3000]
        self.sent.append(marker)

    def write_drafts(self) -> None:
        """Begin requests and save a page of each, without sending them."""
        for _ in range(DRAFTS):
            marker = str(uuid.uuid4())
            draft = self._saves("/requests/start", {"children": f"Draft {marker}"})
            self._saves(f"{draft}/questions/worry", {"what_happened": f"Written {marker}", "then": "list"})
            self.sent.append(marker)

    def _saves(self, path: str, answers: dict[str, str]) -> str:
        page = self._patiently("GET", path)[1]
        status, answer, then = self._patiently("POST", path, {**_hidden(page), **answers})
        assert status == 302, re.sub(r"<[^>]+>", " ", answer)[:3000]
        return str(then)

    def _sign_in(self, name: str) -> None:
        page = self._patiently("GET", "/demo/sign-in")[1]
        button = re.search(rf'name="person" value="([^"]*)">{name}<', page)
        assert button, name
        assert self._patiently("POST", "/demo/sign-in", {**_hidden(page), "person": button[1]})[0] == 302

    def _patiently(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, Any]:
        """Ask until an answer comes: what was cut off is sent again just as it was."""
        for _ in range(600):
            try:
                return self._ask(method, path, fields)
            except (OSError, http.client.HTTPException):
                self.cut_off += method == "POST"
                time.sleep(0.2)
        raise TimeoutError(path)

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str, Any]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
            connection.request(method, path, urllib.parse.urlencode(fields or {}), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for value in answer.headers.get_all("Set-Cookie") or ():
                self.cookie = value.partition(";")[0]
            return answer.status, text, answer.headers.get("Location")


def _hidden(page: str) -> dict[str, str]:
    parts = [dict(PART.findall(field)) for field in FIELD.findall(page)]
    return {part["name"]: unescape(part.get("value", "")) for part in parts if "name" in part}


def _wait_for(count: int, senders: list[_Sender], working: "list[Future[None]]") -> None:
    for _ in range(3000):
        for one in working:
            if one.done():
                one.result()  # raises what went wrong there
        if sum(len(sender.sent) for sender in senders) >= count:
            return
        time.sleep(0.05)
    pytest.fail("the senders did not get on")


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """Give an empty database of the kind that this run is about."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'killed.sqlite3'}"
        return
    import psycopg

    name = f"killed_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


ON_FILE = """
    SELECT child.name, answer.text, contact.received_at, contact.due_at, referrer.phone
    FROM front_door_contact AS contact
    LEFT JOIN front_door_namedchild AS child ON child.contact_id = contact.id
    LEFT JOIN front_door_answer AS answer ON answer.contact_id = contact.id AND answer.key = 'what_happened'
    LEFT JOIN front_door_referrer AS referrer ON referrer.contact_id = contact.id
    WHERE child.name LIKE 'Child ________-%' OR answer.text LIKE 'Marked %'
"""

DRAFTED = """
    SELECT child.name, answer.text
    FROM front_door_contact AS contact
    JOIN front_door_namedchild AS child ON child.contact_id = contact.id
    LEFT JOIN front_door_answer AS answer ON answer.contact_id = contact.id AND answer.key = 'what_happened'
    WHERE contact.received_at IS NULL AND child.name LIKE 'Draft ________-%'
"""


def _on_file(url: str) -> dict[str, bool]:
    """Give each marker that is on file, and whether all of its contact is there; two of one fail at once."""
    found: dict[str, bool] = {}
    for name, text, *rest in _rows(url, ON_FILE):
        marker = str(name or text).split()[-1]
        assert marker not in found, "one request is on file twice"
        found[marker] = f"Child {marker}" == name and f"Marked {marker}" == text and all(rest)
    return found


def _rows(url: str, asked: str) -> list[tuple[Any, ...]]:
    if url.startswith("sqlite"):
        import sqlite3

        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as opened:
            return opened.execute(asked).fetchall()
    import psycopg

    with psycopg.connect(url) as connection:
        return connection.execute(asked).fetchall()
