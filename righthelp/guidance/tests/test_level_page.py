"""The page of one level."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, line, page, published


def level(client: Client, slug: str, number: int) -> str:
    """Give the words of a level's page."""
    return page(client, f"/guidance/{slug}/levels/{number}")


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


def test_help_that_barnsley_does_not_print_is_not_available_and_not_none(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = level(client, "barnsley", 2)
    assert "Not available: the guide that is loaded here does not say which help there is at this level." in text
    assert "The descriptors are not in the published pages we have." in text


def test_the_part_of_level_3_that_staffordshires_source_lacks_is_not_available_and_not_none(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = level(client, "staffordshire", 3)
    assert "The second page of level 3 (page 11) is missing from the copy we have." in text
    assert "That does not mean that there are none." in text
    assert "page 11" not in level(client, "staffordshire", 2)


@pytest.mark.parametrize("number", ["0", "6", "99999999999999999999", "-1", "one"])
def test_a_level_that_is_not_there_is_not_found(client: Client, guidance: dict[str, Edition], number: str) -> None:
    assert client.get(f"/guidance/bathnes/levels/{number}").status_code == 404


def test_markup_in_a_descriptor_is_shown_as_text(client: Client, db: None) -> None:
    published("westmarsh", line(text="<script>alert(1)</script> & “quotes” 你好"))
    shown = client.get("/guidance/westmarsh/levels/1").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quotes” 你好" in shown
