"""Other local authorities whom a child concerns: what each is to the child, who was told, and what it said."""

import re
from typing import Any

import pytest
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.front_door.actions.authorities import ChangedMeanwhile, Noted, name_authority, note_authority
from righthelp.front_door.models import Authority, Contact, ContactDecision
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import adopted, answers
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, send_form, send_twice

EASTMOOR = Noted(name="Eastmoor Council", tie="placed")
TOLD = {"told_on_day": "1", "told_on_month": "3", "told_on_year": "2026", "told_whom": "Duty desk", "told_by": "Fran"}


def add_page(contact: Contact) -> str:
    return reverse("front_door_authority_add", args=[contact.public_id])


def page_of(one: Authority) -> str:
    return reverse("front_door_authority", args=[one.contact.public_id, one.public_id])


def contact_at(contact: Contact) -> str:
    return reverse("front_door_contact", args=[contact.public_id])


@pytest.fixture
def contact(alice: Practitioner) -> Contact:
    """Give a request about two children."""
    adopted(alice)
    return received(alice, "Maya Lindqvist", "Leo Marsh")


def test_several_authorities_stand_on_the_contact_each_with_what_it_is_to_the_child(
    contact: Contact, fran: Practitioner
) -> None:
    client, leo = client_of(fran), contact.children.all()[1]
    assert "No other authority is written down" in shown(client, contact_at(contact))
    send_form(client, add_page(contact), name="Eastmoor Council", tie="placed", takes="not_said")
    send_form(client, add_page(contact), name="Fenland Council", tie="learns", child=str(leo.public_id), **TOLD)
    text = shown(client, contact_at(contact))
    assert "Eastmoor Council It placed the child here. Not told yet." in text
    learns = r"Fenland Council The child goes to school there: Leo Marsh ?\. Told on 1 March 2026: Duty desk"
    assert re.search(learns, text)
    assert "Takes responsibility: it has not said" in text


def test_what_it_said_and_whether_it_takes_responsibility_is_added(contact: Contact, fran: Practitioner) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    client = client_of(fran)
    page = client.get(page_of(one)).text
    assert 'value="Eastmoor Council"' in page
    assert 'value="Fran Castellano"' in page  # who of us told them: whoever writes it down, unless they change it
    send_form(client, page_of(one), name=one.name, tie=one.tie, said="They know her well.", takes="yes", **TOLD)
    text = shown(client, contact_at(contact))
    assert "What it said: They know her well." in text
    assert "Takes responsibility: Yes, it takes the child on" in text


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": ""}, "Name the local authority"),
        ({"tie": ""}, "Choose what it is to the child"),
        ({"takes": "yes"}, "Enter the day on which it was told"),
        ({"said": "They come."}, "Say who there was told"),
        ({**TOLD, "told_by": ""}, "Say who of us told them"),
        ({**TOLD, "told_on_year": "2999"}, "must be today or in the past"),
    ],
)
def test_an_authority_is_written_down_whole(
    contact: Contact, fran: Practitioner, given: dict[str, str], error: str
) -> None:
    whole = {"name": "Eastmoor Council", "tie": "lives", "takes": "not_said", "told_by": "Fran Castellano"}
    page = send_form(client_of(fran), add_page(contact), **{**whole, **given})
    assert error in words(page)
    assert not Authority.objects.exists()


def test_where_the_child_goes_elsewhere_the_authority_is_chosen_or_named_in_words(
    alice: Practitioner, contact: Contact, fran: Practitioner, mona: Practitioner
) -> None:
    name_authority(contact=contact, noted=EASTMOOR, by=fran)
    maya, leo = contact.children.all()
    path = reverse("front_door_decide", args=[contact.public_id])
    chosen = answers(maya, mona, outcome="elsewhere", authority="Eastmoor Council")
    written = answers(leo, mona, outcome="elsewhere", authority="", to_whom="Fenland Council")
    none = answers(leo, mona, outcome="elsewhere", authority="")
    client = client_of(fran)
    assert "Name the local authority" in words(send_form(client, path, **chosen, **none))
    assert send_form(client, path, **chosen, **written).status_code == 302
    made = {one.child.name: one.to_whom for one in ContactDecision.objects.all()}
    assert made == {"Maya Lindqvist": "Eastmoor Council", "Leo Marsh": "Fenland Council"}
    other = received(alice)
    assert "which of these?" not in shown(client, reverse("front_door_decide", args=[other.public_id]))


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(
    contact: Contact, fran: Practitioner, femi: Practitioner
) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    read = Authority.objects.select_related("contact").get(pk=one.pk)
    note_authority(authority=read, noted=Noted(name="Eastmoor", tie="placed"), by=fran)
    with pytest.raises(ChangedMeanwhile):
        note_authority(authority=read, noted=Noted(name="Eastmoor C.", tie="lives"), by=femi)
    assert Authority.objects.get().name == "Eastmoor"


