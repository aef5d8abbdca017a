"""`righthelp people import`: what is loaded, what is left out and why, and going on after a stop."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.audit.models import Event
from righthelp.design_system.commands import BadInput
from righthelp.people.importing import people as importing
from righthelp.people.importing.people import COLUMNS, load_people
from righthelp.people.importing.relationships import COLUMNS as RELATED
from righthelp.people.importing.relationships import load_relationships
from righthelp.people.importing.tables import Fault
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import Identifier, Name, Person, Relationship, Residence
from righthelp.people.tests.matching_people import HOME, load, parent_of, run, somebody, write

pytestmark = pytest.mark.django_db


def test_a_person_is_loaded_with_names_addresses_number_and_where_it_came_from(tmp_path: Path) -> None:
    row = somebody("A1", "Ann", "Lee", "2015-03-27", aka_surname="Berg", sex="female", middle_name="May", **HOME)
    assert load(tmp_path, [{**row, "prev_address_line": "2 Old Road", "prev_postcode": "WZ3 1AA"}]) == 0
    person = Person.objects.get()
    assert (person.born_on, person.born_on_is, person.sex) == (dt.date(2015, 3, 27), "exact", "female")
    assert person.source == "Loaded from people.csv"
    assert [(name.kind, str(name)) for name in person.names.all()] == [
        ("registered", "Ann May Lee"),
        ("alias", "Ann Berg"),
    ]
    assert [(home.line, home.to_on is None) for home in person.residences.all()] == [
        ("14 Heron Way", True),
        ("2 Old Road", False),
    ]
    number = person.identifiers.get()
    assert (number.kind, number.value) == (Identifier.Kind.LOCAL, "A1")
    assert Event.objects.filter(name="people.loaded").count() == 1


@pytest.mark.requirement("BP-013")
def test_an_unborn_child_without_a_name_is_loaded_with_the_date_it_is_due(tmp_path: Path) -> None:
    due = dt.date.today() + dt.timedelta(days=60)
    assert load(tmp_path, [{"person_id": "U1", "kind": "unborn", "edd": due.isoformat()}]) == 0
    person = Person.objects.get()
    assert (person.stage, person.due_on, person.born_on) == ("unborn", due, None)
    assert not person.names.exists()


def test_empty_cells_are_allowed_everywhere_but_in_the_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(tmp_path, [{"person_id": "E1"}, {"first_name": "Ann"}]) == 1
    assert Person.objects.count() == 1
    assert "people.csv, row 3: has no person_id" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"dob": (dt.date.today() + dt.timedelta(days=2)).isoformat()}, "must be in the past"),
        ({"dob": "1890-01-01"}, "less than 120 years ago"),
        ({"dob": "2015-02-30"}, "dob is not a date"),
        ({"edd": "soon"}, "edd is not a date"),
        ({"edd": (dt.date.today() + dt.timedelta(days=400)).isoformat()}, "no baby can be due then"),
        ({"dob": "2015-03-27", "edd": "2019-03-27"}, "no baby can be due then"),
        ({"surname": "x" * 301}, "surname is longer than 300 characters"),
        ({"postcode": "WZ1 4QT WZ1"}, "postcode is longer than 10 characters"),
        ({"kind": "robot"}, "kind is none of child, young person"),
        ({"kind": "robot child"}, "kind is none of child, young person"),
        ({"sex": "zzz"}, "sex is none of female"),
        ({"person_id": "9" * 61}, "person_id is longer than 60 characters"),
    ],
)
def test_a_row_that_cannot_be_true_is_listed_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, str], reason: str
) -> None:
    assert load(tmp_path, [somebody("A1", "Ann", "Lee"), {**somebody("A2", "Bo", "Lee"), **cells}]) == 1
    assert Identifier.objects.get().value == "A1"
    complaint = capsys.readouterr().err
    assert "people.csv, row 3: " in complaint
    assert reason in complaint


def test_a_name_of_300_characters_and_names_in_any_script_are_kept_whole(tmp_path: Path) -> None:
    names = ["x" * 300, "محمد", "Żaneta", "Nguyễn", "王小明", "e\u0301\u0301\u0301", "\u200fליאת\u200f"]
    assert load(tmp_path, [somebody(f"N{n}", name, "Lee") for n, name in enumerate(names)]) == 0
    assert [name.first for name in Name.objects.order_by("pk")] == names


def test_a_person_who_is_there_twice_is_loaded_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(tmp_path, [somebody("A1", "Ann", "Lee"), somebody("A1", "Anna", "Lee")]) == 1
    assert str(Name.objects.get()) == "Ann Lee"
    assert "row 3: the person_id was there before" in capsys.readouterr().err


def test_loading_again_changes_nothing_and_loads_what_was_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path, [somebody("A1", "Ann", "Lee"), somebody("A2", "Bo", "Lee", "2999-01-01")])
    first = Person.objects.get()
    assert load(tmp_path, [somebody("A1", "Changed", "Lee"), somebody("A2", "Bo", "Lee", "2019-01-01")]) == 0
    assert str(first.names.get()) == "Ann Lee"
    assert Person.objects.count() == 2
    assert "1 people loaded from people.csv; 1 on file already" in capsys.readouterr().out
    assert MatchRecord.objects.count() == 2


def test_a_stopped_load_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    path = write(tmp_path / "people.csv", COLUMNS, [somebody(f"A{n}", "Ann", "Lee") for n in range(6)])

    class Stopped(Exception):
        pass

    def stop(loaded: importing.Loaded) -> None:
        if loaded.rows == 4:
            raise Stopped

    with pytest.raises(Stopped):
        load_people(path, refuse=print, note=print, say=stop)
    assert Person.objects.count() == 4
    loaded = load_people(path, refuse=print, note=print, say=lambda loaded: None)
    assert (loaded.known, loaded.new, Person.objects.count()) == (4, 2, 6)


def test_columns_in_any_order_and_unknown_ones_are_no_hindrance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "\ufeffSurname,shoe size,first_name,person_id,kind,dob,address_line,postcode\nLee,7,Ann,A1,child,,,\n"
    )
    assert run("import", str(path)) == 0
    assert str(Name.objects.get()) == "Ann Lee"
    assert "ignoring the columns 'shoe size'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "people.csv is empty"),
        (b"person_id,kind,first_name,surname,address_line,postcode\n", "people.csv has no column dob"),
        (b"person_id,kind,first_name,surname,dob,dob,address_line,postcode\n", "has the column dob twice"),
        (b"person_id,kind,first_name,surname,dob,address_line,postcode\nA1,child,\xff,,,,\n", "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=sentence):
        run("import", str(path))
    assert not Person.objects.exists()


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        run("import", str(tmp_path / "none.csv"))


def test_a_broken_file_of_relationships_is_refused_before_anybody_is_loaded(tmp_path: Path) -> None:
    people = write(tmp_path / "people.csv", COLUMNS, [somebody("A1", "Ann", "Lee")])
    related = write(tmp_path / "related.csv", ("person_id", "related_id"), [])
    with pytest.raises(BadInput, match=r"related\.csv has no column relation"):
        run("import", str(people), "--relationships", str(related))
    assert not Person.objects.exists()


def test_broken_rows_are_listed_and_the_others_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "people.csv"
    head = ",".join(COLUMNS)
    rest = "," * (len(COLUMNS) - 5)
    path.write_text(
        f"{head}\nA1,child,Ann,,Lee{rest}\n\nA2,child,Bo,{',' * 20}\nA3,child,C\x00y,,Lee{rest}\n"
        f"A4,child,Dee,,Lee\nA5,child,Eve,,Lee{rest}\n"
    )
    assert run("import", str(path)) == 1
    assert [name.first for name in Name.objects.order_by("pk")] == ["Ann", "Eve"]
    complaint = capsys.readouterr().err
    assert "row 4: has more cells than there are columns" in complaint
    assert "row 5: first_name: holds a sign that stands in no text (NUL)" in complaint
    assert "row 6: has fewer cells than there are columns: 5 of 15" in complaint


def test_a_quotation_mark_that_is_not_closed_swallows_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rest = tmp_path / "people.csv", "," * (len(COLUMNS) - 5)
    path.write_text(
        f"{','.join(COLUMNS)}\n"
        f'A1,child,"Ann,,Lee{rest}\nA2,child,Bo,,Lee{rest}\nA3,child,"Cy ""Sy""",,"Lee, Berg"{rest}\n'
        f'A4,child,Dee",,Lee{rest}\nA5,child,Eve,,"Lee\nBerg"{rest}\nA6,child,"Fay",,Lee{rest}'
    )
    assert run("import", str(path)) == 1
    assert [str(name) for name in Name.objects.order_by("pk")] == ["Bo Lee", 'Cy "Sy" Lee, Berg', "Fay Lee"]
    complaint = capsys.readouterr().err.splitlines()
    assert [line.partition(": a quotation mark is not closed")[0] for line in complaint if "not closed" in line] == [
        "people.csv, row 2: first_name",
        "people.csv, row 5: first_name",
        "people.csv, row 6: surname",
        "people.csv, row 7: person_id",
    ]


