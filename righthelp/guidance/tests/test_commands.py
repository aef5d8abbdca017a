"""`righthelp guidance import|export` and `righthelp search`."""

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from righthelp.design_system.commands import BadInput
from righthelp.guidance.commands import add_commands
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import ROWS, draft, line, table

SERIOUS = "He had bruises on both arms and said his dad hit him with a belt."


def run(*words: str) -> int:
    """Run a command as the command line does."""
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    code: int = args.run(args)
    return code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a good file."""
    path = tmp_path / "westmarsh.csv"
    path.write_text(ROWS)
    return path


def test_import_loads_a_draft_named_after_the_file(db: None, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("guidance", "import", str(file)) == 0
    edition = Edition.objects.get()
    assert (edition.framework.slug, edition.status, edition.descriptors.count()) == ("westmarsh", "draft", 2)
    assert "Loaded two descriptors as a draft of westmarsh" in capsys.readouterr().err


def test_import_takes_other_names(db: None, file: Path) -> None:
    run("guidance", "import", str(file), "--framework", "other", "--edition", "Spring")
    assert str(Edition.objects.get()) == "other: Spring"


def test_import_says_every_fault_and_ends_with_one_line(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "w.csv"
    path.write_text("id,level,theme,text\n" + ",x,Health,y\n" * 60)
    with pytest.raises(BadInput, match="nothing was loaded: 120 faults in w"):
        run("guidance", "import", str(path))
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 120
    assert said[0] == "w.csv, row 2, column id: The id is empty"
    assert not Edition.objects.exists()


def test_one_fault_is_one_fault(db: None, tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("id,level,theme,text\n,1,Health,y\n")
    with pytest.raises(BadInput, match="nothing was loaded: one fault in w"):
        run("guidance", "import", str(path))


@pytest.mark.parametrize(("name", "why"), [("nothing.csv", "No such file"), (".", "Is a directory")])
def test_import_of_what_is_no_file_is_bad_input(db: None, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        run("guidance", "import", str(tmp_path / name))


class Bytes:
    """Stands in for standard output where bytes are written."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()


def test_export_gives_back_what_was_imported(db: None, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("guidance", "import", str(file))
    out = Bytes()
    monkeypatch.setattr(sys, "stdout", out)
    assert run("guidance", "export", "--framework", "westmarsh") == 0
    assert out.buffer.getvalue().decode() == ROWS
    run("guidance", "export", "--framework", "westmarsh", "--format", "xlsx")
    assert b"PK\x03\x04" in out.buffer.getvalue()


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [("=1+1", "csv", "One cell of this guide begins with"), ("=1+1", "xlsx", ""), ("Eats well.", "csv", "")],
)
def test_export_warns_of_what_reads_as_a_sum_and_writes_it_as_it_is(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, kind: str, said: str
) -> None:
    draft("westmarsh", line("a-1", 1, text=text))
    out = Bytes()
    monkeypatch.setattr(sys, "stdout", out)
    assert run("guidance", "export", "--framework", "westmarsh", "--format", kind) == 0
    warned = capsys.readouterr().err
    assert said in warned
    assert bool(warned) == bool(said)
    if kind == "csv":
        assert table(out.buffer.getvalue())[0]["text"] == text