def test_of_two_windows_the_second_takes_what_the_first_changed_and_shows_both_texts_where_they_clash(
    contact: Contact, fran: Practitioner, femi: Practitioner
) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    first, second = client_of(fran), client_of(femi)
    page = second.get(page_of(one)).text
    opened = {**hidden(page), "name": one.name, "tie": "placed", "takes": "not_said", **TOLD, "told_by": "Femi Balogun"}
    send_form(first, page_of(one), name=one.name, tie="lives", takes="yes", **TOLD, said="It comes tomorrow.")
    clash = second.post(page_of(one), {**opened, "said": "It does not come."})
    for text in ("Saved meanwhile", "It comes tomorrow.", "It does not come.", "your text is still in the boxes"):
        assert text in clash.text
    one.refresh_from_db()
    assert (one.said, one.tie, one.takes) == ("It comes tomorrow.", "lives", "yes")
    again = {**opened, **hidden(clash.text), "tie": "lives", "takes": "yes", "said": "It does not come."}
    assert second.post(page_of(one), again).status_code == 302
    one.refresh_from_db()
    assert (one.said, one.tie, one.takes) == ("It does not come.", "lives", "yes")


def test_what_others_alone_changed_meanwhile_stands(contact: Contact, fran: Practitioner, femi: Practitioner) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    first, second = client_of(fran), client_of(femi)
    opened = {**hidden(second.get(page_of(one)).text), "tie": "placed", "takes": "not_said", "told_by": "Femi Balogun"}
    send_form(first, page_of(one), name=one.name, tie="lives", takes="not_said", told_by="Fran Castellano")
    assert second.post(page_of(one), {**opened, "name": "Eastmoor City Council"}).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.tie) == ("Eastmoor City Council", "lives")


def test_what_did_not_change_is_no_event_and_no_word_of_it_is_logged(contact: Contact, fran: Practitioner) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    note_authority(authority=one, noted=EASTMOOR, by=fran)
    assert not Event.objects.filter(name="front_door.authority_changed").exists()
    send_twice(client_of(fran), page_of(one), name=one.name, tie="lives", takes="not_said", told_by="Fran")
    assert Event.objects.filter(name="front_door.authority_changed").count() == 1
    assert "Eastmoor" not in str(list(Event.objects.values()))


def test_who_does_not_work_at_the_front_door_writes_nothing_down(
    contact: Contact, fran: Practitioner, alice: Practitioner, sam: Practitioner, charlie: Practitioner
) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    for nobody in (alice, sam, charlie):
        assert [client_of(nobody).get(path).status_code for path in (add_page(contact), page_of(one))] == [403, 403]
        with pytest.raises(NotAllowed):
            name_authority(contact=contact, noted=EASTMOOR, by=nobody)
        with pytest.raises(NotAllowed):
            note_authority(authority=one, noted=Noted(name="X", tie="lives"), by=nobody)


def test_an_authority_of_another_contact_is_not_found_and_a_closed_record_closes_it(
    alice: Practitioner, contact: Contact, fran: Practitioner, mira: Practitioner, family: Family
) -> None:
    one = name_authority(contact=received(alice), noted=EASTMOOR, by=fran)
    path = reverse("front_door_authority", args=[contact.public_id, one.public_id])
    assert client_of(fran).get(path).status_code == 404
    one.contact.children.update(person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert [client_of(fran).get(path).status_code for path in (page_of(one), add_page(one.contact))] == [404, 404]


def test_the_pages_ask_the_database_little(
    contact: Contact, fran: Practitioner, django_assert_max_num_queries: Any
) -> None:
    one = name_authority(contact=contact, noted=EASTMOOR, by=fran)
    client = client_of(fran)
    for path in (page_of(one), add_page(contact)):
        client.get(path)
        with django_assert_max_num_queries(15):
            client.get(path)
