"""The room `work`."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Who works with a child, and how that passes on."""

    name = "righthelp.work"

    def ready(self) -> None:
        """Give the reasons that work gives to see a record, and whom; have a leaver's children handed over first."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.messages import rounds
        from righthelp.people import caseload, closing, happenings, readers, reasons, sections
        from righthelp.work.actions import involvements
        from righthelp.work.closing import cut_off_work
        from righthelp.work.disagreements import notices, rows
        from righthelp.work.disagreements.closing import cut_off_disagreements
        from righthelp.work.happenings import TELLS, asked_at_work
        from righthelp.work.policies import own_and_covered, reach_of_work, reasons_from_work
        from righthelp.work.readers import readers_from_work

        reasons.register("work", reasons_from_work, reach_of_work)
        readers.register("work", readers_from_work)
        happenings.register_rows("work", asked_at_work, TELLS)
        happenings.register_rows("disagreements", rows.asked_of_disagreements, rows.TELLS)
        caseload.register("work", own_and_covered)
        closing.register("work", cut_off_work)
        closing.register("disagreements", cut_off_disagreements)
        rounds.register("remind-of-disagreements", notices.remind_of_steps)
        sections.register("People around them", "record_workers", reasons.Part.STORY)
        sections.register("Contact sheet to print", "record_sheet", reasons.Part.STORY)
        sections.register("Disagreements between agencies", "record_disagreements", reasons.Part.STORY)
        count, hand_over = involvements.count_children, involvements.hand_over_children
        lists = involvements.lists_of_children
        register("Children they work with", count, hand_over, permission="write considerations", lists=lists)
