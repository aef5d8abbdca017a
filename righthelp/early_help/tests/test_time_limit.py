"""Early help is for a limited time: by when it is hoped to end, and how that changes with a reason."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.early_help.actions.time_limit import SameDay, move_hoped_end
from righthelp.early_help.models import EarlyHelp, HopedEndMoved
from righthelp.early_help.tests import helping
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, on, send_form, send_twice, shown, words

JUNE, JULY = dt.date(2026, 6, 1), dt.date(2026, 7, 6)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


def at(name: str, it: EarlyHelp) -> str:
    return reverse(name, args=[it.public_id])


def move(it: EarlyHelp, to_day: dt.date, by: Practitioner) -> HopedEndMoved:
    return move_hoped_end(help=it, to_day=to_day, because="Sleep is not settled; Ana agrees", by=by)


@pytest.mark.requirement("BN-030")
def test_the_hoped_end_moves_with_a_reason_and_what_it_was_before_stays(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    client, path = client_of(alice), at("early_help_time_limit_move", early_help)
    first, second = send_twice(client, path, because="The course ends then; Ana agrees", **on("to_day", JUNE))
    assert first["Location"] == second["Location"] == at("early_help", early_help)
    assert "hoped to end by 1 June 2026" in shown(client, at("early_help", early_help))
    send_form(client, path, because="Sleep is not settled; Ana agrees", **on("to_day", JULY))
    page = shown(client, at("early_help_time_limit", early_help))
    assert "Hoped to end by 6 July 2026" in page
    later, earlier = page.index("From 1 June 2026 to 6 July 2026"), page.index("First set to 1 June 2026")
    assert later < earlier
    assert f"Sleep is not settled; Ana agrees {alice.name}, 2 March 2026" in page
    assert Event.objects.filter(name="early_help.hoped_end_moved").count() == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"because": "x", **on("to_day", dt.date(2026, 3, 1))}, "The date must be today or later"),
        ({"because": "x", **on("to_day", JULY), "to_day_day": "32"}, "must be a real date, such as 30 3 2026"),
        ({"because": "", **on("to_day", JULY)}, "Write why it changes, and what the family says to it"),
        ({"because": "x", **on("to_day", JUNE)}, "It is hoped to end by this day already"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    early_help: EarlyHelp, alice: Practitioner, answers: dict[str, Any], said: str
) -> None:
    EarlyHelp.objects.filter(pk=early_help.pk).update(hoped_end_on=JUNE)
    answer = send_form(client_of(alice), at("early_help_time_limit_move", early_help), **answers)
    assert said in words(answer)
    assert not HopedEndMoved.objects.exists()


@pytest.mark.requirement("BN-030")
def test_where_the_time_is_over_the_page_says_so_until_another_day_is_set(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    EarlyHelp.objects.filter(pk=early_help.pk).update(hoped_end_on=dt.date(2026, 3, 1))
    helping.joins(bob, early_help, by=alice)
    over = "THE TIME THAT WAS HOPED FOR IS OVER"
    assert f"{over} It was hoped to end by 1 March 2026" in shown(client_of(alice), at("early_help", early_help))
    assert "Set another day" not in shown(client_of(bob), at("early_help", early_help))
    move(early_help, JULY, alice)
    assert over not in shown(client_of(alice), at("early_help", early_help))


def test_on_the_day_itself_the_time_is_not_over(early_help: EarlyHelp) -> None:
    early_help.hoped_end_on = dt.date(2026, 3, 2)
    assert not early_help.is_past_end


def test_whoever_leads_or_manages_sets_it_the_team_reads_it_and_a_stranger_does_neither(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    for who, reads, moves in ((alice, 200, 200), (leila, 200, 200), (bob, 200, 404), (charlie, 404, 404)):
        assert client_of(who).get(at("early_help_time_limit", early_help)).status_code == reads
        assert client_of(who).get(at("early_help_time_limit_move", early_help)).status_code == moves
    for who in (bob, charlie):
        with pytest.raises(NotAllowed):
            move(early_help, JULY, who)
    move(early_help, JUNE, alice)
    with pytest.raises(SameDay):
        move(early_help, JUNE, alice)


def test_there_is_no_end_to_hope_for_before_it_began(offered: EarlyHelp, alice: Practitioner) -> None:
    for name in ("early_help_time_limit", "early_help_time_limit_move"):
        assert client_of(alice).get(at(name, offered)).status_code == 404
    with pytest.raises(ValueError, match="after it began"):
        move(offered, JULY, alice)


def test_it_is_not_hoped_to_end_before_it_began(early_help: EarlyHelp, alice: Practitioner) -> None:
    with pytest.raises(ValueError, match="after it began"):
        move(early_help, helping.SINCE - dt.timedelta(days=1), alice)


def test_a_child_for_whom_it_begins_later_does_not_ask_for_the_end_again(
    offered: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    helping.agreed(offered, family.mother, by=alice, people=[family.maya])
    it = helping.begun(offered, alice)
    move(it, JUNE, alice)
    helping.agreed(it, family.mother, by=alice, people=[family.brother])
    client, path = client_of(alice), at("early_help_begin", it)
    assert "By when do you hope" not in shown(client, path)
    assert send_form(client, path, **on("begun_on", dt.date(2026, 2, 2))).status_code == 302
    it.refresh_from_db()
    assert it.hoped_end_on == JUNE
