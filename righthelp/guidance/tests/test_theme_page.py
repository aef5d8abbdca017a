"""A theme as a ladder across all levels."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page


@pytest.mark.requirement("BN-023")
def test_bath_holds_31_themes_each_compared_across_five_levels(client: Client, guidance: dict[str, Edition]) -> None:
    themes = list(guidance["bathnes"].themes.all())
    assert len(themes) == 31
    for theme in (themes[0], themes[-1]):
        text = page(client, f"/guidance/bathnes/themes/{theme.slug}")
        rungs = [text.index(f"Level {number}: ") for number in range(1, 6)]
        assert rungs == sorted(rungs)
        for descriptor in theme.descriptors.all():
            assert descriptor.text in text
        assert RESTATED in text


@pytest.mark.requirement("SF-046")
def test_staffordshires_indicators_have_level_group_and_domain_and_only_suggest(
    client: Client, guidance: dict[str, Edition]
) -> None:
    theme = guidance["staffordshire"].themes.exclude(group="").first()
    assert theme is not None
    text = page(client, f"/guidance/staffordshire/themes/{theme.slug}")
    assert theme.group.lower() in text.lower()
    assert "Read across the levels. More than one may be true for a child, and strengths count." in text


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
