"""Contact points: added, checked, changed and taken away by editors."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.guidance.actions import ChangedMeanwhile, add_contact, change_contact, remove_contact
from righthelp.guidance.models import ContactPoint, Edition
from righthelp.guidance.tests.helpers import events, page, published, send, words

SCAS = "/editor/frameworks/staffordshire/contacts/st-c1"
FILLED = {
    "version": "1",
    "name": "Front door",
    "phones": "01632 960001, 01632 960002",
    "when": "office",
    "opening": "Monday 09:00 to 17:00\nfri: 9.00 - 16.30",
    "hours_text": "Office hours",
}


def scas() -> ContactPoint:
    """Read Staffordshire's front door."""
    return ContactPoint.objects.get(code="st-c1")


def test_a_check_without_a_change_keeps_the_day_and_the_name_of_who_checked(
    guidance: dict[str, Edition], editor: Practitioner
) -> None:
    with time_machine.travel(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC), tick=False):
        change_contact(contact=scas(), changes={}, version=1, by=editor)
    kept = scas()
    assert (kept.checked_on, kept.owner, kept.version) == (dt.date(2026, 12, 1), editor, 2)
    [event] = events("guidance.contact_checked")
    assert (event.actor_id, event.subject_id, event.fields) == (editor.pk, kept.pk, ["checked_on"])


def test_of_two_who_change_the_same_number_the_second_is_refused(
    guidance: dict[str, Edition], editor: Practitioner
) -> None:
    change_contact(contact=scas(), changes={"phones": "01632 960001"}, version=1, by=editor)
    with pytest.raises(ChangedMeanwhile):
        change_contact(contact=scas(), changes={"phones": "01632 960002"}, version=1, by=editor)
    assert scas().phones == "01632 960001"
    assert len(events("guidance.contact_checked")) == 1


def test_a_changed_number_and_its_hours_are_what_readers_see(
    editing: Client, client: Client, guidance: dict[str, Edition]
) -> None:
    response = send(editing, SCAS, **FILLED)
    assert "Front door: checked today." in words(response)
    assert scas().opening == {"mon": ["09:00", "17:00"], "fri": ["09:00", "16:30"]}
    with time_machine.travel(dt.datetime(2026, 3, 25, 11, tzinfo=dt.UTC), tick=False):  # a Wednesday
        text = page(client, "/contacts?framework=staffordshire")
    assert "Closed now. Opens on Friday 27 March 2026 at 9am." in text
    assert "01632 960001" in text
    assert "01632 960002" in text
    [event] = events("guidance.contact_checked")
    assert set(event.fields) == {"name", "phones", "about", "opening", "hours_text", "checked_on"}


def test_the_page_shows_the_hours_one_day_a_line(editing: Client, guidance: dict[str, Edition]) -> None:
    assert "Monday 08:30 to 17:00\nTuesday 08:30 to 17:00" in editing.get(SCAS).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Enter name"),
        ({"name": "x" * 201}, "Name must be 200 characters or fewer"),
        ({"email": "nonsense"}, "Enter an email address like name@example.org"),
        ({"url": "javascript:alert(1)"}, "Enter a web address like https://www.example.org"),
        ({"when": "never"}, "Choose one of the answers"),
        ({"phones": ""}, "Enter a telephone number, an e-mail or a web address"),
        ({"phones": "abc, 12"}, "“abc” and “12” are not telephone numbers. Write digits and spaces"),
        ({"phones": "01632 960001, ask Jo"}, "“ask Jo” is not a telephone number. Write digits and spaces"),
        ({"phones": "٠١٦٣٢ ٩٦٠٠٠١"}, "is not a telephone number"),
        ({"phones": "12 ext 345"}, "is not a telephone number"),
        ({"opening": "Moonday 09:00 to 17:00"}, "must be a day and its hours"),
        ({"opening": "Monday all day"}, "must be a day and its hours"),
        ({"opening": "Monday 25:00 to 26:00"}, "names a time that does not exist"),
        ({"opening": "Monday 17:00 to 09:00"}, "must close after it opens"),
        ({"opening": "Monday 09:00 to 12:00\nmon 13:00 to 17:00"}, "has its hours already"),
    ],
)
def test_each_fault_is_said_at_the_field_and_in_the_summary_and_nothing_is_saved(
    editing: Client, guidance: dict[str, Edition], wrong: dict[str, str], said: str
) -> None:
    response = send(editing, SCAS, **{**FILLED, "about": "Kept words", **wrong})
    assert words(response).count(said) == 2
    assert "Kept words" in response.text
    assert scas().version == 1
    assert scas().phones == "0300 111 8007"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("999", "999"),
        ("101,  01632 960001", "101, 01632 960001"),
        ("+44 1632 960001", "+44 1632 960001"),
        ("0300 123 4567 Ext. 12", "0300 123 4567 ext 12"),
        ("0300 123 4567ext12; 112", "0300 123 4567 ext 12, 112"),
    ],
)
def test_every_way_to_write_a_number_that_can_be_rung_is_taken(
    editing: Client, guidance: dict[str, Edition], written: str, kept: str
) -> None:
    send(editing, SCAS, **{**FILLED, "phones": written})
    assert scas().phones == kept


