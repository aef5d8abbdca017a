"""The room `considerations`."""

from django.apps import AppConfig


class ConsiderationsConfig(AppConfig):
    """Deciding a level."""

    name = "righthelp.considerations"

    def ready(self) -> None:
        """Have a leaver's drafts, and days to look again, handed over first; tell records what was decided."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.considerations.actions import holders
        from righthelp.considerations.happenings import thought_about
        from righthelp.people import happenings, reasons, sections

        happenings.register("considerations", thought_about)
        sections.register("Think about this child’s needs", "record_consider", reasons.Part.STORY)

        may = "write considerations"
        register("Unsent drafts about children", holders.count_drafts, holders.hand_over_drafts, permission=may)
        title = "Decisions about children to look at again"
        register(title, holders.count_look_agains, holders.hand_over_look_agains, permission=may)
