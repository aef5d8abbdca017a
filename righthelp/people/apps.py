"""The room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and families."""

    name = "righthelp.people"
