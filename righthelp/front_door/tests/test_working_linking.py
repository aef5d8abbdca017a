"""Who is meant: matches of everybody named, records linked and taken out again, and a record begun from a contact."""

import datetime as dt

import pytest
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event, Look
from righthelp.front_door.actions.linking import LinkedAlready, NotLinked, link_child, link_person, unlink
from righthelp.front_door.actions.writing import add_person, send
from righthelp.front_door.cards import card_of_child, card_of_person
from righthelp.front_door.models import Contact, Handling, NamedChild
from righthelp.front_door.tests.arriving import client_of, draft, received, shown
from righthelp.people.actions import restrict
from righthelp.people.matching.index import file_again
from righthelp.people.models import FamilyDraft, Person
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, sees, send_form, send_twice

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def on_file(family: Family) -> Family:
    """Give the family, as searches find it."""
    for one in (family.maya, family.mother, family.father, family.brother):
        file_again(one.pk)
    return family


@pytest.fixture
def contact(alice: Practitioner, on_file: Family) -> Contact:
    """Give a request that names Maya and her mother."""
    made = draft(alice, "Maya Lindqvist")
    made.children.update(born_on=on_file.maya.born_on)
    add_person(contact=made, changes={"kind": "parent", "name": "Ana Lindqvist"}, by=alice)
    add_person(contact=made, changes={"kind": "worker", "name": "Leo Marsh"}, by=alice)
    send(contact=made, by=alice)
    return Contact.objects.get(pk=made.pk)


def page_of(contact: Contact) -> str:
    return reverse("front_door_matches", args=[contact.public_id])


def link_at(contact: Contact, kind: str = "child") -> str:
    named = contact.children.get() if kind == "child" else contact.people.get(kind="parent")
    return reverse("front_door_link", args=[contact.public_id, kind, named.public_id])


def test_everybody_named_is_looked_up_with_why_and_each_look_is_logged(
    contact: Contact, fran: Practitioner, on_file: Family
) -> None:
    page = shown(client_of(fran), page_of(contact))
    child, mother = page.split("Ana Lindqvist (a parent)")
    assert "Possibly Maya Lindqvist Same first name; Same surname; Same mother’s name" in child
    assert "Possibly Ana Lindqvist Same first name; Same surname" in mother
    assert "Leo Marsh (" not in page  # a worker is nobody’s family
    assert Look.objects.filter(actor_id=fran.pk, subject_type="people.person", subject_id=on_file.maya.pk).exists()


def test_a_child_who_is_not_on_file_begins_a_record_with_what_was_written(
    alice: Practitioner, fran: Practitioner
) -> None:
    made = draft(alice, "Zofia Rose Kowalska")
    made.children.update(address="12 Heron Way, Westmarsh WZ1 4QT", school="Fenside Academy", phone="01632 960001")
    send(contact=made, by=alice)
    client, child = client_of(fran), made.children.get()
    assert "We found nobody like this on file." in shown(client, page_of(made))
    path = reverse("front_door_add_record", args=[made.public_id, child.public_id])
    form = hidden(client.get(page_of(made)).text)
    begun = [client.post(path, form) for _ in range(2)]
    assert begun[0].headers["Location"] == begun[1].headers["Location"]
    page = client.get(begun[0].headers["Location"]).text
    for text in ("Zofia", "Rose", "Kowalska", "12 Heron Way", "WZ1 4QT", "Fenside Academy", "01632 960001", "2017"):
        assert f'value="{text}"' in page, text
    assert "You began a record: it is NOT SAVED." in shown(client, page_of(made))
    assert FamilyDraft.objects.get().owner == fran


def test_the_record_that_was_added_is_offered_when_one_comes_back(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, "Zofia Kowalska")
    client, child = client_of(fran), contact.children.get()
    path = reverse("front_door_add_record", args=[contact.public_id, child.public_id])
    client.post(path, hidden(client.get(page_of(contact)).text))
    FamilyDraft.objects.update(saved_as=family.brother, sealed_text=b"")
    assert "You added this record." in shown(client, page_of(contact))


def test_a_record_is_linked_once_and_then_opens_to_the_front_door(
    contact: Contact, fran: Practitioner, femi: Practitioner, on_file: Family
) -> None:
    assert sees(femi, on_file.maya) is None
    client = client_of(fran)
    form = {**hidden(client.get(page_of(contact)).text), "record": str(on_file.maya.public_id)}
    for _ in range(2):
        assert client.post(link_at(contact), form).status_code == 302
    child = contact.children.get()
    assert (child.person, child.matched_by) == (on_file.maya, fran)
    assert Event.objects.filter(name="front_door.record_linked").count() == 1
    assert sees(femi, on_file.maya) is not None


