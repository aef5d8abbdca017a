"""The date of birth, or on which a baby is due, as a question: a year long past is told as that, and not as no date."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from righthelp.design_system.forms import PART_RANGES, YEAR_DIGITS, DayField
from righthelp.people.rules import Wrong, birth_date, due_date

FIRST_YEAR = PART_RANGES["year"][0]


class BornField(DayField):
    """A date of birth in three boxes."""

    def clean(self, value: Any) -> Any:
        """Give the date, or None when all boxes are empty and it may be."""
        given = super().clean(value)
        return checked_birth(given) if given else None

    def _real_day(self, texts: Sequence[str]) -> dt.date:
        """Give the date; one before the years of other questions is real, and too long ago."""
        long_ago = _before_other_questions(texts)
        return checked_birth(long_ago) if long_ago else super()._real_day(texts)


class DueField(DayField):
    """The date on which a baby not yet born is due, as far as one can be (BP-013)."""

    def clean(self, value: Any) -> dt.date | None:
        """Refuse a date on which no pregnancy of today can end."""
        due: dt.date | None = super().clean(value)
        try:
            return due_date(due, today=timezone.localdate()) if due else None
        except Wrong as wrong:
            raise ValidationError(str(wrong)) from None


def checked_birth(day: dt.date) -> dt.date:
    """Give a date of birth that can be true, or say at the question what is wrong."""
    try:
        return birth_date(day, today=timezone.localdate())
    except Wrong as wrong:
        raise ValidationError(str(wrong)) from None


def _before_other_questions(texts: Sequence[str]) -> dt.date | None:
    days, months, years = texts
    if len(years) != YEAR_DIGITS or not all(text.isdecimal() for text in texts) or int(years) >= FIRST_YEAR:
        return None
    try:
        return dt.date(int(years), int(months), int(days))
    except ValueError:
        return None
