import datetime as dt

import pytest
from django.db import IntegrityError

from righthelp.calendar.models import ClosedDay
from righthelp.calendar.queries import closed_days

pytestmark = pytest.mark.django_db
EVE = dt.date(2026, 12, 24)


def test_closed_days_are_read_as_a_set_of_dates() -> None:
    assert closed_days() == frozenset()
    ClosedDay.objects.create(date=EVE, name="Christmas Eve")
    assert closed_days() == {EVE}


def test_a_day_is_closed_once() -> None:
    ClosedDay.objects.create(date=EVE, name="Christmas Eve")
    with pytest.raises(IntegrityError):
        ClosedDay.objects.create(date=EVE, name="Training")


def test_a_closed_day_says_why() -> None:
    assert str(ClosedDay(date=EVE, name="Christmas Eve")) == "Christmas Eve, 2026-12-24"
    with pytest.raises(IntegrityError):
        ClosedDay.objects.create(date=EVE, name="")
