"""What a contact or a call tells of somebody who works with children goes to the designated officer, apart from it."""

import pytest
from django.http import Http404
from django.test import Client

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.allegations import PART, Raised, raise_from_contact
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.beside_access import contact_to_tell_officer
from righthelp.front_door.models import Allegation, Contact
from righthelp.front_door.policies import may_tell_officer
from righthelp.front_door.presenting.ringing import for_the_officer
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown
from righthelp.front_door.tests.test_page_allegations import answers
from righthelp.front_door.tests.test_page_calls import START, TOLD, begun, path_of
from righthelp.guidance.models import ContactPoint
from righthelp.guidance.who_to_call import Call
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import send_form, send_twice

LINK = "It is about somebody who works with children"
OWN = "He shouted at her on Monday, too."
PUBLIC = ("/ask/family", "/ask/young-person", "/ask/worried")


def tell(contact: Contact) -> str:
    return f"/front-door/{contact.public_id}/allegation"


def page_of(contact: Contact) -> str:
    return f"/front-door/{contact.public_id}"


def test_from_a_contact_the_front_door_sends_its_story_to_the_officer_alone(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, olu: Practitioner, school: Agency
) -> None:
    contact = received(alice)
    client = client_of(fran)
    assert f'href="{tell(contact)}"' in client.get(page_of(contact)).text
    assert STORY in shown(client, tell(contact))
    told = f"{STORY} {OWN}"
    first, again = send_twice(client, tell(contact), **answers(school, what=told))
    assert first.url == again.url == page_of(contact)
    made = Allegation.objects.get()
    assert (made.what, made.raised_by, made.agency) == (told, fran, school)
    assert told in shown(client_of(olu), f"/allegations/{made.public_id}")
    for reader in (fran, femi):
        page = shown(client_of(reader), page_of(contact))
        assert PART in page
        assert "Corrigan" not in page
        assert OWN not in page
        assert str(made.public_id) not in client_of(reader).get(page_of(contact)).text
        assert client_of(reader).get(f"/allegations/{made.public_id}").status_code == 403


def test_nothing_of_it_shows_to_whoever_asked_nor_in_the_record_of_the_child(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, olu: Practitioner, school: Agency, family: Family
) -> None:
    contact = received(alice)
    link_child(child=contact.children.get(), person=family.maya, by=fran)
    raised = Raised(about="Mr Corrigan", what=OWN, agency=school, reach="Ring me")
    raise_from_contact(contact=contact, raised=raised, by=fran)
    at = f"/records/{family.maya.public_id}"
    paths = (f"/requests/{contact.public_id}", at, f"{at}/chronology", f"/children/{family.maya.public_id}")
    for reader in (alice, leila, fran):
        read = 0
        for path in paths:
            answer = client_of(reader).get(path)
            read += answer.status_code == 200
            for secret in ("Corrigan", OWN, PART):
                assert secret not in answer.text, path
        assert read > 1


def test_a_call_is_saved_first_and_its_story_carried_over(fran: Practitioner, olu: Practitioner) -> None:
    client = client_of(fran)
    assert LINK in shown(client, START)
    page = send_form(client, START, **{**TOLD, "do": "allegation"})
    contact = Contact.objects.get()
    assert (contact.state, page.url) == (Contact.State.NOT_SENT, tell(contact))
    assert STORY in shown(client, tell(contact))
    page = send_form(client, tell(contact), **answers(works_at="Fenside"))
    assert page.url == path_of(contact)
    assert Contact.objects.get().received_at is None
    assert Allegation.objects.count() == 1


def test_only_those_who_work_on_it_may(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, fran: Practitioner,
    femi: Practitioner, mona: Practitioner, olu: Practitioner, social_care: Agency,
) -> None:  # fmt: skip
    stranger = people.teacher(people.school("Fenside Academy"), "Erik Holm")
    contact, call, own = received(alice), begun(fran), draft(alice)
    assert [may_tell_officer(one, contact) for one in (fran, femi, mona)] == [True] * 3
    assert [may_tell_officer(one, call) for one in (fran, femi, mona)] == [True, False, False]
    assert not may_tell_officer(alice, own)
    raised = Raised(about="Mr Corrigan", what=OWN)
    sam = people.worker(social_care, "social_worker", "Sam Weld")
    for nobody in (alice, bob, leila, charlie, sam, stranger):
        for one in (contact, call, own):
            client: Client = client_of(nobody)
            assert client.get(tell(one)).status_code in (403, 404)
            assert client.post(tell(one), answers()).status_code in (403, 404)
            with pytest.raises(NotAllowed):
                raise_from_contact(contact=one, raised=raised, by=nobody)
    for one in (call, own):
        assert client_of(femi).get(tell(one)).status_code == 404
    assert not Allegation.objects.exists()
    with pytest.raises(Http404):
        contact_to_tell_officer(fran, alice.public_id)


def test_a_record_that_is_closed_to_the_worker_closes_it(
    alice: Practitioner, mira: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert client_of(fran).get(tell(contact)).status_code == 404
    with pytest.raises(NotAllowed):
        raise_from_contact(contact=contact, raised=Raised(about="x", what="x"), by=fran)


def test_where_no_officer_may_read_it_the_page_says_whom_to_ring(alice: Practitioner, fran: Practitioner) -> None:
    contact = received(alice)
    assert send_form(client_of(fran), tell(contact), **answers(works_at="Fenside")).url == "/allegations/nobody-here"


def test_the_log_says_that_a_part_went_on_and_not_a_word_of_it(alice: Practitioner, fran: Practitioner) -> None:
    contact = received(alice)
    raise_from_contact(contact=contact, raised=Raised(about="Mr Corrigan", what=OWN), by=fran)
    logged = Event.objects.get(name="front_door.part_with_officer")
    assert (logged.subject_id, logged.fields, logged.about_ids) == (contact.pk, [], {})


@pytest.mark.parametrize("path", PUBLIC)
def test_the_public_pages_say_not_to_write_it_there_and_whom_to_ring(path: str, db: None) -> None:
    page = shown(Client(), path)
    assert "a teacher, a carer or a police officer" in page
    assert "many people read what is sent here" in page
    assert "ot write it here" in page
    assert "Ask for the designated officer" in page


def call(name: str, phones: str, *, is_first: bool) -> Call:
    return Call(ContactPoint(name=name, phones=phones), is_first=is_first, is_front_door=is_first, remark="")


def test_the_number_is_that_of_the_officer_or_of_the_front_door_that_answers_now() -> None:
    police, door = call("Police, emergency", "999", is_first=True), call("Front door", "01632 960300", is_first=True)
    late, silent = call("Emergency team", "01632 960400", is_first=False), call("LADO", "", is_first=False)
    lado = call("Local authority designated officer (LADO)", "01632 960500", is_first=False)
    assert for_the_officer([police, door, late, lado]) == [lado]
    assert for_the_officer([police, door, late, silent]) == [door]
    assert for_the_officer([police]) == []