def test_a_first_row_with_an_open_quotation_mark_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('person_id,"kind,first_name\nA1,child,Ann\n')
    with pytest.raises(BadInput, match="row 1: a quotation mark is not closed"):
        run("import", str(path))


def test_a_cell_without_end_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(tmp_path, [somebody("A1", "," * 200_000, "Lee"), somebody("A2", "Bo", "Lee")]) == 1
    assert str(Name.objects.get()) == "Bo Lee"
    assert "row 2: first_name: is longer than 131,072 characters" in capsys.readouterr().err


def test_signs_that_turn_text_around_are_taken_out_as_on_a_form_and_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [somebody("A1", "An\u202en", "L\x07ee"), somebody("A2", "\u200b", "Żak")]
    assert load(tmp_path, people) == 0
    assert [str(name) for name in Name.objects.order_by("pk")] == ["Ann Lee", "Żak"]
    noted = capsys.readouterr().err
    for cell in ("row 2: first_name", "row 2: surname", "row 3: first_name"):
        assert f"people.csv, {cell}: signs that nobody sees were taken out" in noted
    assert "row 3: surname" not in noted


def test_words_that_the_command_explains_are_taken_and_no_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = [{**somebody(f"K{n}", "Ann", "Lee"), "kind": kind} for n, kind in enumerate(importing.KINDS)]
    sexes = [somebody(f"S{n}", "Ann", "Lee", sex=sex) for n, sex in enumerate(importing.SEX_WORDS)]
    unknown = [{**somebody("U", "Ann", "Lee", sex="not_known"), "kind": "Unknown"}]
    assert load(tmp_path, [*kinds, *sexes, *unknown]) == 0
    assert Person.objects.exclude(sex="not_known").count() == len(sexes)
    capsys.readouterr()
    with pytest.raises(SystemExit):
        run("import", "--help")
    explained = " ".join(capsys.readouterr().out.split())
    assert ", ".join(importing.KINDS) in explained
    assert all(word in explained for word in importing.SEX_WORDS)


