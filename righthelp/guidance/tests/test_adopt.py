"""Signing off the guide that the partnership uses."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition, Framework
from righthelp.guidance.tests.helpers import draft, events, page, send, words


def test_nothing_is_adopted_until_a_named_editor_signs_it_off(
    guidance: dict[str, Edition], editor: Practitioner
) -> None:
    assert Framework.objects.adopted() is None
    assert edition_in_use() is None
    adopt(framework=guidance["bathnes"].framework, by=editor)
    framework = Framework.objects.adopted()
    assert framework is not None
    assert framework.adopted_by == editor
    assert edition_in_use() == guidance["bathnes"]
    [event] = events("guidance.framework_adopted")
    assert (event.actor_id, event.subject_id) == (editor.pk, framework.pk)


def test_the_one_adopted_last_is_in_use(guidance: dict[str, Edition], editor: Practitioner) -> None:
    for slug in ("bathnes", "staffordshire"):
        adopt(framework=guidance[slug].framework, by=editor)
    assert edition_in_use() == guidance["staffordshire"]


def test_a_sign_off_names_both_moment_and_person(guidance: dict[str, Edition]) -> None:
    framework = guidance["bathnes"].framework
    framework.adopted_at = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        framework.save()


def test_other_guides_then_say_which_one_is_used(
    client: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=editor)
    assert "not to decide about a child" not in page(client, "/guidance/bathnes")
    text = page(client, "/guidance/barnsley")
    assert "This partnership uses Opportunities for Support" in text
    assert "Barnsley is here to compare." in text


def test_the_page_asks_for_confirmation(editing: Client, guidance: dict[str, Edition], editor: Practitioner) -> None:
    response = send(editing, "/editor/frameworks/staffordshire/adopt")
    assert words(response).count("Confirm that the partnership has agreed to use this guidance") == 2
    assert Framework.objects.adopted() is None
    response = send(editing, "/editor/frameworks/staffordshire/adopt", confirmed="yes")
    assert f"signed off by {editor.name} on" in words(response)


def test_a_guide_without_a_published_edition_cannot_be_adopted(editing: Client) -> None:
    draft()
    assert editing.get("/editor/frameworks/westmarsh/adopt").status_code == 404
    assert editing.post("/editor/frameworks/westmarsh/adopt", {"confirmed": "yes"}).status_code == 404
