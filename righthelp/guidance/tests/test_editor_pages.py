"""The editors' list, their view of one edition, saving it as a file, and forms that come too late."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.guidance.actions import adopt, change_contact, publish, withdraw
from righthelp.guidance.models import ContactPoint, Edition
from righthelp.guidance.tests.helpers import RESTATED, draft, line, page, published, words


def test_before_adoption_the_list_says_what_cannot_be_done(editing: Client, guidance: dict[str, Edition]) -> None:
    text = page(editing, "/editor")
    assert "No guidance has been adopted yet. Until an editor signs one off, nobody can record a level." in text
    assert text.count("Never checked here") == ContactPoint.objects.count()
    assert "Guidance editors" in text


def test_the_list_names_who_signed_off_and_who_checked(
    editing: Client, guidance: dict[str, Edition], editor: Practitioner
) -> None:
    adopt(framework=guidance["bathnes"].framework, by=editor)
    contact = ContactPoint.objects.get(code="bn-c1")
    with time_machine.travel(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC), tick=False):
        change_contact(contact=contact, changes={}, version=1, by=editor)
    text = page(editing, "/editor")
    assert f"signed off by {editor.name} on" in text
    assert f"Checked on 1 December 2026 by {editor.name}" in text


def test_a_number_checked_before_it_was_loaded_has_a_day_and_no_name(editing: Client, db: None) -> None:
    hub = {"id": "hub", "name": "Hub", "when": "always", "email": "hub@example.org", "checked_on": "2026-03-02"}
    published(contacts=[hub])
    text = page(editing, "/editor")
    assert "Checked on 2 March 2026 Check Hub" in text
    assert "hub@example.org" in text


def test_a_draft_shows_what_it_changes(editing: Client, db: None) -> None:
    published("westmarsh", line(text="Old words."), edition_name="First")
    edition = draft("westmarsh", line(text="New words."))
    text = page(editing, f"/editor/editions/{edition.public_id}")
    assert "Compared with First, this draft changes what follows." in text
    assert "a-1: reworded Before: Level 1, Health: Old words. Now: Level 1, Health: New words." in text
    assert "Everyday needs: physical-health" in text
    assert "Throw this draft away" in text


def test_a_published_edition_can_only_be_withdrawn(editing: Client, guidance: dict[str, Edition]) -> None:
    text = page(editing, f"/editor/editions/{guidance['barnsley'].public_id}")
    assert "Withdraw" in text
    assert "Throw this draft away" not in text
    assert "No descriptors are loaded. Search needs them." in text
    assert RESTATED in text


def test_a_withdrawn_edition_says_who_when_and_why(editing: Client, editor: Practitioner) -> None:
    edition = published()
    withdraw(edition=edition, because="A duty was wrong", by=editor)
    text = page(editing, f"/editor/editions/{edition.public_id}")
    assert f"by {editor.name}: A duty was wrong" in text


@pytest.mark.parametrize(
    ("kind", "start"), [("csv", b"id,level,theme,text,source\n"), ("xlsx", b"PK\x03\x04"), ("yaml", b"slug: bathnes")]
)
def test_an_edition_is_saved_as_a_file(editing: Client, guidance: dict[str, Edition], kind: str, start: bytes) -> None:
    response = editing.get(f"/editor/editions/{guidance['bathnes'].public_id}/{kind}")
    assert response.headers["Content-Disposition"] == f'attachment; filename="bathnes.{kind}"'
    assert response.content.startswith(start)


def test_texts_that_read_as_sums_are_warned_of_before_anybody_saves_a_csv_file(editing: Client, db: None) -> None:
    awkward = draft("westmarsh", line("a-1", 1, text="=1+1"), line("a-2", 2, text="- Often hungry."))
    text = page(editing, f"/editor/editions/{awkward.public_id}")
    assert text.index("Two cells of this guide begin with =, +, - or @.") < text.index("Save as")
    assert "Choose XLSX for a spreadsheet, or open the CSV file as text." in text


def test_a_guide_without_such_texts_warns_of_nothing(editing: Client, guidance: dict[str, Edition]) -> None:
    assert "begin with =" not in page(editing, f"/editor/editions/{guidance['bathnes'].public_id}")


def test_other_kinds_of_file_are_not_found(editing: Client, guidance: dict[str, Edition]) -> None:
    assert editing.get(f"/editor/editions/{guidance['bathnes'].public_id}/pdf").status_code == 404


def test_a_form_sent_after_the_session_ended_is_kept_for_its_author(
    editing: Client, editor: Practitioner, guidance: dict[str, Edition]
) -> None:
    address = "/editor/panel/immediate-danger"
    token = editing.get(address).text.split('name="form_token" value="')[1].split('"')[0]
    signed_out = Client()
    fields = {"form_token": token, "version": "1", "title": "Words nobody wants to type twice", "steps": "Ring 999."}
    signed_out.post(address, fields)
    again = people.sign_in(Client(), editor)
    text = page(again, address)
    assert "We kept what you wrote. It is not saved yet: check it and save." in text
    assert "Words nobody wants to type twice" in again.get(address).text


def test_a_stale_form_is_refused_and_changes_nothing(editor: Practitioner, guidance: dict[str, Edition]) -> None:
    strict = people.sign_in(Client(enforce_csrf_checks=True), editor)
    address = f"/editor/editions/{guidance['bathnes'].public_id}/withdraw"
    response = strict.post(address, {"because": "x"})
    assert response.status_code == 403
    assert "This form was open too long" in words(response)
    assert Edition.objects.get(pk=guidance["bathnes"].pk).status == "published"


def test_an_edition_published_by_the_command_line_has_no_person(db: None, editing: Client) -> None:
    edition = draft()
    publish(edition=edition, effective_from=timezone.localdate(), by=None)
    assert "Published, from" in page(editing, "/editor")
