"""The room `considerations`."""

from django.apps import AppConfig


class ConsiderationsConfig(AppConfig):
    """Deciding a level."""

    name = "righthelp.considerations"

    def ready(self) -> None:
        """Have a leaver's drafts, and days to look again, handed over first; tell records what was decided."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.considerations.actions import holders
        from righthelp.considerations.closing import cut_off_thinking
        from righthelp.considerations.disagreements import KIND, level_decided, levels_among
        from righthelp.considerations.happenings import thought_about
        from righthelp.people import closing, happenings, reasons, sections
        from righthelp.work.disagreements import subjects

        subjects.register(KIND, level_decided, levels_among)
        closing.register("considerations", cut_off_thinking)
        happenings.register("considerations", thought_about)
        sections.register("Think about this child’s needs", "record_consider", reasons.Part.STORY)

        may = "write considerations"
        count, hand_over, lists = holders.count_drafts, holders.hand_over_drafts, holders.lists_of_drafts
        register("Unsent drafts about children", count, hand_over, permission=may, lists=lists)
        title, count, hand_over = (
            "Decisions about children to look at again",
            holders.count_look_agains,
            holders.hand_over_look_agains,
        )
        register(title, count, hand_over, permission=may, lists=holders.lists_of_look_agains)
