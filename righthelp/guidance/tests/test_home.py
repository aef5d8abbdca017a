"""The start page."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, page

BY_DAY = dt.datetime(2030, 3, 27, 11, tzinfo=dt.UTC)  # a Wednesday after the guidance was published


def test_before_adoption_it_shows_the_way_to_guidance_and_to_the_police(client: Client, db: None) -> None:
    text = page(client, "/")
    assert "A child in danger now: the police, 999" in text
    assert "All guidance that there is to read here" in text


@pytest.mark.requirement("BN-094")
def test_it_starts_from_a_worry_and_shows_who_to_ring(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=editor)
    with time_machine.travel(BY_DAY, tick=False):
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


def test_the_box_answers_in_the_page_and_forgets_as_the_search_page_does(
    client: Client, guidance: dict[str, Edition]
) -> None:
    boxes = [re.search(r"<form.*?</form>", client.get(path).text, re.DOTALL) for path in ("/", "/worry")]
    for box in boxes:
        assert box
        assert 'data-search="/worry/results"' in box[0]
        assert re.search(r'<textarea[^>]* autocomplete="off"', box[0])
    assert "righthelp/search.js" in client.get("/").text


def test_it_sets_no_cookie(client: Client, db: None) -> None:
    assert not client.get("/").cookies
