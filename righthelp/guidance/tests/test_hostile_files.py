"""Files that are damaged or meant to do harm are refused with a reason, quickly and whole."""

import datetime as dt
import io
import random
import zipfile
from contextlib import suppress

import pytest
from openpyxl.xml.constants import SHEET_MAIN_NS

from righthelp.guidance.tables import UnreadableFile, load_yaml, read_table
from righthelp.guidance.tests.files import csv_file, with_part, xlsx_file

HEAD = ("id", "level", "theme", "text")
GOOD = (HEAD, ("a-1", 1, "Health", "Eats well"))
SHEET = "xl/worksheets/sheet1.xml"
TOO_MANY_ROWS = "The file has more than 5,000 rows, counting empty ones"
BILLION = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def the_same_chance(number: int) -> random.Random:
    """Give chance that falls the same way each time."""
    return random.Random(number)  # noqa: S311


def refused(name: str, content: bytes) -> str:
    """Read a file that must be refused; give the reason."""
    with pytest.raises(UnreadableFile) as caught:
        read_table(name, content)
    return str(caught.value)


def test_a_file_of_another_kind_is_refused() -> None:
    assert refused("guide.pdf", b"%PDF-1.7") == "The file must be CSV, XLSX or YAML"
    assert refused("guide", b"x") == "The file must be CSV, XLSX or YAML"


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert refused("guide.csv", b"x" * (5 * 1024 * 1024 + 1)) == "The file is larger than 5 MB"


def test_a_hundred_thousand_rows_are_too_many() -> None:
    rows = csv_file(",".join(HEAD), *(f"a{number},1,Health,Eats" for number in range(100_000)))
    assert refused("guide.csv", rows) == TOO_MANY_ROWS
    listed = b"\n".join(b"- {id: a%d, level: 1, theme: b, text: c}" % number for number in range(5_001))
    with pytest.raises(UnreadableFile, match="more than 5,000 rows"):
        read_table("guide.yaml", listed)


def test_binary_junk_called_csv_names_the_row() -> None:
    junk = the_same_chance(7).randbytes(4_000)
    assert "not UTF-8" in refused("guide.csv", junk)
    assert refused("guide.csv", b"id,level\n\xff\xfe,1\n").startswith("row 2: There is a letter that is not UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings_are_refused_rather_than_guessed(encoding: str) -> None:
    assert "save the file as CSV UTF-8" in refused("guide.csv", "id,text\na,“café”\n".encode(encoding))


def test_the_mark_that_windows_puts_before_utf_8_is_not_part_of_a_name() -> None:
    assert read_table("guide.csv", "id,level\na,1".encode("utf-8-sig")).columns == ("id", "level")


def test_a_field_without_end_is_refused() -> None:
    assert "field larger than field limit" in refused("guide.csv", b"id,text\na," + b"x" * 200_000)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(xlsx_file(*GOOD), SHEET, b"<a>" + b" " * 400_000_000 + b"</a>")
    assert len(bomb) < 5 * 1024 * 1024
    assert refused("guide.xlsx", bomb) == "The spreadsheet unpacks to far more than guidance can hold"


def test_a_zip_that_understates_its_size_is_damaged() -> None:
    content = with_part(xlsx_file(*GOOD), SHEET, b"<a>" + b" " * 30_000_000 + b"</a>")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = packed.getinfo(SHEET).file_size
    lying = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "damaged" in refused("guide.xlsx", lying)


def test_a_sheet_that_claims_a_million_columns_and_rows_is_not_believed() -> None:
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for row, text in ((1, "id"), (2, "a-1"))
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>'
    )
    table = read_table("guide.xlsx", with_part(xlsx_file(*GOOD), SHEET, sheet.encode()))
    assert [row.get("id") for row in table.rows] == ["a-1"]


def with_rows(rows: str) -> bytes:
    """Make a spreadsheet whose sheet holds these rows and says nothing of its size."""
    sheet = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(xlsx_file(*GOOD), SHEET, sheet.encode())


@pytest.mark.parametrize("number", ["99999999999", "1e300", "9" * 4_000])
def test_a_row_numbered_in_the_billions_is_refused(number: str) -> None:
    assert refused("guide.xlsx", with_rows(f'<row r="1"><c/></row><row r="{number}"/>')) == TOO_MANY_ROWS


