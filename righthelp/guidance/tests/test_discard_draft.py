"""Throwing a draft away."""

import pytest
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import discard_draft
from righthelp.guidance.models import ContactPoint, Edition, Framework
from righthelp.guidance.queries import EditionIsFixed
from righthelp.guidance.tests.helpers import draft, events, published, send, words


def test_it_goes_with_the_framework_that_was_made_for_it_and_leaves_a_trace(editor: Practitioner) -> None:
    edition = draft(contacts=[{"id": "hub", "name": "Hub", "when": "always", "phones": ["01632 960001"]}])
    pk = edition.pk
    discard_draft(edition=edition, by=editor)
    assert not Edition.objects.exists()
    assert not Framework.objects.exists()
    assert not ContactPoint.objects.exists()
    [event] = events("guidance.draft_discarded")
    assert (event.actor_id, event.subject_id) == (editor.pk, pk)


def test_a_framework_with_another_edition_stays(editor: Practitioner) -> None:
    kept = published()
    discard_draft(edition=draft(), by=editor)
    assert list(Edition.objects.all()) == [kept]


def test_it_is_gone_for_good(editor: Practitioner) -> None:
    edition = draft()
    stale = Edition.objects.get(pk=edition.pk)
    discard_draft(edition=edition, by=editor)
    with pytest.raises(EditionIsFixed):
        discard_draft(edition=stale, by=editor)


def test_the_page_asks_first_and_then_throws_it_away(editing: Client) -> None:
    edition = draft()
    address = f"/editor/editions/{edition.public_id}/discard"
    assert "This cannot be undone." in words(editing.get(address))
    assert Edition.objects.exists()
    assert "The draft is gone." in words(send(editing, address))
    assert not Edition.objects.exists()


def test_a_draft_that_was_published_meanwhile_stays(editing: Client) -> None:
    edition = published()
    address = f"/editor/editions/{edition.public_id}/discard"
    assert "Nothing was changed" in words(editing.post(address, follow=True))
    assert "Nothing was changed" in words(editing.get(address, follow=True))
    assert Edition.objects.exists()
