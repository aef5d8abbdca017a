"""Servers refuse to start with settings that could leak; what the settings make of the environment."""

import os
import runpy
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from righthelp import PROJECT
from righthelp.readiness import gaps
from righthelp.safety import dangers, refuse_unsafe_settings
from righthelp.serving import _server

SAFE = {
    "DEBUG": False,
    "SECRET_KEY": "s" * 50,
    "SEAL_KEY": "t" * 50,
    "DEFAULT_SECRET": "default",
    "HTTPS": True,
    "ALLOWED_HOSTS": ["help.example.org"],
    "ADDRESS": "https://help.example.org",
    "ALLOW_SQLITE": False,
    "ON_SQLITE": False,
}


def test_safe_settings_have_no_dangers() -> None:
    assert dangers(SimpleNamespace(**SAFE)) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"DEBUG": True}, "RIGHTHELP_DEBUG"),
        ({"SECRET_KEY": "default"}, "RIGHTHELP_SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "RIGHTHELP_SECRET_KEY"),
        ({"SEAL_KEY": "short"}, "RIGHTHELP_SEAL_KEY"),
        ({"SEAL_KEY": "s" * 50}, "the same as"),
        ({"HTTPS": False}, "RIGHTHELP_HTTPS"),
        ({"ALLOWED_HOSTS": ["help.example.org", "*"]}, "RIGHTHELP_HOSTS has"),
        ({"ALLOWED_HOSTS": [".example.org"]}, "RIGHTHELP_HOSTS has"),
        ({"ADDRESS": ""}, "RIGHTHELP_ADDRESS"),
        ({"ADDRESS": "http://help.example.org"}, "RIGHTHELP_ADDRESS"),
        ({"ADDRESS": "https://"}, "RIGHTHELP_ADDRESS"),
        ({"ADDRESS": "https://other.example.org"}, "RIGHTHELP_ADDRESS"),
        ({"ADDRESS": "https://help.example.org@other.example.org"}, "RIGHTHELP_ADDRESS"),
        ({"ADDRESS": "https://help.example.org/path"}, "RIGHTHELP_ADDRESS"),
        ({"ON_SQLITE": True}, "DATABASE_URL"),
    ],
)
def test_each_danger_is_named(change: dict[str, object], named: str) -> None:
    found = dangers(SimpleNamespace(**{**SAFE, **change}))
    assert any(named in danger for danger in found)


def test_sqlite_is_allowed_when_asked_for() -> None:
    assert dangers(SimpleNamespace(**{**SAFE, "ON_SQLITE": True, "ALLOW_SQLITE": True})) == []


def test_an_address_may_name_a_port() -> None:
    assert dangers(SimpleNamespace(**{**SAFE, "ADDRESS": "https://help.example.org:8443"})) == []


@pytest.mark.parametrize(
    "mode", [{"INVENTED_PEOPLE": False}, {"INVENTED_PEOPLE": True}], ids=["production", "training"]
)
def test_an_unsafe_server_does_not_start_and_says_everything_at_once(mode: dict[str, bool]) -> None:
    unsafe = override_settings(IS_DEMO=False, DEBUG=True, HTTPS=False, **mode)
    with unsafe, pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe_settings()
    for name in ("RIGHTHELP_DEBUG", "RIGHTHELP_HTTPS", "RIGHTHELP_SECRET_KEY", "RIGHTHELP_ADDRESS"):
        assert name in str(refusal.value)


def test_a_safe_training_server_starts() -> None:
    with override_settings(IS_DEMO=False, INVENTED_PEOPLE=True, **SAFE):
        refuse_unsafe_settings()


def test_a_demonstration_starts_with_invented_people() -> None:
    with override_settings(IS_DEMO=True, INVENTED_PEOPLE=True):
        refuse_unsafe_settings()


