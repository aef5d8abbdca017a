"""The room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and families."""

    name = "righthelp.people"

    def ready(self) -> None:
        """Give this room's own reasons to see a record, and its readers; have a leaver's drafts handed over."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.messages import rounds
        from righthelp.people import readers, reasons, sections
        from righthelp.people.actions import drafts
        from righthelp.people.policies import own_reach, own_reasons

        reasons.register("people", own_reasons, own_reach, names_readers=True)
        readers.register("people", readers.own_readers)
        sections.register("The family, drawn", "record_genogram", reasons.Part.WHO)
        rounds.register("forget-family-drafts", lambda now: drafts.forget_family_drafts(now=now))
        count, hand_over = drafts.count_family_drafts, drafts.hand_over_family_drafts
        register("Families half written down", count, hand_over, permission="write considerations")
