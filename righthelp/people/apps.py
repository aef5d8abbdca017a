"""The room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and families."""

    name = "righthelp.people"

    def ready(self) -> None:
        """Give this room's own reasons to see a record."""
        from righthelp.people.policies import own_reasons  # models load only after the apps
        from righthelp.people.reasons import register

        register("people", own_reasons)
