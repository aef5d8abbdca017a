import argparse
import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.auth import get_user_model

from righthelp.audit import actions
from righthelp.audit.actions import note_refused_look, seal
from righthelp.audit.commands import add_commands
from righthelp.audit.locks import Busy
from righthelp.audit.models import Event, Seal
from righthelp.calendar.models import ClosedDay
from righthelp.calendar.rules import LONDON
from righthelp.design_system.commands import BadInput

pytestmark = pytest.mark.django_db
Events = Callable[[int], list[Event]]
Tamper = Callable[..., None]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="righthelp")
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(["audit", *words])
    code: int = args.run(args)
    return code


def test_verify_says_in_plain_sentences_that_nothing_was_found(
    events: Events, capsys: pytest.CaptureFixture[str]
) -> None:
    events(2)
    seal()
    events(1)
    assert run("verify") == 0
    changes, looks, result = capsys.readouterr().out.splitlines()
    assert changes == "The log of changes: two rows under one seal; one row not sealed yet, the oldest 0 seconds old."
    assert looks == "The log of looks: no rows under no seals; every row is sealed."
    assert result == "No fault was found in what is sealed."


def test_verify_names_each_fault_and_exits_with_1(
    events: Events, tamper: Tamper, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = events(2)
    seal()
    tamper(Event, {"id": first.id}, name="a.b")
    tamper(Event, {"id": second.id})
    assert run("verify") == 1
    printed = capsys.readouterr().out
    assert f"Row {first.id:,} of the log of changes was changed after it was sealed." in printed
    assert f"Row {second.id:,} of the log of changes was removed after it was sealed." in printed
    assert "Two faults found." in printed


def test_what_seal_prints_is_what_verify_takes_as_kept(
    events: Events, tamper: Tamper, capsys: pytest.CaptureFixture[str]
) -> None:
    events(1)
    assert run("seal") == 0
    said, kept = capsys.readouterr().out.splitlines()
    assert said == "One new seal. Keep these outside:"
    assert run("verify", "--kept", kept) == 0
    tamper(Seal, {"number": 1})
    assert run("verify") == 0
    assert run("verify", "--kept", kept) == 1
    assert "was kept outside and is no longer here" in capsys.readouterr().out


def test_seal_prints_the_last_seals_even_when_nothing_is_new(
    events: Events, capsys: pytest.CaptureFixture[str]
) -> None:
    events(1)
    (last,) = seal()
    assert run("seal") == 0
    assert capsys.readouterr().out == f"No new seals. Keep these outside:\nevent:1:{last.mac}\n"


def test_a_kept_seal_that_cannot_be_read_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        run("verify", "--kept", "nonsense")
    assert exit_info.value.code == 2
    assert "a kept seal looks like" in capsys.readouterr().err


def test_a_busy_log_is_bad_luck_that_can_be_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise Busy("audit_event is busy")

    monkeypatch.setattr(actions, "seal", busy)
    with pytest.raises(BadInput, match="try again: audit_event is busy"):
        run("seal")


def test_refused_names_whoever_was_refused_most_records_first(
    events: Events, capsys: pytest.CaptureFixture[str]
) -> None:
    alice, bob = (
        get_user_model().objects.create(email=f"{name.lower()}@example.org", name=name) for name in ("Alice", "Bob")
    )
    events(1)  # a change is no refusal
    with time_machine.travel(dt.datetime(2026, 10, 31, 23, 59, tzinfo=LONDON), tick=False):
        note_refused_look(by=alice, subject=alice)
    with time_machine.travel(dt.datetime(2026, 11, 1, 0, 0, tzinfo=LONDON), tick=False):
        note_refused_look(by=alice, subject=bob)
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 5, tzinfo=LONDON), tick=False):
        for subject in (alice, bob, bob):
            note_refused_look(by=bob, subject=subject)
    assert run("refused", "--since", "2026-11-01") == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == "Two people refused since 1 November 2026."
    seen = f"agencies.practitioner {alice.pk}, agencies.practitioner {bob.pk}"
    assert first == f"Bob (person {bob.pk}): two records, three times, last on 2 November 2026 at 9:05am: {seen}"
    about_one = f"agencies.practitioner {bob.pk}"
    assert (
        second == f"Alice (person {alice.pk}): one record, one time, last on 1 November 2026 at midnight: {about_one}"
    )


def test_refused_looks_back_thirty_days_and_names_nobody_who_is_gone(
    person: SimpleNamespace, subject: ClosedDay, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 5, tzinfo=LONDON), tick=False):
        note_refused_look(by=person, subject=subject)
    with time_machine.travel(dt.datetime(2026, 12, 2, 23, 59, tzinfo=LONDON), tick=False):
        run("refused")
        assert "Somebody (person 7): one record" in capsys.readouterr().out
    with time_machine.travel(dt.datetime(2026, 12, 3, tzinfo=LONDON), tick=False):
        run("refused")
        assert capsys.readouterr().out == "No people refused since 3 November 2026.\n"


def test_a_day_that_cannot_be_read_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        run("refused", "--since", "last week")
    assert exit_info.value.code == 2
    assert "--since" in capsys.readouterr().err
