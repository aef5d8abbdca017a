"""The time line: every time stands in its drawing and in its table, within its edges."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.chronology.models import Entry
from righthelp.chronology.pictures import NARROW, WIDE, Scale, described, lanes_of, timeline_svg
from righthelp.chronology.rules import CATEGORIES
from righthelp.people.happenings import Happening

DAY = dt.date(2026, 3, 6)


def one(category: str = "visit", day: int = 0, lasted: int = 0, **other: object) -> Entry:
    """Make an entry without a database."""
    first = DAY + dt.timedelta(days=day)
    until = first + dt.timedelta(days=lasted) if lasted else None
    return Entry(category=category, happened_on=first, until=until, what="<b>secret</b>", **other)


def test_each_kind_has_a_lane_in_the_order_of_the_table_and_what_was_seen_comes_last() -> None:
    seen = Happening(DAY, "A worker came", "All staff")
    lanes = lanes_of([seen, one("court", 9), one("call", 30), one("call", 2, significance="key", lasted=3)])
    assert [(lane.title, [mark.words for mark in lane.marks]) for lane in lanes] == [
        ("Telephone call", ["8 Mar 2026 to 11 Mar 2026 (key event)", "5 Apr 2026"]),
        ("Court", ["15 Mar 2026"]),
        ("Seen by Right Help", ["6 Mar 2026"]),
    ]
    assert described(lanes).startswith("A time line from 6 Mar 2026 to 5 Apr 2026. Telephone call: two times;")


def test_what_was_seen_long_before_anybody_wrote_does_not_press_all_else_to_one_side() -> None:
    born, came = Happening(DAY - dt.timedelta(days=2000), "Was born", ""), Happening(DAY, "A worker came", "")
    assert [len(lane.marks) for lane in lanes_of([born, came, one()])] == [1, 1]
    assert [len(lane.marks) for lane in lanes_of([born, came])] == [2]


def test_what_is_struck_through_is_not_drawn() -> None:
    assert lanes_of([one(struck_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))]) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
@given(days=st.lists(st.tuples(st.integers(-9000, 9000), st.integers(0, 900)), min_size=1, max_size=12))
def test_every_mark_and_every_line_stands_within_the_drawing(width: int, days: list[tuple[int, int]]) -> None:
    keys = list(CATEGORIES)
    lanes = lanes_of([one(keys[place % len(keys)], day, lasted) for place, (day, lasted) in enumerate(days)])
    drawn = timeline_svg(lanes, width)
    ElementTree.fromstring(drawn)  # noqa: S314  our own
    assert "secret" not in drawn
    for x in re.findall(r'(?:cx|x1|x2|x)="([-\d.]+)"', drawn):
        assert 0 <= float(x) <= width
    scale = Scale.over(lanes, width)
    places = [scale.x(tick) for tick in scale.ticks]
    assert places == sorted(places)
    assert len(drawn.split("<circle")) - 2 == len(days)
