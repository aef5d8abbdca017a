"""A contact opened by the front door: what was written, who asked, what is on file."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event, Look
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.writing import add_person, save_referrer, send
from righthelp.front_door.models import Added, Contact, ContactDecision
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown
from righthelp.guidance.models import Level
from righthelp.people.actions import restrict
from righthelp.people.matching.index import file_again
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by, team_of

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def page_of(contact: Contact, name: str = "front_door_contact") -> str:
    return reverse(name, args=[contact.public_id])


@pytest.fixture
def asked(alice: Practitioner) -> Contact:
    """Give a request that came, of somebody who wrote down who they are."""
    contact = draft(alice, "Maya Lindqvist", risk="She may be hurt")
    save_referrer(contact=contact, changes={"name": "Alice Adeyemi", "phone": "01632 960001"}, by=alice)
    add_person(contact=contact, changes={"kind": "parent", "name": "Ana Lindqvist"}, by=alice)
    send(contact=contact, by=alice)
    contact.refresh_from_db()
    return contact


def test_it_shows_what_was_written_and_notes_who_read_it_first(asked: Contact, fran: Practitioner) -> None:
    page = shown(client_of(fran), page_of(asked))
    assert STORY in page
    assert "She may be hurt" in page
    assert "Ana Lindqvist" in page
    asked.refresh_from_db()
    assert asked.read_by == fran
    assert Look.objects.filter(actor_id=fran.pk, page="contact at the front door").count() == 1


def test_it_names_what_often_matters_and_is_not_written_until_it_is(asked: Contact, fran: Practitioner) -> None:
    page = shown(client_of(fran), page_of(asked))
    lacks = page[page.index("What often matters and is not written down") : page.index("Who asked is sealed")]
    assert "Where Maya Lindqvist lives" in lacks
    assert "Is it safe to speak to the family first?" in lacks
    assert "The date of birth of Maya Lindqvist" not in lacks
    assert "What could happen to the child if nothing changes?" not in lacks


@pytest.mark.requirement("BN-082")
def test_who_asked_stands_on_a_page_of_its_own_and_each_look_at_it_is_logged(
    asked: Contact, fran: Practitioner
) -> None:
    client = client_of(fran)
    page = client.get(page_of(asked)).text
    assert "Alice" not in page
    assert "01632 960001" not in page
    assert "Never tell the family" in page
    assert not Look.objects.filter(page="who asked, sealed").exists()
    sealed = shown(client, page_of(asked, "front_door_who_asked"))
    assert "Alice Adeyemi" in sealed
    assert "Never tell the family who it was." in sealed
    assert Look.objects.filter(page="who asked, sealed", actor_id=fran.pk).count() == 1


def test_what_was_added_later_says_when_and_not_by_whom_it_was_asked(
    asked: Contact, alice: Practitioner, fran: Practitioner
) -> None:
    Added.objects.create(contact=asked, text="She told me more", at=MARCH, by=alice)
    page = shown(client_of(fran), page_of(asked))
    assert "Whoever asked added , 2 March 2026 at 9am She told me more" in page.replace("added,", "added ,")
    assert "Alice" not in page


def test_strangers_get_nothing_and_the_log_says_so(
    asked: Contact, alice: Practitioner, sam: Practitioner, leila: Practitioner, olu: Practitioner
) -> None:
    for name in ("front_door_contact", "front_door_who_asked", "front_door_matches", "front_door_hand_over"):
        for stranger in (alice, sam, leila, olu):
            assert client_of(stranger).get(page_of(asked, name)).status_code == 403
    assert client_of(sam).get(page_of(asked, "front_door_as_worker")).status_code == 404
    assert Event.objects.filter(name="audit.look_refused", actor_id=sam.pk).exists()


def test_a_draft_is_nobodys_at_the_front_door(alice: Practitioner, fran: Practitioner) -> None:
    contact = draft(alice)
    assert client_of(fran).get(page_of(contact)).status_code == 404


@pytest.mark.requirement("BG-027")
def test_it_says_what_was_asked_before_and_decided_and_who_works_with_the_child(
    guidance: dict[str, object], alice: Practitioner, fran: Practitioner, sam: Practitioner, family: Family
) -> None:
    with time_machine.travel(MARCH, tick=False):
        before = received(alice, person=family.maya)
        decide(before, fran, "advice")
        led_by(sam, begun(sam, family.maya))
    with time_machine.travel(MARCH.replace(year=2027), tick=False):
        now = received(alice, person=family.maya)
        page = shown(client_of(fran), page_of(now))
    assert "ASKED AGAIN WITHIN 12 MONTHS" in page
    assert "A request for help, 2 March 2026 , about Maya Lindqvist : No social care role now" in page
    assert "Sam Okafor leads it" in page
    with time_machine.travel(MARCH.replace(year=2028, day=3), tick=False):
        later = shown(client_of(fran), page_of(received(alice, person=family.maya)))
    assert "ASKED AGAIN" not in later


def decide(contact: Contact, by: Practitioner, outcome: str) -> None:
    """Write a decision down, past every rule."""
    ContactDecision.objects.create(
        child=contact.children.get(), level=Level.objects.all()[0], outcome=outcome, reason="x", decided_by=by,
        manager=by, agency=team_of(by).agency,
    )  # fmt: skip


def test_other_contacts_that_are_restricted_are_not_told_of(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    with_brother = received(alice, "Ada", "Ben", person=family.maya)
    link_child(child=with_brother.children.all()[1], person=family.brother, by=fran)
    now = received(alice, person=family.maya)
    assert "Other contacts about the same children" in shown(client_of(fran), page_of(now))
    restrict(person=family.brother, kind="other", because="x", readers=[mona], by=mona)
    assert "Other contacts about the same children" not in shown(client_of(fran), page_of(now))
    assert client_of(fran).get(page_of(with_brother)).status_code == 404


@pytest.mark.parametrize(
    ("writes", "said"),
    [
        ({"name": "Maya Lindqvist", "born": True}, "Very likely on file: one record"),
        ({"name": "Maya Lindqvist"}, "Possibly on file: one record"),
        ({"name": "Zofia Kowalska"}, "Not found on file: it can still be there under another name"),
    ],
)
def test_on_opening_it_says_of_each_without_a_record_whether_they_may_be_on_file_and_reads_no_record(
    alice: Practitioner, fran: Practitioner, family: Family, writes: dict[str, Any], said: str
) -> None:
    folk.lives_at(family.maya, "12 Heron Way")
    for one in (family.maya, family.mother):
        file_again(one.pk)
    made = draft(alice, writes["name"])
    home = "12 Heron Way, Westmarsh WZ1 4QT" if "born" in writes else ""
    made.children.update(born_on=family.maya.born_on if "born" in writes else None, address=home)
    add_person(contact=made, changes={"kind": "parent", "name": "Ana Lindqvist"}, by=alice)
    add_person(contact=made, changes={"kind": "worker", "name": "Leo Marsh"}, by=alice)
    send(contact=made, by=alice)
    page = shown(client_of(fran), page_of(made))
    meant = page[page.index("Who is meant") : page.index("What is on file already")]
    child, mother = meant.split("Ana Lindqvist (a parent)")
    assert said in child
    assert "Possibly on file: one record" in mother
    assert "Leo Marsh" not in meant
    link = f'href="{page_of(made, "front_door_matches")}#named-{made.children.get().public_id}"'
    assert link in client_of(fran).get(page_of(made)).text
    assert not Look.objects.filter(actor_id=fran.pk, subject_type="people.person").exists()


def test_on_opening_nothing_is_told_of_a_restricted_record_but_that_there_is_one(
    asked: Contact, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    file_again(family.maya.pk)
    restrict(person=family.maya, kind="other", because="x", readers=[mona], by=mona)
    page = shown(client_of(fran), page_of(asked))
    assert "Possibly on file" not in page
    assert "Very likely on file" not in page
    assert "There is a record that only named people open. Ask your manager." in page
    assert "There is a record that only named people" not in shown(client_of(mona), page_of(asked))


def test_on_opening_whoever_asked_and_is_sealed_does_not_stand_among_those_who_are_meant(
    alice: Practitioner, fran: Practitioner
) -> None:
    made = draft(alice)
    save_referrer(contact=made, changes={"name": "Ana Lindqvist"}, by=alice)
    add_person(contact=made, changes={"kind": "parent", "name": "Ana Lindqvist"}, by=alice)
    send(contact=made, by=alice)
    assert "Ana Lindqvist" not in shown(client_of(fran), page_of(made))


def test_the_level_that_whoever_asked_considered_stands_there_with_its_edition(
    guidance: dict[str, object], alice: Practitioner, fran: Practitioner
) -> None:
    level = Level.objects.all()[1]
    made = draft(alice)
    made.children.update(level=level)
    send(contact=made, by=alice)
    page = shown(client_of(fran), page_of(made))
    assert f"Whoever asked thought of {level.heading} ({level.edition})" in page


def test_it_takes_few_queries(asked: Contact, fran: Practitioner, sam: Practitioner, family: Family) -> None:
    led_by(sam, begun(sam, family.maya))
    link_child(child=asked.children.get(), person=family.maya, by=fran)
    received(sam, person=family.maya)
    for name in ("front_door_contact", "front_door_matches", "front_door_who_asked"):
        client = client_of(fran)
        client.get(page_of(asked, name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(asked, name)).status_code == 200
        assert len(queries) <= 15, name + "\n" + "\n".join(one["sql"][:150] for one in queries)


def test_one_child_on_file_and_another_not_takes_few_queries(
    alice: Practitioner, fran: Practitioner, sam: Practitioner, family: Family
) -> None:
    led_by(sam, begun(sam, family.maya))
    received(sam, person=family.maya)
    made = received(alice, "Maya Lindqvist", "Somebody Else", person=family.maya)
    made.people.create(kind="relative", name="Ana Lindqvist")
    client = client_of(fran)
    client.get(page_of(made))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page_of(made)).status_code == 200
    assert len(queries) <= 15, "\n".join(one["sql"][:150] for one in queries)


def test_looking_for_everybody_on_opening_takes_few_queries(
    asked: Contact, alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    for one in (family.maya, family.mother, family.father, family.brother):
        file_again(one.pk)
    for name in ("Jonas Berg", "Zofia Kowalska"):
        asked.people.create(kind="relative", name=name)
        asked.children.create(name=name, position=9)
    client = client_of(fran)
    client.get(page_of(asked))
    with CaptureQueriesContext(connection) as queries:
        assert "on file" in client.get(page_of(asked)).text
    assert len(queries) <= 15, "\n".join(one["sql"][:150] for one in queries)
