"""A decided contact is opened again, as something new came: its clock begins anew, and what was decided stands."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.holding import note_read, take
from righthelp.front_door.actions.police import load
from righthelp.front_door.actions.reopening import NotDecided, reopen
from righthelp.front_door.actions.rota import put_shifts
from righthelp.front_door.actions.telling import go_round
from righthelp.front_door.models import Contact, ContactDecision, Handling, NamedChild
from righthelp.front_door.reasons import TO_ANSWER, TO_DECIDE
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import REASON, adopted, answers, decided, decided_for
from righthelp.front_door.tests.notified import as_csv, incident
from righthelp.front_door.worklist import measured
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import send_form, send_twice, why

MONDAY = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
NEXT_MONDAY = dt.datetime(2027, 3, 8, 10, tzinfo=dt.UTC)
NEW = "Her gran rang: Maya did not come home last night."


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


def page_of(contact: Contact) -> str:
    return reverse("front_door_reopen", args=[contact.public_id])


def contact_at(contact: Contact) -> str:
    return reverse("front_door_contact", args=[contact.public_id])


def decided_contact(alice: Practitioner, fran: Practitioner, mona: Practitioner, *names: str) -> Contact:
    """Give a contact that came and was decided on a Monday."""
    with time_machine.travel(MONDAY, tick=False):
        contact = received(alice, *names)
        for child in contact.children.all():
            decided_for(child, fran, mona)
    return Contact.objects.get(pk=contact.pk)


def test_what_was_decided_goes_back_on_the_worklist_with_a_new_clock_and_stands_until_it_is_decided_again(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    with time_machine.travel(NEXT_MONDAY, tick=False) as clock:
        client = client_of(femi)
        assert "Something new came: open it again" in shown(client, contact_at(contact))
        assert send_form(client, page_of(contact), because=NEW).status_code == 302
        contact.refresh_from_db()
        assert contact.state == Contact.State.WAITING
        assert contact.due_at is not None
        assert contact.due_at.date() == dt.date(2027, 3, 9)
        text = shown(client, "/front-door")
        assert "Maya Lindqvist" in text
        assert "Opened again on 8 March 2027" in text
        text = shown(client, contact_at(contact))
        for part in ("Opened again: it waits for a new decision", REASON, NEW, "Femi Balogun opened it again"):
            assert part in text
        first = ContactDecision.objects.standing().get()
        take(contact=contact, by=femi)
        clock.shift(3600)
        client = client_of(femi)
        decide_page = reverse("front_door_decide", args=[contact.public_id])
        assert NEW in client.get(decide_page).text
        child = contact.children.get()
        given = answers(
            child, mona, instead_of=str(first.public_id), again_because=NEW, outcome="strategy", level="4"
        )  # fmt: skip
        assert send_form(client, decide_page, **given).status_code == 302
        text = shown(client, contact_at(contact))
    contact.refresh_from_db()
    assert (contact.state, contact.holder) == (Contact.State.DECIDED, femi)
    assert ContactDecision.objects.standing().get().supersedes == first
    assert "Before: Level 2" in text
    assert "A strategy discussion" in text


def test_it_concerns_those_children_for_whom_it_is_opened(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona, "Maya Lindqvist", "Leo Marsh")
    maya, leo = contact.children.all()
    with time_machine.travel(NEXT_MONDAY, tick=False) as clock:
        client = client_of(fran)
        page = send_form(client, page_of(contact), because=NEW, children=[])
        assert "Choose at least one child" in words(page)
        send_form(client, page_of(contact), because=NEW, children=[str(leo.public_id)])
        text = words(client.get(reverse("front_door_decide", args=[contact.public_id])))
        assert "Decided: Maya Lindqvist" in text
        assert "Decided: Leo Marsh" not in text
        clock.shift(60)
        before = leo.decisions.get()
        decide(child=leo, decision=decided(mona, again_because=NEW), instead_of=before, by=fran)
    contact.refresh_from_db()
    assert (contact.state, maya.decisions.count()) == (Contact.State.DECIDED, 1)


def test_children_opened_again_are_decided_in_one_sitting_the_same_or_apart(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona, "Maya Lindqvist", "Leo Marsh")
    maya, leo = contact.children.all()
    with time_machine.travel(NEXT_MONDAY, tick=False) as clock:
        reopen(contact=contact, children=[maya, leo], because=NEW, by=fran)
        clock.shift(60)
        page, client = reverse("front_door_decide", args=[contact.public_id]), client_of(fran)
        stood = {child: str(child.decisions.get().public_id) for child in (maya, leo)}
        first = answers(maya, mona, instead_of=stood[maya], again_because=NEW, outcome="assessment", level="3")
        second = answers(leo, mona, instead_of=stood[leo], again_because="", way=f"same {maya.public_id}")
        assert "Say why you decide again" in words(send_form(client, page, **first, **second))
        second[f"child-{leo.public_id}-again_because"] = "He was with her."
        assert send_form(client, page, **first, **second).status_code == 302
    made = {one.child.name: (one.outcome, one.again_because) for one in ContactDecision.objects.standing()}
    assert made == {"Maya Lindqvist": ("assessment", NEW), "Leo Marsh": ("assessment", "He was with her.")}


def test_after_the_new_day_is_over_the_decision_says_why_it_took_longer(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    child = contact.children.get()
    with time_machine.travel(NEXT_MONDAY, tick=False) as clock:
        reopen(contact=contact, children=[child], because=NEW, by=fran)
        clock.shift(dt.timedelta(days=2))
        again = decided(mona, again_because=NEW)
        with pytest.raises(ValueError, match="longer"):
            decide(child=child, decision=again, instead_of=child.decisions.get(), by=fran)
        assert "take longer than one working day" in shown(
            client_of(fran), reverse("front_door_decide", args=[contact.public_id])
        )
        late = decided(mona, again_because=NEW, late_because="Nobody answered.")
        decide(child=child, decision=late, instead_of=child.decisions.get(), by=fran)
        found = measured(dt.datetime(2027, 3, 11, tzinfo=dt.UTC))
    assert found is not None
    assert (found.decided, found.in_time, found.half_within) == (1, 0, dt.timedelta(days=2))


def test_it_is_in_nobodys_hands_and_whoever_worked_on_it_is_told(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    assert contact.holder == fran
    reopen(contact=contact, children=contact.children.all(), because=NEW, by=femi)
    contact.refresh_from_db()
    assert contact.holder is None
    assert Notice.objects.filter(to=fran, title__contains="opened again").count() == 1
    again = decided_contact(alice, fran, mona)
    reopen(contact=again, children=again.children.all(), because=NEW, by=fran)
    assert Notice.objects.filter(to=fran, title__contains="opened again").count() == 1


def test_it_opens_the_records_of_those_for_whom_it_is_opened_and_of_no_other_child(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    contact = decided_contact(alice, fran, mona, "Maya Lindqvist", "Leo Marsh")
    maya, leo = contact.children.all()
    NamedChild.objects.filter(pk=maya.pk).update(person=family.maya)
    NamedChild.objects.filter(pk=leo.pk).update(person=family.brother)
    both = (family.maya, family.brother)

    def opened() -> list[list[str]]:
        ours = (TO_DECIDE.words, TO_ANSWER.words)
        return [[one for one in why(fran, person) if one in ours] for person in both]

    with time_machine.travel(NEXT_MONDAY + dt.timedelta(days=60), tick=False) as clock:
        assert opened() == [[], []]
        reopen(contact=contact, children=[leo], because=NEW, by=fran)
        assert opened() == [[], [TO_DECIDE.words]]
        clock.shift(60)
        before = leo.decisions.get()
        decide(child=leo, decision=decided(mona, again_because=NEW), instead_of=before, by=fran)
        assert opened() == [[], [TO_ANSWER.words]]
        clock.shift(60)
        reopen(contact=contact, children=[maya], because=NEW, by=fran)
        assert opened() == [[TO_DECIDE.words], []]


def test_the_duty_manager_hears_of_every_reopening_without_a_name_and_of_their_own_another_manager(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    hour = dt.timedelta(hours=1)
    put_shifts(who=mona, part="manager", spans=[(NEXT_MONDAY - hour, NEXT_MONDAY + 9 * hour)], by=mona)
    with time_machine.travel(NEXT_MONDAY, tick=False):
        reopen(contact=contact, children=contact.children.all(), because=NEW, by=femi)
        told = Notice.objects.get(to=mona)
        assert (told.title, told.page) == ("A contact was opened again at the front door", contact_at(contact))
        assert not Notice.objects.filter(to__in=[femi, mira]).exists()
        other = decided_contact(alice, fran, mona)
        reopen(contact=other, children=other.children.all(), because=NEW, by=mona)
    assert Notice.objects.filter(to=mona).count() == 1
    assert Notice.objects.get(to=mira).page == contact_at(other)


def test_an_urgent_one_opened_again_alerts_whoever_is_on_shift_and_after_half_an_hour_unread_the_manager(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    Contact.objects.filter(pk=contact.pk).update(is_urgent=True, read_at=MONDAY, read_by=fran)
    half_an_hour = dt.timedelta(minutes=30)
    for who, part in ((fran, "worker"), (femi, "worker"), (mona, "manager")):
        put_shifts(who=who, part=part, spans=[(NEXT_MONDAY, NEXT_MONDAY + 16 * half_an_hour)], by=mona)
    with time_machine.travel(NEXT_MONDAY, tick=False):
        send_form(client_of(femi), page_of(contact), because=NEW)
        shown(client_of(femi), contact_at(contact))  # to look at what one opened again oneself is not to act
        assert not Notice.objects.filter(to=femi).exists()
        told = Notice.objects.get(to=fran)
        assert (told.title, told.is_urgent) == ("An urgent contact was opened again at the front door", True)
        assert "NOT READ YET" in shown(client_of(mona), "/front-door")
        assert "Nobody at the front door has opened it" not in shown(client_of(alice), "/requests")
    unread = Notice.objects.filter(to=mona, title="Nobody has read an urgent contact for 30 minutes")
    go_round(NEXT_MONDAY + half_an_hour)
    go_round(NEXT_MONDAY + half_an_hour)
    assert unread.count() == 1
    note_read(contact=Contact.objects.get(), by=fran)
    assert Contact.objects.get().read_by == fran


def test_where_nobody_is_on_shift_everybody_hears_of_an_urgent_one_opened_again(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    Contact.objects.filter(pk=contact.pk).update(is_urgent=True)
    reopen(contact=contact, children=contact.children.all(), because=NEW, by=femi)
    assert set(Notice.objects.filter(title__contains="opened again").values_list("to", flat=True)) == {fran.pk, mona.pk}


def test_who_opened_it_again_has_read_it_once_they_take_it(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    reopen(contact=contact, children=contact.children.all(), because=NEW, by=fran)
    take(contact=contact, by=fran)
    note_read(contact=Contact.objects.get(), by=fran)
    assert Contact.objects.get().read_by == fran


def test_what_waits_is_not_opened_again_and_sent_twice_it_is_once(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = received(alice)
    with pytest.raises(NotDecided):
        reopen(contact=contact, children=contact.children.all(), because=NEW, by=fran)
    page = client_of(fran).get(page_of(contact), follow=True)
    assert "It waits for a decision already" in words(page)
    ready = decided_contact(alice, fran, mona)
    send_twice(client_of(fran), page_of(ready), because=NEW)
    assert Handling.objects.filter(kind="reopened").count() == 1


def test_it_is_opened_for_one_of_its_own_children_and_with_a_reason_that_no_log_holds(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact, other = decided_contact(alice, fran, mona), decided_contact(alice, fran, mona)
    with pytest.raises(ValueError, match="at least one child"):
        reopen(contact=contact, children=other.children.all(), because=NEW, by=fran)
    assert "Say what is new" in words(send_form(client_of(fran), page_of(contact), because=""))
    reopen(contact=contact, children=contact.children.all(), because=NEW, by=fran)
    assert Event.objects.filter(name="front_door.reopened").count() == 1
    assert NEW not in str(list(Event.objects.values()))


def test_a_police_notification_opened_again_is_decided_on_its_own_page_and_not_among_the_many(
    fran: Practitioner, mona: Practitioner
) -> None:
    load(data=as_csv([incident()]), by=fran)
    contact = Contact.objects.get()
    for child in contact.children.all():
        decided_for(child, fran, mona)
    reopen(contact=contact, children=contact.children.all(), because=NEW, by=fran)
    assert "Maya Lindqvist" not in shown(client_of(fran), reverse("police_triage"))
    assert "Maya Lindqvist" in shown(client_of(fran), "/front-door")


def test_who_does_not_work_at_the_front_door_opens_nothing_again(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, sam: Practitioner, charlie: Practitioner
) -> None:
    contact = decided_contact(alice, fran, mona)
    for nobody in (alice, sam, charlie):
        assert client_of(nobody).get(page_of(contact)).status_code == 403
        with pytest.raises(NotAllowed):
            reopen(contact=contact, children=contact.children.all(), because=NEW, by=nobody)


def test_a_restricted_child_closes_the_page_to_who_is_not_named(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    contact = decided_contact(alice, fran, mona)
    contact.children.update(person=family.maya)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert client_of(fran).get(page_of(contact)).status_code == 404


def test_the_page_asks_the_database_little(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, django_assert_max_num_queries: Any
) -> None:
    contact = decided_contact(alice, fran, mona, "A Berg", "B Berg", "C Berg")
    client = client_of(fran)
    client.get(page_of(contact))
    with django_assert_max_num_queries(15):
        client.get(page_of(contact))
