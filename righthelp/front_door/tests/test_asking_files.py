"""Files that come with a request: checked by content, kept apart where they are about others, never shown in a page."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from righthelp.agencies.models import Practitioner
from righthelp.files.models import Upload
from righthelp.files.tests.incoming import pdf
from righthelp.files.tests.incoming import sent as file
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.writing import send
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, draft
from righthelp.front_door.tests.asking import at, page_of, saved, send_form
from righthelp.messages.models import Notice
from righthelp.work.tests.working import words


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> None:
    """Keep what is sent in a folder of this test."""
    settings.UPLOADS, settings.CLAMAV = tmp_path / "uploads", ""


def attached(client: Client, contact: Contact, title: str = "Assessment of May", others: str = "") -> None:
    """Add a file to a request."""
    about = {"is_about_others": "yes" if others else "no", "about_others": others}
    saved(client, at("request_files", contact), file=file(pdf(), "eha.pdf"), title=title, **about)


@pytest.mark.requirement("BN-086")
def test_an_assessment_is_added_and_saved_again_by_its_author(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    attached(client, contact)
    assert "Assessment of May" in page_of(client, "request_check", contact)
    kept: Any = client.get(at("request_file", contact, contact.attachments.get().public_id))
    assert b"".join(kept.streaming_content) == pdf()
    assert kept.headers["Content-Disposition"].startswith("attachment")


def test_what_is_about_others_too_is_named_and_read_apart(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    answer = send_form(
        client, at("request_files", contact), file=file(pdf(), "a.pdf"), title="A letter", is_about_others="yes"
    )
    assert "Write whom else it is about" in words(answer)
    attached(client, contact, "A letter", others="Her mother’s health")
    page = page_of(client, "request_files", contact)
    assert page.index("About other people too: read apart") < page.index("Her mother’s health")
    assert "Files that are about other people too" in page_of(client, "request_check", contact)


def test_what_cannot_be_taken_is_refused_in_words(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    answer = send_form(
        client, at("request_files", contact), file=file(b"MZ\x90\x00", "a.exe"), title="x", is_about_others="no"
    )
    assert "This kind of file cannot be taken" in words(answer)
    assert not Upload.objects.exists()


def test_images_of_abuse_are_a_matter_for_the_police_and_injuries_for_the_drawing(alice: Practitioner) -> None:
    page = page_of(client_of(alice), "request_files", draft(alice))
    assert "Never send nude or sexual images of a child, and do not copy them. Ring the police: 999" in page
    assert "else 101" in page
    assert "use the body map of the child in the list, and no photographs" in page


def test_a_file_waits_until_it_was_checked(alice: Practitioner, settings: Settings) -> None:
    settings.CLAMAV = "127.0.0.1:1"
    client, contact = client_of(alice), draft(alice)
    attached(client, contact)
    assert "This file waits until it has been checked for viruses" in page_of(client, "request_files", contact)
    assert client.get(at("request_file", contact, contact.attachments.get().public_id)).status_code == 404


def test_a_file_is_taken_out_of_a_draft_and_is_gone(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    attached(client, contact)
    saved(client, at("request_file_remove", contact, contact.attachments.get().public_id))
    assert not contact.attachments.exists()
    assert not Upload.objects.exists()


def test_a_file_is_added_after_the_sending_and_whoever_works_on_it_is_told(
    alice: Practitioner, fran: Practitioner
) -> None:
    client, contact = client_of(alice), draft(alice)
    send(contact=contact, by=alice)
    take(contact=contact, by=fran)
    attached(client, contact)
    assert Notice.objects.filter(to=fran, title="Something was added to a contact that you work on").count() == 1
    file_id = contact.attachments.get().public_id
    assert client.get(at("request_file_remove", contact, file_id)).status_code == 200
    assert contact.attachments.exists()


def test_nobody_else_opens_or_adds_a_file(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    contact = draft(alice)
    attached(client_of(alice), contact)
    one = contact.attachments.get().public_id
    for other in (bob, leila, charlie):
        assert client_of(other).get(at("request_file", contact, one)).status_code == 404
        assert client_of(other).get(at("request_files", contact)).status_code == 404
    send(contact=contact, by=alice)
    kept: Any = client_of(leila).get(at("request_file", contact, one))
    assert b"".join(kept.streaming_content) == pdf()
    assert "Add a file" not in page_of(client_of(leila), "request_files", contact)
    send_by_lead = {"file": file(pdf()), "title": "x", "is_about_others": "no"}
    client_of(leila).post(at("request_files", contact), send_by_lead)
    assert contact.attachments.count() == 1


def test_a_file_of_another_request_is_not_found(alice: Practitioner) -> None:
    client, contact, other = client_of(alice), draft(alice), draft(alice, "Leo Marsh")
    attached(client, contact)
    assert client.get(at("request_file", other, contact.attachments.get().public_id)).status_code == 404
