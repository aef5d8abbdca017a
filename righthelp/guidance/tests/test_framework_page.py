"""The page of a guide: how to use it first, then the levels, then everything else in it."""

import re
from html import unescape

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page, published

BARNSLEY, STAFFORDSHIRE, BATHNES = "/guidance/barnsley", "/guidance/staffordshire", "/guidance/bathnes"


@pytest.mark.parametrize("address", [BARNSLEY, STAFFORDSHIRE, BATHNES])
def test_how_to_use_the_guide_comes_before_the_levels(
    client: Client, guidance: dict[str, Edition], address: str
) -> None:
    shown = client.get(address).text
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", shown)
    assert headings[:2] == ["How to use the guide", "The levels"]
    assert headings[2].startswith("What the guide says")


@pytest.mark.requirement("BG-003", "BG-004")
def test_barnsley_says_how_to_use_it_and_then_leads_to_its_five_levels(
    client: Client, guidance: dict[str, Edition]
) -> None:
    shown = unescape(client.get(BARNSLEY).text)
    in_order = (
        "<main",
        "Read these pages first. They say how to use the guide and what to think about. "
        "Then go on to the framework. The framework describes need on a spectrum of five levels, "
        "so that you can see each child’s own situation.",
        "The word threshold and the descriptors are only a guide.",
        "Use it with families. Write down strengths, worries and what needs to happen.",
        ">The levels<",
        *(f'href="{BARNSLEY}/levels/{number}"' for number in range(1, 6)),
        ">Questions to consider<",
        "What is the child’s life like today, and how will it be later on?",
    )
    places = [shown.find(part) for part in in_order]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("address", [BARNSLEY, STAFFORDSHIRE, BATHNES])
def test_it_says_whose_words_and_that_nobody_adopted_it(
    client: Client, guidance: dict[str, Edition], address: str
) -> None:
    text = page(client, address)
    assert RESTATED in text
    assert "not to decide about a child" in text


def test_barnsley_names_its_directories_and_says_where_no_address_is_printed(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, BARNSLEY)
    for name in (
        "COMPASS BE",
        "Chilypep Open Up Directory",
        "Barnsley Early Help Toolkit",
        "Barnsley Virtual Family Hub",
        "Barnsley Safeguarding Children Partnership",
    ):
        assert f"{name} (the guidance prints no address)" in text


def test_barnsley_says_that_the_descriptors_are_not_held(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BARNSLEY)
    assert "What the guide says, outcome by outcome" in text
    assert "The descriptors are not in the published pages we have." in text
    assert "does not mean that a child is safe" in text


def test_every_guide_leads_to_each_of_its_levels_and_themes(client: Client, guidance: dict[str, Edition]) -> None:
    for slug, edition in guidance.items():
        shown = client.get(f"/guidance/{slug}").text
        for level in edition.levels.all():
            assert f"/guidance/{slug}/levels/{level.number}" in shown
        for theme in edition.themes.all():
            assert f"/guidance/{slug}/themes/{theme.slug}" in shown


@pytest.mark.requirement("BT-005")
def test_the_picture_of_barnsley_and_bath_is_a_spectrum_of_five_levels(
    client: Client, guidance: dict[str, Edition]
) -> None:
    for address in (BARNSLEY, BATHNES):
        shown = client.get(address).text
        assert shown.count('class="rh-picture__segment') == 5
        assert "The 5 levels, in order. The list below says the same." in shown


@pytest.mark.requirement("SF-035")
def test_the_picture_of_staffordshire_is_a_windscreen_of_four_named_levels(
    client: Client, guidance: dict[str, Edition]
) -> None:
    shown = client.get(STAFFORDSHIRE).text
    assert shown.count('class="rh-picture__segment') == 4
    assert shown.count("A290 290") == 4  # four arcs of the outer edge
    picture = shown[shown.index("</title>", shown.index("<svg class")) : shown.index("</svg>")]
    in_picture = " ".join(re.sub(r"<[^>]+>", " ", picture).split())
    assert in_picture == "1 Universal needs 2 Universal Plus 3 Targeted early help 4 Statutory or specialist"
    listed = page(client, STAFFORDSHIRE)
    for name in (
        "Children and Young People with Universal Needs",
        "Universal Plus / Earliest Help",
        "Targeted Early Help",
        "Statutory / Specialist",
    ):
        assert name in listed


@pytest.mark.requirement("SF-076")
def test_staffordshire_names_its_links_and_that_its_escalation_steps_are_not_held(
    client: Client, guidance: dict[str, Edition]
) -> None:
    response = client.get(STAFFORDSHIRE)
    assert 'href="https://www.staffsscb.org.uk"' in response.text
    text = page(client, STAFFORDSHIRE)
    assert "Facebook: StaffsSCB" in text
    assert "Twitter: @StaffsSCB" in text
    assert "the steps are not available here" in text


@pytest.mark.requirement("BN-017", "BN-022")
def test_bath_links_its_services(client: Client, guidance: dict[str, Edition]) -> None:
    shown = client.get(BATHNES).text
    assert 'href="https://beta.bathnes.gov.uk/report-concern-about-child"' in shown
    assert 'href="https://livewell.bathnes.gov.uk/"' in shown


def test_bath_names_what_its_guide_prints_no_address_for(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BATHNES)
    for name in ("B&NES Early Help App", "SEND local offer", "Early Help and Intervention Strategy 2021 - 25"):
        assert f"{name} (the guidance prints no address)" in text
    assert "found through the B&NES Early Help App" in text


def test_a_guide_loaded_from_a_table_alone_still_names_danger_and_the_law(client: Client, db: None) -> None:
    published("westmarsh")
    text = page(client, "/guidance/westmarsh")
    assert "ring the police on 999" in text
    assert "female genital mutilation" in text
    assert "private fostering" in text
    assert RESTATED not in text


@pytest.mark.parametrize("address", ["/guidance/nowhere", "/guidance/nowhere/print", "/guidance/nowhere/editions"])
def test_an_unknown_guide_is_not_found(client: Client, guidance: dict[str, Edition], address: str) -> None:
    assert "Page not found" in page(client, address, 404)