def settings_from(monkeypatch: pytest.MonkeyPatch, **environment: str) -> SimpleNamespace:
    """Read the settings anew from these names, each after RIGHTHELP_, and no others."""
    for name in [name for name in os.environ if name.startswith("RIGHTHELP_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(f"RIGHTHELP_{name}", value)
    found: dict[str, Any] = runpy.run_path(str(PROJECT / "righthelp" / "settings.py"))
    return SimpleNamespace(**found)


def test_mail_goes_out_encrypted_and_signed_in_when_a_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_from(monkeypatch, MAIL_HOST="mail.example.org", MAIL_USER="us", MAIL_PASSWORD="secret")
    assert (found.EMAIL_HOST, found.EMAIL_PORT) == ("mail.example.org", 587)
    assert (found.EMAIL_USE_TLS, found.EMAIL_USE_SSL) == (True, False)
    assert (found.EMAIL_HOST_USER, found.EMAIL_HOST_PASSWORD) == ("us", "secret")


def test_the_port_on_which_tls_comes_first_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_from(monkeypatch, MAIL_HOST="mail.example.org", MAIL_PORT="465")
    assert (found.EMAIL_PORT, found.EMAIL_USE_TLS, found.EMAIL_USE_SSL) == (465, False, True)


@pytest.mark.parametrize("named", [{}, {"MAIL_HOST": "mail.example.org", "MAIL_TLS": "no"}])
def test_mail_by_this_machine_and_by_wish_goes_without_tls(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str]
) -> None:
    found = settings_from(monkeypatch, **named)
    assert (found.EMAIL_PORT, found.EMAIL_USE_TLS, found.EMAIL_USE_SSL) == (25, False, False)


def test_the_address_and_the_hosts_are_read_without_what_is_around_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_from(monkeypatch, ADDRESS="https://a.example.org/", HOSTS="a.example.org, b.example.org,")
    assert (found.ADDRESS, found.ALLOWED_HOSTS) == ("https://a.example.org", ["a.example.org", "b.example.org"])


@pytest.mark.parametrize(("mode", "https"), [("production", True), ("training", True), ("demo", False)])
def test_only_the_demonstration_goes_without_https(monkeypatch: pytest.MonkeyPatch, mode: str, https: bool) -> None:
    found = settings_from(monkeypatch, MODE=mode)
    assert found.HTTPS == found.SESSION_COOKIE_SECURE == https
    assert https != found.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN
    assert found.ADDRESS == ""


def test_links_to_set_a_password_last_an_hour_and_lock_out_counters_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_from(monkeypatch)
    assert found.PASSWORD_RESET_TIMEOUT == 3_600
    assert found.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] == 100_000


def test_the_web_server_keeps_no_log_of_addresses() -> None:
    assert "--no-access-log" in _server("127.0.0.1", 8000)


@pytest.mark.parametrize(("on_sqlite", "cores", "workers"), [(True, 8, "1"), (False, 2, "2"), (False, 64, "4")])
def test_each_core_answers_but_on_sqlite_one_process_that_counts_every_guess(
    monkeypatch: pytest.MonkeyPatch, on_sqlite: bool, cores: int, workers: str
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    with override_settings(ON_SQLITE=on_sqlite):
        command = _server("127.0.0.1", 8000)
    assert command[command.index("--workers") + 1] == workers


def test_production_without_a_virus_scanner_says_so_and_starts_all_the_same() -> None:
    assert ["RIGHTHELP_CLAMAV" in gap for gap in gaps(SimpleNamespace(INVENTED_PEOPLE=False, CLAMAV=""))] == [True]
    assert gaps(SimpleNamespace(INVENTED_PEOPLE=False, CLAMAV="127.0.0.1:3310")) == []
    assert gaps(SimpleNamespace(INVENTED_PEOPLE=True, CLAMAV="")) == []


@pytest.mark.parametrize("address", ["127.0.0.1:3310", "[::1]:3310", "/run/clamav/clamd.ctl", "clamav:3310"])
def test_a_virus_scanner_is_named_by_port_or_socket(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert address == settings_from(monkeypatch, CLAMAV=address).CLAMAV


@pytest.mark.parametrize("address", ["clamav", "clamav:", "yes", "clamav:ten"])
def test_a_virus_scanner_that_nobody_could_reach_is_an_error_at_the_start(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with pytest.raises(ValueError, match="RIGHTHELP_CLAMAV"):
        settings_from(monkeypatch, CLAMAV=address)


def test_what_people_send_lies_where_no_address_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_from(monkeypatch, DATA="/srv/righthelp")
    assert found.UPLOADS.is_relative_to("/srv/righthelp")
    assert not found.UPLOADS.is_relative_to(found.STATIC_ROOT)
