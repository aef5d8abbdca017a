"""What somebody curious would like to see of a contact and does not: a former partner at a school, a colleague."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.design_system.formatters import day, day_and_time
from righthelp.front_door.actions.adding import add_words
from righthelp.front_door.actions.allegations import Raised, officers_for, raise_allegation
from righthelp.front_door.actions.calling import note_call, note_told
from righthelp.front_door.actions.replying import Answered, answer, reads_here
from righthelp.front_door.actions.schools import schools_here
from righthelp.front_door.actions.writing import add_person, save_child, send
from righthelp.front_door.carrying import phone_given_last
from righthelp.front_door.models import Consultation, Contact, NamedChild, NamedPerson, Referrer, Reply
from righthelp.front_door.names import plain
from righthelp.front_door.notices.reminders import chase_answers
from righthelp.front_door.tests.arriving import client_of, draft, received, shown
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.happenings import happenings
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by, sees, send_form

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
    restrict(person=family.maya, kind="high_risk", because="Somebody looks for her", readers=[mira, charlie], by=mira)
    received(charlie, person=family.maya)
    assert not Notice.objects.filter(to=alice).exists()


@pytest.mark.parametrize(
    ("about", "role", "where", "may"),
    [
        ("Mr Corrigan", "", None, True),
        ("Mr Corrigan", "Social worker", "own", True),
        ("olu  martins", "", None, False),
        ("Olu Martins, who runs the club", "", "school", False),
        ("Mr Martins", "", "own", False),
        ("Mr Martins", "", "school", True),
        ("I do not know the name", "The designated officer", None, False),
        ("Their LADO", "", "own", False),
        ("The lado of another council", "", "school", True),
        ("The LADO’s deputy", "", "own", False),
        ("Ms Ladowska", "Salado club", "own", True),
    ],
)
def test_an_officer_reads_what_is_about_their_own_agency_and_nothing_that_may_be_about_them(
    bob: Practitioner, olu: Practitioner, school: Agency, social_care: Agency, about: str, role: str,
    where: str | None, may: bool,
) -> None:  # fmt: skip
    agency = {"own": social_care, "school": school, None: None}[where]
    made = raise_allegation(raised=Raised(about=about, about_role=role, what="x", agency=agency, reach="x"), by=bob)
    assert (olu in officers_for(made)) is may
    assert client_of(olu).get(f"/allegations/{made.public_id}").status_code == (200 if may else 404)


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


SENT, ADDED, LATER = "She came without breakfast", "She came with a bruise today", "Your answer: breakfast club"
WORDS: dict[str, Any] = {"because": "x", "what_next": "y"}


def closing(contact: Contact, family: Family, mira: Practitioner, *readers: Practitioner) -> None:
    """Have the front door find that the child is one whose record only named people open."""
    NamedChild.objects.filter(contact=contact).update(person=family.maya)
    restrict(person=family.maya, kind="high_risk", because="Sealed reason", readers=[mira, *readers], by=mira)


def test_a_request_that_closes_to_its_author_stays_as_they_sent_it_and_tells_nothing_that_came_after(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    adopted(alice)
    contact = received(alice, risk=SENT)
    child = contact.children.get()
    add_words(contact=contact, text=ADDED, by=alice)
    decided_for(child, fran, mona, reason="Mother is safe at last")
    answer(contact=contact, answered=Answered(decided="Moved to Elsewhere", **WORDS), by=fran)
    contact.refresh_from_db()
    before = shown(client_of(alice), f"/requests/{contact.public_id}")
    assert "Moved to Elsewhere" in before
    closing(contact, family, mira, fran)
    again = "Ring the front door if you need it again."
    read = f"Decided on {day_and_time(contact.decided_at)}. You read an answer on {day(timezone.now())}. {again}"
    for reader, state in ((alice, read), (leila, "The front door has it.")):
        client = client_of(reader)
        listed = shown(client, "/requests")
        assert "Maya Lindqvist" in listed
        assert state in listed
        page = shown(client, f"/requests/{contact.public_id}")
        assert SENT in page
        assert ADDED in page
        assert state in page
        unread = () if reader == alice else ("Decided", "You read an answer")
        for later in (*unread, "Moved to Elsewhere", "works on it", "Disagree with", "Fran", "Mira", "restricted"):
            assert later not in page, later
            assert later not in listed, later
        assert client.get(f"/requests/{contact.public_id}/request.pdf").status_code == 200
        decision = child.decisions.get()
        assert client.get(f"/disagreements/about/contact_decision/{decision.public_id}").status_code == 404


def test_of_what_was_decided_after_the_answer_that_its_author_read_nothing_is_said(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    adopted(alice)
    contact = received(alice)
    decided_for(contact.children.get(), fran, mona)
    answer(contact=contact, answered=Answered(decided="Moved to Elsewhere", **WORDS), by=fran)
    shown(client_of(alice), f"/requests/{contact.public_id}")
    closing(contact, family, mira, fran)
    for later in (None, timezone.now() + dt.timedelta(days=1)):
        Contact.objects.filter(pk=contact.pk).update(decided_at=later)
        page = shown(client_of(alice), f"/requests/{contact.public_id}")
        assert "You read an answer on" in page
        assert "Decided on" not in page


def test_its_author_goes_on_adding_to_it_and_reads_what_is_written_for_them_since(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    adopted(alice)
    contact = received(alice)
    closing(contact, family, mira, fran)
    send_form(client_of(alice), f"/requests/{contact.public_id}/add", more=ADDED)
    assert ADDED in shown(client_of(fran), f"/front-door/{contact.public_id}")
    assert reads_here(contact)
    decided_for(contact.children.get(), fran, mona)
    assert "restricted" in shown(client_of(fran), f"/front-door/{contact.public_id}/reply")
    answer(contact=contact, answered=Answered(decided=LATER, **WORDS), by=fran)
    assert Notice.objects.filter(to=alice, page=f"/requests/{contact.public_id}").exists()
    assert "ANSWER TO READ" in shown(client_of(alice), "/requests")
    page = shown(client_of(alice), f"/requests/{contact.public_id}")
    assert LATER in page
    assert "Fran" not in page
    assert Reply.objects.get().read_by == alice
    assert LATER in shown(client_of(leila), f"/requests/{contact.public_id}")


def test_a_named_reader_of_the_record_reads_all_of_their_request(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    adopted(alice)
    contact = received(alice)
    decided_for(contact.children.get(), fran, mona)
    answer(contact=contact, answered=Answered(decided="Moved to Elsewhere", **WORDS), by=fran)
    closing(contact, family, mira, alice, fran)
    assert "Moved to Elsewhere" in shown(client_of(alice), f"/requests/{contact.public_id}")
    assert "Moved to Elsewhere" not in shown(client_of(leila), f"/requests/{contact.public_id}")


def test_nobody_is_chased_about_an_answer_that_closed_to_them(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    adopted(alice)
    contact = received(alice)
    decided_for(contact.children.get(), fran, mona)
    answer(contact=contact, answered=Answered(decided="Moved to Elsewhere", **WORDS), by=fran)
    closing(contact, family, mira, alice, fran)
    assert chase_answers(timezone.now() + dt.timedelta(days=20)) == 1
    assert not Notice.objects.filter(to=leila).exists()


def test_a_draft_about_somebody_whose_record_closed_stays_closed(
    alice: Practitioner, mira: Practitioner, family: Family
) -> None:
    contact = draft(alice, person=family.maya)
    closing(contact, family, mira)
    assert client_of(alice).get(f"/requests/{contact.public_id}").status_code == 404
    assert "Maya" not in shown(client_of(alice), "/requests")
    with pytest.raises(NotAllowed):
        send(contact=contact, by=alice)


def test_who_was_rung_never_says_on_the_page_of_a_contact_who_asked(fran: Practitioner, femi: Practitioner) -> None:
    contact = received(fran, came_by="phone")
    now = timezone.now()
    Referrer.objects.filter(contact=contact).update(name="Quillon Featherby")
    for whom in ("Mr Featherby", "Ana Lindqvist"):
        note_call(contact=contact, whom=whom, reached=True, text="Heard", at=now, by=fran)
    page = shown(client_of(femi), f"/front-door/{contact.public_id}")
    assert "Featherby" not in page
    assert "rang somebody whose name is read with who asked" in page
    assert "rang Ana Lindqvist" in page
    assert "rang Mr Featherby" in shown(client_of(femi), f"/front-door/{contact.public_id}/who-asked")
    Referrer.objects.filter(contact=contact).update(may_be_named=True)
    assert "rang Mr Featherby" in shown(client_of(femi), f"/front-door/{contact.public_id}")


@pytest.mark.parametrize(
    ("asked", "rung", "is_named"),
    [("Mrs Smith", "Mrs Jones", True), ("Mrs Smith", "Mr Smith", False), ("Mum", "Mum", False)],
)
def test_a_title_alone_hides_nobody_who_was_rung(fran: Practitioner, asked: str, rung: str, is_named: bool) -> None:
    contact = received(fran, came_by="phone")
    Referrer.objects.filter(contact=contact).update(name=asked)
    note_call(contact=contact, whom=rung, reached=True, text="Heard", at=timezone.now(), by=fran)
    assert (f"rang {rung}" in shown(client_of(fran), f"/front-door/{contact.public_id}")) is is_named


@pytest.mark.parametrize("may_be_named", [True, False])
def test_whoever_asked_stands_among_the_family_only_where_they_may_be_known(
    fran: Practitioner, may_be_named: bool
) -> None:
    contact = received(fran, came_by="phone")
    Referrer.objects.filter(contact=contact).update(name="Quilla Lindqvist", may_be_named=may_be_named)
    for name, kind in (("quilla lindqvist", "parent"), ("Ana Berg", "relative")):
        NamedPerson.objects.create(contact=contact, kind=kind, name=name)
    for page in ("", "/family"):
        text = shown(client_of(fran), f"/front-door/{contact.public_id}{page}")
        assert "Ana Berg" in text
        assert ("quilla lindqvist" in text) is may_be_named, page
    assert "quilla lindqvist" in shown(client_of(fran), f"/front-door/{contact.public_id}/people")
