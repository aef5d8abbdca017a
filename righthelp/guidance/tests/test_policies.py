"""Who may open which page of this room: everybody, or guidance editors alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from righthelp.guidance import urls
from righthelp.guidance.models import Edition, PanelEntry
from righthelp.guidance.tests.helpers import draft

PUBLIC: dict[str, list[Any]] = {
    "home": [],
    "search": [],
    "search_as_you_type": [],
    "levels": [],
    "contacts": [],
    "compare": [],
    "frameworks": [],
    "framework": ["bathnes"],
    "level": ["bathnes", 2],
    "theme": ["bathnes", "adult-mental-health"],
    "glossary": ["bathnes"],
    "whole_edition": ["bathnes"],
    "editions": ["bathnes"],
    "compare_editions": ["bathnes"],
    "edition": ["bathnes", "public_id"],
}
EDITORS: dict[str, list[Any]] = {
    "editor": [],
    "editor_load": [],
    "editor_edition": ["draft_id"],
    "editor_publish": ["draft_id"],
    "editor_withdraw": ["public_id"],
    "editor_discard": ["draft_id"],
    "editor_save_as": ["public_id", "csv"],
    "editor_adopt": ["bathnes"],
    "editor_new_contact": ["bathnes"],
    "editor_contact": ["bathnes", "bn-c1"],
    "editor_remove_contact": ["bathnes", "bn-c1"],
    "editor_panel": ["immediate-danger"],
}


@pytest.fixture
def addresses(guidance: dict[str, Edition]) -> dict[str, str]:
    """Give the address of every page of this room."""
    known = {"public_id": guidance["bathnes"].public_id, "draft_id": draft("bathnes").public_id}
    pages = PUBLIC | EDITORS
    return {name: reverse(name, args=[known.get(part, part) for part in parts]) for name, parts in pages.items()}


def test_every_address_is_named_here_with_its_policy() -> None:
    patterns: list[URLPattern] = urls.urlpatterns
    assert {pattern.name for pattern in patterns} == PUBLIC.keys() | EDITORS.keys()
    for pattern in patterns:
        policy = pattern.callback.policy  # type: ignore[attr-defined]
        assert policy.signed_out is (pattern.name in PUBLIC), pattern.name


def test_every_public_page_answers_somebody_who_is_not_signed_in(client: Client, addresses: dict[str, str]) -> None:
    for name in PUBLIC.keys() - {"search_as_you_type"}:
        assert client.get(addresses[name], follow=True).status_code == 200, name
    assert not client.cookies


def test_signed_out_editors_pages_lead_to_sign_in_and_back(client: Client, addresses: dict[str, str]) -> None:
    for name in EDITORS:
        response = client.get(addresses[name])
        assert response.headers["Location"] == f"/sign-in?next={addresses[name]}", name


def test_a_practitioner_without_the_role_is_refused_everything_of_editors(
    reading: Client, addresses: dict[str, str]
) -> None:
    for name in EDITORS:
        assert reading.get(addresses[name]).status_code == 403, name
        assert reading.post(addresses[name], {"because": "x", "confirmed": "yes"}).status_code in (403, 405), name
    assert Edition.objects.filter(framework__slug="bathnes").count() == 2
    assert not Edition.objects.filter(withdrawn_at__isnull=False).exists()


def test_an_editor_opens_every_page_of_editors(editing: Client, addresses: dict[str, str]) -> None:
    for name in EDITORS:
        assert editing.get(addresses[name]).status_code == 200, name


@pytest.mark.parametrize(
    "address",
    [
        "/editor/editions/8b7cb5d8-5b1f-4a85-9c48-2b1c5c1d9f10",
        "/editor/editions/8b7cb5d8-5b1f-4a85-9c48-2b1c5c1d9f10/publish",
        "/editor/editions/8b7cb5d8-5b1f-4a85-9c48-2b1c5c1d9f10/csv",
        "/editor/frameworks/nowhere/adopt",
        "/editor/frameworks/nowhere/contacts",
        "/editor/frameworks/bathnes/contacts/st-c1",
        "/editor/panel/nowhere",
    ],
)
def test_an_unknown_id_is_not_found_with_no_hint(editing: Client, guidance: dict[str, Edition], address: str) -> None:
    response = editing.get(address)
    assert response.status_code == 404
    assert "If you followed a link, the page may have moved, or you may not be able to see it." in response.text


def test_a_head_request_changes_nothing(editing: Client, addresses: dict[str, str]) -> None:
    for name in EDITORS:
        editing.head(addresses[name])
    assert Edition.objects.filter(framework__slug="bathnes").count() == 2
    assert PanelEntry.objects.exists()


def test_no_page_asks_for_more_than_fifteen_queries(
    client: Client, addresses: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    for name in PUBLIC.keys() - {"search_as_you_type", "levels"}:
        with django_assert_max_num_queries(15):
            client.get(addresses[name])
