"""The page of one level."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, line, page, published


def level(client: Client, slug: str, number: int) -> str:
    """Give the words of a level's page."""
    return page(client, f"/guidance/{slug}/levels/{number}")


@pytest.mark.requirement("BN-007", "BN-005")
def test_it_says_meaning_who_help_and_descriptors_by_theme(client: Client, guidance: dict[str, Edition]) -> None:
    text = level(client, "bathnes", 3)
    for part in ("Who this is for", "What helps", "Who helps", "What to do", "Help available at this level"):
        assert part in text
    for descriptor in guidance["bathnes"].descriptors.filter(level__number=3):
        assert descriptor.text in text
    assert RESTATED in text


def test_every_level_of_every_guide_shows_its_duties_and_where_to_ask(
    client: Client, guidance: dict[str, Edition]
) -> None:
    for slug, edition in guidance.items():
        for number in edition.levels.values_list("number", flat=True):
            text = level(client, slug, number)
            for duty in edition.passages.filter(kind="duty"):
                assert duty.text in text
            assert "If you are unsure, or nothing here fits" in text
            assert "Who to ring now" in text


@pytest.mark.requirement("BT-006", "BT-007", "BT-008", "BT-009", "BT-010")
@pytest.mark.parametrize(
    ("number", "name", "meaning"),
    [
        (1, "Thriving", "Some support may be needed to keep wellbeing high."),
        (2, "Getting advice", "Advice is needed, and somebody to show the way to help."),
        (3, "Getting help", "Help is needed that is focused and works towards goals."),
        (4, "Getting more help", "it is more specialised. It works towards goals."),
        (5, "Getting risk support", "The risk is so high that services are still in contact."),
    ],
)
def test_barnsley_describes_each_level(
    client: Client, guidance: dict[str, Edition], number: int, name: str, meaning: str
) -> None:
    text = level(client, "barnsley", number)
    assert f"Level {number} of 5 {name}" in text
    assert meaning in text


def test_help_that_barnsley_does_not_print_is_not_available_and_not_none(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = level(client, "barnsley", 2)
    assert "Not available: the guide that is loaded here does not say which help there is at this level." in text
    assert "The descriptors are not in the published pages we have." in text


@pytest.mark.requirement("SF-042", "SF-043", "SF-044", "SF-045")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "The child is doing as well as expected. No need is unmet, or needs are low."),
        (2, "The early help assessment is used to coordinate it."),
        (3, "Statutory social work is not needed."),
        (4, "The child is suffering significant harm, or it has to be prevented (section 47)."),
    ],
)
def test_staffordshire_describes_each_level(
    client: Client, guidance: dict[str, Edition], number: int, sentence: str
) -> None:
    assert sentence in level(client, "staffordshire", number)


@pytest.mark.requirement("SF-006", "SF-029", "SF-065", "SF-072", "SF-073")
def test_staffordshire_says_where_help_begins_and_how_to_refer(client: Client, guidance: dict[str, Edition]) -> None:
    assert "Most families can use it without anyone’s help." in level(client, "staffordshire", 1)
    second = level(client, "staffordshire", 2)
    assert "Start with the people who already work with the child." in second
    assert "less of a stigma" in second
    for number in (3, 4):
        assert "make a new referral" in level(client, "staffordshire", number)
    fourth = level(client, "staffordshire", 4)
    assert "0300 111 8007" in fourth
    assert "eds.team.manager@staffordshire.gov.uk" in fourth
    assert "8.30am to 5.00pm, Monday to Thursday, and 8.30am to 4.30pm on Friday" in fourth


def test_the_part_of_level_3_that_staffordshires_source_lacks_is_not_available_and_not_none(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = level(client, "staffordshire", 3)
    assert "The second page of level 3 (page 11) is missing from the copy we have." in text
    assert "That does not mean that there are none." in text
    assert "page 11" not in level(client, "staffordshire", 2)


@pytest.mark.requirement("BN-020", "BN-021", "BN-022", "BN-035")
def test_bath_lists_everyday_help_at_level_1(client: Client, guidance: dict[str, Edition]) -> None:
    text = level(client, "bathnes", 1)
    for name in (
        "Family and friends",
        "Faith groups",
        "GP surgeries",
        "Schools",
        "Libraries",
        "Community navigators",
        "https://livewell.bathnes.gov.uk/",
    ):
        assert name in text
    assert "whenever they need them" in text
    assert "Every child in the area has support at this level." in text


@pytest.mark.requirement("BN-026", "BN-027", "BN-028", "BN-029", "BN-032", "BN-033")
def test_bath_describes_level_2(client: Client, guidance: dict[str, Edition]) -> None:
    text = level(client, "bathnes", 2)
    for sentence in (
        "one need that calls for support",
        "Early help is a way of working for everyone, not a service that you refer to.",
        "Parenting programmes and advice",
        "Extra help in nursery, school or college",
        "Local opportunities",
        "Information for adults, children and families",
        "Public Health 0 to 19 community services",
        "Dieticians",
        "SEND local offer",
        "until the 25th for a young person who has an education, health and care plan",
    ):
        assert sentence in text


@pytest.mark.requirement("BN-036", "BN-042")
def test_bath_describes_level_3_and_its_integrated_working_team(client: Client, guidance: dict[str, Edition]) -> None:
    text = level(client, "bathnes", 3)
    assert "because the family has more than one need" in text
    assert "Integrated Working Team A council team that trains and advises agencies" in text


@pytest.mark.requirement("BN-054", "BN-056", "BN-060", "BN-094")
def test_bath_describes_level_5(client: Client, guidance: dict[str, Edition]) -> None:
    text = level(client, "bathnes", 5)
    for sentence in (
        "abuse or neglect is a significant risk, or you suspect that it has happened or is happening",
        "the main thing to weigh up when deciding if a child needs support from a social worker",
        "children who need care from the local authority or have had it",
        "Youth Offending Service",
        "Child & Adolescent Mental Health Service (CAMHS)",
        "Disabled Children Team",
        "Independent Domestic Violence Advisors (IDVA)",
        "Project 28, Developing Health & Independence (DHI)",
        "Barnardo’s Against Sexual Exploitation (BASE)",
        "Community paediatrician",
    ):
        assert sentence in text
    steps = text[text.index("What to do") :]
    assert steps.index("999") < steps.index("01225 396312") < steps.index("01454 615165")


@pytest.mark.requirement("BN-024")
def test_bath_names_fgm_and_private_fostering_at_every_level(client: Client, guidance: dict[str, Edition]) -> None:
    for number in range(1, 6):
        text = level(client, "bathnes", number)
        assert "If you suspect FGM, whether it has happened or is planned, you must tell Children’s Social Care" in text
        assert "28 consecutive days or more" in text
        assert "s.66, Children Act 1989" in text


@pytest.mark.parametrize("number", ["0", "6", "99999999999999999999", "-1", "one"])
def test_a_level_that_is_not_there_is_not_found(client: Client, guidance: dict[str, Edition], number: str) -> None:
    assert client.get(f"/guidance/bathnes/levels/{number}").status_code == 404


def test_markup_in_a_descriptor_is_shown_as_text(client: Client, db: None) -> None:
    published("westmarsh", line(text="<script>alert(1)</script> & “quotes” 你好"))
    shown = client.get("/guidance/westmarsh/levels/1").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quotes” 你好" in shown
