"""Reading files of police notifications, however broken."""

import datetime as dt
import unicodedata
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from righthelp.front_door.police.reading import MOST_ROWS, CannotRead, Read, read
from righthelp.front_door.tests.notified import as_csv, as_xml, incident

NOW = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
BOTH = pytest.mark.parametrize("write", [as_csv, as_xml])


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def faults(data: bytes) -> str:
    return "\n".join(map(str, read(data).faults))


WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40).map(
    lambda text: f"x{text.strip()}"
)
DAYS = st.dates(dt.date(2008, 1, 1), dt.date(2026, 3, 5)).map(str)
SOMEBODY = st.fixed_dictionaries({"name": WORDS, "born_on": DAYS})
INCIDENTS = st.lists(
    st.builds(
        incident,
        WORDS,
        summary=WORDS,
        address=WORDS,
        urgent=st.sampled_from(["yes", "no", ""]),
        kind=st.sampled_from(["domestic_abuse", "missing", "other"]),
        children=st.lists(SOMEBODY, min_size=1, max_size=3),
        adults=st.lists(SOMEBODY, max_size=2),
    ),
    min_size=1, max_size=5, unique_by=lambda one: unicodedata.normalize("NFC", one["reference"]),
)  # fmt: skip


def same(read_: Read) -> list[Any]:
    return [(one.reference, one.happened_at, one.kind, one.summary, one.address, one.is_urgent, set(one.children),
             set(one.adults)) for one in read_.found]  # fmt: skip


@settings(deadline=None)  # a busy machine is no fault of the reading
@given(INCIDENTS)
def test_both_formats_say_the_same_and_lose_nobody(incidents: list[dict[str, Any]]) -> None:
    table, tree = read(as_csv(incidents)), read(as_xml(incidents))
    assert (table.faults, tree.faults) == ([], [])
    assert same(table) == same(tree)
    assert len(table.found) == len(incidents)


@settings(deadline=None)  # a busy machine is no fault of the reading
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    try:
        found = read(data)
    except CannotRead:
        return
    assert found.found or found.faults


@settings(deadline=None)  # a busy machine is no fault of the reading
@given(st.text(max_size=200), st.sampled_from(["reference", "happened_at", "kind", "summary", "urgent", "born_on"]))
def test_whatever_stands_in_a_cell_is_read_or_named_and_never_repeated(text: str, name: str) -> None:
    secret = f"Zyx{text}qwv"
    child = {"name": "Maya", "born_on": secret if name == "born_on" else ""}
    one = incident(**({"children": [child]} if name == "born_on" else {name: secret, "children": [child]}))
    try:
        found = read(as_csv([one]))
        said = "".join(map(str, found.faults))
    except CannotRead as reason:
        found, said = None, str(reason)
    assert "Zyx" not in said
    assert found is None or bool(found.found) != bool(found.faults)


@BOTH
def test_an_incident_is_read_with_everybody_in_it(write: Any) -> None:
    adult = {"name": "Ana Lindqvist", "born_on": "1988-01-02", "relation": "mother"}
    second = {"name": "Leo", "school": "Alder Road", "role": "saw it", "address": "3 Low Road"}
    one = incident(urgent="Yes", children=[incident()["children"][0], second], adults=[adult])
    [found] = read(write([one])).found
    assert found.happened_at == dt.datetime(2026, 3, 5, 22, 15, tzinfo=dt.UTC)
    assert (found.is_urgent, found.kind) == (True, "domestic_abuse")
    maya, leo = found.children
    assert (maya.born_on, leo.school, leo.role, leo.address) == (
        dt.date(2017, 5, 3), "Alder Road", "saw it", "3 Low Road",
    )  # fmt: skip
    assert found.adults[0].relation == "mother"


@BOTH
def test_an_incident_with_a_wrong_row_is_left_out_whole_and_the_others_are_read(write: Any) -> None:
    wrong = incident("OCC-2", children=[{"name": "Leo"}, {"name": "Kit", "born_on": "31/02/2017"}])
    found = read(write([incident(), wrong, incident("OCC-3")]))
    assert [one.reference for one in found.found] == ["OCC-1", "OCC-3"]
    [fault] = found.faults
    assert "born_on is no day" in fault.reason
    assert fault.row == (4 if write is as_csv else 2)
    assert "Kit" not in str(fault)


