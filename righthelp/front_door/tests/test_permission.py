"""What follows from what was answered of the family’s permission."""

import datetime as dt

import pytest

from righthelp.front_door.permission import (
    NOT_SAID,
    may_be_told_now,
    needs_approval,
    permission_words,
    to_be_told_after,
    was_not_sought,
    was_refused,
    why_without_consent,
)
from righthelp.front_door.rules import family_told_by

NO, NOT_ASKED = "The family said no to this request for help.", "The family was not asked before help was asked for."


@pytest.mark.parametrize(
    ("answers", "refused", "not_sought", "after", "words"),
    [
        ({}, False, False, False, ""),
        ({"family_agreed": "yes"}, False, False, False, "The family agreed to this request for help."),
        ({"family_agreed": "yes", "family_told": "some"}, False, False, True,
         "The family agreed to this request for help."),
        ({"family_agreed": "no", "family_told": "yes"}, True, False, True, NO),
        ({"family_agreed": "part"}, True, False, True,
         "The family agreed to a part of this request only, or not all of them did."),
        ({"family_agreed": "not_asked"}, False, True, True, NOT_ASKED),
        ({"family_told": "no"}, False, True, True, NOT_ASKED),
        ({"family_told": "yes"}, False, False, False, ""),
        ({"family_told": "yes", "safe_to_speak": "no"}, False, False, False, ""),
        ({"safe_to_speak": "no"}, False, True, True, NOT_ASKED),
        ({"safe_to_speak": "yes"}, False, False, False, ""),
    ],
)  # fmt: skip
def test_what_was_answered_says_whether_they_refused_or_were_not_asked(
    answers: dict[str, str], refused: bool, not_sought: bool, after: bool, words: str
) -> None:
    assert (was_refused(answers), was_not_sought(answers)) == (refused, not_sought)
    assert needs_approval(answers) is (refused or not_sought)
    assert to_be_told_after(answers) is after
    assert permission_words(answers) == words
    assert why_without_consent(answers, is_urgent=False) == (words or NOT_SAID)


def test_it_rests_on_nothing_in_the_words_of_whoever_asked() -> None:
    assert why_without_consent({"not_told_because": "I saw it in my class"}, is_urgent=False) == NOT_SAID


@pytest.mark.parametrize(("safe", "now"), [("", True), ("yes", True), ("no", False), ("advice", False)])
def test_nobody_is_told_where_it_is_not_safe(safe: str, now: bool) -> None:
    assert may_be_told_now({"safe_to_speak": safe}) is now


def test_they_are_told_within_two_working_days_also_over_a_closed_one() -> None:
    sent = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
    assert family_told_by(sent) == dt.date(2026, 3, 5)
    assert family_told_by(sent, [dt.date(2026, 3, 4)]) == dt.date(2026, 3, 6)
