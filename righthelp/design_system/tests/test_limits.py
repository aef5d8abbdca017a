"""Limits for people who are not signed in."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.test import RequestFactory, override_settings

from righthelp.design_system.limits import too_often

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
IN_DATABASE = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits_of_this_test"}}


def once(what: str = "sendings", address: str = "192.0.2.7", within: dt.timedelta = HOUR, through: str = "") -> bool:
    return too_often(RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=through), what, 2, within)


def test_one_too_many_is_said_for_each_address_and_thing_apart() -> None:
    with time_machine.travel(NOON, tick=False):
        assert [once() for _ in range(4)] == [False, False, True, True]
        assert not once(address="192.0.2.8")
        assert not once("pages")


def test_it_begins_anew_in_the_next_piece_of_time() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [once(within=MINUTE) for _ in range(3)][-1]
        clock.move_to(NOON + MINUTE)
        assert not once(within=MINUTE)


def test_it_holds_for_all_of_the_time_in_a_cache_that_forgets_early(db: None) -> None:
    call_command("createcachetable", "limits_of_this_test")
    with override_settings(CACHES=IN_DATABASE), time_machine.travel(NOON, tick=False) as clock:
        assert [once(), once()] == [False, False]
        clock.move_to(NOON + dt.timedelta(minutes=50))
        assert once()


def test_behind_our_own_proxy_the_address_is_the_one_that_the_proxy_saw() -> None:
    with time_machine.travel(NOON, tick=False), override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X", "https")):
        for number in range(3):
            told = once(through=f"203.0.113.{number}, 198.51.100.1")
        assert told
        assert not once(through="203.0.113.1, 198.51.100.2")


def test_one_line_counts_once_whatever_it_calls_itself() -> None:
    with time_machine.travel(NOON, tick=False):
        told = [once(address=f"2001:db8:1:2:{number:x}::7") for number in range(3)]
        assert told == [False, False, True]
        assert not once(address="2001:db8:1:3::7")
        assert [once(address=one) for one in ("192.0.2.7", "::ffff:192.0.2.7", "192.0.2.7")] == [False, False, True]


def test_no_address_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    add = cache.add

    def listen(key: str, *rest: Any, **more: Any) -> bool:
        kept.append(key)
        return add(key, *rest, **more)

    monkeypatch.setattr(cache, "add", listen)
    once(address="192.0.2.77")
    assert kept
    assert "192.0.2.77" not in kept[0]
