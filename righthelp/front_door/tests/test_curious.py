"""What somebody curious would like to see of a contact and does not: a former partner at a school, a colleague."""

import datetime as dt

import pytest
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.adding import add_words
from righthelp.front_door.actions.allegations import Raised, officers_for, raise_allegation
from righthelp.front_door.actions.calling import note_told
from righthelp.front_door.actions.replying import reads_here
from righthelp.front_door.actions.schools import schools_here
from righthelp.front_door.actions.writing import add_person, save_child
from righthelp.front_door.carrying import phone_given_last
from righthelp.front_door.models import Consultation, Contact, NamedPerson, Referrer, Reply
from righthelp.front_door.names import plain
from righthelp.front_door.tests.arriving import client_of, draft, received, shown
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.happenings import happenings
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by, sees

REFUGE = "9 Refuge Lane"


def test_what_the_front_door_is_told_later_never_stands_in_what_was_sent(
    alice: Practitioner, leila: Practitioner, fran: Practitioner
) -> None:
    contact = received(alice)
    add_words(contact=contact, text="She came with a bruise today", by=alice)
    now = timezone.now()
    note_told(contact=contact, whom="GP", text=f"Mother fled to {REFUGE}", at=now, by=fran)
    for reader in (alice, leila):
        page = shown(client_of(reader), f"/requests/{contact.public_id}")
        assert "She came with a bruise today" in page
        assert REFUGE not in page
    assert REFUGE in shown(client_of(fran), f"/front-door/{contact.public_id}")


def test_whoever_works_with_a_child_reads_no_place_no_number_and_nobody_else_s_child(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    led_by(alice, begun(alice, family.maya))
    contact = draft(
        charlie, "Maya", "Noah Fairweather", person=family.maya, advice="Dr Rao said so", risk="She may fall"
    )
    child = contact.children.all()[0]
    changes = {"address": REFUGE, "phone": "01632 960111", "where_now": "At the refuge"}
    save_child(child=child, version=None, changes=changes, by=charlie)
    mother = {"kind": "parent", "name": "Ana", "address": REFUGE, "phone": "01632 960112"}
    add_person(contact=contact, changes=mother, by=charlie)
    Contact.objects.filter(pk=contact.pk).update(received_at=timezone.now(), due_at=timezone.now())
    page = shown(client_of(alice), f"/front-door/{contact.public_id}/as-worker")
    assert "She may fall" in page
    for closed in (REFUGE, "At the refuge", "01632 9601", "Noah", "Dr Rao", "Charlie"):
        assert closed not in page, closed


def test_a_colleague_of_whoever_asked_learns_of_it_from_no_record(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    received(alice, person=family.maya)
    begun(bob, family.maya)
    told = {
        reader: [one.what for one in happenings(reader, [seen])]
        for reader in (alice, bob, leila)
        if (seen := sees(reader, family.maya))
    }
    asked = "Help was asked for at the front door"
    assert asked in told[alice]
    assert asked in told[leila]
    assert asked not in told.get(bob, [])


def test_a_restricted_adult_closes_a_contact_to_whoever_is_not_on_the_list(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mira: Practitioner, family: Family
) -> None:
    contact = received(alice)
    NamedPerson.objects.create(contact=contact, kind="parent", name="Ana", address=REFUGE, person=family.mother)
    restrict(person=family.mother, kind="high_risk", because="Somebody looks for her", readers=[mira, fran], by=mira)
    path = f"/front-door/{contact.public_id}"
    assert REFUGE in shown(client_of(fran), path)
    shown(client_of(femi), path, 404)
    assert "A restricted contact" in shown(client_of(femi), "/front-door")


def test_a_caller_s_number_never_becomes_the_worker_s_own(fran: Practitioner, alice: Practitioner) -> None:
    call = draft(fran, came_by="phone")
    Referrer.objects.filter(contact=call).update(phone="07700 900999")
    assert phone_given_last(fran) == ""
    Referrer.objects.filter(contact=draft(alice)).update(phone="01632 960333")
    assert phone_given_last(alice) == "01632 960333"


def test_whoever_works_with_a_restricted_child_is_told_of_a_contact_only_if_named(
    alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    led_by(alice, begun(alice, family.maya))
    restrict(person=family.maya, kind="high_risk", because="Somebody looks for her", readers=[mira], by=mira)
    received(charlie, person=family.maya)
    assert not Notice.objects.filter(to=alice).exists()


@pytest.mark.parametrize(
    ("about", "works_at", "may"),
    [
        ("Mr Corrigan", "", True),
        ("olu  martins", "", False),
        ("Mr Corrigan", "Westmarsh Children's Services, fostering team", False),
    ],
)
def test_an_officer_reads_nothing_about_themselves_or_where_they_work(
    bob: Practitioner, olu: Practitioner, about: str, works_at: str, may: bool
) -> None:
    made = raise_allegation(
        raised=Raised(about=about, what="x", agency=None, works_at=works_at, reach="Ring me"), by=bob
    )
    assert (olu in officers_for(made)) == may


def test_the_page_of_a_contact_names_nobody_who_read_the_answer(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    Reply.objects.create(
        contact=contact, decided="Breakfast club", because="x", what_next="y", given_by=fran, read_by=alice,
        read_at=dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC),
    )  # fmt: skip
    page = shown(client_of(fran), f"/front-door/{contact.public_id}")
    assert "Read on 6 March 2026" in page
    assert alice.name not in page


def test_a_talk_without_names_closes_with_the_contact_that_it_led_to(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mira: Practitioner, family: Family
) -> None:
    talk = Consultation.objects.create(story="A boy sleeps in class", advice="Ask for help", given_by=fran,
                                       given_at=timezone.now(), asked_by=alice)  # fmt: skip
    path = f"/consultations/{talk.public_id}"
    assert "A boy sleeps" in shown(client_of(femi), path)
    Consultation.objects.filter(pk=talk.pk).update(contact=received(alice, person=family.maya))
    restrict(person=family.maya, kind="high_risk", because="Somebody looks for her", readers=[mira, fran], by=mira)
    shown(client_of(femi), path, 404)
    assert "A boy sleeps" not in shown(client_of(femi), "/consultations")
    assert "A boy sleeps" in shown(client_of(fran), "/consultations")
    assert "A boy sleeps" in shown(client_of(alice), path)


def test_of_two_schools_with_one_name_neither_is_told(db: None) -> None:
    people.school("St. Mary’s School")
    other = people.school("Fenside School")
    assert set(schools_here().values()) >= {other}
    people.school("St Marys School")
    assert plain("St Marys School") not in schools_here()
    assert schools_here()[plain("Fenside school")] == other


def test_nobody_is_told_of_an_answer_in_a_request_that_was_closed_to_them(
    alice: Practitioner, mira: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    assert reads_here(contact)
    restrict(person=family.maya, kind="high_risk", because="Somebody looks for her", readers=[mira, fran], by=mira)
    assert not reads_here(contact)
