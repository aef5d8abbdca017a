"""When a draft opens to the agency's leads: pure counting of working days in London."""

import datetime as dt

import pytest

from righthelp.agencies.tests import people
from righthelp.calendar.rules import LONDON
from righthelp.considerations.policies import lead_sees_started_before, leads, may_read
from righthelp.considerations.tests.test_start import draft
from righthelp.people.policies import draft_opens_to_lead_at

MICROSECOND = dt.timedelta(microseconds=1)


def london(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.django_db
def test_leads_and_deputies_lead_their_own_agency_alone() -> None:
    school, surgery = people.school(), people.gp_practice()
    for person in (people.safeguarding_lead(school), people.deputy_lead(school)):
        assert (leads(person, school), leads(person, surgery)) == (True, False)
    assert not leads(people.teacher(school), school)


@pytest.mark.parametrize(
    ("started", "still_shut_on"),
    [
        pytest.param(london(3, 4, 9), dt.date(2026, 3, 5), id="Wednesday: all of Thursday"),
        pytest.param(london(3, 4, 23, 59), dt.date(2026, 3, 5), id="late on Wednesday: all of Thursday"),
        pytest.param(london(3, 6, 15), dt.date(2026, 3, 9), id="Friday: all of Monday"),
        pytest.param(london(3, 7, 15), dt.date(2026, 3, 9), id="Saturday: all of Monday"),
        pytest.param(london(4, 2, 15), dt.date(2026, 4, 7), id="before Easter: all of the Tuesday after it"),
        pytest.param(london(12, 24, 15), dt.date(2026, 12, 29), id="Christmas Eve: with the substitute day"),
        pytest.param(london(3, 27, 15), dt.date(2026, 3, 30), id="over the night when clocks go forward"),
        pytest.param(london(7, 1, 0, 30), dt.date(2026, 7, 2), id="the London day, not the UTC one"),
    ],
)
def test_a_draft_opens_when_one_working_day_is_over(started: dt.datetime, still_shut_on: dt.date) -> None:
    end = dt.datetime.combine(still_shut_on + dt.timedelta(days=1), dt.time.min, LONDON)
    assert draft_opens_to_lead_at(started) + MICROSECOND == end


def test_a_day_on_which_the_partnership_is_closed_does_not_count() -> None:
    assert draft_opens_to_lead_at(london(3, 6, 15), {dt.date(2026, 3, 9)}) + MICROSECOND == london(3, 11)


@pytest.mark.parametrize("closed", [frozenset(), frozenset({dt.date(2026, 4, 8), dt.date(2026, 4, 9)})])
def test_the_list_and_the_single_record_open_at_the_same_moment(closed: frozenset[dt.date]) -> None:
    """`lead_sees_started_before` turns the question round; hour by hour around Easter both must agree."""
    hours = [london(3, 26) + dt.timedelta(hours=number) for number in range(24 * 16)]
    starts = sorted({*hours, *(hour + MICROSECOND for hour in hours), *(hour - MICROSECOND for hour in hours)})
    opening = [(started, draft_opens_to_lead_at(started, closed)) for started in starts]
    for now in (moment for hour in hours for moment in (hour, hour + MICROSECOND)):
        before = lead_sees_started_before(now, closed)
        assert all((started < before) == (now > opens) for started, opens in opening), now


@pytest.mark.django_db
def test_who_holds_it_reads_it_at_once() -> None:
    consideration = draft()
    now = consideration.started_at
    assert may_read(consideration.holder, consideration, is_draft=True, now=now)
    assert not may_read(people.teacher(consideration.agency, "Bob Baker"), consideration, is_draft=False, now=now)
