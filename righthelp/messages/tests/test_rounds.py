"""Work in the background: everything that is due is done, and one that fails stops no other."""

import argparse
import datetime as dt
import logging
import os
import signal
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, OperationalError
from django.utils import timezone

from righthelp.audit.locks import Busy
from righthelp.design_system.commands import BadInput
from righthelp.messages import rounds
from righthelp.messages.commands import add_commands
from righthelp.messages.rounds import Do, go_round, register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_registered", {})


@pytest.fixture
def signals() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def does(number: int, log: list[str] | None = None, name: str = "") -> Do:
    def do(now: dt.datetime) -> int:
        if log is not None:
            log.append(name)
        return number

    return do


def main(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(["rounds", *words])
    code: int = args.run(args)
    return code


def test_a_round_tells_what_was_done(caplog: pytest.LogCaptureFixture) -> None:
    register("mail", does(3))
    register("idle", does(0))
    with caplog.at_level(logging.INFO, "righthelp.rounds"):
        assert go_round() == {"mail": 3}
    assert [record.getMessage() for record in caplog.records] == ["round=mail did=3"]


def test_the_same_name_replaces_what_stood_there() -> None:
    register("mail", does(3))
    register("mail", does(5))
    assert go_round() == {"mail": 5}


@pytest.mark.parametrize("error", [OSError, DatabaseError, OperationalError, Busy])
def test_one_that_fails_is_named_and_stops_no_other(caplog: pytest.LogCaptureFixture, error: type[Exception]) -> None:
    def fails(now: dt.datetime) -> int:
        raise error("Xanthippe")

    register("broken", fails)
    register("mail", does(1))
    assert go_round() == {"mail": 1}
    assert any("round=broken failed" in record.getMessage() for record in caplog.records)
    assert not any("Xanthippe" in record.getMessage() for record in caplog.records)


def test_a_mistake_in_the_code_is_not_hidden() -> None:
    def wrong(now: dt.datetime) -> int:
        raise KeyError

    register("wrong", wrong)
    with pytest.raises(KeyError):
        go_round()


def test_each_is_told_the_time() -> None:
    told: list[dt.datetime] = []

    def note(now: dt.datetime) -> int:
        told.append(now)
        return 0

    register("note", note)
    before = timezone.now()
    go_round()
    assert before <= told[0] <= timezone.now()


def test_the_command_goes_round_once() -> None:
    log: list[str] = []
    register("mail", does(1, log, "mail"))
    assert main("--once") == 0
    assert log == ["mail"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_goes_on_until_told_to_stop_and_finishes_what_it_began(number: int, signals: None) -> None:
    log: list[str] = []

    def stopped(now: dt.datetime) -> int:
        log.append("begun")
        if len(log) > 2:
            os.kill(os.getpid(), number)
            log.append("finished")
        return 0

    register("stopped", stopped)
    register("after", does(0, log, "after"))
    assert main("--every", "0.01") == 0
    assert log == ["begun", "after", "begun", "finished"]


@pytest.mark.parametrize("every", ["0", "-1", "3601", "nan"])
def test_a_pause_is_a_time(every: str) -> None:
    with pytest.raises(BadInput, match="--every takes seconds"):
        main("--every", every)
