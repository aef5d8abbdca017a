"""A meeting in anybody's calendar: the time, and nothing personal."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from icalendar import Calendar

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.meetings import Called, cancel_meeting, change_meeting
from righthelp.plans.models import Meeting, Plan
from righthelp.plans.tests.gathering import NEXT_WEEK, NOW, at, called, parent
from righthelp.work.tests.working import client_of

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def entry(meeting: Meeting, by: Practitioner) -> tuple[Calendar, str]:
    response = client_of(by).get(at(meeting, "/calendar.ics"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode()
    return Calendar.from_ical(text), text


@pytest.mark.requirement("BN-045")
def test_the_entry_holds_the_time_and_no_name_place_or_purpose(plan: Plan, family: Family, alice: Practitioner) -> None:
    meeting = called(plan, alice, parent(plan, family.mother, alice))
    calendar, text = entry(meeting, alice)
    event = calendar.events[0]
    assert (event.start, event.end) == (NEXT_WEEK, NEXT_WEEK + HOUR)
    assert event["SUMMARY"] == "A meeting that you are asked to"
    for personal in ("Maya", "Ana", "Lindqvist", "Alice", "Room 4", "sleeps", "interpreter", "Team around", "LOCATION"):
        assert personal not in text
    assert str(plan.public_id) not in text


def test_a_change_and_a_cancellation_reach_the_same_entry(plan: Plan, alice: Practitioner) -> None:
    meeting = called(plan, alice)
    first, _ = entry(meeting, alice)
    later = Called("panel", NEXT_WEEK + HOUR, 30, "", True, "To think", "")
    change_meeting(meeting=meeting, version=1, called=later, by=alice)
    second, _ = entry(meeting, alice)
    cancel_meeting(meeting=meeting, because="Ana is ill", by=alice)
    third, text = entry(meeting, alice)
    assert len({one.events[0]["UID"] for one in (first, second, third)}) == 1
    assert [str(one.events[0]["SEQUENCE"]) for one in (first, second, third)] == ["0", "1", "2"]
    assert second.events[0].start == NEXT_WEEK + HOUR
    assert [one["METHOD"] for one in (first, second, third)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert third.events[0]["STATUS"] == "CANCELLED"
    assert "ill" not in text
