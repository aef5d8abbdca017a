"""The picture of the movement along the levels: pure drawing."""

import datetime as dt
import re

import pytest

from righthelp.considerations.pictures import (
    LEFT,
    LINE,
    MOST_DATES,
    WIDTH,
    moments,
    movement_for_page,
    movement_svg,
    points,
)
from righthelp.considerations.presenters import Step, movement_words

WIDEST_LETTER = 9.5  # of 15 pixels, in the widest font that a browser may take here
ONE_DAY = dt.timedelta(days=1)
FRIDAY = dt.datetime(2026, 3, 6, 15, tzinfo=dt.UTC)


def step(level: int, on: dt.datetime = FRIDAY) -> Step:
    return Step(level, "<b>Early help</b>", on, "<b>Alice</b>", "<b>Why</b>", False)


@pytest.mark.requirement("SF-003", "BN-008")
def test_time_goes_right_and_a_higher_level_stands_higher() -> None:
    first, second, third = points([step(1), step(4), step(2)], 4)
    assert LEFT < first.x < second.x < third.x < WIDTH
    assert 0 < second.y < third.y < first.y
    assert first.label == "6 Mar 2026"


def test_many_decisions_leave_the_days_to_the_table() -> None:
    assert {point.label for point in points([step(1)] * MOST_DATES, 4)} == {"6 Mar 2026"}
    assert [point.label for point in points([step(1)] * (MOST_DATES + 1), 4)] == list("1234")


@pytest.mark.parametrize("number", range(1, MOST_DATES + 1))
def test_the_days_below_the_picture_never_run_into_each_other_or_over_its_edge(number: int) -> None:
    drawn = points([step(1)] * number, 4)
    half = WIDEST_LETTER * max(len(point.label) for point in drawn) / 2
    edges = [LEFT - half, *(edge for point in drawn for edge in (point.x - half, point.x + half)), WIDTH]
    assert edges == sorted(edges)


def test_two_decisions_on_one_day_show_their_times_in_london() -> None:
    summer = dt.datetime(2026, 7, 1, 22, 50, tzinfo=dt.UTC)
    steps = [step(1), step(2, summer), step(3, summer + dt.timedelta(minutes=35))]
    assert moments(steps) == ["6 March 2026", "1 July 2026", "2 July 2026"]
    assert [point.time for point in points(steps, 4)] == ["", "", ""]
    steps = [step(1), step(2, summer), step(3, summer - dt.timedelta(hours=8))]
    assert moments(steps) == ["6 March 2026", "1 July 2026 at 11:50pm", "1 July 2026 at 3:50pm"]
    assert [point.time for point in points(steps, 4)] == ["", "11:50pm", "3:50pm"]


def test_the_picture_is_taller_by_a_line_where_it_shows_times() -> None:
    one_a_day, one_day = movement_svg([step(1), step(2, FRIDAY - ONE_DAY)], 4), movement_svg([step(1), step(2)], 4)
    assert [svg.count(">3pm</text>") for svg in (one_a_day, one_day)] == [0, 2]
    heights = [int(svg.partition('" height="')[2].partition('"')[0]) for svg in (one_a_day, one_day)]
    lowest = max(int(y) for y in re.findall(r'<text x="\d+" y="(\d+)"', one_day))
    assert heights[1] - heights[0] == LINE
    assert lowest < heights[1]


def test_where_days_are_left_to_the_table_times_are_too() -> None:
    assert {point.time for point in points([step(1)] * (MOST_DATES + 1), 4)} == {""}


def test_every_level_has_its_line_and_only_the_last_decision_is_filled() -> None:
    svg = movement_svg([step(2), step(3)], 4)
    assert [svg.count(mark) for mark in ("<line", "<circle", 'fill="#ffffff"')] == [4, 2, 1]
    assert svg.index('fill="#ffffff"') < svg.index('r="8" fill="#0b0c0c"')
    assert all(f">Level {level}<" in svg for level in range(1, 5))


def test_without_a_decision_there_are_only_the_levels() -> None:
    assert points([], 4) == []
    assert "<circle" not in movement_svg([], 4)


def test_nothing_that_people_wrote_is_drawn() -> None:
    assert "<b>" not in movement_svg([step(2)], 4)


def test_on_a_page_the_table_is_what_screen_readers_read() -> None:
    assert movement_for_page([step(2)], 4).startswith('<svg class="rh-svg rh-movement" aria-hidden="true" xmlns=')


def test_the_picture_and_the_sentence_give_the_same_day() -> None:
    late = step(1, dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC))
    assert movement_words([late]) == "level 1 on 2 July 2026"
    assert points([late], 4)[0].label == "2 Jul 2026"