def test_a_parent_is_linked_too(contact: Contact, fran: Practitioner, on_file: Family) -> None:
    client = client_of(fran)
    form = hidden(client.get(page_of(contact)).text)
    client.post(link_at(contact, "person"), {**form, "record": str(on_file.mother.public_id)})
    assert contact.people.get(kind="parent").person == on_file.mother
    with pytest.raises(LinkedAlready):
        link_person(named=contact.people.get(kind="parent"), person=on_file.father, by=fran)


def test_what_another_linked_meanwhile_stays(
    contact: Contact, fran: Practitioner, femi: Practitioner, on_file: Family
) -> None:
    child = contact.children.get()
    link_child(child=child, person=on_file.maya, by=fran)
    with pytest.raises(LinkedAlready):
        link_child(child=child, person=on_file.brother, by=femi)
    client = client_of(femi)
    client.post(link_at(contact), {**hidden(client.get("/front-door").text), "record": str(on_file.brother.public_id)})
    assert "A record is linked already" in shown(client, page_of(contact))


def test_one_record_stands_for_one_child_of_a_contact(alice: Practitioner, fran: Practitioner, family: Family) -> None:
    contact = received(alice, "Maya", "Maia")
    first, second = contact.children.all()
    link_child(child=first, person=family.maya, by=fran)
    with pytest.raises(LinkedAlready):
        link_child(child=second, person=family.maya, by=fran)


def test_a_wrong_link_is_taken_out_with_a_reason_that_stays(
    contact: Contact, fran: Practitioner, femi: Practitioner, on_file: Family
) -> None:
    child = contact.children.get()
    link_child(child=child, person=on_file.brother, by=fran)
    client = client_of(femi)
    path = reverse("front_door_unlink", args=[contact.public_id, "child", child.public_id])
    assert send_form(client, path, because="").status_code == 200
    send_twice(client, path, because="Another date of birth")
    assert NamedChild.objects.get(pk=child.pk).person is None
    page = shown(client, reverse("front_door_contact", args=[contact.public_id]))
    assert "Femi Balogun took a wrong record out, of Maya Lindqvist" in page
    assert "Another date of birth" in page
    assert Handling.objects.get().person == on_file.brother
    assert sees(fran, on_file.brother) is None
    child.refresh_from_db()
    with pytest.raises(NotLinked):
        unlink(named=child, because="x", by=fran)


def test_a_wrong_link_of_a_parent_is_taken_out_too(contact: Contact, fran: Practitioner, on_file: Family) -> None:
    named = contact.people.get(kind="parent")
    link_person(named=named, person=on_file.father, by=fran)
    named.refresh_from_db()
    unlink(named=named, because="x", by=fran)
    with pytest.raises(NotLinked):
        unlink(named=named, because="x", by=fran)  # loaded before, in another window


def test_a_restricted_record_is_neither_shown_nor_linked(
    contact: Contact, fran: Practitioner, mona: Practitioner, on_file: Family
) -> None:
    restrict(person=on_file.maya, kind="other", because="x", readers=[mona], by=mona)
    client = client_of(fran)
    page = shown(client, page_of(contact))
    assert "Possibly Maya" not in page
    assert "There is a record that only named people open." in page
    form = {**hidden(client.get(page_of(contact)).text), "record": str(on_file.maya.public_id)}
    assert client.post(link_at(contact), form).status_code == 404
    assert client.post(link_at(contact), {**form, "record": "x"}).status_code == 404
    assert contact.children.get().person is None


def test_strangers_neither_look_up_nor_link(
    contact: Contact, alice: Practitioner, sam: Practitioner, on_file: Family
) -> None:
    named = contact.children.get()
    for stranger in (alice, sam):
        client = client_of(stranger)
        assert client.get(page_of(contact)).status_code == 403
        assert client.post(link_at(contact), {"record": str(on_file.maya.public_id)}).status_code == 403
        for name, args in (
            ("front_door_unlink", ["child", named.public_id]),
            ("front_door_add_record", [named.public_id]),
        ):
            assert client.post(reverse(name, args=[contact.public_id, *args])).status_code == 403
    assert Person.objects.count() == 4


def test_people_are_looked_for_by_what_is_written_of_them(alice: Practitioner) -> None:
    contact = draft(alice, "Lindqvist, Maya")
    contact.children.update(born_on=None, age="about 7", address="12 Heron Way, Westmarsh WZ1 4QT")
    parent = add_person(contact=contact, changes={"kind": "parent", "name": "Ana"}, by=alice)
    card = card_of_child(contact.children.get(), [parent], TODAY)
    assert (card.names[0].first, card.names[0].last, card.age) == ("maya", "lindqvist", 7)
    assert (card.homes[0].postcode, card.parents[0].first) == ("wz14qt", "ana")
    contact.children.update(due_on=TODAY, age="", name="Baby of Ana", address="")
    assert card_of_child(contact.children.get(), [], TODAY).life == "unborn"
    assert card_of_person(parent, TODAY).names[0].first == "ana"
