"""`righthelp agencies`."""

import argparse
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.commands import add_commands
from righthelp.agencies.models import Agency, Invitation, Practitioner
from righthelp.agencies.tests.people import PASSWORD, fresh
from righthelp.design_system.commands import BadInput


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(["agencies", *words])
    code: int = args.run(args)
    return code


ADD = ("add", "Fenside Academy", "--kind", "school", "--admin-email", "Siân@example.org".replace("â", "a"),
       "--admin-name", "Siân Pritchard")  # fmt: skip


def path_in(text: str) -> str:
    found = re.search(r"https?://[^/]+(/invitation/\S+)", text)
    assert found
    return found[1]


def test_add_makes_an_agency_and_a_link_that_works(
    client: Client, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*ADD) == 0
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.email) == ("agency_administrator", "sian@example.org")
    assert invitation.invited_by is None
    client.post(path_in(capsys.readouterr().out), {"password": PASSWORD})
    assert Practitioner.objects.get().memberships_now[0].team.agency.name == "Fenside Academy"


def test_the_link_carries_our_address_where_it_is_set(
    db: None, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ADDRESS = "https://righthelp.example.org"
    run(*ADD)
    assert capsys.readouterr().out.startswith("https://righthelp.example.org/invitation/")


def test_add_twice_is_bad_input(db: None) -> None:
    run(*ADD)
    with pytest.raises(BadInput, match="already an agency"):
        run(*ADD)
    assert Agency.objects.count() == 1


def test_an_address_must_be_one(db: None) -> None:
    with pytest.raises(BadInput, match="nonsense is not an email address"):
        run("make-administrator", "nonsense", "Joe")


def test_make_administrator_invites_into_the_partnerships_own_team(
    client: Client, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("make-administrator", "joe@example.org", "Joe Whitfield") == 0
    client.post(path_in(capsys.readouterr().out), {"password": PASSWORD})
    assert Practitioner.objects.get().memberships_now[0].role == "administrator"
    with pytest.raises(BadInput, match="already works for"):
        run("make-administrator", "joe@example.org", "Joe Whitfield")
    assert run("make-administrator", "mei@example.org", "Mei Lin Chan") == 0
    assert Agency.objects.count() == 1


def test_suspend_unused_says_how_many(alice: Practitioner, capsys: pytest.CaptureFixture[str]) -> None:
    Practitioner.objects.update(joined_at=timezone.now().replace(year=2020))
    assert run("suspend-unused") == 0
    assert capsys.readouterr().out == "One account suspended.\n"


def test_lift_suspension(alice: Practitioner, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput, match="no suspended account"):
        run("lift-suspension", alice.email)
    Practitioner.objects.update(suspended_at=timezone.now())
    assert run("lift-suspension", alice.email.upper()) == 0
    assert fresh(alice).is_active
