"""The pure rules of tables, addresses and opening hours, where no other test shows them at work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.guidance.rules import WEEKDAYS, check, opening_from, opening_lines, theme_slugs, theme_word
from righthelp.guidance.tables import Row, Table

TIMES = st.times().map(lambda time: f"{time:%H:%M}")
DAYS = st.lists(TIMES, min_size=2, max_size=2, unique=True).map(sorted)


@given(st.dictionaries(st.sampled_from(WEEKDAYS), DAYS))
def test_opening_hours_come_back_as_they_were_written(opening: dict[str, list[str]]) -> None:
    assert opening_from(opening_lines(opening)) == opening


@pytest.mark.parametrize(
    "text", ["mon 8:30 to 17:00", "MONDAY: 08.30 - 17.00", "Monday 08:30–17:00", "\n  Mon 08:30-17:00  \n\n"]
)
def test_opening_hours_are_read_as_people_write_them(text: str) -> None:
    assert opening_from(text) == {"mon": ["08:30", "17:00"]}


@pytest.mark.parametrize(
    "text", ["Monday", "08:30 to 17:00", "Monday 8am to 5pm", "Xday 08:30 to 17:00", "Mon 8:30 to 17"]
)
def test_opening_hours_that_could_be_misread_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a day and its hours"):
        opening_from(text)


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=5)), max_size=20))
def test_every_theme_has_an_address_of_its_own(pairs: list[tuple[str, str]]) -> None:
    slugs = theme_slugs(pairs)
    assert set(slugs) == set(pairs)
    assert len(set(slugs.values())) == len(slugs)
    assert all(slugs.values())


def test_themes_of_one_name_are_numbered_by_group() -> None:
    pairs = [("Health", "a"), ("Health", "b"), ("Health", "c"), ("你好", "")]
    assert list(theme_slugs(pairs).values()) == ["health", "health-2", "health-3", "theme"]


def test_a_table_without_any_word_for_themes_is_called_by_theme() -> None:
    assert theme_word(Table(("id",), (), {})) == "theme"


def test_each_theme_name_is_the_same_whatever_space_stands_around_it() -> None:
    cells = {"level": "1", "text": "x\r\ny"}
    rows = tuple(Row(n, {**cells, "id": f"a{n}", "theme": name}) for n, name in ((2, " Health"), (3, "Health ")))
    lines, faults = check(Table(("id", "level", "theme", "text"), rows, {}))
    assert not faults
    assert {line.theme for line in lines} == {"Health"}
    assert lines[0].text == "x\ny"
