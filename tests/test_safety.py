"""Production settings refuse to start when they could leak."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from righthelp.safety import dangers, refuse_unsafe_settings

SAFE = {
    "DEBUG": False,
    "INVENTED_PEOPLE": False,
    "SECRET_KEY": "s" * 50,
    "SEAL_KEY": "t" * 50,
    "DEFAULT_SECRET": "default",
    "HTTPS": True,
    "ALLOWED_HOSTS": ["help.example.org"],
    "ALLOW_SQLITE": False,
    "ON_SQLITE": False,
}


def test_safe_settings_have_no_dangers() -> None:
    assert dangers(SimpleNamespace(**SAFE)) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"DEBUG": True}, "RIGHTHELP_DEBUG"),
        ({"INVENTED_PEOPLE": True}, "RIGHTHELP_MODE"),
        ({"SECRET_KEY": "default"}, "RIGHTHELP_SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "RIGHTHELP_SECRET_KEY"),
        ({"SEAL_KEY": "short"}, "RIGHTHELP_SEAL_KEY"),
        ({"SEAL_KEY": "s" * 50}, "the same as"),
        ({"HTTPS": False}, "RIGHTHELP_HTTPS"),
        ({"ALLOWED_HOSTS": ["*"]}, "RIGHTHELP_HOSTS"),
        ({"ON_SQLITE": True}, "DATABASE_URL"),
    ],
)
def test_each_danger_is_named(change: dict[str, object], named: str) -> None:
    found = dangers(SimpleNamespace(**{**SAFE, **change}))
    assert any(named in danger for danger in found)


def test_sqlite_is_allowed_when_asked_for() -> None:
    assert dangers(SimpleNamespace(**{**SAFE, "ON_SQLITE": True, "ALLOW_SQLITE": True})) == []


def test_an_unsafe_production_server_does_not_start_and_says_everything_at_once() -> None:
    unsafe = override_settings(INVENTED_PEOPLE=False, DEBUG=True, HTTPS=False)
    with unsafe, pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe_settings()
    assert "RIGHTHELP_DEBUG" in str(refusal.value)
    assert "RIGHTHELP_HTTPS" in str(refusal.value)


def test_a_demonstration_starts_with_invented_people() -> None:
    with override_settings(INVENTED_PEOPLE=True):
        refuse_unsafe_settings()
