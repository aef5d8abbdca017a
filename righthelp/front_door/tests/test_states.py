"""The tables of docs/states.md for contacts and shifts: every row of each."""

import datetime as dt

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.holding import NotHeld, TakenAlready, give_back, hand_over, take
from righthelp.front_door.actions.rota import put_shifts
from righthelp.front_door.actions.writing import AlreadySent, drop, send
from righthelp.front_door.models import Contact, Shift
from righthelp.front_door.tests.arriving import draft

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
State = Contact.State


@pytest.mark.parametrize(
    ("received", "dropped", "decided", "is_held", "state", "lists"),
    [
        (False, False, False, False, State.NOT_SENT, {"drafts"}),
        (False, True, False, False, State.NOT_SENT, set()),
        (True, False, False, False, State.WAITING, {"received", "undecided", "waiting"}),
        (True, False, False, True, State.TAKEN, {"received", "undecided"}),
        (True, False, True, False, State.DECIDED, {"received"}),
        (True, False, True, True, State.DECIDED, {"received"}),
    ],
)
def test_contact(
    received: bool, dropped: bool, decided: bool, is_held: bool, state: State, lists: set[str],
    alice: Practitioner, fran: Practitioner,
) -> None:  # fmt: skip
    contact = draft(alice)
    Contact.objects.update(
        received_at=NOW if received else None, due_at=NOW if received else None, dropped_at=NOW if dropped else None,
        decided_at=NOW if decided else None, holder=fran if is_held else None, taken_at=NOW if is_held else None,
    )  # fmt: skip
    contact.refresh_from_db()
    assert contact.state == state
    assert contact.is_draft == ("drafts" in lists)
    named = ("drafts", "received", "undecided", "waiting")
    assert {name for name in named if getattr(Contact.objects.all(), name)().exists()} == lists


def test_what_is_decided_is_neither_taken_nor_passed_on(
    alice: Practitioner, fran: Practitioner, femi: Practitioner
) -> None:
    contact = draft(alice)
    send(contact=contact, by=alice)
    take(contact=contact, by=fran)
    Contact.objects.update(decided_at=NOW)
    with pytest.raises(NotHeld):
        hand_over(contact=contact, to=femi, note="x", by=fran)
    with pytest.raises(NotHeld):
        give_back(contact=contact, because="x", by=fran)
    with pytest.raises(TakenAlready):
        take(contact=contact, by=femi)


def test_what_was_thrown_away_is_not_sent(alice: Practitioner) -> None:
    contact = draft(alice)
    drop(contact=contact, by=alice)
    with pytest.raises(AlreadySent):
        send(contact=contact, by=alice)


@pytest.mark.parametrize(
    ("is_cancelled", "moment", "is_on"),
    [
        (False, NOW - HOUR, False),
        (False, NOW, True),
        (False, NOW + 8 * HOUR, False),
        (True, NOW, False),
    ],
)
def test_shift(is_cancelled: bool, moment: dt.datetime, is_on: bool, fran: Practitioner, mona: Practitioner) -> None:
    put_shifts(who=fran, part="worker", spans=[(NOW, NOW + 8 * HOUR)], by=mona)
    Shift.objects.update(cancelled_at=NOW if is_cancelled else None)
    assert Shift.objects.at(moment).exists() == is_on
