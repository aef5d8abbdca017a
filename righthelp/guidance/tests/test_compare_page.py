"""Two guides side by side on one theme."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, page, published

ADULT_MENTAL_HEALTH = "/compare?framework=bathnes&theme=adult-mental-health&with=staffordshire"


def test_a_theme_of_one_guide_stands_beside_the_same_needs_of_the_other(
    client: Client, guidance: dict[str, Edition]
) -> None:
    text = page(client, ADULT_MENTAL_HEALTH)
    for descriptor in guidance["bathnes"].descriptors.filter(theme__slug="adult-mental-health"):
        assert descriptor.text in text
    others = guidance["staffordshire"].descriptors.filter(needs__startswith="adult-mental-health")
    assert others
    for descriptor in others:
        assert descriptor.text in text
    assert text.count("Level 4:") == 2
    assert "Read the sentences, not the numbers." in text


def test_both_sides_say_whose_words_they_are(client: Client, guidance: dict[str, Edition]) -> None:
    assert page(client, ADULT_MENTAL_HEALTH).count(RESTATED) == 2


def test_the_second_guide_is_one_that_can_be_compared_unless_told(client: Client, guidance: dict[str, Edition]) -> None:
    text = page(client, "/compare?framework=bathnes&theme=adult-mental-health")
    assert "Staffordshire, the same needs" in text


@pytest.mark.parametrize("query", ["", "theme=nowhere", "theme=%00", "with=nowhere", "with=%00&theme=x"])
def test_words_that_name_nothing_are_not_an_error(client: Client, guidance: dict[str, Edition], query: str) -> None:
    assert "Compare two guides on one theme" in page(client, f"/compare?framework=bathnes&{query}")


def test_a_guide_without_descriptors_says_that_this_tells_nothing_about_a_child(
    client: Client, guidance: dict[str, Edition]
) -> None:
    assert "That says nothing about any child." in page(client, "/compare?framework=barnsley")


def test_one_guide_alone_cannot_be_compared(client: Client, db: None) -> None:
    published("westmarsh")
    assert "There is no other guide here to compare with." in page(client, "/compare")


def test_without_any_guide_there_is_no_such_page(client: Client, db: None) -> None:
    draft("westmarsh")
    page(client, "/compare", 404)
