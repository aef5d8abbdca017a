"""The room `chronology`."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """What happened."""

    name = "righthelp.chronology"
