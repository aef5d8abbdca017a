"""A child who is not born yet, by whichever way somebody tells of it; and how the front door reads it (BP-013)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.police import load
from righthelp.front_door.forms.due import BORN_OR_DUE, NOT_DUE
from righthelp.front_door.models import Contact, NamedChild
from righthelp.front_door.police.reading import read
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown, words
from righthelp.front_door.tests.deciding import adopted
from righthelp.front_door.tests.notified import as_csv, as_xml, incident
from righthelp.front_door.tests.test_public_page import send
from righthelp.work.tests.working import on, send_form

NOW = dt.datetime(2027, 1, 4, 10, tzinfo=dt.UTC)
DUE = dt.date(2027, 5, 3)
READS = "not born yet, due 3 May 2027"
WRONG = [
    (dt.date(2026, 11, 1), "more than six weeks ago"),
    (dt.date(2027, 12, 1), "more than 42 weeks ahead"),
]
wrong_days = pytest.mark.parametrize("day", [day for day, _ in WRONG], ids=[words for _, words in WRONG])
PUBLIC = pytest.mark.parametrize("address", ["/ask/family", "/ask/young-person", "/ask/worried"])


@pytest.fixture(autouse=True)
def _today(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def days(name: str, day: dt.date) -> dict[str, Any]:
    return dict(on(name, day))


def named() -> list[tuple[str, dt.date | None]]:
    return list(NamedChild.objects.order_by("position").values_list("name", "due_on"))


def test_a_call_names_a_child_who_is_not_born_yet(fran: Practitioner) -> None:
    told = {"do": "finish", "answer_what_happened": STORY, "child_new_name": "Unborn baby of Ana"}
    send_form(client_of(fran), "/front-door/calls/start", **told, **on("child_new_due_on", DUE))
    assert named() == [("Unborn baby of Ana", DUE)]
    contact = Contact.objects.get()
    assert contact.received_at is not None


@wrong_days
def test_a_call_refuses_a_day_on_which_nobody_can_be_due(fran: Practitioner, day: dt.date) -> None:
    told = {"do": "save", "child_new_name": "Unborn baby of Ana", **on("child_new_due_on", day)}
    assert NOT_DUE in words(send_form(client_of(fran), "/front-door/calls/start", **told))
    assert not Contact.objects.exists()


def test_a_call_refuses_a_child_who_is_born_and_due(fran: Practitioner) -> None:
    both = {**on("child_new_due_on", DUE), **on("child_new_born_on", dt.date(2026, 12, 1))}
    told = {"do": "save", "child_new_name": "Baby", **both}
    assert BORN_OR_DUE in words(send_form(client_of(fran), "/front-door/calls/start", **told))


def test_a_request_asks_for_the_same(alice: Practitioner) -> None:
    contact = draft(alice)
    path = reverse("request_child", args=[contact.public_id, contact.children.get().public_id, "who"])
    page = send_form(client_of(alice), path, name="Baby", **on("due_on", WRONG[0][0]))
    assert NOT_DUE in words(page)


@PUBLIC
def test_without_an_account_a_day_on_which_nobody_can_be_due_is_refused(client: Client, address: str) -> None:
    for day, _ in WRONG:
        page = send(client, address, at=NOW, **days("due_on", day))
        assert NOT_DUE in words(page)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("address", "given", "expected"),
    [
        ("/ask/family", {}, [("Unborn baby", DUE)]),
        ("/ask/family", {"name": "Ana Lindqvist"}, [("Unborn baby of Ana Lindqvist", DUE)]),
        ("/ask/family", {"name": "Ana Lindqvist", "child_name": "Bean"}, [("Bean", DUE)]),
        ("/ask/worried", {"name": "A neighbour"}, [("Unborn baby", DUE)]),
        ("/ask/worried", {"child_name": "Baby of no. 12"}, [("Baby of no. 12", DUE)]),
        ("/ask/young-person", {"child_name": "Zoe"}, [("Zoe", None), ("Unborn baby of Zoe", DUE)]),
        ("/ask/young-person", {}, [("Name not known", None), ("Unborn baby", DUE)]),
    ],
)
def test_without_an_account_a_baby_who_is_not_born_yet_needs_no_name(
    client: Client, address: str, given: dict[str, Any], expected: list[tuple[str, dt.date | None]]
) -> None:
    assert send(client, address, at=NOW, **given, **days("due_on", DUE)).status_code == 302
    assert named() == expected


def test_a_parent_cannot_tell_of_a_child_who_is_born_and_due(client: Client) -> None:
    both = {**days("due_on", DUE), **days("born_on", dt.date(2026, 12, 1))}
    assert BORN_OR_DUE in words(send(client, "/ask/family", at=NOW, **both))


@pytest.mark.parametrize("write", [as_csv, as_xml])
def test_the_police_tell_of_a_child_who_is_not_born_yet(fran: Practitioner, write: Any) -> None:
    told = incident(children=[{"name": "Unborn baby of Ana", "due_on": "2027-05-03"}])
    load(data=write([told]), by=fran)
    assert named() == [("Unborn baby of Ana", DUE)]
    assert READS in shown(client_of(fran), reverse("police_triage"))


@pytest.mark.parametrize("write", [as_csv, as_xml])
@pytest.mark.parametrize(
    ("child", "fault"),
    [
        ({"due_on": "2026-11-01"}, "due_on is no day such as 2027-05-03"),
        ({"due_on": "2027-12-01"}, "more than 42 weeks ahead or 6 weeks past"),
        ({"due_on": "soon"}, "due_on is no day"),
        ({"due_on": "2027-05-03", "born_on": "2026-12-01"}, "born_on and due_on are both given"),
    ],
)
def test_a_row_of_the_police_that_cannot_be_true_is_named(write: Any, child: dict[str, str], fault: str) -> None:
    found = read(write([incident(children=[{"name": "Baby", **child}])]))
    assert fault in str(found.faults[0])
    assert not found.found


def test_a_file_of_the_police_without_that_column_is_read_as_before() -> None:
    columns = ["reference", "happened_at", "kind", "summary", "child_name", "child_born_on"]
    found = read(as_csv([incident()], columns))
    assert (found.faults, found.found[0].children[0].due_on) == ([], None)


def test_on_the_worklist_the_contact_and_the_decision_it_reads_not_born_yet_and_when_due(
    alice: Practitioner, fran: Practitioner
) -> None:
    adopted(alice)
    contact = received(alice, "Unborn baby of Ana")
    contact.children.update(born_on=None, due_on=DUE)
    client = client_of(fran)
    for name in ("front_door_contact", "front_door_decide"):
        assert READS.casefold() in shown(client, reverse(name, args=[contact.public_id])).casefold()
    assert f"Unborn baby of Ana ({READS})" in shown(client, "/front-door")
    contact.children.update(born_on=dt.date(2027, 1, 2))
    assert "not born yet" not in shown(client, "/front-door")
