"""The page of a guide: how to use it first, then the levels, then everything else in it."""

import re

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page, published

BARNSLEY, STAFFORDSHIRE, BATHNES = "/guidance/barnsley", "/guidance/staffordshire", "/guidance/bathnes"


@pytest.mark.requirement("BG-003", "BG-004")
@pytest.mark.parametrize("address", [BARNSLEY, STAFFORDSHIRE, BATHNES])
def test_how_to_use_the_guide_comes_before_the_levels(
    client: Client, guidance: dict[str, Edition], address: str
) -> None:
    shown = client.get(address).text
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", shown)
    assert headings[:2] == ["How to use the guide", "The levels"]
    assert headings[2].startswith("What the guide says")


@pytest.mark.parametrize("address", [BARNSLEY, STAFFORDSHIRE, BATHNES])
def test_it_says_whose_words_and_that_nobody_adopted_it(
    client: Client, guidance: dict[str, Edition], address: str
) -> None:
    text = page(client, address)
    assert RESTATED in text
    assert "not to decide about a child" in text


@pytest.mark.requirement("BG-001", "BG-002", "BG-010", "BT-004")
def test_barnsley_says_who_wrote_it_what_for_and_its_vision(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BARNSLEY)
    assert "Everyone has a part in keeping children safe. Agencies in Barnsley wrote this guidance together" in text
    assert "help that fits, from the service that fits best, as early as possible" in text
    assert "make Barnsley brighter for every child" in text
    for principle in ("Children and families come first", "care is joined up", "they are valued"):
        assert principle in text


@pytest.mark.requirement("BG-005", "BG-029", "BT-017", "BT-018")
def test_barnsley_never_sets_a_level_and_says_whom_to_ask(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BARNSLEY)
    assert "People decide the level and give their reason. This system never sets it." in text
    assert "In doubt, talk to a named or designated safeguarding professional." in text
    assert "Families should have a real part in decisions." in text


@pytest.mark.requirement("BG-013", "BG-014", "BG-015", "BG-016", "BT-003")
def test_barnsley_describes_a_good_assessment(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BARNSLEY)
    start = text.index("What a good early help assessment is like")
    found = [text.index(word, start) for word in ("Empowering:", "Developmental:", "Accessible:", "Transparent:")]
    assert found == sorted(found)


