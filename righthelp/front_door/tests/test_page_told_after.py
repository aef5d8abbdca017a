"""A family that said no, or was not asked, hears afterwards that help was asked for; never before that is safe."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.consent.actions import NotTold
from righthelp.front_door.actions.approving import FamilyHeard, note_told_after
from righthelp.front_door.models import ToldAfter
from righthelp.front_door.tests.arriving import client_of, draft, received, shown
from righthelp.front_door.tests.asking import at, page_of, saved, send_form
from righthelp.work.tests.working import words

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
TASK = "Tell the family that you asked for help all the same, by 5 March 2026."
UNSAFE = "The family does not know that you asked for help. Do not tell them before the front door says"
TOLD = FamilyHeard("Ana, her mother", dt.date(2026, 3, 4), "face")


@pytest.mark.requirement("SF-062")
@time_machine.travel(TUESDAY, tick=False)
@pytest.mark.parametrize("answers", [{"family_agreed": "no"}, {"family_told": "some"}, {"family_told": "no"}])
def test_who_asked_is_reminded_with_a_day_until_it_is_noted(alice: Practitioner, answers: dict[str, Any]) -> None:
    contact, client = received(alice, **answers), client_of(alice)
    assert TASK in page_of(client, "request", contact)
    path = at("request_told", contact)
    assert TASK in shown(client, path)
    day = {"told_on_day": "3", "told_on_month": "3", "told_on_year": "2026"}
    saved(client, path, was_told="yes", whom="Ana, her mother", how="face", **day)
    page = page_of(client, "request", contact)
    assert TASK not in page
    assert "Ana, her mother, on 3 March 2026: face to face" in page
    assert "Ana, her mother, on 3 March 2026" in shown(client, path)


@time_machine.travel(TUESDAY, tick=False)
def test_the_front_door_reads_who_was_told(alice: Practitioner, fran: Practitioner) -> None:
    contact = received(alice, family_agreed="no")
    note_told_after(contact=contact, told=NotTold("Nobody could be reached"), by=alice)
    page = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    assert "Not told (3 March 2026): Nobody could be reached" in page


@pytest.mark.parametrize("safe", ["no", "advice"])
def test_where_it_is_not_safe_no_day_presses_anybody(alice: Practitioner, safe: str) -> None:
    contact, client = received(alice, safe_to_speak=safe, family_told="no"), client_of(alice)
    page = page_of(client, "request", contact)
    assert UNSAFE in page
    assert "Tell the family that you asked" not in page
    assert "Do not tell them before the front door says that it is safe." in page_of(client, "request_told", contact)


@pytest.mark.parametrize("answers", [{}, {"family_agreed": "yes"}, {"family_told": "yes"}])
def test_a_family_that_agreed_or_knows_is_no_task(alice: Practitioner, answers: dict[str, Any]) -> None:
    assert "Still to do" not in page_of(client_of(alice), "request", received(alice, **answers))


def test_half_of_it_is_refused_in_words(alice: Practitioner) -> None:
    client, path = client_of(alice), at("request_told", received(alice, family_agreed="no"))
    told = words(send_form(client, path, was_told="yes"))
    assert "Say who was told" in told
    assert "Choose how they were told" in told
    assert "Say why not" in words(send_form(client, path, was_told="no"))
    assert not ToldAfter.objects.exists()


def test_its_author_alone_notes_it_and_only_after_the_sending(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    contact = received(alice, family_agreed="no")
    for by in (bob, leila, charlie):
        assert client_of(by).get(at("request_told", contact)).status_code == 404
        with pytest.raises(NotAllowed):
            note_told_after(contact=contact, told=TOLD, by=by)
    assert "Still to do" not in page_of(client_of(leila), "request", contact)
    before = draft(alice, family_agreed="no")
    assert client_of(alice).get(at("request_told", before)).status_code == 404
    with pytest.raises(NotAllowed):
        note_told_after(contact=before, told=TOLD, by=alice)


def test_the_database_keeps_no_half_of_it(alice: Practitioner) -> None:
    made = note_told_after(contact=received(alice), told=TOLD, by=alice)
    for wrong in ({"because": "x"}, {"was_told": False}, {"how": ""}, {"whom": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ToldAfter.objects.filter(pk=made.pk).update(**wrong)
