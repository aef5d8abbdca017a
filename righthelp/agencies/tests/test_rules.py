"""How long invitations, unused accounts and kept forms last; what counts as one mailbox and one name."""

import datetime as dt

from righthelp.agencies import rules
from righthelp.calendar.rules import due
from righthelp.calendar.timescales import timescale

MOMENT = dt.datetime(2026, 3, 28, 23, 30, tzinfo=dt.UTC)  # the clocks go forward that night


def test_an_invitation_ends_with_the_seventh_day_in_london() -> None:
    assert rules.invitation_ends(MOMENT) == dt.datetime(2026, 4, 4, 22, 59, 59, 999999, tzinfo=dt.UTC)


def test_a_parked_form_lasts_one_real_hour() -> None:
    assert rules.parked_form_ends(MOMENT) == MOMENT + dt.timedelta(hours=1)
    assert rules.parked_forms_ended_before(MOMENT) == MOMENT - dt.timedelta(hours=1)


def test_an_account_is_unused_from_the_day_after_its_last_day_in_time() -> None:
    limit = timescale("account_unused")
    last_in_time = rules.unused_before(MOMENT)
    assert due(limit, last_in_time) == MOMENT.date()
    assert due(limit, last_in_time - dt.timedelta(days=1)) < MOMENT.date()


def test_a_token_is_stored_as_its_hash() -> None:
    assert len(rules.token_hash("x")) == 64
    assert rules.token_hash("x") != rules.token_hash("y")


def test_one_mailbox_has_many_spellings_and_no_neighbours() -> None:
    assert rules.same_mailbox("Ada+lead@Example.org", "ada@example.org")
    assert not rules.same_mailbox("ada@example.org", "ada@example.com")
    assert not rules.same_mailbox("ada@example.org", "adam@example.org")


def test_a_name_is_the_same_whatever_its_capitals_and_spaces() -> None:
    assert rules.same_name("Ada  OSEI ", "ada Osei")
    assert not rules.same_name("Ada Osei", "Adaosei")