@pytest.mark.requirement("BG-017", "BG-030", "BT-003")
def test_barnsley_links_its_directories_and_says_where_no_address_is_printed(
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


@pytest.mark.requirement("BG-021", "BG-022", "BG-023", "BG-024", "BG-025", "BG-026")
@pytest.mark.requirement("BT-019", "BT-020", "BT-021", "BT-022", "BT-023")
def test_barnsley_asks_its_questions(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BARNSLEY)
    for question in (
        "What is the child’s life like today, and how will it be later on?",
        "How do the parents or carers feel about what is going on?",
        "How far do they see that they need help, and how able are they to change things?",
        "What can your own service do to help?",
        "Would that be enough for the child and family, or do you need another agency?",
        "What more is needed to help keep them safe?",
    ):
        assert question in text


@pytest.mark.requirement("BT-015", "BT-016")
def test_barnsley_is_arranged_by_outcomes_and_says_that_the_descriptors_are_not_held(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, BARNSLEY)
    assert "What the guide says, outcome by outcome" in text
    assert "The descriptors are not in the published pages we have." in text
    assert "does not mean that a child is safe" in text


@pytest.mark.requirement("BG-009", "BN-007")
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
    for level in guidance["staffordshire"].levels.all():
        assert level.name in page(client, STAFFORDSHIRE)


@pytest.mark.requirement("SF-001", "SF-002", "SF-005", "SF-037", "SF-041")
def test_staffordshire_says_how_its_windscreen_is_used(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, STAFFORDSHIRE)
    for sentence in (
        "Every child has a right to protection from harm",
        "one shared guide for all agencies, professionals and volunteers",
        "to meet needs at the level that fits",
        "takes discussion, reflection and judgement",
        "The windscreen is not a checklist and not an assessment of need.",
        "A family may have indicators from every level.",
        "They may make an indicator weigh less.",
        "place on the windscreen is not fixed",
        "which needs come first",
    ):
        assert sentence in text


@pytest.mark.requirement("SF-015", "SF-017", "SF-018", "SF-019", "SF-020")
def test_staffordshire_names_its_four_specialist_routes(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, STAFFORDSHIRE)
    routes = text[text.index("Routes to help") : text.index("Agreement and sharing")]
    for route in (
        "Child in need (section 17, Children Act 1989)",
        "Long-lasting and substantial disability",
        "Severe and complex SEND",
        "Child protection (section 47, Children Act 1989)",
        "development is significantly impaired",
        "a break (respite)",
        "The family can say no.",
    ):
        assert route in routes
    assert "Young carers have a right to ask for their own needs to be assessed" in text


@pytest.mark.requirement("SF-022", "SF-023", "SF-025", "SF-026", "SF-027")
def test_staffordshire_asks_about_significant_harm_and_names_the_duty_to_refer(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, STAFFORDSHIRE)
    for sentence in (
        "How serious is the harm?",
        "How long has abuse or neglect gone on, and how often does it happen?",
        "Is this a baby or young child",
        "believe or suspect that a child has suffered significant harm",
        "The same responsibility holds when they believe or suspect that significant harm is likely.",
        "Refer, if the parent or carer agrees, when the child has a disability.",
        "may the child suffer significant harm without services?",
        "ring SCAS on 0300 111 8007 and talk to a qualified social worker",
    ):
        assert sentence in text


@pytest.mark.requirement("SF-048")
def test_staffordshire_counts_missing_episodes_and_prosecutions(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, STAFFORDSHIRE)
    assert "Fewer than 3 times missing from home in 90 days is an indicator of level 3." in text
    assert "Three or more times missing from home in 90 days is an indicator of level 4." in text
    assert "three prosecutions" in text


@pytest.mark.requirement("SF-068", "SF-069", "SF-070", "SF-071")
def test_staffordshire_describes_restorative_practice(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, STAFFORDSHIRE)
    practice = text[text.index("Restorative Practice It is how") :]
    for sentence in (
        "Build on relationships and strengths",
        "Families share responsibility and find solutions",
        "Be clear about the bottom line that keeps a child safe",
        "High challenge with high support",
        "Do things with people, not to them or for them",
        "Change should last",
    ):
        assert sentence in practice


@pytest.mark.requirement("SF-074", "SF-076")
def test_staffordshire_names_its_links_and_that_its_escalation_steps_are_not_held(
    client: Client, guidance: dict[str, Edition]
) -> None:
    response = client.get(STAFFORDSHIRE)
    assert 'href="https://www.staffsscb.org.uk"' in response.text
    text = page(client, STAFFORDSHIRE)
    assert "Facebook: StaffsSCB" in text
    assert "Twitter: @StaffsSCB" in text
    assert "responsible for supporting its staff" in text
    assert "the steps are not available here" in text


@pytest.mark.requirement("SF-075")
def test_it_shows_the_edition_under_a_lasting_link_and_advises_against_printing(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, STAFFORDSHIRE)
    assert "Edition: April 2022" in text
    assert "Do not print the document." in text


@pytest.mark.requirement("BN-001", "BN-002", "BN-004")
def test_bath_says_what_its_guide_and_a_threshold_are_for(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BATHNES)
    assert "This guide is there to help you think." in text
    assert "before a family needs safeguarding or specialist services" in text
    assert "A threshold is the point where somebody asks what kind of support is needed." in text
    assert "Families can use this guide too." in text


@pytest.mark.requirement("BN-003")
def test_bath_asks_for_thought_before_a_level_and_takes_needs_in_own_words(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, BATHNES)
    assert "Think about strengths, needs and risks" in text
    assert "A need that is not listed still counts." in text
    assert "write it down in your own words" in text
    assert "Support can go up or down." in text


@pytest.mark.requirement("BN-011", "BN-017", "BN-022")
def test_bath_links_its_services(client: Client, guidance: dict[str, Edition]) -> None:
    shown = client.get(BATHNES).text
    assert 'href="https://beta.bathnes.gov.uk/report-concern-about-child"' in shown
    assert 'href="https://livewell.bathnes.gov.uk/"' in shown
    assert "Early Help and Intervention Strategy 2021 - 25" in shown


@pytest.mark.requirement("BN-061", "BN-062", "BN-063", "BN-064")
def test_bath_describes_its_practice_framework(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, BATHNES)
    for sentence in (
        "Systemic social work",
        "Being aware of trauma",
        "Looking at attachment",
        "Problems are seen as lying between people",
        "class, culture, gender, sexuality and race",
        "stay curious and open",
        "do not blame",
    ):
        assert sentence in text


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
