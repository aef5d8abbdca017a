"""What is loaded and saved again comes back row for row, in every format."""

import csv
import io
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.guidance.built_in import content_of, lines_of
from righthelp.guidance.contents import content_faults
from righthelp.guidance.export import export_edition
from righthelp.guidance.importing import import_file
from righthelp.guidance.models import Edition
from righthelp.guidance.rules import check
from righthelp.guidance.tables import FORMATS, read_table, write_table
from righthelp.guidance.tests.helpers import draft, line, table

FOLDER = os.environ.get("RIGHTHELP_FRAMEWORKS", "")
needs_transcriptions = pytest.mark.skipif(not FOLDER, reason="RIGHTHELP_FRAMEWORKS names no folder of transcriptions")
Rows = list[tuple[str, int, str, str]]

# Letters of any script, marks, emoji, signs and line ends; no control characters, no half characters.
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n")
SENTENCES = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
NAMES = st.text(LETTERS.filter(lambda letter: letter != "\n"), min_size=1, max_size=30).map(str.strip).filter(bool)
DESCRIPTORS = st.lists(
    st.tuples(NAMES, st.integers(1, 9), NAMES, SENTENCES), min_size=1, max_size=8, unique_by=lambda row: row[0]
)
COLUMNS = ["id", "level", "theme", "text", "source"]


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=DESCRIPTORS)
def test_any_table_of_descriptors_comes_back_row_for_row(kind: str, rows: Rows) -> None:
    written = write_table(kind, COLUMNS, ([code, str(level), *rest, ""] for code, level, *rest in rows), {})
    lines, faults = check(read_table(f"guide.{kind}", written))
    assert faults == []
    assert [(item.code, item.level, item.theme, item.text) for item in lines] == rows


@pytest.mark.parametrize("kind", FORMATS)
def test_awkward_texts_come_back_through_the_database_as_well(db: None, kind: str) -> None:
    texts = [
        "=1+1",
        "+44",
        "-",
        "@x",
        "'quoted'",
        '"',
        "a,b;c\td",
        "one\ntwo",
        "null",
        "yes",
        "010",
        "1.0",
        "🧒🏽 你好",
        "#",
        "a: b",
    ]
    edition = draft("first", *(line(f"a-{number}", 1, text=text) for number, text in enumerate(texts)))
    saved = export_edition(edition, kind)
    again = import_file(name=f"x.{kind}", content=saved, slug="second", edition_name=None, by=None)
    assert [item.text for item in again.descriptors.all()] == texts


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x","y")', "=1+1", "{=1+1}", "+44", "-1", "@x", "https://x.example"]
)
def test_a_formula_is_never_written_into_a_spreadsheet(db: None, text: str) -> None:
    edition = draft("first", line(text=text))
    book = openpyxl.load_workbook(io.BytesIO(export_edition(edition, "xlsx")))
    row = book.worksheets[0][2]
    assert {cell.data_type for cell in row} == {"s"}
    assert row[3].value == text
    assert row[3].hyperlink is None


def test_a_yaml_file_brings_the_names_of_the_levels_along(guidance: dict[str, Edition]) -> None:
    saved = export_edition(guidance["staffordshire"], "yaml")
    again = import_file(name="x.yaml", content=saved, slug="copy", edition_name=None, by=None)
    parts = ("number", "name", "short_name", "meaning", "who_for", "response", "by_whom", "source")
    own = list(guidance["staffordshire"].levels.values(*parts))
    assert list(again.levels.values(*parts)) == own
    assert (again.framework.title, again.framework.theme_word) == (
        guidance["staffordshire"].framework.title,
        "domain",
    )


def test_saving_and_loading_into_the_same_guide_changes_nothing(guidance: dict[str, Edition]) -> None:
    before = guidance["staffordshire"]
    for kind in FORMATS:
        after = import_file(
            name=f"x.{kind}", content=export_edition(before, kind), slug="staffordshire", edition_name=None, by=None
        )
        for parts in (("code", "text", "source", "note", "needs", "theme__name", "theme__group", "level__number"),):
            assert list(after.descriptors.values(*parts)) == list(before.descriptors.values(*parts))
        passages = ("kind", "code", "title", "text", "url", "source", "level__number")
        assert sorted(map(str, after.passages.values(*passages))) == sorted(map(str, before.passages.values(*passages)))


@pytest.mark.parametrize("slug", ["barnsley", "bathnes", "staffordshire"])
def test_the_built_in_files_are_as_strict_as_anybodys(slug: str) -> None:
    assert content_faults(content_of(slug)) == []


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a transcription."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def told(row: dict[str, str]) -> tuple[str, str, str, str]:
    """Give what must come back."""
    return row["id"], row["level"], row.get("theme") or row["domain"], row["text"]


@needs_transcriptions
@pytest.mark.requirement("BN-023", "SF-046")
@pytest.mark.parametrize(("slug", "number"), [("bathnes", 161), ("staffordshire", 256)])
@pytest.mark.parametrize("kind", FORMATS)
def test_the_transcriptions_come_back_row_for_row(db: None, slug: str, number: int, kind: str) -> None:
    path = Path(FOLDER) / f"{slug}.csv"
    edition = import_file(name=path.name, content=path.read_bytes(), slug=None, edition_name=None, by=None)
    saved = export_edition(edition, kind)
    given_rows = [told(row) for row in rows_of(path)]
    assert len(given_rows) == number
    assert exported(saved, kind) == given_rows


def exported(saved: bytes, kind: str) -> list[tuple[str, str, str, str]]:
    """Read what was saved without the reader that is under test."""
    if kind == "csv":
        return [told(row) for row in table(saved)]
    if kind == "xlsx":
        heading, *rows = openpyxl.load_workbook(io.BytesIO(saved)).worksheets[0].values
        return [told({str(name): str(cell or "") for name, cell in zip(heading, row, strict=True)}) for row in rows]
    import yaml

    listed: list[dict[str, Any]] = yaml.safe_load(saved)["descriptors"]
    return [told({name: str(value) for name, value in row.items()}) for row in listed]


@needs_transcriptions
@pytest.mark.requirement("BN-023", "SF-046")
@pytest.mark.parametrize("slug", ["bathnes", "staffordshire"])
def test_the_restated_editions_hold_the_same_descriptors_and_never_the_same_sentence(slug: str) -> None:
    published = rows_of(Path(FOLDER) / f"{slug}.csv")
    ours = lines_of(slug)
    assert [(item.code, str(item.level), item.theme) for item in ours] == [told(row)[:3] for row in published]
    same = {plain(item.text) for item in ours} & {plain(row["text"]) for row in published}
    assert not same


def plain(text: str) -> str:
    """Give the letters of a sentence alone."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())