@BOTH
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reference": ""}, "reference is empty"),
        ({"summary": "\u200b"}, "summary is empty"),
        ({"kind": "burglary"}, "kind is not one of"),
        ({"urgent": "perhaps"}, "urgent is neither"),
        ({"happened_at": "yesterday"}, "happened_at is no time"),
        ({"happened_at": "2026-03-05 25:00"}, "happened_at is no time"),
        ({"happened_at": "2026-03-06 09:00"}, "lies ahead"),
        ({"happened_at": "1999-03-06 09:00"}, "happened_at is no time"),
        ({"children": []}, "names no child"),
        ({"children": [{"name": "", "born_on": "2017-05-03"}]}, "name is empty"),
        ({"children": [{"name": "Leo", "born_on": "2026-03-07"}]}, "cannot be true"),
        ({"children": [{"name": "Leo", "born_on": "1850-03-07"}]}, "cannot be true"),
        ({"children": [{"name": "x" * 201}]}, "name has more than 200"),
        ({"reference": "9" * 61}, "reference has more than 60"),
    ],
)
def test_what_cannot_be_is_named(write: Any, more: dict[str, Any], said: str) -> None:
    assert said in faults(write([incident(**more)]))


@pytest.mark.parametrize("written", ["2026-03-05T22:15", "05/03/2026 22:15", "2026-03-05 22:15:30"])
def test_times_are_read_as_people_write_them(written: str) -> None:
    [found] = read(as_csv([incident(happened_at=written)])).found
    assert found.happened_at == dt.datetime(2026, 3, 5, 22, 15, tzinfo=dt.UTC)


def test_a_day_alone_and_a_summer_evening_are_read_in_london() -> None:
    [day] = read(as_csv([incident(happened_at="2025-07-05")])).found
    assert day.happened_at.astimezone(dt.UTC) == dt.datetime(2025, 7, 4, 23, 0, tzinfo=dt.UTC)


def test_rows_of_one_incident_that_differ_are_named() -> None:
    header, row, *_ = as_csv([incident()]).decode().splitlines()
    other = row.replace("domestic_abuse", "missing").replace("Maya", "Leo")
    assert faults("\n".join([header, row, other]).encode()) == "row 3: kind differs from that of row 2"


def test_two_incidents_with_one_reference_are_named_in_xml() -> None:
    found = read(as_xml([incident(), incident()]))
    assert len(found.found) == 1
    assert str(found.faults[0]) == "row 2: has the reference of incident 1"


def test_rows_with_too_few_cells_and_empty_rows() -> None:
    data = as_csv([incident()]) + b"\r\n,,,\r\nOCC-2,2026-03-05\r\n"
    found = read(data)
    assert len(found.found) == 1
    assert [str(one) for one in found.faults] == ["row 5: has 2 cells and not 15"]


def test_a_summary_may_go_over_lines_and_rows_keep_their_numbers() -> None:
    data = as_csv([incident(summary="One.\nTwo."), incident("OCC-2", kind="x")])
    found = read(data)
    assert found.found[0].summary == "One.\nTwo."
    assert found.faults[0].row == 4


XXE = b'<?xml version="1.0"?><!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/passwd">]><notifications>&x;</notifications>'
BOMB = b'<!DOCTYPE n [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><notifications>&b;</notifications>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no column"),
        (b"reference,kind\n1,2\n", "no column happened_at, summary, child_name"),
        (as_csv([]), "holds no incident"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (as_csv([incident()]).replace(b"child_school", b"child_name"), "twice"),
        (as_csv([incident()]) + b'"OCC-2,2026', "quotation mark"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"<notifications><incident>", "not XML"),
        (b"<other/>", "does not begin with"),
        (b"<notifications/>", "holds no incident"),
        (b'<?xml version="1.0" encoding="nonsense"?><notifications/>', "not XML"),
        (XXE, "never read"),
        (BOMB, "never read"),
        (as_csv([incident(children=[{"name": "Kit"}] * (MOST_ROWS + 1))]), "more than 5,000 rows"),
        (as_xml([incident(children=[{"name": "Kit"}] * (MOST_ROWS + 1))]), "more than 5,000 people"),
    ],
    ids=range(15),
)
def test_what_is_no_such_file_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read(data)
    assert said in str(refused.value)


def test_as_many_rows_as_allowed_are_read() -> None:
    assert len(read(as_csv([incident(children=[{"name": "Kit"}] * MOST_ROWS)])).found) == 1


@BOTH
def test_signs_that_nobody_sees_are_taken_out(write: Any) -> None:
    [found] = read(write([incident(summary="He\u202e shouted")])).found
    assert found.summary == "He shouted"
