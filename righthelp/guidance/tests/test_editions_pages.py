"""The list of editions, and the comparison of two."""

import datetime as dt

from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import withdraw
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, line, page, published


def two_editions() -> tuple[Edition, Edition]:
    """Publish two editions that differ in every way in which descriptors can."""
    older = published(
        "westmarsh",
        line("a-1", 1, text="Stays."),
        line("a-2", 2, text="Old words."),
        line("a-3", 2, text="Moves up."),
        line("a-4", 2, text="Goes."),
        on=dt.date(2025, 1, 1),
        edition_name="First",
        change_note="The first.",
    )
    newer = published(
        "westmarsh",
        line("a-1", 1, text="Stays."),
        line("a-2", 2, text="New words."),
        line("a-3", 3, text="Moves up."),
        line("a-5", 2, text="Comes."),
        on=dt.date(2026, 1, 1),
        edition_name="Second",
        change_note="Clearer words.",
    )
    return older, newer


def test_every_published_edition_is_listed_the_latest_first_with_what_changed(client: Client, db: None) -> None:
    two_editions()
    draft("westmarsh", edition_name="Hidden")
    text = page(client, "/guidance/westmarsh/editions")
    assert text.index("Second In use from 1 January 2026 What changed Clearer words.") < text.index(
        "First In use from 1 Jan"
    )
    assert "Hidden" not in text


def test_a_withdrawn_edition_stays_in_the_list_even_when_none_is_left(client: Client, editor: Practitioner) -> None:
    for edition in two_editions():
        withdraw(edition=edition, because="Wrong", by=editor)
    assert page(client, "/guidance/westmarsh/editions").count(": Wrong") == 2


def test_a_guide_that_was_never_published_has_no_list(client: Client, db: None) -> None:
    draft("westmarsh")
    page(client, "/guidance/westmarsh/editions", 404)


def test_the_list_of_a_restated_guide_says_so(client: Client, guidance: dict[str, Edition]) -> None:
    assert RESTATED in page(client, "/guidance/bathnes/editions")
    assert RESTATED in page(client, "/guidance/bathnes/editions/compare")


def test_two_editions_are_compared_descriptor_by_descriptor(client: Client, db: None) -> None:
    older, newer = two_editions()
    address = f"/guidance/westmarsh/editions/compare?older={older.public_id}&newer={newer.public_id}"
    text = page(client, address)
    assert "Four descriptors changed" in text
    assert "a-2: reworded Before: Level 2, Health: Old words. Now: Level 2, Health: New words." in text
    assert "a-3: moved Before: Level 2, Health: Moves up. Now: Level 3, Health: Moves up." in text
    assert "a-4: taken out Before: Level 2, Health: Goes." in text
    assert "a-5: added Now: Level 2, Health: Comes." in text
    assert "Stays." not in text


def test_an_edition_compared_with_itself_is_the_same(client: Client, db: None) -> None:
    older, _ = two_editions()
    address = f"/guidance/westmarsh/editions/compare?older={older.public_id}&newer={older.public_id}"
    assert "The descriptors are the same." in page(client, address)


def test_choosing_the_same_edition_twice_says_so(client: Client, db: None) -> None:
    older, _ = two_editions()
    address = f"/guidance/westmarsh/editions/compare?older={older.public_id}&newer={older.public_id}"
    assert "You chose the same edition twice." in page(client, address)


def test_the_only_edition_there_is_is_not_offered_to_be_compared(client: Client, db: None) -> None:
    only = published("westmarsh")
    for asked in ("", f"?older={only.public_id}&newer={only.public_id}"):
        shown = client.get(f"/guidance/westmarsh/editions/compare{asked}").text
        assert "There is one edition so far, so there is nothing to compare it with." in shown
        assert "<select" not in shown


def test_a_name_that_is_no_edition_compares_nothing(client: Client, db: None) -> None:
    older, _ = two_editions()
    text = page(client, f"/guidance/westmarsh/editions/compare?older=%00nonsense&newer={older.public_id}")
    assert "changed between" in text
    assert "reworded" not in text
