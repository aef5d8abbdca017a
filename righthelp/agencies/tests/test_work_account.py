"""Signing in with the account of an OpenID Connect server: only known people, only by verified address."""

from types import SimpleNamespace
from typing import Any

import pytest
import requests
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.agencies.views import sign_in
from righthelp.audit.queries import events_about


def arriving(email: str, *, verified: Any = True, uid: str = "1", process: str = "login") -> SocialLogin:
    login = SocialLogin(
        user=Practitioner(email=email),
        account=SocialAccount(provider="work", uid=uid),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )
    login.state = {"process": process}
    login.provider = SimpleNamespace(serialize=lambda: {"id": "openid_connect"})
    return login


def finish(client: Client, login: SocialLogin) -> tuple[HttpResponse, HttpRequest]:
    request = client.get("/sign-in").wsgi_request
    with context.request_context(request):
        return complete_login(request, login), request


def refused(client: Client, login: SocialLogin) -> bool:
    before = Practitioner.objects.count()
    answer, request = finish(client, login)
    assert Practitioner.objects.count() == before
    assert not SocialAccount.objects.exists()
    return answer.status_code == 403 and "_auth_user_id" not in request.session


def test_a_known_verified_address_signs_in(client: Client, alice: Practitioner) -> None:
    answer, request = finish(client, arriving("Alice.Adeyemi@example.org"))
    assert answer.headers["Location"] == "/"
    assert request.session["_auth_user_id"] == str(alice.pk)
    assert fresh(alice).has_usable_password()
    names = [event.name for event in events_about(alice)]
    assert names == ["agencies.signed_in", "agencies.work_account_connected"]


def test_the_second_step_is_still_asked_for(client: Client, alice: Practitioner) -> None:
    people.add_second_factor(alice)
    answer, request = finish(client, arriving(alice.email))
    assert answer.headers["Location"] == "/sign-in/code"
    assert "_auth_user_id" not in request.session


def test_a_work_account_is_no_second_step_for_a_role_that_needs_one(client: Client, ada: Practitioner) -> None:
    answer, request = finish(client, arriving(ada.email))
    assert answer.headers["Location"] == "/"
    request.session.save()
    client.cookies["session"] = request.session.session_key or ""
    assert client.get("/people").headers["Location"] == "/account/second-step"


@pytest.mark.parametrize("verified", [False, None, "false", "yes"])
def test_an_address_that_is_not_verified_is_refused(client: Client, alice: Practitioner, verified: Any) -> None:
    assert refused(client, arriving(alice.email, verified=verified))


def test_an_unknown_address_is_refused_and_makes_nobody(client: Client, alice: Practitioner) -> None:
    assert refused(client, arriving("nobody@example.org"))


@pytest.mark.parametrize("field", ["ended_at", "suspended_at"])
def test_leavers_and_suspended_people_are_refused(client: Client, alice: Practitioner, field: str) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(**{field: timezone.now()})
    assert refused(client, arriving(alice.email))


@pytest.mark.parametrize("process", ["connect", "redirect", ""])
def test_nothing_but_signing_in_is_offered(client: Client, alice: Practitioner, process: str) -> None:
    assert refused(client, arriving(alice.email, process=process))


def test_once_tied_the_account_counts_and_not_the_address(client: Client, alice: Practitioner) -> None:
    finish(client, arriving(alice.email))
    again, request = finish(Client(), arriving("alice.married@example.org"))
    assert request.session["_auth_user_id"] == str(alice.pk)
    assert again.headers["Location"] == "/"


def test_an_address_passed_on_does_not_open_its_old_owners_account(client: Client, alice: Practitioner) -> None:
    finish(client, arriving(alice.email))
    answer, request = finish(Client(), arriving(alice.email, uid="2"))
    assert answer.status_code == 403
    assert "_auth_user_id" not in request.session


def test_a_tied_leaver_is_told_whom_to_ask(client: Client, alice: Practitioner) -> None:
    finish(client, arriving(alice.email))
    Practitioner.objects.filter(pk=alice.pk).update(ended_at=timezone.now())
    answer, request = finish(Client(), arriving(alice.email))
    assert answer.headers["Location"] == "/sign-in/ended"
    assert "_auth_user_id" not in request.session


def test_the_adapter_never_opens_signup(rf: Any) -> None:
    assert get_adapter().is_open_for_signup(rf.get("/"), arriving("x@example.org")) is False
    assert not get_account_adapter().is_open_for_signup(rf.get("/"))


class Server:
    """Stands in for the provider."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked: dict[str, Any] = {}

    def get_provider(self, request: HttpRequest, provider_id: str) -> "Server":
        return self

    def redirect(self, request: HttpRequest, **asked: Any) -> HttpResponse:
        if self.error:
            raise self.error
        self.asked = asked
        return HttpResponse("there")


def visit(monkeypatch: pytest.MonkeyPatch, server: Server, address: str = "/sign-in") -> HttpResponse:
    monkeypatch.setattr(sign_in, "get_adapter", lambda: server)
    request = Client().get(address).wsgi_request
    with context.request_context(request):
        return sign_in.work_account(request, provider_id="work")


def test_the_link_goes_to_the_server_to_sign_in_and_back(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    assert visit(monkeypatch, server, "/sign-in?next=/account").content == b"there"
    assert server.asked == {"process": "login", "next_url": "/account"}


def test_a_server_that_does_not_answer_is_explained(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = visit(monkeypatch, Server(requests.ConnectionError()))
    assert answer.status_code == 502
    assert b"does not answer" in answer.content


def test_an_unknown_server_is_not_there(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import Http404

    with pytest.raises(Http404):
        visit(monkeypatch, Server(SocialApp.DoesNotExist()))


def test_a_cancelled_sign_in_is_explained(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from allauth.core.exceptions import ImmediateHttpResponse

    request = Client().get("/sign-in").wsgi_request
    with pytest.raises(ImmediateHttpResponse) as stop:
        get_adapter().on_authentication_error(request, "work", error="cancelled")
    assert b"you stopped the sign-in" in stop.value.response.content
