"""The room `consent`."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """What may be shared, and on what."""

    name = "righthelp.consent"

    def ready(self) -> None:
        """Let every record lead to what the family said and what was shared; tell the chronology of it.

        What waits for somebody is passed on before they leave, and counted before a record is restricted; managers are
        reminded of next steps that nobody wrote down.
        """
        from righthelp.agencies.open_work import register
        from righthelp.consent import leaving, notices
        from righthelp.consent.closing import cut_off_answers
        from righthelp.consent.happenings import TELLS, asked_of_the_family  # models load only after the apps
        from righthelp.messages import rounds
        from righthelp.people import closing, happenings, sections
        from righthelp.people.reasons import Part

        sections.register("What the family said, and what was shared", "record_consent", Part.STORY)
        happenings.register_rows("consent", asked_of_the_family, TELLS)
        closing.register("consent", cut_off_answers)
        rounds.register("remind-of-next-steps", notices.remind_of_next_steps)
        register(
            "Approvals asked of them", leaving.count_approvals, leaving.pass_approvals_on,
            permission="write considerations", lists=leaving.lists_of_approvals,
        )  # fmt: skip
