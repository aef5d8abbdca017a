"""The movement along the levels, as its page shows it."""

import datetime as dt

import pytest
import time_machine

from righthelp.considerations.access import consideration_to_read
from righthelp.considerations.documents import record_document
from righthelp.considerations.tests.pages import address, client_of, in_use, shown
from righthelp.considerations.tests.test_start import decide_on, draft, edition
from righthelp.files.documents import Grid

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 7, 1, 8, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("later", "when"),
    [
        (dt.timedelta(hours=6), ("1. 1 July 2026 at 9:05am", "2. 1 July 2026 at 3:05pm")),
        (dt.timedelta(days=2), ("1. 1 July 2026", "2. 3 July 2026")),
    ],
)
def test_two_decisions_on_one_day_are_told_apart_by_their_times(later: dt.timedelta, when: tuple[str, str]) -> None:
    in_use(edition())
    it = draft("J")
    for moment, level in ((MORNING, 1), (MORNING + later, 2)):
        with time_machine.travel(moment, tick=False):
            decide_on(it.children.get(), level)
    text = shown(client_of(it.holder), address("consideration", it)).partition("Movement along the levels")[2]
    first, second = when
    assert text.index(f"{first} Level 1") < text.index(f"{second} Level 2")
    paper = record_document(consideration_to_read(it.holder, it.public_id, page="PDF"), is_draft=False, now=MORNING)
    told = next(block for block in paper.blocks if isinstance(block, Grid) and block.heading[0] == "When")
    assert [f"{place}. {row[0]}" for place, row in enumerate(told.rows, 1)] == [first, second]