def test_empty_rows_count_as_rows() -> None:
    assert refused("guide.xlsx", with_rows("<row/>" * 5_002)) == TOO_MANY_ROWS
    assert refused("guide.csv", b"id,level\n" + b"\n" * 5_001) == TOO_MANY_ROWS


def test_as_many_rows_as_are_allowed_are_read_and_keep_their_numbers() -> None:
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    table = read_table("guide.xlsx", with_rows(f'<row r="1">{head}</row><row r="5001"><c><v>7</v></c></row>'))
    assert [(row.number, row.get("id")) for row in table.rows] == [(5_001, "7")]


@pytest.mark.parametrize("rows", ["<row/>" * 2_500_000, "<row>" + "<c/>" * 300_000 + "</row>"])
def test_a_sheet_of_far_too_many_cells_is_refused_before_it_is_read(rows: str) -> None:
    assert "holds far more cells" in refused("guide.xlsx", with_rows(rows))


def test_rows_that_repeat_their_number_are_refused() -> None:
    assert "damaged" in refused("guide.xlsx", with_rows('<row r="1"/>' * 5_002))


def test_what_a_table_does_not_need_is_left_unread() -> None:
    endless = " ".join(f"A{number}" for number in range(1, 100_000))  # reading these ranges takes the square of them
    checks = f'<dataValidations count="1"><dataValidation sqref="{endless}"/></dataValidations>'
    rows = '<row><c t="inlineStr"><is><t>id</t></is></c></row>'
    sheet = f'<worksheet xmlns="{SHEET_MAIN_NS}">{checks}<sheetData>{rows}</sheetData></worksheet>'
    assert read_table("guide.xlsx", with_part(xlsx_file(*GOOD), SHEET, sheet.encode())).columns == ("id",)


def test_dates_and_numbers_of_a_spreadsheet_are_read_as_people_see_them() -> None:
    row = ("a-1", 2.0, "Health", dt.datetime(2026, 3, 27), True, None, 1.5)
    table = read_table("guide.xlsx", xlsx_file((*HEAD, "a", "b", "c"), row))
    assert [*table.rows[0].cells.values()] == ["a-1", "2", "Health", "2026-03-27 00:00:00", "True", "", "1.5"]


def test_a_spreadsheet_packed_in_an_unusual_way_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_file(*GOOD))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "damaged" in refused("guide.xlsx", made.getvalue())


def test_entities_in_a_spreadsheets_xml_are_refused() -> None:
    sheet = '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
    assert "damaged" in refused("guide.xlsx", with_part(xlsx_file(*GOOD), SHEET, sheet.encode()))


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", csv_file(",".join(HEAD))])
def test_what_only_has_the_name_of_a_spreadsheet_is_refused(content: bytes) -> None:
    assert refused("guide.xlsx", content) == "The spreadsheet is damaged, or is not an XLSX file"


def test_a_zip_that_is_no_spreadsheet_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("word/document.xml", "<a/>")
    assert "damaged" in refused("guide.xlsx", packed.getvalue())


