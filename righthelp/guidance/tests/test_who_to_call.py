"""Who to ring at fixed times, computed from opening hours, bank holidays and the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from righthelp.guidance.models import ContactPoint, Edition
from righthelp.guidance.who_to_call import Call, who_to_call

LONDON = ZoneInfo("Europe/London")
SCAS, EDS = "Staffordshire Children’s Advice and Support (SCAS)", "Emergency Duty Service (EDS)"
DUTY, NIGHT = "Children’s Social Care: Triage Team, also called Duty Team", "Emergency Duty Team"
POLICE = "Police, emergency"


def at(text: str) -> dt.datetime:
    """Give a moment by London's clock."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def calls(edition: Edition, moment: str, *closed: dt.date) -> list[Call]:
    """Ask at a moment."""
    return who_to_call(list(edition.framework.contacts.all()), at(moment), closed)


def first(found: list[Call]) -> list[str]:
    """Name who is to be rung now, in order."""
    return [call.contact.name for call in found if call.is_first]


def remark(found: list[Call], name: str) -> str:
    """Give what the clock says about somebody."""
    return next(call.remark for call in found if call.contact.name == name)


@pytest.mark.requirement("SF-033", "SF-034", "SF-073")
@pytest.mark.parametrize(
    ("moment", "who"),
    [
        ("2026-03-25T08:29", EDS),  # Wednesday
        ("2026-03-25T08:30", SCAS),
        ("2026-03-25T16:59", SCAS),
        ("2026-03-25T17:00", EDS),
        ("2026-03-27T16:29", SCAS),  # Friday shuts half an hour earlier
        ("2026-03-27T16:30", EDS),
        ("2026-03-28T11:00", EDS),  # Saturday
        ("2026-04-03T11:00", EDS),  # Good Friday
        ("2026-12-25T11:00", EDS),  # Christmas Day, a Friday
        ("2026-12-28T11:00", EDS),  # the substitute for Boxing Day
    ],
)
def test_staffordshires_printed_hours_say_who_answers_after_the_police(
    guidance: dict[str, Edition], moment: str, who: str
) -> None:
    assert first(calls(guidance["staffordshire"], moment)) == [POLICE, who]


def test_the_clocks_going_forward_do_not_move_the_opening(guidance: dict[str, Edition]) -> None:
    contacts = list(guidance["staffordshire"].framework.contacts.all())
    winter = dt.datetime(2026, 3, 27, 8, 15, tzinfo=dt.UTC)  # Friday, 8:15 in London
    summer = dt.datetime(2026, 3, 30, 7, 45, tzinfo=dt.UTC)  # Monday, 8:45 in London
    assert first(who_to_call(contacts, winter)) == [POLICE, EDS]
    assert first(who_to_call(contacts, summer)) == [POLICE, SCAS]


def test_a_day_on_which_the_partnership_is_closed_counts_as_closed(guidance: dict[str, Edition]) -> None:
    assert first(calls(guidance["staffordshire"], "2026-03-25T11:00", dt.date(2026, 3, 25))) == [POLICE, EDS]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-25T11:00", "Open now."),
        ("2026-03-25T20:00", "Closed now. Opens on Thursday 26 March 2026 at 8:30am."),
        ("2026-04-02T18:00", "Closed now. Opens on Tuesday 7 April 2026 at 8:30am."),  # over Easter
    ],
)
def test_it_says_when_a_closed_office_opens_again(guidance: dict[str, Edition], moment: str, words: str) -> None:
    assert remark(calls(guidance["staffordshire"], moment), SCAS) == words


@pytest.mark.requirement("BN-016", "BN-018", "BN-019", "BN-094")
@pytest.mark.parametrize(
    ("moment", "order"),
    [
        ("2026-03-25T11:00", [POLICE, DUTY, NIGHT]),
        ("2026-03-25T16:45", [POLICE, NIGHT, DUTY]),
        ("2026-03-25T20:00", [POLICE, NIGHT]),
        ("2026-03-28T11:00", [POLICE, NIGHT]),
        ("2026-12-25T11:00", [POLICE, NIGHT]),
    ],
)
def test_where_bath_prints_no_hours_both_numbers_are_named_the_likelier_first_and_at_night_the_one_that_answers(
    guidance: dict[str, Edition], moment: str, order: list[str]
) -> None:
    found = calls(guidance["bathnes"], moment)
    assert first(found) == order
    assert remark(found, DUTY) == "If nobody answers, ring the number for outside office hours."
    numbers = {call.contact.name: call.contact.phone_list for call in found}
    assert numbers[POLICE] == ["999"]
    assert numbers[DUTY] == ["01225 396312", "01225 396313"]
    assert numbers[NIGHT] == ["01454 615165"]


def test_only_the_front_door_is_named_first_where_a_guide_lists_many_numbers(guidance: dict[str, Edition]) -> None:
    found = calls(guidance["barnsley"], "2026-03-25T11:00")
    assert first(found) == [
        "South Yorkshire Police, emergency",
        "Integrated Front Door (IFD)",
        "Children’s Emergency Duty Team",
    ]
    assert len(found) == 9
    assert remark(found, "Integrated Front Door (IFD)").startswith("The guidance does not print the hours.")
    assert remark(found, "Branching Minds") == ""


def point(name: str, when: str, **more: object) -> ContactPoint:
    """Make a contact point that is not kept."""
    return ContactPoint(name=name, when=when, phones="01632 960001", **more)


def test_a_partnership_with_one_number_at_all_hours_is_told_to_ring_that() -> None:
    assert first(who_to_call([point("Hub", "always")], at("2026-03-28T11:00"))) == ["Hub"]


def test_an_office_without_cover_is_named_even_when_closed_and_says_so() -> None:
    never = point("Office", "office", opening={"sat": ["09:00", "12:00"]})
    found = who_to_call([never], at("2026-03-25T11:00"))
    assert first(found) == ["Office"]
    assert found[0].remark == "Closed now. Opens on Saturday 28 March 2026 at 9am."


def test_an_office_that_does_not_open_within_a_year_is_only_called_closed() -> None:
    year = [dt.date(2026, 3, 25) + dt.timedelta(days=days) for days in range(400)]
    shut = point("Office", "office", opening={"sat": ["09:00", "12:00"]})
    assert who_to_call([shut], at("2026-03-25T11:00"), year)[0].remark == "Closed."


def test_an_office_without_printed_hours_stays_one_to_ring_where_no_other_number_of_the_partnership_answers() -> None:
    office, night = point("Office", "office"), point("Police", "out_of_hours")
    night.phones = "101"
    assert first(who_to_call([office], at("2026-03-25T20:00"))) == ["Office"]
    assert first(who_to_call([office, night], at("2026-03-25T20:00"))) == ["Police", "Office"]


def test_nobody_to_ring_gives_an_empty_list() -> None:
    assert who_to_call([], at("2026-03-25T11:00")) == []
