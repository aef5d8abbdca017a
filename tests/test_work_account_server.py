"""Signing in with a work account, from the link to the page, against a server that speaks OpenID Connect."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client
from pytest_django import Settings

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people

CLIENT, SECRET = "right-help", "a secret for this test alone, long enough"


class WorkServer(BaseHTTPRequestHandler):
    """One account; answers what the standard asks of a server."""

    claims: dict[str, Any] = {}  # noqa: RUF012  set by each test
    asked: list[dict[str, list[str]]] = []  # noqa: RUF012

    @property
    def _here(self) -> str:
        return f"http://{self.headers['Host']}"

    def do_GET(self) -> None:
        if self.path == "/userinfo":
            return self._say(self.claims)
        here = self._here
        return self._say(
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorise",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append(sent)
        if sent["client_secret"] != [SECRET] or sent["code"] != ["good"]:
            return self._say({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        token = {"iss": self._here, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        return self._say({"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(token, SECRET)})

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output quiet."""

    def _say(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def alice(db: None) -> Practitioner:
    """Give a teacher who may sign in."""
    return people.teacher(people.school())


@pytest.fixture
def server(settings: Settings) -> Iterator[type[WorkServer]]:
    """Run the server on a spare loopback port, and set Right Help to it as operations.md says."""
    WorkServer.asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), WorkServer)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    app = {
        "provider_id": "work", "name": "your work account", "client_id": CLIENT, "secret": SECRET,
        "settings": {"server_url": f"http://127.0.0.1:{running.server_address[1]}"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.ROOT_URLCONF = "tests.work_account_urls"
    yield WorkServer
    running.shutdown()
    running.server_close()


def goes_there_and_comes_back(client: Client, **answer: str) -> Any:
    """Follow the link, let the server answer to the address it was given, and give the page that follows."""
    link = client.get("/work-account/work?next=/account")
    assert link.status_code == 302
    asked = parse_qs(urlsplit(link.headers["Location"]).query)
    assert asked["client_id"] == [CLIENT]
    assert "openid" in asked["scope"][0]
    back = urlsplit(asked["redirect_uri"][0]).path
    return client.get(back, {"state": asked["state"][0], **answer})


def test_somebody_the_server_vouches_for_is_signed_in(
    server: type[WorkServer], client: Client, alice: Practitioner
) -> None:
    server.claims = {"sub": "77", "email": alice.email, "email_verified": True}
    page = goes_there_and_comes_back(client, code="good")
    assert (page.status_code, page.headers["Location"]) == (302, "/account")
    assert client.session["_auth_user_id"] == str(alice.pk)
    assert server.asked[0]["grant_type"] == ["authorization_code"]


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "77", "email": "alice.adeyemi@example.org", "email_verified": False},
        {"sub": "77", "email": "alice.adeyemi@example.org"},
        {"sub": "77", "email": "nobody@example.org", "email_verified": True},
    ],
)
def test_anybody_else_is_turned_away_in_plain_words(
    server: type[WorkServer], client: Client, alice: Practitioner, claims: dict[str, Any]
) -> None:
    server.claims = claims
    page = goes_there_and_comes_back(client, code="good")
    assert page.status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("answer", [{"code": "stolen"}, {"error": "access_denied"}])
def test_a_refused_or_cancelled_sign_in_is_explained(
    server: type[WorkServer], client: Client, alice: Practitioner, answer: dict[str, str]
) -> None:
    page = goes_there_and_comes_back(client, **answer)
    assert page.status_code == 403
    assert b"you stopped the sign-in" in page.content
    assert "_auth_user_id" not in client.session


def test_an_answer_that_nobody_asked_for_signs_nobody_in(
    server: type[WorkServer], client: Client, alice: Practitioner
) -> None:
    server.claims = {"sub": "77", "email": alice.email, "email_verified": True}
    page = client.get("/work-account/work/answer", {"state": "made-up", "code": "good"})
    assert page.status_code == 403
    assert not server.asked
    assert "_auth_user_id" not in client.session