def test_spreadsheets_damaged_anywhere_are_read_or_refused_and_nothing_else() -> None:
    good, chance = xlsx_file(*GOOD), the_same_chance(11)
    for _ in range(300):
        damaged = bytearray(good)
        for place in chance.sample(range(len(good)), chance.choice((1, 4, 40))):
            damaged[place] = chance.randrange(256)
        with suppress(UnreadableFile):
            read_table("guide.xlsx", bytes(damaged))


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl mends some of them, and says so
def test_spreadsheets_with_damaged_xml_are_read_or_refused_and_nothing_else() -> None:
    good, chance = xlsx_file(*GOOD), the_same_chance(13)
    with zipfile.ZipFile(io.BytesIO(good)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for _ in range(300):
        name = chance.choice(sorted(parts))
        damaged = bytearray(parts[name])
        for place in chance.sample(range(len(damaged)), min(len(damaged), chance.choice((1, 3, 9)))):
            damaged[place] = chance.choice(b"<>/\"'=0129azA& ")
        with suppress(UnreadableFile):
            read_table("guide.xlsx", with_part(good, name, bytes(damaged)))


@pytest.mark.parametrize(
    "content",
    [
        BILLION,
        "a: &a 1\nb: *a",
        "!!python/object/apply:os.system ['true']",
        "a: !!binary x",
        "a: !!int ''",
        "a: !!bool x",
        "a: !!timestamp x",
        "a: [",
        "a: 1\na: 2",
        "? [x, y]\n: z",
        "a: '\x01'",
        "a: b\n---\nc: d",
        "a: 2026-13-45",
        "[" * 20_000,
        "{" * 20_000,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + "\x80",
    ],
)
def test_yaml_that_is_not_plain_is_refused(content: str) -> None:
    with pytest.raises(UnreadableFile):
        load_yaml(content)


def test_yaml_faults_name_the_row() -> None:
    assert "row 3" in refused("guide.yaml", b"a: 1\nb: 2\nc: *d\n")
    assert "'a' is given twice" in refused("guide.yaml", b"a: 1\na: 2")
    assert "row 2" in refused("guide.yaml", b"x: y\na: ]\n")


@pytest.mark.parametrize("content", [b"", b"just words", b"5", b"descriptors: 5", b"- 5", b"descriptors: [[1]]"])
def test_yaml_without_a_list_of_descriptors_is_refused(content: bytes) -> None:
    assert refused("guide.yaml", content) == "column descriptors: The file needs a list of descriptors"


def test_a_large_yaml_file_is_refused_unread() -> None:
    reason = "A YAML file may have 1 MB at most: load descriptors as CSV or XLSX"
    assert refused("guide.yaml", b"- a\n" * 300_000) == reason


def test_reading_yaml_stops_at_too_many_values() -> None:
    assert "it holds far more than guidance can" in refused("guide.yaml", b"[" + b"a," * 150_000 + b"]")


@pytest.mark.parametrize("number", ["0x" + "f" * 5_000, "1" + ":1" * 4_000, "0b1", "017", "1_0", "9" * 19, ".inf"])
def test_numbers_that_nobody_writes_are_refused_with_row_and_field(number: str) -> None:
    content = f"title: x\ndescriptors:\n- {{id: a, level: {number}, theme: b, text: c}}"
    assert refused("guide.yaml", content.encode()) == (
        f"row 3, column level: {number[:20]!r} is not a plain number: write it in figures, or put it in quotes"
    )


@pytest.mark.parametrize("content", ["a: [1:1.5]", "a: 1" + ":1" * 400 + ".5", "0x1: a", "- 0x1"])
def test_odd_numbers_are_refused_wherever_they_stand(content: str) -> None:
    assert "is not a plain number" in refused("guide.yaml", content.encode())


@pytest.mark.parametrize("content", [b"a: b\n<<: {descriptors: [{a: b}]}", b"a: b\n<<: c", b"a: b\n<<: [{a: c}]"])
def test_merging_in_yaml_is_refused_with_row_and_field(content: bytes) -> None:
    assert refused("guide.yaml", content) == "row 2, column <<: Merging with << is not allowed: write every part out"


def test_plain_numbers_in_yaml_are_read() -> None:
    assert load_yaml("[0, 1, -12, +3, 1.5]") == [0, 1, -12, 3, 1.5]


@pytest.mark.parametrize("error", [ValueError, AttributeError, RecursionError, StopIteration])
def test_a_reader_that_fails_in_an_unforeseen_way_refuses_the_file(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(content: bytes) -> None:
        raise error

    monkeypatch.setattr("righthelp.guidance.tables._read_yaml", fail)
    assert refused("guide.yaml", b"a: b") == "The file is damaged or unusual and cannot be read"


def test_damaged_yaml_is_read_or_refused_and_nothing_else() -> None:
    good = b"title: x\ndescriptors:\n- {id: a-1, level: 1, theme: Health, text: 'Eats well'}\n"
    chance = the_same_chance(17)
    for _ in range(2_000):
        damaged = bytearray(good)
        for place in chance.sample(range(len(good)), chance.choice((1, 2, 5))):
            damaged[place] = chance.choice(b"{}[]:,-!&*#|>'\"%@`?\n\t 0~\x00\xff")
        with suppress(UnreadableFile):
            read_table("guide.yaml", bytes(damaged))


def test_text_that_looks_like_a_formula_stays_text() -> None:
    table = read_table("guide.csv", b'id,text\na,"=HYPERLINK(""http://x"")"\nb,@SUM(A1)\n')
    assert [row.get("text") for row in table.rows] == ['=HYPERLINK("http://x")', "@SUM(A1)"]


def test_a_formula_without_its_result_is_an_empty_cell() -> None:
    table = read_table("guide.xlsx", xlsx_file(HEAD, ("a-1", 1, "Health", "=1+1")))
    assert table.rows[0].get("text") == ""
