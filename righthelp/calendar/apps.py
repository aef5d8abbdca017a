"""The room `calendar`."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Days, opening hours, the timescales table."""

    name = "righthelp.calendar"
    label = "calendar"
    verbose_name = "Calendar"
