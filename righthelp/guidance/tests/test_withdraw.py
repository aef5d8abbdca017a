"""Withdrawing a published edition, with its reason."""

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import withdraw
from righthelp.guidance.models import Edition
from righthelp.guidance.queries import EditionIsFixed
from righthelp.guidance.tests.helpers import draft, events, page, published, send, words


def test_readers_no_longer_see_it_and_the_log_names_who_and_not_what_was_written(
    client: Client, editor: Practitioner
) -> None:
    edition = published()
    withdraw(edition=edition, because="A duty was wrong", by=editor)
    page(client, "/guidance/westmarsh", 404)
    [event] = events("guidance.edition_withdrawn")
    assert (event.actor_id, event.subject_id, event.fields) == (editor.pk, edition.pk, ["withdrawn_because"])
    assert "A duty" not in str(vars(event))


def test_the_edition_before_it_is_seen_again(client: Client, editor: Practitioner) -> None:
    published(edition_name="Before")
    withdraw(edition=published(edition_name="After"), because="Too early", by=editor)
    assert "Edition: Before" in page(client, "/guidance/westmarsh")


def test_a_draft_cannot_be_withdrawn(editor: Practitioner) -> None:
    with pytest.raises(EditionIsFixed):
        withdraw(edition=draft(), because="x", by=editor)


def test_the_page_asks_for_the_reason_and_keeps_it(editing: Client) -> None:
    edition = published()
    address = f"/editor/editions/{edition.public_id}/withdraw"
    assert words(send(editing, address, because=" ")).count("Answer the question “Why is it withdrawn?”") == 2
    response = send(editing, address, because="<b>A duty</b> was wrong")
    assert "Withdrawn. Decisions made under it still point to it." in words(response)
    assert "&lt;b&gt;A duty&lt;/b&gt; was wrong" in response.text


def test_an_over_long_reason_is_said_and_kept_in_the_box(editing: Client) -> None:
    edition = published()
    response = send(editing, f"/editor/editions/{edition.public_id}/withdraw", because="wrong " * 2000)
    assert "must be 10,000 characters or fewer" in words(response)
    assert "wrong wrong wrong" in response.text
    assert Edition.objects.get().status == "published"


def test_a_second_window_is_told_and_keeps_the_first_reason(editing: Client, editor: Practitioner) -> None:
    edition = published()
    address = f"/editor/editions/{edition.public_id}/withdraw"
    editing.get(address)
    withdraw(edition=edition, because="First", by=editor)
    response = editing.post(address, {"because": "Second"}, follow=True)
    assert "Nothing was changed" in words(response)
    assert Edition.objects.get().withdrawn_because == "First"
    assert "Nothing was changed" in words(editing.get(address, follow=True))
