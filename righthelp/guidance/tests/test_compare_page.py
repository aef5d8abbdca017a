"""Two guides side by side on one theme."""

import re

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import withdraw
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, page, published, words

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


@pytest.mark.parametrize("query", ["", "?framework=barnsley", "?framework=bathnes&theme=clothing&with=barnsley"])
def test_a_guide_without_descriptors_is_not_offered_and_the_page_says_why(
    client: Client, guidance: dict[str, Edition], query: str
) -> None:
    response = client.get(f"/compare{query}")
    offered = re.findall(r'<option value="([a-z-]+)"', response.text)
    assert {"bathnes", "staffordshire"} <= set(offered)
    assert "barnsley" not in offered
    text = words(response)
    assert text.count("Barnsley cannot be compared yet: its descriptors must be loaded first.") == 1
    assert "That says nothing about any child." in text


def test_where_every_guide_can_be_compared_nothing_is_said(client: Client, db: None) -> None:
    published("westmarsh")
    published("eastmarsh", title="Eastmarsh guide")
    assert "cannot be compared" not in page(client, "/compare")


def test_a_guide_leads_to_comparison_only_when_it_can_be_compared(client: Client, guidance: dict[str, Edition]) -> None:
    assert "Compare with another guide" in page(client, "/guidance/bathnes")
    assert "Compare with another guide" not in page(client, "/guidance/barnsley")


def test_guides_without_any_descriptor_cannot_be_compared(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    for slug in ("bathnes", "staffordshire"):
        withdraw(edition=guidance[slug], because="Old", by=editor)
    text = page(client, "/compare")
    assert "Barnsley cannot be compared yet" in text
    assert "There is no other guide here to compare with." in text


def test_one_guide_alone_cannot_be_compared(client: Client, db: None) -> None:
    published("westmarsh")
    assert "There is no other guide here to compare with." in page(client, "/compare")


def test_without_any_guide_there_is_no_such_page(client: Client, db: None) -> None:
    draft("westmarsh")
    page(client, "/compare", 404)
