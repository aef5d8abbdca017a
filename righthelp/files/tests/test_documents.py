import datetime as dt

import pytest

from righthelp.files.documents import Grid, Heading, Paragraph, colophon, column_shares, plain
from righthelp.files.tests.samples import MADE_AT, document


def test_a_document_needs_a_title() -> None:
    with pytest.raises(ValueError, match="a document needs a title"):
        document(title=" \x07")


def test_the_time_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="made_at needs a time zone"):
        document(made_at=dt.datetime(2026, 11, 22, 9, 5))


@pytest.mark.parametrize(
    "headings",
    [(Heading("Why", 2),), (Heading("What was decided"), Paragraph("text"), Heading("Why", 3))],
)
def test_headings_skip_no_level(headings: tuple[Heading, ...]) -> None:
    with pytest.raises(ValueError, match=r"heading 'Why' of level \d skips level \d"):
        document(*headings)


def test_headings_may_go_up_by_any_number_of_levels() -> None:
    assert document(Heading("a"), Heading("b", 2), Heading("c", 3), Heading("d")).blocks


def test_rows_of_a_grid_are_as_wide_as_its_heading() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the header row has 2"):
        Grid(("Theme", "Level"), (("Education", "2"), ("Health",)))


def test_wide_columns_get_more_room_but_not_all() -> None:
    assert column_shares(Grid(("No", "What was seen"), (("1", "word " * 100),))) == [8, 42]
    assert column_shares(Grid(("", "Safeguardingpartnerships"), ())) == [8, 24]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\r\nb\rc\u2028d\x85e\vf", "a\nb\nc\nd\ne\nf"),
        ("tab\tstays", "tab\tstays"),
        ("\x00\x07\x1b\x7f\x9f\ufeff\ufffe\uffff\ufdd0\U0001ffff\ud800", ""),
        ("pay \u202e001\u202c", "pay 001\u202c"),
        ("Zażółć مرحبا বাংলা 中文 👩‍👧 ❤️", "Zażółć مرحبا বাংলা 中文 👩‍👧 ❤️"),
    ],
)
def test_plain_text_keeps_every_letter_and_loses_what_pdf_or_xml_forbid(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_the_foot_of_the_page_says_which_document_and_when_in_london() -> None:
    summer = document(made_at=MADE_AT.replace(month=7))
    assert colophon(summer) == "Reference RH-7Q4M-22. Made on 22 July 2026 at 10:05am."
