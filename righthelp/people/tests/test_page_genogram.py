"""The family drawn on a page: for whom, as at which day, with whom in the middle."""

import datetime as dt
from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader

from righthelp.agencies.models import Practitioner
from righthelp.audit.queries import looks_at
from righthelp.people.actions import restrict
from righthelp.people.models import Relationship
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import at, client_of, html_of, words

pytestmark = pytest.mark.django_db
NO_HINT = 404


def drawn(reader: Practitioner, family: Family) -> str:
    return words(html_of(reader, "record_genogram", family.maya))


@pytest.mark.requirement("BP-168", "BP-194")
def test_it_draws_the_family_and_says_the_same_in_words(alice: Practitioner, family: Family) -> None:
    html = html_of(alice, "record_genogram", family.maya)
    assert html.count('role="img"') == 1
    for name in ("Maya", "Ana Lindqvist", "Jonas Berg", "Leo Marsh"):
        assert name in words(html.partition("The same in words")[2])
    newest = looks_at(family.maya)[0]
    assert (newest.actor_id, newest.page) == (alice.pk, "genogram")


@pytest.mark.requirement("BP-168", "BP-194", "BP-295")
def test_it_says_itself_that_three_generations_are_missing(alice: Practitioner, family: Family) -> None:
    text = drawn(alice, family)
    assert "Only two generations are here, as far as you may see. A genogram needs at least three." in text
    assert "Who Maya’s parent Ana Lindqvist’s parents are" in text


def test_a_colleague_and_a_stranger_find_nothing(bob: Practitioner, charlie: Practitioner, family: Family) -> None:
    for reader in (bob, charlie):
        for name in ("record_genogram", "record_genogram_pdf"):
            assert client_of(reader).get(at(name, family.maya)).status_code == NO_HINT


def test_a_restricted_relative_is_not_drawn(
    alice: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    restrict(person=family.father, kind="high_risk", because="Threats", readers=[ines], by=mira)
    text = drawn(alice, family)
    assert "Jonas" not in text
    assert "Who Maya’s other parent is" in text
    assert "Nobody has written" not in text
    assert "because nobody has written it or because you may not see it" in text


def test_anybody_drawn_can_be_put_in_the_middle(alice: Practitioner, family: Family) -> None:
    html = html_of(alice, "record_genogram", family.maya)
    assert at("record_genogram", family.mother) in html
    hers = html_of(alice, "record_genogram", family.mother)
    assert '<span class="govuk-caption-l"><bdi>Ana Lindqvist</bdi></span>' in hers
    assert at("record_genogram", family.maya) in hers


def test_there_is_a_way_back_to_the_record(alice: Practitioner, family: Family) -> None:
    html = html_of(alice, "record_genogram", family.maya)
    assert f'<a href="{at("record", family.maya)}" class="govuk-back-link">Back</a>' in html


@pytest.mark.requirement("BP-295")
def test_it_is_drawn_as_at_another_day(alice: Practitioner, family: Family) -> None:
    partner = folk.person("Per Holm", agency=family.maya.agency, by=alice)
    tie = folk.related(family.mother, partner, "partner")
    Relationship.objects.filter(pk=tie.pk).update(from_on=dt.date(2024, 5, 1))
    asked = {"on_day": "1", "on_month": "4", "on_year": "2024"}
    client = client_of(alice)
    now = client.get(at("record_genogram", family.maya)).text
    then = client.get(at("record_genogram", family.maya), asked).text
    assert ("together 2024" in words(now), "together 2024" in words(then)) == (True, False)
    assert "As at 1 April 2024" in words(then)


@pytest.mark.parametrize(
    ("typed", "said"),
    [(("31", "2", "2024"), "must be a real date"), (("1", "1", "2027"), "must be today or in the past")],
)
def test_a_day_that_cannot_be_is_refused_and_today_is_drawn(
    alice: Practitioner, family: Family, typed: tuple[str, str, str], said: str
) -> None:
    asked = dict(zip(("on_day", "on_month", "on_year"), typed, strict=True))
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        text = words(client_of(alice).get(at("record_genogram", family.maya), asked).text)
    assert "There is a problem" in text
    assert said in text
    assert "As at 6 March 2026" in text


def test_before_anybody_expected_a_child_there_is_nothing_to_draw(alice: Practitioner, family: Family) -> None:
    family.maya.born_on, family.maya.born_on_is = dt.date(2017, 5, 1), "exact"
    family.maya.save()
    asked = {"on_day": "1", "on_month": "4", "on_year": "2010"}
    for name in ("record_genogram", "record_genogram_pdf"):
        text = words(client_of(alice).get(at(name, family.maya), asked).text)
        assert "On that day nobody expected them yet" in text


def test_it_can_be_taken_away_as_pdf(alice: Practitioner, family: Family) -> None:
    response = client_of(alice).get(at("record_genogram_pdf", family.maya))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "Ana Lindqvist" in text
    assert response.headers["Content-Disposition"] == 'attachment; filename="genogram.pdf"'
    assert looks_at(family.maya)[0].page == "genogram as pdf"


def test_a_name_with_a_script_is_shown_as_text(alice: Practitioner, family: Family) -> None:
    family.mother.names.update(first="<script>alert(1)</script>")
    html = html_of(alice, "record_genogram", family.maya)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_the_record_leads_to_every_page_about_the_person_that_is_open(alice: Practitioner, family: Family) -> None:
    html = html_of(alice, "record", family.maya)
    for name in ("record_genogram", "record_workers", "record_sheet", "record_chronology"):
        assert f'href="{at(name, family.maya)}"' in html
    aunt = folk.person("Ida Lindqvist")
    folk.related(family.maya, aunt, "aunt_or_uncle")
    hers = html_of(alice, "record", aunt)
    assert f'href="{at("record_genogram", aunt)}"' in hers
    assert at("record_chronology", aunt) not in hers
