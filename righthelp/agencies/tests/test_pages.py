"""Every address of this room: a policy, our own template, nothing inline."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.test.signals import template_rendered
from django.urls import URLPattern

from righthelp.agencies import urls
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import PASSWORD, add_second_factor
from righthelp.agencies.tests.test_second_factor import code, passkey

ALL_PAGES = [*urls.sign_in_pages, *urls.own_pages, *urls.not_offered_pages, *urls.work_account_pages]


@pytest.mark.parametrize("pattern", ALL_PAGES, ids=lambda pattern: pattern.name)
def test_every_page_names_its_policy(pattern: URLPattern) -> None:
    assert pattern.callback.policy.name  # type: ignore[attr-defined]
    assert set(pattern.callback.methods) <= {"GET", "POST"}  # type: ignore[attr-defined]


def test_work_accounts_are_not_routed_without_a_server(client: Client, db: None) -> None:
    assert client.get("/work-account/work").status_code == 404


@pytest.fixture
def used_templates() -> Any:
    """Collect the names of templates that Django's own engine renders."""
    names: list[str | None] = []

    def note(sender: Any, template: Any, **rest: Any) -> None:
        if not template.name.startswith("django/forms/"):  # a hidden field, drawn by Django's forms themselves
            names.append(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_sign_in_pages_use_our_templates_and_nothing_inline(
    client: Client, alice: Practitioner, used_templates: list[str]
) -> None:
    texts = list(pages_signed_out(client, alice)) + list(pages_signed_in(alice))
    assert used_templates == []
    for address, text in texts:
        assert "<h1" in text, address
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), address
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text), address


def pages_signed_out(client: Client, alice: Practitioner) -> Any:
    for address in (
        "/sign-in",
        "/sign-in/ended",
        "/password/forgotten",
        "/password/forgotten/sent",
        "/password/changed",
    ):
        yield address, client.get(address).text
    yield "not a link", client.get("/password/new/1-wrong-key").text
    yield "wrong", client.post("/sign-in", {"login": alice.email, "password": "wrong"}).text
    yield "too many", [client.post("/sign-in", {"login": "x@example.org", "password": "x"}) for _ in range(31)][-1].text


def pages_signed_in(alice: Practitioner) -> Any:
    app = add_second_factor(alice)
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD})
    yield "second step", client.get("/sign-in/code").text
    client.post("/sign-in/code", {"code": code()})
    client.post("/sign-in/again", {"password": PASSWORD})
    key = passkey(alice)
    step = "/account/second-step"
    client.post(f"{step}/codes/new")
    own = ("", "/app/remove", "/codes", "/codes/new", "/passkeys", f"/passkeys/{key.pk}", f"/passkeys/{key.pk}/remove")
    for address in own:
        yield address, client.get(step + address).text
    for address in ("/sign-in/again", "/sign-in/again/code", "/account/password", "/account"):
        yield address, client.get(address).text
    Authenticator.objects.filter(pk=key.pk).delete()
    yield "add a passkey", client.get(f"{step}/passkeys/add").text
    Authenticator.objects.filter(pk=app.pk).delete()
    yield "add an app", client.get(f"{step}/app/add").text


def test_a_download_is_plain_text(client: Client, alice: Practitioner, used_templates: list[str]) -> None:
    add_second_factor(alice)
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD})
    client.post("/sign-in/code", {"code": code()})
    client.post("/sign-in/again", {"password": PASSWORD})
    client.post("/account/second-step/codes/new")
    assert "Each works once" in client.get("/account/second-step/codes/download").text
    assert used_templates == []


def test_an_answer_before_sign_in_is_looked_up_still_has_its_shell(client: Client, db: None) -> None:
    answer = client.get("/sign-in", headers={"host": "not-allowed.example"})
    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.text
