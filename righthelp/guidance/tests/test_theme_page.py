"""A theme as a ladder across all levels."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page


@pytest.mark.requirement("BN-023")
def test_bath_compares_each_theme_across_five_levels(client: Client, guidance: dict[str, Edition]) -> None:
    for theme in guidance["bathnes"].themes.all():
        text = page(client, f"/guidance/bathnes/themes/{theme.slug}")
        rungs = [text.index(f"Level {number}: ") for number in range(1, 6)]
        assert rungs == sorted(rungs), theme
        ends = [*rungs[1:], len(text)]
        for descriptor in theme.descriptors.select_related("level"):
            number = descriptor.level.number
            assert descriptor.text in text[rungs[number - 1] : ends[number - 1]], descriptor
        assert RESTATED in text


@pytest.mark.requirement("SF-046")
@pytest.mark.parametrize(
    ("slug", "group", "domain", "level", "indicator"),
    [
        ("health", "Child’s developmental needs", "Health", 1, "The child is registered with a GP practice."),
        ("emotional-warmth", "Parents and carers", "Emotional Warmth", 3, "unfairly blamed for things"),
        ("exploitation", "Exploitation", "Exploitation", 3, "starting to get involved in a gang"),
    ],
)
def test_staffordshires_indicators_stand_under_their_group_domain_and_level(
    client: Client, guidance: dict[str, Edition], slug: str, group: str, domain: str, level: int, indicator: str
) -> None:
    text = page(client, f"/guidance/staffordshire/themes/{slug}").replace("'", "’")
    assert f"{group} {domain} " in text
    assert "Read across the levels. More than one may be true for a child, and strengths count." in text
    start = text.index(f"Level {level}: ")
    end = text.find(f"Level {level + 1}: ", start)
    assert indicator in text[start : end if end > 0 else None]


def test_a_gap_in_the_source_is_not_available_and_a_gap_in_the_guide_is_said_plainly(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, "/guidance/staffordshire/themes/self-care-skills")
    third = text[text.index("Level 3:") : text.index("Level 4:")]
    assert "missing from the copy we have" in third
    assert "That does not mean that there are none." in third
    other = page(client, "/guidance/staffordshire/themes/other-indicators")
    assert "The guidance has no sentence here." in other[other.index("Level 1:") : other.index("Level 2:")]


def test_it_shows_invented_examples_as_examples(client: Client, guidance: dict[str, Edition]) -> None:
    theme = guidance["bathnes"].themes.all()[0]
    text = page(client, f"/guidance/bathnes/themes/{theme.slug}")
    assert "Invented examples, to help you think. They decide nothing." in text


def test_a_theme_of_another_guide_is_not_found(client: Client, guidance: dict[str, Edition]) -> None:
    assert client.get("/guidance/bathnes/themes/self-care-skills").status_code == 404
