"""The start page."""

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page


def test_before_adoption_it_shows_the_way_to_guidance_and_to_the_police(client: Client, db: None) -> None:
    text = page(client, "/")
    assert "A child in danger now: the police, 999" in text
    assert "All guidance that there is to read here" in text


@pytest.mark.requirement("BN-094")
def test_it_starts_from_a_worry_and_shows_who_to_ring(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=editor)
    text = page(client, "/")
    assert "What are you worried about?" in text
    assert text.index("999") < text.index("01225 396312")
    assert "01225 396313" in text
    assert "01454 615165" in text


def test_it_says_that_the_guidance_is_restated(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=editor)
    assert RESTATED in page(client, "/")


def test_it_sets_no_cookie(client: Client, db: None) -> None:
    assert not client.get("/").cookies