def test_relationships_are_loaded_and_those_that_cannot_be_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [
        somebody("C", "Cy", "Lee", "2015-01-01"),
        somebody("M", "May", "Lee", "1985-01-01"),
        somebody("G", "Gwen", "Lee"),
        somebody("Y", "Yusuf", "Lee", "2020-01-01"),
    ]
    related = [
        parent_of("C", "M"),
        parent_of("M", "G"),
        parent_of("G", "C"),
        parent_of("C", "Y"),
        parent_of("C", "C"),
        parent_of("C", "nobody"),
        {"person_id": "C", "related_id": "M", "relation": "boss"},
        {"person_id": "M", "related_id": "Y", "relation": "Partner"},
        {"person_id": "Y", "related_id": "M", "relation": "partner"},
    ]
    assert load(tmp_path, people, related) == 1
    assert sorted(Relationship.objects.values_list("kind", flat=True)) == ["parent", "parent", "partner"]
    complaint = capsys.readouterr().err
    for reason in (
        "row 4: goes round in a circle",
        "row 5: the parent is younger than the child",
        "row 6: nobody is related to themselves",
        "row 7: nobody with this related_id was loaded",
        "row 8: relation is none of",
    ):
        assert f"related.csv, {reason}" in complaint


def test_a_parent_is_ten_years_older_and_adoption_makes_no_circle_as_on_the_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [
        somebody("C", "Cy", "Lee", "2015-06-01"),
        somebody("N", "Nia", "Lee", "2015-01-01"),
        somebody("Y", "Yan", "Lee", "2009"),
        *(somebody(number, "Ann", "Lee") for number in ("N5", "N6")),
    ]
    related = [
        parent_of("C", "N"),
        parent_of("C", "Y"),
        parent_of("N6", "N5"),
        {"person_id": "N5", "related_id": "N6", "relation": "adoptive_parent"},
    ]
    related += [{"person_id": "N", "related_id": "C", "relation": "foster_carer"}]
    assert load(tmp_path, people, related) == 1
    assert load(tmp_path, people, related[2:4]) == 1
    assert Relationship.objects.count() == 1
    complaint = capsys.readouterr().err
    assert "row 2: A birth parent must be at least 10 years older" in complaint
    assert "row 3: A birth parent must be at least 10 years older" in complaint
    assert "row 6: Whoever is written down as foster carer must be 18 or over" in complaint
    assert "row 5: goes round in a circle" in complaint
    assert "row 3: goes round in a circle" in complaint


