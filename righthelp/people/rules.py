"""What holds of numbers, dates and ages, without a database."""

import datetime as dt
import re

OLDEST = 120
YOUNGEST_PARENT = 10
PREGNANCY = dt.timedelta(weeks=44)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class Wrong(ValueError):
    """A value that cannot be true, with a sentence for the person who typed it."""


def nhs_number(text: str) -> str:
    """Give an NHS number as ten digits.

    The last digit answers for the others: the remainder of their weighted sum by eleven (NHS Data Dictionary).

    >>> nhs_number("943 476 5919")
    '9434765919'

    Raises:
        Wrong: when it is not ten digits, or the check digit does not fit.
    """
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch("[0-9]{10}", digits):
        raise Wrong("An NHS number has 10 digits, like 943 476 5919")
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    if (11 - total % 11) % 11 != int(digits[9]):
        raise Wrong("This is not an NHS number: check the digits, two may be swapped or one mistyped")
    return digits


def phone_number(text: str) -> str:
    """Give the digits of a telephone number as it is rung in this country; nothing where there are none.

    >>> [phone_number(text) for text in ("+44 (0)7700 900123", "0044 7700 900123", "07700-900 123", "Ask Jo")]
    ['07700900123', '07700900123', '07700900123', '']
    """
    return re.sub("^(?:00)?440?", "0", re.sub(r"\D", "", text))


def upn(text: str) -> str:
    """Give a unique pupil number as a letter and twelve characters (Department for Education, UPN guide).

    >>> upn("h801 200001001")
    'H801200001001'

    Raises:
        Wrong: when it has another shape, or the first letter does not answer for the rest.
    """
    number = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(f"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]", number):
        raise Wrong("A unique pupil number is a letter and 12 digits, like H801200001001")
    if UPN_LETTERS[_upn_sum(number) % len(UPN_LETTERS)] != number[0]:
        raise Wrong("This is not a unique pupil number: check the letter and the digits")
    return number


def _upn_sum(number: str) -> int:
    """Weigh the twelve characters after the letter by 2 to 13; a last letter counts by its place in the alphabet."""
    values = [int(one) if one.isdigit() else UPN_LETTERS.index(one) for one in number[1:]]
    return sum(value * weight for weight, value in enumerate(values, start=2))


def birth_date(day: dt.date, *, today: dt.date) -> dt.date:
    """Give a date of birth that can be true.

    Raises:
        Wrong: when it lies ahead, or more than 120 years back.
    """
    if day > today:
        raise Wrong("The date of birth must be in the past. For a baby not yet born, give the date it is due")
    if age_on(day, today) > OLDEST:
        raise Wrong(f"The date of birth must be less than {OLDEST} years ago: check the year")
    return day


def due_date(day: dt.date, *, today: dt.date) -> dt.date:
    """Give a date on which a baby is due that can be true: at most 44 weeks away, either way (BP-013).

    Raises:
        Wrong: when no pregnancy of today can end then.
    """
    if abs(day - today) > PREGNANCY:
        raise Wrong("The date a baby is due must be within 44 weeks of today: check the year")
    return day


def death_date(day: dt.date | None, *, born: dt.date | None, today: dt.date) -> None:
    """Check the day on which somebody died, where it is known.

    Raises:
        Wrong: when it lies ahead, or before the birth.
    """
    if day and day > today:
        raise Wrong("The day they died must be today or in the past")
    if day and born and day < born:
        raise Wrong("The day they died must be after the date of birth: check both")


def pregnancy_end(day: dt.date | None, *, born: dt.date | None, today: dt.date) -> None:
    """Check the day on which somebody's pregnancy ended, where it is known.

    Raises:
        Wrong: when it lies ahead, or before the person was born.
    """
    if day and day > today:
        raise Wrong("The day must be today or in the past")
    if day and born and day <= born:
        raise Wrong("The day must be after the person’s own date of birth: check both")


def may_have_been_pregnant(sex: str, born_on: dt.date | None, today: dt.date) -> bool:
    """Say whether to offer to note a pregnancy: not of a man, nor of a young child.

    >>> may_have_been_pregnant("female", dt.date(2009, 1, 1), dt.date(2026, 1, 1))
    True
    """
    return sex != "male" and (born_on is None or age_on(born_on, today) >= YOUNGEST_PARENT)


def last_day(day: dt.date, *, began: dt.date | None, today: dt.date) -> None:
    """Check the last day on which something held.

    Raises:
        Wrong: when it lies ahead, or before the day on which it began.
    """
    if day > today:
        raise Wrong("The last day must be today or in the past")
    if began and day < began:
        raise Wrong("The last day must not be before the first day")


def parent_is_older(parent_born: dt.date | None, child_born: dt.date | None) -> None:
    """Check that a birth parent was born at least ten years before the child, where both dates are known.

    Raises:
        Wrong: when not.
    """
    if parent_born and child_born and age_on(parent_born, child_born) < YOUNGEST_PARENT:
        raise Wrong("A birth parent must be at least 10 years older than the child: check both dates of birth")


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Give an age in whole years; somebody born on 29 February has a birthday on 1 March in other years.

    >>> age_on(dt.date(2020, 2, 29), dt.date(2026, 2, 28))
    5
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: dt.date, age: int) -> dt.date:
    """Give the day on which somebody comes to an age; for 29 February the day after, in other years.

    >>> birthday(dt.date(2004, 2, 29), 25)
    datetime.date(2029, 3, 1)
    """
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def age_words(born_on: dt.date, day: dt.date) -> str:
    """Say an age as people do: in weeks to three months, in months to two years, in years from then on.

    >>> age_words(dt.date(2026, 11, 1), dt.date(2026, 11, 22))
    '3 weeks old'
    >>> age_words(dt.date(2025, 8, 30), dt.date(2026, 11, 22))
    '14 months old'
    """
    months = (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)
    if months < 3:
        return _old((day - born_on).days // 7, "week")
    return _old(months, "month") if months < 24 else _old(age_on(born_on, day), "year")


def _old(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'} old"