def test_export_of_staffordshire_calls_its_themes_domains(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Bytes()
    monkeypatch.setattr(sys, "stdout", out)
    run("guidance", "export", "--framework", "staffordshire")
    rows = table(out.buffer.getvalue())
    assert list(rows[0]) == ["id", "level", "domain", "text", "source"]
    assert len(rows) == 256


def test_export_of_what_is_not_there_names_what_is(guidance: dict[str, Edition]) -> None:
    with pytest.raises(BadInput, match="there is no guidance called nowhere; there is: barnsley, bathnes, staffords"):
        run("guidance", "export", "--framework", "nowhere")


def search(monkeypatch: pytest.MonkeyPatch, lines: bytes, *words: str) -> int:
    """Search with these lines on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))
    return run("search", "--framework", "bathnes", "--jsonl", *words)


def question(text: object, id_: object = 1) -> bytes:
    """Write one question."""
    return json.dumps({"id": id_, "text": text}).encode() + b"\n"


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Read the answers."""
    return [json.loads(answer) for answer in capsys.readouterr().out.splitlines()]


def test_search_answers_each_line_best_first_with_its_reason(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = question(SERIOUS, "n-1") + b"\n" + question("She is often hungry at school.", 2)
    assert search(monkeypatch, lines, "--limit", "5") == 0
    first, second = answers(capsys)
    assert (first["id"], second["id"]) == ("n-1", 2)
    assert "marks-from-being-hit" in first["duties"]
    assert len(second["results"]) == 5
    scores = [result["score"] for result in second["results"]]
    assert scores == sorted(scores, reverse=True)
    known = set(guidance["bathnes"].descriptors.values_list("code", flat=True))
    for result in second["results"]:
        assert result["descriptor"] in known
        assert {"level", "theme", "because"} <= result.keys()


def test_search_says_which_edition_it_used(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    search(monkeypatch, b"")
    assert "searching Bath and North East Somerset: Undated, about 2021 (published)" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "🧒🏽", "x" * 200_000, "<script>"])
def test_search_answers_strange_texts(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert search(monkeypatch, question(text, "\ud800")) == 0
    assert len(answers(capsys)) == 1


NO_QUESTION = 'this line is not {"id": …, "text": …}'


@pytest.mark.parametrize(
    ("line", "id_", "why"),
    [
        (b"nonsense\n", None, NO_QUESTION),
        (b"[1]\n", None, NO_QUESTION),
        (b'{"text": "He is hungry."}\n', None, NO_QUESTION),
        (b'{"id": 7}\n', 7, NO_QUESTION),
        (b"[" * 100_000 + b"\n", None, NO_QUESTION),
        (question(None, "n-1"), "n-1", "text must be a string"),
        (question("x", float("nan")), None, "id must not be or hold NaN or Infinity, which no JSON can say"),
        (question("x", [float("inf")]), None, "id must not be or hold NaN or Infinity, which no JSON can say"),
        (b'{"id": 1e999, "text": "x"}\n', None, "id must not be or hold NaN or Infinity, which no JSON can say"),
        (question("x" * 200_001, "n-1"), "n-1", "text has 200,001 characters; the most is 200,000"),
        (b"\xff\n", None, "this line is not UTF-8"),
    ],
)
def test_search_answers_a_faulty_line_with_its_fault_and_goes_on(
    guidance: dict[str, Edition],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: bytes,
    id_: object,
    why: str,
) -> None:
    with pytest.raises(BadInput, match="one line had a fault"):
        search(monkeypatch, question("He is hungry.") + b"\n" + line + question("She is tired.", 2))
    first, fault, last = answers(capsys)
    assert fault == {"id": id_, "line": 3, "error": why}
    assert (first["id"], last["id"]) == (1, 2)
    assert first["results"]
    assert last["results"]


def test_search_says_how_many_lines_had_a_fault_after_all_have_been_answered(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadInput, match="two lines had a fault; the answer to each says which"):
        search(monkeypatch, b"{}\n" + question("He is hungry.") + b"nonsense\n")
    assert [answer["id"] for answer in answers(capsys)] == [None, 1, None]


def test_the_help_of_search_says_how_lines_are_answered(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("search", "--help")
    said = capsys.readouterr().out
    assert '{"id": …, "text": "…"}' in said
    assert '{"id": …, "line": …, "error": "…"}' in said


def test_a_file_that_begins_with_a_byte_order_mark_is_read(
    guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert search(monkeypatch, b"\xef\xbb\xbf" + question("He is hungry.") + question("She is tired.", 2)) == 0
    assert [answer["id"] for answer in answers(capsys)] == [1, 2]


def test_search_needs_a_limit_and_descriptors(guidance: dict[str, Edition], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="--limit must be 1 or more"):
        search(monkeypatch, b"", "--limit", "0")
    with pytest.raises(BadInput, match="search needs descriptors, and none are loaded for barnsley"):
        run("search", "--framework", "barnsley", "--jsonl")


def test_the_edition_loaded_last_is_meant_draft_or_not(guidance: dict[str, Edition]) -> None:
    hidden = draft("bathnes")
    assert Edition.objects.last_loaded("bathnes") == hidden
