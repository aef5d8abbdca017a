"""The room `agencies`."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies, teams, practitioners, roles, sign-in."""

    name = "righthelp.agencies"
