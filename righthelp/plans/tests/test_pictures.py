"""The scale drawn as lines: a line for each voice, in its order of time, and nothing counted together."""

import datetime as dt

from righthelp.plans.pictures import HIGHEST, Mark, Voice, points, scale_svg

MARCH = [dt.date(2026, 3, day) for day in (1, 11, 21)]


def voice(number: int, *values: int) -> Voice:
    return Voice(number, tuple(Mark(on, value) for on, value in zip(MARCH, values, strict=False)))


def test_a_higher_number_stands_higher_and_a_later_day_further_right() -> None:
    first, second, third = points([voice(1, 2, 5, 10)])[1]
    assert first.y > second.y > third.y
    assert abs((second.x - first.x) - (third.x - second.x)) <= 1
    assert first.x < second.x < third.x


def test_each_voice_has_a_line_of_its_own_that_is_told_apart_without_colour() -> None:
    drawn = scale_svg([voice(1, 2, 5, 7), voice(2, 9, 3, 0)])
    assert drawn.count('stroke-width="2"/>') == 6 + 2  # its dots, and the line without dashes
    assert drawn.count("stroke-dasharray") == 2
    assert drawn.count("<circle") == 6
    assert drawn.count('stroke="#') == drawn.count('stroke="#0b0c0c"') + HIGHEST + 1


def test_two_who_say_the_same_on_one_day_do_not_hide_each_other() -> None:
    placed = points([voice(1, 4), voice(2, 4)])
    assert placed[1][0].x != placed[2][0].x
    assert placed[1][0].y == placed[2][0].y


def test_one_day_is_written_once_and_no_mark_draws_an_empty_scale() -> None:
    assert scale_svg([voice(1, 4)]).count("1 Mar 2026") == 1
    assert "<circle" not in scale_svg([])
    assert points([]) == {}
