import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from righthelp.audit import rules
from righthelp.audit.models import Event, Look
from righthelp.audit.rules import FaultKind, Mark, SealContents

KEY = b"k" * 32
ids = st.integers(min_value=-(2**63), max_value=2**63 - 1)
marks = st.builds(Mark, ids, st.binary(min_size=16, max_size=16))
moments = st.datetimes(min_value=dt.datetime(1970, 1, 2), max_value=dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
looks = st.fixed_dictionaries(
    {
        "id": ids,
        "at": moments,
        "actor_id": ids,
        "subject_type": texts,
        "subject_id": ids,
        "page": texts,
        "reason": texts,
    }
)
seals = st.builds(
    SealContents,
    table=st.sampled_from(["event", "look"]),
    number=st.integers(min_value=1),
    at=moments,
    first_id=ids,
    last_id=ids,
    rows=st.integers(min_value=1, max_value=1000),
    marks=st.lists(marks, max_size=5).map(rules.pack),
    previous=st.text("0123456789abcdef", min_size=64, max_size=64),
)


@pytest.mark.parametrize(("table", "model"), [("event", Event), ("look", Look)])
def test_a_mark_covers_every_column(table: str, model: type[Event] | type[Look]) -> None:
    assert set(rules.COLUMNS[table]) == {field.name for field in model._meta.concrete_fields}


@given(row=looks)
def test_the_order_of_columns_and_the_zone_of_times_do_not_matter(row: Mapping[str, object]) -> None:
    at = row["at"]
    assert isinstance(at, dt.datetime)
    same = {**dict(sorted(row.items(), reverse=True)), "at": at.astimezone(ZoneInfo("Europe/London"))}
    assert rules.canonical(same) == rules.canonical(row)


def test_canonical_bytes_are_these() -> None:
    row = {"b": dt.datetime(2026, 7, 1, 12, 0, 0, 5, tzinfo=dt.UTC), "a": ["é", None], "c": {"y": 1, "x": 2}}
    expected = rb'{"a":["\u00e9",null],"b":"2026-07-01T12:00:00.000005+00:00","c":{"x":2,"y":1}}'
    assert rules.canonical(row) == expected


def test_a_value_that_the_log_never_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="holds no bytes"):
        rules.canonical({"a": b"x"})
    with pytest.raises(TypeError, match="whole number"):
        rules.mark(KEY, "look", dict.fromkeys(rules.COLUMNS["look"]))


@given(one=looks, other=looks)
def test_different_rows_have_different_marks(one: Mapping[str, object], other: Mapping[str, object]) -> None:
    assume(one != other)
    assert rules.mark(KEY, "look", one) != rules.mark(KEY, "look", other)


@given(row=looks)
def test_a_mark_needs_the_key(row: Mapping[str, object]) -> None:
    assert rules.mark(KEY, "look", row).mac != rules.mark(b"another", "look", row).mac


@given(given_marks=st.lists(marks))
def test_marks_take_24_bytes_each_and_are_read_back_as_written(given_marks: list[Mark]) -> None:
    packed = rules.pack(given_marks)
    assert len(packed) == 24 * len(given_marks)
    assert rules.unpack(packed) == given_marks


def test_half_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="25 bytes"):
        rules.unpack(b"x" * 25)


@given(contents=seals, other=seals, data=st.data())
def test_a_seal_is_sound_until_anything_in_it_changes(
    contents: SealContents, other: SealContents, data: st.DataObject
) -> None:
    mac = rules.seal_mac(KEY, contents)
    assert rules.is_sound(KEY, contents, mac)
    assert not rules.is_sound(b"another", contents, mac)
    name = data.draw(st.sampled_from(sorted(vars(contents))))
    assume(getattr(contents, name) != getattr(other, name))
    assert not rules.is_sound(KEY, replace(contents, **{name: getattr(other, name)}), mac)


def test_a_mac_that_is_no_mac_is_not_sound() -> None:
    contents = SealContents("event", 1, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 1, 2, 2, b"", rules.NO_SEAL)
    assert not rules.is_sound(KEY, contents, "é")


@given(
    rows=st.dictionaries(ids, st.sampled_from(["kept", "changed", "removed", "inserted"]), max_size=30),
)
def test_comparing_finds_exactly_what_was_done(rows: dict[int, str]) -> None:
    sealed = [Mark(row, b"a" * 16) for row, done in rows.items() if done != "inserted"]
    found = [
        Mark(row, b"b" * 16 if done == "changed" else b"a" * 16) for row, done in rows.items() if done != "removed"
    ]
    expected = {(FaultKind(done), row) for row, done in rows.items() if done != "kept"}
    assert set(rules.compare(sealed, found)) == expected


@given(table=st.sampled_from(["event", "look"]), number=st.integers(min_value=1, max_value=10**17), mac=st.binary())
def test_a_kept_seal_is_read_back(table: str, number: int, mac: bytes) -> None:
    digits = mac.hex().ljust(64, "0")[:64]
    assert rules.parse_kept(f" {table}:{number}:{digits}\n") == (table, number, digits)


@pytest.mark.parametrize("text", ["", "event:1", "event:0:" + "a" * 64, "seal:1:" + "a" * 64, "event:1:" + "g" * 64])
def test_a_kept_seal_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="looks like event:12:"):
        rules.parse_kept(text)


@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_fault_has_a_plain_sentence(kind: FaultKind) -> None:
    said = rules.sentence(rules.Fault("look", kind, 1200))
    assert "1,200 of the log of looks" in said
    assert said.endswith(".")


def test_several_missing_seals_are_one_sentence() -> None:
    said = rules.sentence(rules.Fault("event", FaultKind.SEAL_MISSING, 4, through=1200))
    assert said.startswith("Seals 4 to 1,200 of the log of changes are missing")


def test_a_report_is_whole_without_faults() -> None:
    assert rules.Report((), ()).whole
    assert not rules.Report((), (rules.Fault("event", FaultKind.CHANGED, 1),)).whole
