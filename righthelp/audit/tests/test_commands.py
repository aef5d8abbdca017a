import argparse
from collections.abc import Callable

import pytest

from righthelp.audit import actions
from righthelp.audit.actions import seal
from righthelp.audit.commands import add_commands
from righthelp.audit.locks import Busy
from righthelp.audit.models import Event, Seal
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
