"""What is taken away: PDF, Word and CSV hold what this reader may read, as chosen, and no more."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of
from righthelp.audit.models import Look
from righthelp.chronology.actions import note_reading, strike
from righthelp.chronology.rules import CATEGORIES
from righthelp.chronology.tests.pages import DAY, address, entry
from righthelp.design_system.formatters import short_day
from righthelp.people import happenings
from righthelp.people.happenings import Happening
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
FORMATS = ("pdf", "docx", "csv")


@pytest.fixture
def hers(alice: Practitioner) -> Client:
    """Give the browser of whoever added Maya."""
    return client_of(alice)


def taken(client: Client, child: Person, form: str, query: str = "") -> str:
    """Take a file away, and read it, each run of white space as one space."""
    response: Any = client.get(f"{address('_download', child, form)}{query}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="chronology.{form}"'
    assert "no-store" in response.headers["Cache-Control"]
    return " ".join(READ[form](response.content).split())


def _pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _docx(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in file.paragraphs), *cells])


READ: dict[str, Callable[[bytes], str]] = {
    "pdf": _pdf,
    "docx": _docx,
    "csv": lambda content: content.decode("utf-8-sig"),
}


@pytest.mark.requirement("BP-193", "BP-301")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_every_entry_with_what_was_struck_and_why_and_is_logged(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, hers: Client, form: str
) -> None:
    entry(alice, school, family.maya, impact="Cold hands", analysis="Ask about money", source="Her aunt")
    strike(entry=entry(alice, school, family.maya, what="Lost shoes"), because="Another Maya", by=leila)
    text = taken(hers, family.maya, form)
    for part in ("Came in without a coat", "Cold hands", "Ask about money", "Her aunt", "Lost shoes", "Another Maya"):
        assert part in text
    assert "Struck through by Leila Haddad" in text
    look = Look.objects.filter(page=f"chronology as {form}").get()
    assert (look.actor_id, look.subject_id) == (alice.pk, family.maya.pk)


@pytest.mark.requirement("BP-193", "BP-296", "BP-301", "SF-047")
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_on_paper_stand_the_counts_with_what_the_guidance_says_and_how_current_it_is(
    school: Agency, alice: Practitioner, family: Family, hers: Client, form: str
) -> None:
    entry(alice, school, family.maya, category="missing")
    strike(entry=entry(alice, school, family.maya, category="missing"), because="Another Maya", by=alice)
    note_reading(child=family.maya, agency=school, by=alice)
    text = taken(hers, family.maya, form)
    for part in (
        "Missing from home or care: one time within 90 days", "A count decides nothing",
        "The last entry is of 6 March 2026.", "by Alice Adeyemi, Alder Road Primary School",
        "This holds what Alice Adeyemi may read",
    ):  # fmt: skip
        assert part in text


def test_the_pdf_is_tagged_and_its_drawing_has_words(
    school: Agency, alice: Practitioner, family: Family, hers: Client
) -> None:
    entry(alice, school, family.maya)
    response: Any = hers.get(address("_download", family.maya, "pdf"))
    catalog = PdfReader(io.BytesIO(response.content)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    words = f"A time line from 6 Mar 2026 to {short_day(timezone.localdate())}. Something else: one time;"
    assert words in taken(hers, family.maya, "docx")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_only_what_the_reader_may_read(
    school: Agency,
    alice: Practitioner,
    charlie: Practitioner,
    bob: Practitioner,
    family: Family,
    hers: Client,
    form: str,
) -> None:
    surgery = charlie.memberships_now[0].team.agency
    entry(charlie, surgery, family.maya, what="Weighed at the surgery")
    entry(alice, school, family.maya)
    text = taken(hers, family.maya, form)
    assert "coat" in text
    assert "Weighed" not in text
    for person in (bob, charlie):
        assert client_of(person).get(address("_download", family.maya, form)).status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_the_part_that_was_chosen(
    school: Agency, alice: Practitioner, family: Family, hers: Client, form: str
) -> None:
    entry(alice, school, family.maya, what="Reads alone", category="development")
    entry(alice, school, family.maya)
    text = taken(hers, family.maya, form, f"?kind={CATEGORIES['development'].code}")
    assert "Reads alone" in text
    assert "coat" not in text
    wrong = hers.get(f"{address('_download', family.maya, form)}?since_day=40&since_month=1&since_year=2026")
    assert wrong.status_code == 400
    assert "must" in wrong.content.decode()


def test_csv_opens_right_in_a_spreadsheet_and_runs_nothing(
    school: Agency, alice: Practitioner, family: Family, hers: Client
) -> None:
    cells = ["=1+1", "+44 1632 960001", "-2", "@SUM(A1)", "\t=2", "＝3", "Zoë said “=4”"]
    for what in cells:
        entry(alice, school, family.maya, what=what, source=what)
    response: Any = hers.get(address("_download", family.maya, "csv"))
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    written = [row for row in rows if row["Written by"]]
    assert [row["What happened"] for row in written] == [*(f"'{what}" for what in cells[:-1]), cells[-1]]
    for row in written:
        assert row["Who says so"] == row["What happened"]
        assert row["First day"] == "2026-03-06"
        assert None not in row
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.requirement("BP-296")
@pytest.mark.parametrize("query", ["", f"?kind={CATEGORIES['development'].code}", "?to_day=1&to_month=1&to_year=1990"])
def test_each_row_of_the_csv_says_about_whom_as_of_when_and_what_the_file_holds(
    school: Agency, alice: Practitioner, family: Family, query: str
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2018, 5, 1), born_on_is="exact")
    entry(alice, school, family.maya, what="Reads alone", category="development")
    entry(alice, school, family.maya)
    with time_machine.travel(dt.datetime(2026, 6, 7, 12, 5, tzinfo=dt.UTC), tick=False):
        response: Any = client_of(alice).get(f"{address('_download', family.maya, 'csv')}{query}")
    assert response.headers["Content-Disposition"] == 'attachment; filename="chronology.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert rows
    part = {"": "All that may be read.", "?k": "Only part is shown: “The child’s development”."}
    part["?t"] = "Only part is shown: to 1 January 1990."
    for row in rows:
        assert row["About"] == "Maya Lindqvist, born 1 May 2018"
        assert row["As of"] == "2026-06-07 13:05"
        holds = f"{part[query[:2]]} This holds what Alice Adeyemi may read. Other agencies may know more."
        assert row["What this file holds"] == holds
        assert None not in row
    if query.startswith("?t"):
        assert [row["What happened"] for row in rows] == ["Nothing is written down here."]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_paper_says_that_it_is_a_part_and_how_long_each_stay_with_others_lasted(
    school: Agency, alice: Practitioner, family: Family, hers: Client, form: str
) -> None:
    entry(alice, school, family.maya, category="lives_away", until=DAY + dt.timedelta(days=9))
    text = taken(hers, family.maya, form, "?key=on")
    assert "Only part is shown: key events." in text
    assert "Counted: 6 March 2026 to 15 March 2026 (lasted 10 days)." in text


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_chronology_can_be_taken_away(family: Family, hers: Client, form: str) -> None:
    assert taken(hers, family.maya, form)


def test_somebody_of_another_agency_with_a_reason_of_their_own_gets_their_own_entries(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    surgery = people.gp_practice()
    nurse = people.safeguarding_lead(surgery, "Nina Roth")
    hers = Person.objects.create(agency=surgery, noted_by=nurse, source="Surgery")
    entry(nurse, surgery, hers, what="Weighed")
    entry(alice, school, hers, what="Never here")
    text = taken(client_of(nurse), hers, "csv")
    assert "Weighed" in text
    assert "Never here" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_the_system_saw(family: Family, hers: Client, form: str) -> None:
    happenings.register("test", lambda reader, seen: [Happening(DAY, "A worker came", "All staff")])
    try:
        text = taken(hers, family.maya, form)
    finally:
        happenings.register("test", lambda reader, seen: [])
    for part in ("A worker came", "Seen by Right Help", "All staff"):
        assert part in text
