import pytest

from righthelp.calendar.timescales import TABLE, Counting, MaximumBy, read, shortened, timescale, timescales

HEADER = "key,title,trigger,unit,amount,counting,maximum_by,source,certainty"
GOOD = "visit,A visit,the start,working day,5,working_days,statute,the Act,read (law)"


@pytest.mark.parametrize(
    ("key", "amount", "counting", "maximum_by"),
    [
        ("draft_seen_by_lead", 1, Counting.WORKING_DAYS, MaximumBy.LOCAL),
        ("account_unused", 60, Counting.CALENDAR_DAYS, MaximumBy.LOCAL),
        ("parked_form", 1, Counting.HOURS, MaximumBy.LOCAL),
        ("invitation_open", 7, Counting.CALENDAR_DAYS, MaximumBy.LOCAL),
        ("fgm_report_guidance", 1, Counting.WORKING_DAYS, MaximumBy.GUIDANCE),
        ("fgm_report_law", 1, Counting.MONTHS, MaximumBy.STATUTE),
        ("private_fostering", 28, Counting.DAYS_BEGINNING_WITH, MaximumBy.STATUTE),
        ("missing_window", 90, Counting.DAYS_BEGINNING_WITH, MaximumBy.LOCAL),
    ],
)
def test_the_table_holds_these_rules(key: str, amount: int, counting: Counting, maximum_by: MaximumBy) -> None:
    rule = timescale(key)
    assert (rule.amount, rule.counting, rule.maximum_by) == (amount, counting, maximum_by)


def test_the_table_is_read_once_and_cannot_be_changed() -> None:
    assert timescales() is timescales()
    with pytest.raises(TypeError):
        timescales()["new"] = timescale("parked_form")  # type: ignore[index]


def test_every_row_of_the_file_is_loaded() -> None:
    assert len(timescales()) == len(TABLE.read_text(encoding="utf-8").splitlines()) - 1


def test_an_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no timescale 'visit'; there are account_unused, .*private_fostering"):
        timescale("visit")


def test_a_partnership_may_shorten_a_limit() -> None:
    assert shortened(timescale("account_unused"), 30).amount == 30
    assert shortened(timescale("account_unused"), 60) == timescale("account_unused")


@pytest.mark.parametrize("amount", [29, 280])
def test_a_partnership_may_not_lengthen_a_limit(amount: int) -> None:
    with pytest.raises(ValueError, match=f"may not be longer than 28, not {amount}: Children Act 1989"):
        shortened(timescale("private_fostering"), amount)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_limit_may_not_be_shortened_to_nothing(amount: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        shortened(timescale("private_fostering"), amount)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (GOOD.replace(",5,", ",0,"), "at least 1, not 0"),
        (GOOD.replace(",5,", ",five,"), "invalid literal"),
        (GOOD.replace("working day,", "week,"), "counts in working days, not 'week'"),
        (GOOD.replace("working_days", "days"), "'days' is not a valid Counting"),
        (GOOD.replace("statute", "habit"), "'habit' is not a valid MaximumBy"),
        (GOOD.replace("read (law)", "sure"), "certainty 'sure'"),
        (GOOD.replace("the Act", ""), "source must be given"),
        ("visit,A visit", "'visit' cannot be read"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(row: str, words: str) -> None:
    with pytest.raises(ValueError, match="timescale 'visit'") as error:
        read([HEADER, row])
    assert words in str(error.value)


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="certainty"):
        read([HEADER.replace(",certainty", ""), GOOD])


def test_a_key_given_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="given twice: visit"):
        read([HEADER, GOOD, GOOD])
