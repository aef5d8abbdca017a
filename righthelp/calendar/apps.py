from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "righthelp.calendar"
    label = "calendar"
    verbose_name = "Calendar"
