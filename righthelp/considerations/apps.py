"""The room `considerations`."""

from django.apps import AppConfig


class ConsiderationsConfig(AppConfig):
    """Deciding a level."""

    name = "righthelp.considerations"

    def ready(self) -> None:
        """Have a leaver's drafts handed over before access ends."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.considerations.actions.holders import count_drafts, hand_over_drafts

        register("Unsent drafts about children", count_drafts, hand_over_drafts, permission="write considerations")
