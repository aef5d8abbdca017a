"""A request from its first page to the list, as a school would ask."""

import datetime as dt
from collections.abc import Sequence

import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import STORY, client_of
from righthelp.front_door.tests.asking import at, latest, page_of, saved, sent, shown
from righthelp.people.tests.conftest import Family

TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)


@time_machine.travel(TUESDAY, tick=False)
def test_a_school_asks_from_the_first_page_to_its_list(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    assert "Ask for help for a child" in shown(client, reverse("ask"))
    saved(client, reverse("request_start"), children="Noor Example")
    contact = latest()
    assert "NOT SENT" in page_of(client, "request", contact)
    saved(client, at("request_questions", contact, "worry"), what_happened=STORY, how_soon="days")
    child = contact.children.get()
    saved(client, at("request_child", contact, child.public_id, "where"), where_now="At school")
    saved(client, at("request_person_add", contact, "parent"), name="Ana Example", role="mother")
    saved(client, at("request_referrer", contact), name="Alice", phone="01632 960001")
    checked = page_of(client, "request_check", contact)
    assert STORY in checked
    assert "Ana Example" in checked
    assert sent(client, contact).headers["Location"] == at("request", contact)
    contact.refresh_from_db()
    assert contact.state is Contact.State.WAITING
    listed = shown(client, reverse("requests"))
    assert "Noor Example" in listed
    assert "To be decided by the end of Wednesday 4 March 2026" in listed


def test_an_urgent_request_is_sent_from_one_page_and_added_to(alice: Practitioner) -> None:
    client = client_of(alice)
    answers = {"name": "Boy of about 6", "what_happened": STORY, "how_soon": "now", "phone": "01632 960001"}
    saved(client, reverse("request_urgent"), **answers)
    contact = latest()
    assert contact.received_at
    assert contact.is_urgent
    assert "Add the rest" in page_of(client, "request", contact)
    saved(client, at("request_add", contact), risk="He may be hurt", more="His name is Leo.")
    read = page_of(client, "request", contact)
    assert "He may be hurt" in read
    assert "His name is Leo." in read


def test_every_page_of_a_draft_opens(alice: Practitioner, family: Family) -> None:
    client = client_of(alice)
    saved(client, reverse("request_for_record", args=[family.maya.public_id]), people=[str(family.maya.public_id)])
    contact = latest()
    child = contact.children.get()
    person = contact.people.first()
    assert person
    pages: list[tuple[str, Sequence[object]]] = [
        ("request", []), ("request_check", []), ("request_people", []), ("request_files", []), ("request_drop", []),
        ("request_child_add", []), ("request_referrer", []), ("request_body_map", [child.public_id]),
        ("request_child_remove", [child.public_id]), ("request_person", [person.public_id]),
        ("request_person_remove", [person.public_id]), ("request_person_add", ["worker"]),
        *(("request_child", [child.public_id, part]) for part in ("who", "where", "level")),
        *(("request_questions", [page]) for page in ("worry", "child", "assessments", "family", "family_said")),
        ("request_questions", ["wishes"]),
    ]  # fmt: skip
    for name, more in pages:
        shown(client, at(name, contact, *more))
