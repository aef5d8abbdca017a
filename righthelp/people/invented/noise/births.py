"""Noise in dates of birth."""

import random
from datetime import date, timedelta

from righthelp.people.invented.noise.asked import BIRTH, Asked, Noise

YEARS_OUT = (1, -1, 1, -1, 10, -10, 2, -2)
DAYS_OUT = (1, -1, 1, -1, 2, -2, 3, 7, -7, 10, -10)
MONTHS_OUT = (1, -1, 1, -1, 2, 6)
AGE_OUT = (0,) * 6 + (1, -1)


def _swapped(asked: Asked) -> bool:
    born = asked.person.born
    return born.day <= 12 and asked.write_birth(born.replace(day=born.month, month=born.day))


def _wrong_year(asked: Asked) -> bool:
    born = asked.person.born
    return asked.write_birth(_in_year(born, born.year + asked.rng.choice(YEARS_OUT)))


def _slip_in_year(asked: Asked) -> bool:
    year = str(asked.person.born.year)
    other = year[:2] + year[3] + year[2] if asked.rng.random() < 0.5 else year[:3] + other_digit(asked.rng, year[3])
    return asked.write_birth(_in_year(asked.person.born, int(other)))


def _wrong_day(asked: Asked) -> bool:
    return asked.write_birth(asked.person.born + timedelta(days=asked.rng.choice(DAYS_OUT)))


def _wrong_month(asked: Asked) -> bool:
    born = asked.person.born
    month = (born.month - 1 + asked.rng.choice(MONTHS_OUT)) % 12 + 1
    return asked.write_birth(born.replace(month=month, day=min(born.day, 28)))


def _first_of_january(asked: Asked) -> bool:
    """Write the first of January, as systems do when only the year is known."""
    return asked.write_birth(asked.person.born.replace(month=1, day=1))


def _only_an_age(asked: Asked) -> bool:
    asked.words["age"] = str(max(0, _age(asked) + asked.rng.choice(AGE_OUT)))
    return asked.clear("dob")


def _only_a_year(asked: Asked) -> bool:
    asked.words["age"] = str(asked.today.year - asked.person.born.year)
    return asked.clear("dob")


def _missing(asked: Asked) -> bool:
    return asked.clear("dob")


def other_digit(rng: random.Random, digit: str) -> str:
    """Give any other digit."""
    return rng.choice([each for each in "0123456789" if each != digit])


def _in_year(born: date, year: int) -> date:
    return born.replace(year=year, day=min(born.day, 28) if born.month == 2 else born.day)


def _age(asked: Asked) -> int:
    born, today = asked.person.born, asked.today
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


NOISES = (
    Noise("day and month swapped", BIRTH, 6, _swapped),
    Noise("wrong year", BIRTH, 7, _wrong_year),
    Noise("slip in the year", BIRTH, 3, _slip_in_year),
    Noise("wrong day", BIRTH, 6, _wrong_day),
    Noise("wrong month", BIRTH, 3, _wrong_month),
    Noise("first of January", BIRTH, 1.5, _first_of_january),
    Noise("only an age", BIRTH, 6, _only_an_age),
    Noise("only a year", BIRTH, 2, _only_a_year),
    Noise("date of birth missing", BIRTH, 6, _missing),
)