def test_a_touch_on_a_number_with_an_extension_dials_the_number_alone(
    editing: Client, client: Client, guidance: dict[str, Edition]
) -> None:
    send(editing, SCAS, **{**FILLED, "phones": "0300 123 4567 ext 12"})
    shown = client.get("/contacts?framework=staffordshire")
    assert 'href="tel:03001234567"' in shown.text
    assert "0300 123 4567 ext 12" in words(shown)


def test_both_texts_are_shown_when_somebody_else_saved_first(editing: Client, guidance: dict[str, Edition]) -> None:
    editing.get(SCAS)
    send(editing, SCAS, **{**FILLED, "name": "Theirs"})
    response = send(editing, SCAS, **{**FILLED, "name": "Mine"})
    text = words(response)
    assert "Somebody else changed this while you were writing." in text
    assert "Saved meanwhile by somebody else:" in text
    assert "Name Theirs" in text
    assert "In office hours" in text
    assert 'value="Mine"' in response.text
    assert scas().name == "Theirs"
    send(editing, SCAS, **{**FILLED, "name": "Mine", "version": "2"})
    assert scas().name == "Mine"


def test_a_guide_loaded_from_a_table_gets_its_first_number(editing: Client, client: Client, db: None) -> None:
    published()
    fields: dict[str, Any] = {**FILLED, "opening": "", "when": "always"}
    assert "Front door: added, and checked today." in words(
        send(editing, "/editor/frameworks/westmarsh/contacts", **fields)
    )
    assert "01632 960001" in page(client, "/contacts?framework=westmarsh")
    kept = ContactPoint.objects.get()
    assert (kept.code, kept.position, kept.checked_on) == ("front-door", 0, timezone.localdate())


def test_a_faulty_new_number_is_not_added(editing: Client, db: None) -> None:
    published()
    response = send(editing, "/editor/frameworks/westmarsh/contacts", **{**FILLED, "name": ""})
    assert words(response).count("Enter name") == 2
    assert not ContactPoint.objects.exists()


def test_numbers_of_the_same_name_are_told_apart_and_stand_last(
    guidance: dict[str, Edition], editor: Practitioner
) -> None:
    framework = guidance["bathnes"].framework
    values = {"name": "Front door", "phones": "01632 960001", "when": "always"}
    added = [add_contact(framework=framework, values=values, by=editor) for _ in range(3)]
    odd = add_contact(framework=framework, values={**values, "name": "你好"}, by=editor)
    assert [contact.code for contact in (*added, odd)] == ["front-door", "front-door-2", "front-door-3", "contact"]
    assert list(framework.contacts.all())[-4:] == [*added, odd]
    assert [event.subject_id for event in events("guidance.contact_added")] == [item.pk for item in (*added, odd)]


def test_a_number_that_nobody_answers_is_taken_away_after_asking(
    editing: Client, client: Client, guidance: dict[str, Edition]
) -> None:
    address = f"{SCAS}/remove"
    assert "This cannot be undone." in words(editing.get(address))
    assert "taken away." in words(send(editing, address))
    assert "0300 111 8007" not in page(client, "/contacts?framework=staffordshire")
    assert len(events("guidance.contact_removed")) == 1
    assert editing.post(address).status_code == 404


def test_taking_a_number_away_is_logged_with_its_id(guidance: dict[str, Edition], editor: Practitioner) -> None:
    contact, pk = scas(), scas().pk
    remove_contact(contact=contact, by=editor)
    [event] = events("guidance.contact_removed")
    assert (event.actor_id, event.subject_id) == (editor.pk, pk)
