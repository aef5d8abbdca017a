"""Who may open which page: owner, colleague, lead, deputy, lead elsewhere, stranger, signed out."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
from righthelp.calendar.rules import LONDON
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, in_use, said_safe, shown
from righthelp.considerations.tests.test_start import choose, decide_on, draft, edition, nothing_changes

pytestmark = pytest.mark.django_db

STARTED = dt.datetime(2026, 3, 5, 10, tzinfo=LONDON)  # a Thursday
SAME_DAY = dt.datetime(2026, 3, 5, 17, tzinfo=LONDON)
END_OF_NEXT_DAY = dt.datetime(2026, 3, 6, 23, 59, 59, tzinfo=LONDON)
AFTER_ONE_DAY = dt.datetime(2026, 3, 7, 0, 0, 1, tzinfo=LONDON)
TO_CHANGE = (
    "consideration_worry", "consideration_around", "consideration_safe", "consideration_family",
    "consideration_agreement",
    "consideration_questions", "consideration_advice", "child_add", "consideration_set_aside",
)  # fmt: skip
ABOUT_CHILD = (
    "child_words", "child_readers", "child_life", "child_history", "child_balance", "child_living", "child_needs",
    "child_own_need", "child_decide", "child_remove",
)  # fmt: skip
TO_READ = ("consideration", "consideration_family_copy")


@pytest.fixture
def thinking() -> Consideration:
    """Give a draft about one child, of 5 March 2026."""
    in_use(edition())
    with time_machine.travel(STARTED, tick=False):
        return draft()


def pages_of(it: Consideration) -> list[str]:
    """List the address of every page of a consideration that a browser can open."""
    child: ConsideredChild = it.children.get()
    need = child.needs.first() or choose(child, "a-2")
    return [
        *(address(name, it) for name in (*TO_READ, *TO_CHANGE)),
        *(address(name, child) for name in ABOUT_CHILD),
        *(address(name, child, need.public_id) for name in ("child_evidence", "child_need_remove")),
        *(address("consideration_download", it, "record", form) for form in ("pdf", "docx", "json")),
        *(address("consideration_download", it, "family", form) for form in ("pdf", "docx")),
    ]


def statuses(person: Practitioner, it: Consideration, at: dt.datetime = SAME_DAY) -> set[int]:
    """Open every page, and give the different answers."""
    with time_machine.travel(at, tick=False):
        client = client_of(person)
        return {client.get(path).status_code for path in pages_of(it)}


def readable(person: Practitioner, it: Consideration, at: dt.datetime) -> int:
    """Open the page of a consideration at a moment."""
    with time_machine.travel(at, tick=False):
        return client_of(person).get(address("consideration", it)).status_code


def test_who_holds_it_opens_every_page(thinking: Consideration) -> None:
    Consideration.objects.update(safe_to_speak="yes")
    said_safe(client_of(thinking.holder), thinking.children.get())
    assert statuses(thinking.holder, thinking) == {200}


def test_a_colleague_finds_nothing_however_long_it_takes(thinking: Consideration) -> None:
    bob = people.teacher(thinking.agency, "Bob Baker")
    assert statuses(bob, thinking) == statuses(bob, thinking, AFTER_ONE_DAY) == {404}


def test_a_lead_elsewhere_and_a_stranger_find_nothing(thinking: Consideration) -> None:
    elsewhere = people.gp_practice()
    for person in (people.safeguarding_lead(elsewhere), people.teacher(elsewhere, "Charlie Chen")):
        assert statuses(person, thinking, AFTER_ONE_DAY) == {404}


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_a_lead_and_deputy_read_a_draft_after_one_working_day(thinking: Consideration, make) -> None:  # type: ignore[no-untyped-def]
    lead = make(thinking.agency)
    assert readable(lead, thinking, SAME_DAY) == 404
    assert readable(lead, thinking, END_OF_NEXT_DAY) == 404
    assert readable(lead, thinking, AFTER_ONE_DAY) == 200


def test_a_weekend_is_no_working_day(thinking: Consideration) -> None:
    Consideration.objects.update(started_at=STARTED + dt.timedelta(days=1))
    lead = people.safeguarding_lead(thinking.agency)
    assert readable(lead, thinking, dt.datetime(2026, 3, 9, 23, 59, tzinfo=LONDON)) == 404
    assert readable(lead, thinking, dt.datetime(2026, 3, 10, 0, 1, tzinfo=LONDON)) == 200


def test_a_lead_reads_but_changes_nothing(thinking: Consideration) -> None:
    lead = people.safeguarding_lead(thinking.agency)
    child = thinking.children.get()
    with time_machine.travel(AFTER_ONE_DAY, tick=False):
        client = client_of(lead)
        opened = [client.get(address(name, thinking)).status_code for name in TO_CHANGE]
        opened += [client.get(address(name, child)).status_code for name in ABOUT_CHILD]
    assert set(opened) == {404}


def test_a_lead_reads_what_is_decided_at_once(thinking: Consideration) -> None:
    with time_machine.travel(STARTED, tick=False):
        decide_on(thinking.children.get())
    assert readable(people.safeguarding_lead(thinking.agency), thinking, SAME_DAY) == 200


def test_other_roles_may_not_open_the_room(thinking: Consideration) -> None:
    editor = people.guidance_editor(thinking.agency, "Gwen Pritchard")
    assert statuses(editor, thinking) == {403}
    assert client_of(editor).get(reverse("considerations")).status_code == 403


def test_signed_out_goes_to_sign_in(thinking: Consideration) -> None:
    for path in (*pages_of(thinking), reverse("considerations"), reverse("consideration_start")):
        assert Client().get(path).headers["Location"].startswith(reverse("account_login"))


def test_whoever_left_the_agency_finds_nothing(thinking: Consideration) -> None:
    alice = thinking.holder
    alice.memberships.update(ends_on=dt.date(2026, 1, 1))
    people.give(people.fresh(alice), people.gp_practice(), "practitioner")
    assert statuses(people.fresh(alice), thinking) == {404}


def test_somebody_elses_and_no_record_at_all_look_the_same(thinking: Consideration) -> None:
    client = client_of(people.teacher(thinking.agency, "Bob Baker"))
    forbidden = shown(client, address("consideration", thinking), 404)
    unknown = shown(client, reverse("consideration", args=[uuid4()]), 404)
    assert forbidden.rsplit("quote this number", 1)[0] == unknown.rsplit("quote this number", 1)[0]


def test_a_child_of_another_consideration_is_not_found(thinking: Consideration) -> None:
    alice = thinking.holder
    other = draft("K", by=alice).children.get()
    client = client_of(alice)
    for name in ABOUT_CHILD:
        assert client.get(reverse(name, args=[thinking.public_id, other.public_id])).status_code == 404
    family = address("consideration_family_copy", thinking)
    assert client.get(f"{family}?child={other.public_id}").status_code == 404
    need = choose(other, "a-2")
    child = thinking.children.get()
    assert client.get(address("child_evidence", child, need.public_id)).status_code == 404
    assert client.get(address("child_need_remove", child, need.public_id)).status_code == 404


def test_strangers_change_nothing(thinking: Consideration) -> None:
    bob = client_of(people.teacher(thinking.agency, "Bob Baker"))
    child = thinking.children.get()
    need = choose(child, "a-2")
    with nothing_changes():
        for path in (
            *pages_of(thinking),
            *(address(name, thinking) for name in ("consideration_full_path", "consideration_think_again")),
            address("child_needs", child),
            address("child_need_remove", child, need.public_id),
        ):
            assert bob.post(path, {"worry": "x", "strength": "a-1", "version": 1}).status_code in (404, 405)


def test_each_look_is_logged_with_its_page(thinking: Consideration) -> None:
    alice = thinking.holder
    client = client_of(alice)
    client.get(address("consideration", thinking))
    client.get(address("consideration_download", thinking, "record", "pdf"))
    kept = Look.objects.filter(actor_id=alice.pk).order_by("pk")
    assert [(look.page, look.subject_id) for look in kept] == [
        ("consideration", thinking.pk),
        ("record as pdf", thinking.pk),
    ]


def test_a_look_that_was_refused_is_no_look(thinking: Consideration) -> None:
    client_of(people.teacher(thinking.agency, "Bob Baker")).get(address("consideration", thinking))
    assert not Look.objects.exists()
