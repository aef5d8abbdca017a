"""The whole guide on one page, to print; and editions that are not in use any more."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import withdraw
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, line, page, published


@pytest.mark.parametrize("slug", ["barnsley", "staffordshire", "bathnes"])
def test_it_holds_everything_that_the_edition_holds(client: Client, guidance: dict[str, Edition], slug: str) -> None:
    text = page(client, f"/guidance/{slug}/print")
    edition = guidance[slug]
    for passage in edition.passages.exclude(text=""):
        assert " ".join(passage.text.split()) in text
    for descriptor in edition.descriptors.all():
        assert descriptor.text in text
    for level in edition.levels.all():
        assert level.name in text
        for service in level.services.all():
            assert service.detail in text
    assert RESTATED in text


@pytest.mark.requirement("SF-075")
def test_it_names_its_edition_and_the_moment_and_prefers_the_link(client: Client, guidance: dict[str, Edition]) -> None:
    with time_machine.travel(dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.UTC), tick=False):
        text = page(client, "/guidance/staffordshire/print")
    assert "Edition: April 2022" in text
    assert "Shown on 1 December 2026 at 9:30am. Guidance changes: keep the link rather than the paper." in text
    assert "not the edition in use" not in text


@pytest.mark.requirement("SF-075")
def test_an_earlier_edition_stays_readable_and_says_that_it_is_not_in_use(client: Client, db: None) -> None:
    old = published("westmarsh", line(text="The old words."), on=dt.date(2025, 1, 1), edition_name="Winter 2025")
    published("westmarsh", line(text="The new words."), on=dt.date(2026, 1, 1), edition_name="Winter 2026")
    for lasting in ("/guidance/westmarsh", "/guidance/westmarsh/print"):
        text = page(client, lasting)
        assert "Edition: Winter 2026" in text
        assert "Winter 2025" not in text
    assert "The new words." in page(client, "/guidance/westmarsh/print")
    text = page(client, f"/guidance/westmarsh/editions/{old.public_id}")
    assert "Edition: Winter 2025" in text
    assert "The old words." in text
    assert "The new words." not in text
    assert "This is not the edition in use. It holds from 1 January 2025." in text


def test_a_withdrawn_edition_stays_readable_with_the_reason(client: Client, editor: Practitioner) -> None:
    edition = published("westmarsh")
    withdraw(edition=edition, because="A duty was wrong", by=editor)
    page(client, "/guidance/westmarsh", 404)
    text = page(client, f"/guidance/westmarsh/editions/{edition.public_id}")
    assert "It was withdrawn on" in text
    assert "A duty was wrong" in text


def test_a_draft_or_an_edition_of_another_guide_is_not_found(client: Client, guidance: dict[str, Edition]) -> None:
    hidden = draft("bathnes")
    for address in (hidden.public_id, guidance["barnsley"].public_id, uuid.uuid4()):
        page(client, f"/guidance/bathnes/editions/{address}", 404)
