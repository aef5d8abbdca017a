"""A record sent to another school or area, and its receipt."""

import datetime as dt
from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import note_receipt, send
from righthelp.work.models import Transfer
from righthelp.work.tests.working import client_of, option, send_form, send_twice, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def path_of(child: Person) -> str:
    return reverse("record_transfer", args=[child.public_id])


def receipt_of(transfer: Transfer) -> str:
    return reverse("transfer_receipt", args=[transfer.public_id])


def test_a_record_sent_to_a_school_elsewhere_is_noted_once_and_waits(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    client = client_of(alice)
    assert "Right Help sends nothing and opens nothing by this" in shown(client, path_of(family.maya))
    first, second = send_twice(client, path_of(family.maya), to_name="Hillview School", how="By secure mail")
    assert first["Location"] == second["Location"] == "/children"
    made = Transfer.objects.get()
    assert (made.to_name, made.from_agency, made.how, made.sent_by) == (
        "Hillview School", school, "By secure mail", alice,
    )  # fmt: skip
    assert "sent to Hillview School" in shown(client, "/children")


def test_a_record_sent_to_an_agency_here_opens_nothing_to_it(alice: Practitioner, family: Family) -> None:
    fenside = people.school("Fenside Academy")
    client = client_of(alice)
    send_form(client, path_of(family.maya), to_agency=option(client, path_of(family.maya), "Fenside"), how="By hand")
    assert Transfer.objects.get().to_agency == fenside
    assert "Maya" not in client_of(people.safeguarding_lead(fenside, "Siân Pritchard")).get("/children").text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"how": "x"}, "Choose where you sent it, or write its name below"),
        ({"to_name": "Hillview"}, "Write what you sent, and how"),
        ({"to_agency": "here", "to_name": "Hillview", "how": "x"}, "Choose from the list or write a name, not both"),
        ({"to_agency": "x", "how": "x"}, "Your choice is not there any more"),
    ],
)
def test_what_is_missing_is_said_plainly(
    alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    if answers.get("to_agency") == "here":
        answers = {**answers, "to_agency": str(people.school("Fenside Academy").public_id)}
    assert said in words(send_form(client_of(alice), path_of(family.maya), **answers))
    assert not Transfer.objects.exists()


def test_whoever_works_in_two_agencies_says_which_sent_it(school: Agency, alice: Practitioner, family: Family) -> None:
    surgery = people.gp_practice()
    people.give(alice, surgery, "practitioner")
    client = client_of(alice)
    answers = {"to_name": "Hillview", "how": "x"}
    assert "Choose which of your agencies sent it" in words(send_form(client, path_of(family.maya), **answers))
    send_form(client, path_of(family.maya), from_agency=str(surgery.public_id), **answers)
    assert Transfer.objects.get().from_agency == surgery


def test_the_receipt_is_noted_once_by_whoever_sees_the_child_or_sent_the_record(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family
) -> None:
    one = send(child=family.maya, from_agency=school, to="Hillview", how="By hand", by=alice)
    for reader, status in ((alice, 200), (leila, 200), (bob, 404), (charlie, 404)):
        assert client_of(reader).get(receipt_of(one)).status_code == status
    client = client_of(leila)
    assert "Write who said that it came" in words(send_form(client, receipt_of(one)))
    send_twice(client, receipt_of(one), receipt="Mr Holt, by telephone")
    one.refresh_from_db()
    assert (one.receipt, one.received_noted_by) == ("Mr Holt, by telephone", leila)
    assert "Hillview" not in shown(client, "/children")
    text = shown(client, path_of(family.maya))
    assert "It came: Mr Holt, by telephone. Noted by Leila Haddad on 6 March 2026." in text


def test_a_receipt_noted_in_another_window_is_shown(school: Agency, alice: Practitioner, family: Family) -> None:
    one = send(child=family.maya, from_agency=school, to="Hillview", how="By hand", by=alice)
    note_receipt(transfer=one, receipt="Mr Holt", by=alice)
    answer = client_of(alice).post(receipt_of(one), {"receipt": "Again"})
    assert "It is noted that it came Mr Holt" in words(answer)


def test_whoever_sent_it_notes_the_receipt_without_seeing_whose_it_was(school: Agency, bob: Practitioner) -> None:
    one = send(child=folk.person("Nadia Petrescu"), from_agency=school, to="Hillview", how="With her file", by=bob)
    text = shown(client_of(bob), receipt_of(one))
    assert "A child whose record you cannot open now" in text
    assert not {"Nadia", "file"} & set(text.split())
    bob.memberships.update(ends_on=dt.date(2026, 3, 1))
    people.give(people.fresh(bob), people.gp_practice(), "practitioner")
    assert client_of(bob).get(receipt_of(one)).status_code == 404


def test_no_such_transfer_is_not_found(alice: Practitioner) -> None:
    assert client_of(alice).get(reverse("transfer_receipt", args=[uuid4()])).status_code == 404
