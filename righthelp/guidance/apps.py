"""The room `guidance`."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Threshold guidance and the search in it."""

    name = "righthelp.guidance"
