"""Publishing a draft: the action, the page, and that nothing changes after it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import discard_draft, publish, withdraw
from righthelp.guidance.models import Edition
from righthelp.guidance.queries import EditionIsFixed
from righthelp.guidance.tests.helpers import draft, events, line, page, published, send, words

TODAY = {"effective_from_day": "1", "effective_from_month": "10", "effective_from_year": "2026"}


def test_a_draft_becomes_what_readers_see_from_its_day(client: Client, editor: Practitioner) -> None:
    edition = draft()
    page(client, "/guidance/westmarsh", 404)
    publish(edition=edition, effective_from=timezone.localdate(), by=editor, change_note="First.")
    kept = Edition.objects.get()
    assert (kept.status, kept.published_by, kept.change_note) == ("published", editor, "First.")
    page(client, "/guidance/westmarsh")
    [event] = events("guidance.edition_published")
    assert (event.actor_id, event.subject_id, event.fields) == (
        editor.pk,
        edition.pk,
        ["effective_from", "change_note"],
    )


def test_an_edition_for_a_later_day_waits_for_it(client: Client, editor: Practitioner) -> None:
    published("westmarsh", line(text="Now."))
    later = draft("westmarsh", line(text="Later."))
    publish(edition=later, effective_from=timezone.localdate() + dt.timedelta(days=3), by=editor)
    assert "Now." in page(client, "/guidance/westmarsh/levels/1")
    assert Edition.objects.published(on=timezone.localdate() + dt.timedelta(days=3)).count() == 2


def test_what_is_published_cannot_be_published_again(editor: Practitioner) -> None:
    edition = published()
    with pytest.raises(EditionIsFixed):
        publish(edition=edition, effective_from=dt.date(2020, 1, 1), by=editor)
    assert Edition.objects.get().effective_from == timezone.localdate()
    assert len(events("guidance.edition_published")) == 1


def test_a_draft_as_it_was_read_before_somebody_else_published_it_is_refused(editor: Practitioner) -> None:
    edition = draft()
    stale = Edition.objects.get(pk=edition.pk)
    publish(edition=edition, effective_from=timezone.localdate(), by=editor)
    with pytest.raises(EditionIsFixed):
        publish(edition=stale, effective_from=dt.date(2020, 1, 1), by=editor)


def test_a_draft_that_somebody_threw_away_is_refused(editor: Practitioner) -> None:
    edition = draft()
    stale = Edition.objects.get(pk=edition.pk)
    discard_draft(edition=edition, by=editor)
    with pytest.raises(EditionIsFixed):
        publish(edition=stale, effective_from=timezone.localdate(), by=editor)


def test_a_withdrawn_edition_is_refused(editor: Practitioner) -> None:
    edition = published()
    withdraw(edition=edition, because="Wrong", by=editor)
    with pytest.raises(EditionIsFixed):
        publish(edition=edition, effective_from=timezone.localdate(), by=editor)


def test_the_page_publishes_and_says_what_readers_see(editing: Client, editor: Practitioner) -> None:
    edition = draft()
    response = send(editing, f"/editor/editions/{edition.public_id}/publish", **TODAY, change_note="Clearer.")
    assert "From now on this edition does not change. Readers see it now." in words(response)
    kept = Edition.objects.get()
    assert (kept.effective_from, kept.change_note, kept.published_by) == (dt.date(2026, 10, 1), "Clearer.", editor)


def test_the_page_says_when_readers_will_see_it_or_still_see_another(editing: Client) -> None:
    published("westmarsh", edition_name="Newest")
    early, late = draft("westmarsh"), draft("westmarsh")
    response = send(editing, f"/editor/editions/{early.public_id}/publish", **{**TODAY, "effective_from_year": "2020"})
    assert "Readers still see “Newest”, which holds from a later day." in words(response)
    response = send(editing, f"/editor/editions/{late.public_id}/publish", **{**TODAY, "effective_from_year": "2090"})
    assert "Readers see it from 1 October 2090." in words(response)


def test_a_day_that_does_not_exist_is_said_at_the_field_and_publishes_nothing(editing: Client) -> None:
    edition = draft()
    address = f"/editor/editions/{edition.public_id}/publish"
    response = send(editing, address, **{**TODAY, "effective_from_day": "32"}, change_note="Kept words")
    assert words(response).count("must be a real date") == 2
    assert "Kept words" in response.text
    assert Edition.objects.get().status == "draft"


def test_sending_the_form_twice_publishes_once(editing: Client) -> None:
    edition = draft()
    address = f"/editor/editions/{edition.public_id}/publish"
    shown = editing.get(address).text
    token = shown.split('name="form_token" value="')[1].split('"')[0]
    answers = [editing.post(address, {"form_token": token, **TODAY}).headers["Location"] for _ in range(2)]
    assert answers == [f"/editor/editions/{edition.public_id}"] * 2
    assert len(events("guidance.edition_published")) == 1


def test_a_second_window_is_told_and_changes_nothing(editing: Client) -> None:
    edition = draft()
    address = f"/editor/editions/{edition.public_id}/publish"
    editing.get(address)
    send(editing, address, **TODAY)
    response = editing.post(address, {**TODAY, "effective_from_year": "2020"}, follow=True)
    assert "Nothing was changed: this edition was published, withdrawn or thrown away meanwhile." in words(response)
    assert "Nothing was changed" in words(editing.get(address, follow=True))
    assert Edition.objects.get().effective_from == dt.date(2026, 10, 1)
