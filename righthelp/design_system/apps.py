"""The room `design_system`."""

from django.apps import AppConfig


class DesignSystemConfig(AppConfig):
    """Pages and components; owns no records."""

    name = "righthelp.design_system"
