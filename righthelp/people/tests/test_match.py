"""`righthelp people match`: who is found, who is kept apart, and who is shown below."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.design_system.commands import BadInput
from righthelp.people.matching.answers import COLUMNS, OUT
from righthelp.people.matching.facts import query_card
from righthelp.people.matching.find import NOT_FOUND, POSSIBLE, SAME_PERSON, find
from righthelp.people.matching.index import file_again, file_all
from righthelp.people.models import Name
from righthelp.people.tests import folk
from righthelp.people.tests.matching_people import ELSEWHERE, HOME, load, look_for, parent_of, run, somebody, town

pytestmark = pytest.mark.django_db

ANN = somebody("ANN", "Annabel", "Kowalska", "2015-03-04", sex="female", middle_name="Grace", **HOME)
MUM = somebody("MUM", "Maryam", "Hussain", "1988-06-09", sex="female", **HOME) | {"kind": "adult"}


def first(rows: list[dict[str, str]]) -> tuple[str, str]:
    """Give who is shown first and in which band."""
    return rows[0]["person_id"], rows[0]["band"]


@pytest.mark.parametrize(
    "query",
    [
        {"first_name": "Annabel", "surname": "Kowalska", "dob": "2015-03-04"},
        {"first_name": "ANNABEL", "surname": "kowalski", "dob": "2015-04-03", **HOME},
        {"first_name": "Bella", "surname": "Kowalska", "dob": "2015-03-04", **HOME},
        {"first_name": "Anabell", "surname": "Kowalsca", "dob": "2015-03-04", "postcode": "WZ1 4QT"},
        {"first_name": "Kowalska", "surname": "Annabel", "dob": "2015-03-04", "sex": "f"},
        {"first_name": "Annabel", "surname": "Kowalska", "age": "11", **HOME},
        {"first_name": "Annabel Grace", "surname": "Kowalska-Smith", "dob": "2015-03-04", **HOME},
        {"first_name": "Annabel", "surname": "Kowalska", "dob": "2014-03-04", **HOME},
        {"first_name": "Аннабел", "surname": "Ковальская", "dob": "2015-03-04", **HOME},
    ],
)
def test_a_child_is_found_however_it_was_written(tmp_path: Path, query: dict[str, str]) -> None:
    load(tmp_path, [*town(), ANN])
    found, band = first(look_for(tmp_path, query))
    assert found == "ANN"
    assert band in {SAME_PERSON, POSSIBLE}


def test_who_fits_in_everything_is_the_same_person_and_the_reasons_are_plain(tmp_path: Path) -> None:
    load(tmp_path, [*town(), ANN])
    rows = look_for(tmp_path, {"first_name": "Annabel", "surname": "Kowalska", "dob": "2015-03-04", **HOME})
    assert first(rows) == ("ANN", SAME_PERSON)
    assert rows[0]["because"] == "Same first name; Same surname; Same date of birth; Same address"
    assert [row["rank"] for row in rows] == [str(rank) for rank in range(1, len(rows) + 1)]
    assert all(row["band"] != SAME_PERSON for row in rows[1:])
    assert list(rows[0])[: len(OUT)] == list(OUT)


def test_a_stranger_is_not_found(tmp_path: Path) -> None:
    load(tmp_path, [*town(), ANN])
    rows = look_for(tmp_path, {"first_name": "Zebulon", "surname": "Quartermain", "dob": "1951-11-30", **ELSEWHERE})
    assert {row["band"] for row in rows if not row["via"]} <= {NOT_FOUND}


def test_nothing_given_finds_nobody(tmp_path: Path) -> None:
    load(tmp_path, town())
    assert look_for(tmp_path, {}) == []


def test_twins_are_kept_apart(tmp_path: Path) -> None:
    twin = {**ANN, "person_id": "TWIN", "first_name": "Rosa", "middle_name": ""}
    load(tmp_path, [*town(), ANN, twin])
    query = {"surname": "Kowalska", "dob": "2015-03-04", **HOME}
    assert first(look_for(tmp_path, {"first_name": "Rosa", **query})) == ("TWIN", SAME_PERSON)
    assert first(look_for(tmp_path, {"first_name": "Annabel", **query})) == ("ANN", SAME_PERSON)


@pytest.mark.parametrize("first_name", ["Rosa", "Daniel", ""])
def test_a_twin_who_is_not_on_file_is_not_taken_for_the_one_who_is(tmp_path: Path, first_name: str) -> None:
    load(tmp_path, [*town(), ANN, MUM], [parent_of("ANN", "MUM")])
    query = {"surname": "Kowalska", "dob": "2015-03-04", "mother_first_name": "Maryam", **HOME}
    rows = look_for(tmp_path, {"first_name": first_name, **query})
    assert SAME_PERSON not in {row["band"] for row in rows}
    assert "ANN" in {row["person_id"] for row in rows}


def test_namesakes_are_kept_apart_by_date_of_birth_and_address(tmp_path: Path) -> None:
    older = somebody("OLD", "Mohammed", "Khan", "1999-01-20", **ELSEWHERE)
    younger = somebody("NEW", "Mohammed", "Khan", "2016-08-02", **HOME)
    load(tmp_path, [*town(), older, younger])
    rows = look_for(tmp_path, {"first_name": "Muhammad", "surname": "Khan", "dob": "2016-08-02"})
    assert first(rows)[0] == "NEW"
    rows = look_for(tmp_path, {"first_name": "Mohammed", "surname": "Khan", "dob": "1970-05-05", "postcode": "AB1 2CD"})
    assert SAME_PERSON not in {row["band"] for row in rows}


@pytest.mark.requirement("BP-013")
def test_an_unborn_child_is_found_through_the_mother(tmp_path: Path) -> None:
    due = dt.date.today() + dt.timedelta(days=90)
    unborn = {"person_id": "BABY", "kind": "unborn", "edd": due.isoformat(), **HOME}
    load(tmp_path, [*town(), MUM, unborn], [parent_of("BABY", "MUM")])
    later = due + dt.timedelta(days=6)
    mother = {"mother_first_name": "Mariam", "mother_surname": "Husain", "mother_dob": "1988-06-09"}
    rows = look_for(tmp_path, {"kind": "unborn", "edd": later.isoformat(), **mother})
    assert rows[0]["person_id"] == "BABY"
    assert "MUM" in {row["person_id"] for row in rows}


def test_a_newborn_is_found_where_it_is_on_file_as_unborn(tmp_path: Path) -> None:
    born = dt.date.today() - dt.timedelta(days=5)
    due = born + dt.timedelta(days=12)
    unborn = {"person_id": "BABY", "kind": "unborn", "edd": due.isoformat(), **HOME}
    load(tmp_path, [*town(), MUM, unborn], [parent_of("BABY", "MUM")])
    mother = {"mother_first_name": "Maryam", "mother_surname": "Hussain"}
    rows = look_for(tmp_path, {"kind": "child", "first_name": "Idris", "dob": born.isoformat(), **mother})
    assert rows[0]["person_id"] == "BABY"


def test_relatives_and_people_at_the_address_follow_below_the_candidates(tmp_path: Path) -> None:
    dad = somebody("DAD", "Piotr", "Zych", "1984-02-02", **ELSEWHERE)
    lodger = somebody("LODGER", "Imran", "Bell", "1990-10-10", **HOME)
    related = [parent_of("ANN", "MUM"), parent_of("ANN", "DAD")]
    load(tmp_path, [*town(), ANN, MUM, dad, lodger], related)
    rows = look_for(tmp_path, {"first_name": "Annabel", "surname": "Kowalska", "dob": "2015-03-04", **HOME})
    vias = {row["person_id"]: row["via"] for row in rows}
    assert rows[0]["person_id"] == "ANN"
    assert {"MUM", "DAD", "LODGER"} <= set(vias)
    order = [["", "relative", "address"].index(row["via"]) for row in rows]
    assert order == sorted(order)
    assert len(rows) <= 20


def test_the_name_of_the_mother_leads_to_her_though_the_child_is_not_on_file(tmp_path: Path) -> None:
    load(tmp_path, [*town(), MUM])
    query = {"first_name": "New", "surname": "Child", "dob": "2026-01-02"}
    rows = look_for(tmp_path, {**query, "mother_first_name": "Maryam", "mother_surname": "Hussain", **HOME})
    assert ("MUM", True) in {(row["person_id"], bool(row["via"]) or row["band"] != SAME_PERSON) for row in rows}


def test_a_protected_address_neither_finds_a_person_nor_shows_in_the_reasons() -> None:
    hidden = folk.person("Zara Quill", born=dt.date(2014, 5, 6))
    folk.lives_at(hidden, is_protected=True)
    file_all()
    there = {"address_line": "12 Heron Way", "town": "Westmarsh", "postcode": "WZ1 4QT"}
    assert find(query_card(there, dt.date.today())) == []
    found = find(query_card({"first_name": "Zara", "surname": "Quill", **there}, dt.date.today()))
    assert found[0].person == hidden.pk
    assert not [sentence for sentence in found[0].because if "ddress" in sentence or "ostcode" in sentence]


def test_a_person_added_alone_is_found_at_once_and_again_under_a_new_name() -> None:
    person = folk.person("Zara Quill", born=dt.date(2014, 5, 6))
    file_again(person.pk)
    assert find(query_card({"first_name": "Zara", "surname": "Quill"}, dt.date.today()))[0].person == person.pk
    Name.objects.create(person=person, first="Zara", last="Featherstone", source=folk.SOURCE)
    file_again(person.pk)
    rows = find(query_card({"first_name": "Zara", "surname": "Featherstone"}, dt.date.today()))
    assert "Same surname" in rows[0].because


def test_a_file_without_its_columns_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "queries.csv"
    path.write_text("query_id,first_name\n")
    with pytest.raises(BadInput, match=r"queries\.csv has no column surname, dob, postcode"):
        run("match", str(path), "--out", str(tmp_path / "out.csv"))


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "queries.csv"
    path.write_text(",".join(COLUMNS) + "\n")
    with pytest.raises(BadInput, match="cannot be written"):
        run("match", str(path), "--out", str(tmp_path / "none" / "out.csv"))


texts = st.text(max_size=60) | st.sampled_from(
    [
        "Ann",
        "2015-03-04",
        "11",
        "WZ1 4QT",
        "x" * 4000,
        "\u202eneL",
        "á" * 90,
        "王小明",
        "0000-00-00",
        "9999-99-99",
        "/,\t",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(COLUMNS), texts))
def test_no_text_makes_the_matcher_crash(query: dict[str, str]) -> None:
    if not Name.objects.exists():
        folk.lives_at(folk.person("Ann Lee", born=dt.date(2015, 3, 4)))
        file_all()
    rows = find(query_card(query, dt.date.today()))
    assert len(rows) <= 20
    assert len({row.person for row in rows}) == len(rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.text(max_size=300), last=st.text(min_size=1, max_size=300), line=st.text(max_size=120))
def test_any_text_on_record_can_be_filed_and_looked_for(first: str, last: str, line: str) -> None:
    def kept(text: str) -> str:
        return text.replace("\x00", "").encode(errors="replace").decode()

    person = folk.person(born=dt.date(2015, 3, 4))
    Name.objects.create(person=person, first=kept(first), last=kept(last) or "x", source=folk.SOURCE)
    folk.lives_at(person, kept(line))
    file_again(person.pk)
    query = {"first_name": first, "surname": last, "dob": "2015-03-04", "address_line": line, "postcode": "WZ1 4QT"}
    assert person.pk in {row.person for row in find(query_card(query, dt.date.today()))} or find(
        query_card(query, dt.date.today())
    )
