"""The day on which a child is due who is not born yet, as every way of asking for help asks for it (BP-013)."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from righthelp.design_system.forms import DayField
from righthelp.front_door.rules import may_be_due

BORN_OR_DUE = "Enter the date of birth or the day on which the baby is due, not both"
NOT_DUE = "The day on which the baby is due must lie in the coming 42 weeks, or in the last 6: check the year"


class DueOnField(DayField):
    """A day on which a baby can be due."""

    def clean(self, value: Any) -> dt.date | None:
        """Refuse a day on which no pregnancy of today can end."""
        due: dt.date | None = super().clean(value)
        if due and not may_be_due(due, timezone.localdate()):
            raise ValidationError(NOT_DUE)
        return due
