"""GOV.UK Notify in place of a mail server: a stand-in for it on the loopback address."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core import mail as sent
from django.utils import timezone
from pytest_django import Settings

from righthelp.messages import actions
from righthelp.messages.actions import send_mail
from righthelp.messages.models import Mail
from righthelp.messages.tests.outbox import put

KEY = "tests-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"


class StandIn(ThreadingHTTPServer):
    """Takes mail as GOV.UK Notify does, and remembers it by reference."""

    status = 201

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.taken: list[dict[str, Any]] = []


class Answer(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 201:
            self.server.taken.append(asked)
        self.say(self.server.status, {"id": "1"})

    def do_GET(self) -> None:
        reference = self.path.partition("reference=")[2]
        self.say(200, {"notifications": [one for one in self.server.taken if one["reference"] == reference]})

    def say(self, status: int, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def notify(settings: Settings, db: None) -> Iterator[StandIn]:
    server = StandIn()
    thread = Thread(target=server.serve_forever)
    thread.start()
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = KEY, "template"
    settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def due_again() -> None:
    Mail.objects.update(next_try_at=timezone.now())


def test_it_goes_there_and_to_no_mail_server(notify: StandIn) -> None:
    made = put()
    assert send_mail(timezone.now()) == 1
    (taken,) = notify.taken
    assert taken["email_address"] == "gran@example.net"
    assert taken["template_id"] == "template"
    assert taken["reference"] == str(made.public_id)
    assert taken["personalisation"]["subject"] == "Your answer is here"
    assert "An answer" in taken["personalisation"]["text"]
    assert sent.outbox == []


def test_killed_before_marking_it_is_not_sent_a_second_time(notify: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(mail: Mail) -> None:
        raise KeyboardInterrupt

    put()
    with monkeypatch.context() as patch:
        patch.setattr(actions, "_note_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            send_mail(timezone.now())
    due_again()
    assert send_mail(timezone.now()) == 1
    assert len(notify.taken) == 1


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_a_refusal_is_tried_again(notify: StandIn, status: int) -> None:
    put()
    notify.status = status
    assert send_mail(timezone.now()) == 0
    assert Mail.objects.get().failed_because == f"GOV.UK Notify did not take the mail ({status})"
    notify.status = 201
    due_again()
    assert send_mail(timezone.now()) == 1


def test_nobody_there_is_tried_again(notify: StandIn, settings: Settings) -> None:
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:9"
    put()
    assert send_mail(timezone.now()) == 0
    assert Mail.objects.get().sent_at is None