def test_relationships_are_counted_rightly_beside_broken_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = write(tmp_path / "people.csv", COLUMNS, [somebody("A", "Ann", "Lee"), somebody("B", "Bo", "Lee")])
    related = tmp_path / "related.csv"
    related.write_text("person_id,related_id,relation\nA,B,parent\nA\nA,B,parent\nA,B,boss\n")
    assert run("import", str(people), "--relationships", str(related)) == 1
    said = capsys.readouterr().out
    assert "1 relationships loaded from related.csv; 1 on file already; two rows left out" in said


def test_a_relationship_that_comes_later_is_known_to_the_matcher(tmp_path: Path) -> None:
    people = [somebody("C", "Cy", "Lee", "2015-01-01"), somebody("M", "Maryam", "Lee", "1985-01-01")]
    load(tmp_path, people)
    assert "maryam" not in MatchRecord.objects.order_by("pk")[0].line
    load(tmp_path, people, [parent_of("C", "M")])
    assert "maryam" in MatchRecord.objects.order_by("pk")[0].line


cells = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from(['"', ",", "\x00", "\u202e", "\u200f", "\ufeff", "\t", "\x85", "\u2028", "'", "=", "a"])),
    st.sampled_from(["A1", "2015-03-27", "27/3/2015", "unborn", "x" * 400, "9999-12-31", "", "female", '"']),
)
rows = st.lists(st.one_of(cells, st.just("")), min_size=len(COLUMNS), max_size=len(COLUMNS)) | st.lists(cells)
FUZZ = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def lines_of(text: str) -> int:
    """Count the lines after the first that hold anything, as somebody who looks at the file does."""
    return sum(bool(line.strip()) for line in io.StringIO(text, newline=None).read().split("\n")[1:])


def check_that_nobody_is_swallowed(path: Path, content: str) -> None:
    """Load a file, and hold every line of it against what was loaded or named in a fault."""
    path.write_text(content, encoding="utf-8", errors="replace", newline="")
    faults: list[Fault] = []
    before = Person.objects.count()
    loaded = load_people(path, refuse=faults.append, note=lambda note: None, say=lambda loaded: None)
    assert loaded.new + loaded.known + loaded.refused == lines_of(content)
    assert Person.objects.count() - before == loaded.new
    assert loaded.refused == len({fault.row for fault in faults}) == len(faults)
    assert Residence.objects.count() <= 2 * Person.objects.count()
    assert not Name.objects.filter(first__contains="\n").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=FUZZ)
@given(st.lists(rows, max_size=6))
def test_every_row_of_a_well_written_file_is_loaded_or_named(tmp_path: Path, table: list[list[str]]) -> None:
    content = io.StringIO()
    csv.writer(content).writerows([COLUMNS, *table])
    check_that_nobody_is_swallowed(tmp_path / "people.csv", content.getvalue())


@settings(max_examples=60, deadline=None, suppress_health_check=FUZZ)
@given(st.lists(rows.map(",".join), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_row_of_a_file_with_stray_quotation_marks_is_loaded_or_named(
    tmp_path: Path, lines: list[str], end: str
) -> None:
    check_that_nobody_is_swallowed(tmp_path / "people.csv", end.join([",".join(COLUMNS), *lines]))


@settings(max_examples=60, deadline=None, suppress_health_check=FUZZ)
@given(st.text(max_size=200))
def test_no_text_after_the_columns_makes_the_importer_crash(tmp_path: Path, text: str) -> None:
    check_that_nobody_is_swallowed(tmp_path / "people.csv", f"{','.join(COLUMNS)}\n{text}")


@settings(max_examples=40, deadline=None, suppress_health_check=FUZZ)
@given(st.lists(st.lists(cells, max_size=4).map(",".join), max_size=6))
def test_every_row_of_relationships_is_loaded_or_named(tmp_path: Path, lines: list[str]) -> None:
    content = "\n".join([",".join(RELATED), *lines])
    path = tmp_path / "related.csv"
    path.write_text(content, encoding="utf-8", errors="replace", newline="")
    loaded = load_relationships(path, refuse=lambda fault: None, note=lambda note: None, say=lambda loaded: None)
    assert loaded.new + loaded.known + loaded.refused == lines_of(content)
