"""The room `considerations`."""

from django.apps import AppConfig


class ConsiderationsConfig(AppConfig):
    """Deciding a level."""

    name = "righthelp.considerations"

    def ready(self) -> None:
        """Tell `agencies` what a leaver here may hold, so that it is passed on before access ends."""
        from righthelp.agencies.open_work import register
        from righthelp.considerations.actions.holders import count_drafts, hand_over_drafts

        register("Drafts about children", count_drafts, hand_over_drafts, permission="write considerations")
