"""The room `agencies`."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies, teams, practitioners, roles, sign-in."""

    name = "righthelp.agencies"

    def ready(self) -> None:
        """Read with whoever is signed in whether they set a second factor up: every page of a manager asks for it."""
        from righthelp.agencies import second_factor  # models load only after the apps
        from righthelp.agencies.backends import read_alongside

        read_alongside(second_factor.SET_UP, second_factor.has_one())
