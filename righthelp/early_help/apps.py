"""The room `early_help`."""

from django.apps import AppConfig


class EarlyHelpConfig(AppConfig):
    """Early help of a family, from the need to its end."""

    name = "righthelp.early_help"

    def ready(self) -> None:
        """Open the records of the children to those who coordinate early help, hold it or may take it up."""
        from righthelp.early_help.policies.reasons import (  # models load only after the apps
            reach_of_early_help,
            readers_of_early_help,
            reasons_from_early_help,
        )
        from righthelp.people import readers, reasons

        reasons.register("early help", reasons_from_early_help, reach_of_early_help)
        readers.register("early help", readers_of_early_help)
        self._offer_and_pass()
        self._supervise()

    def _offer_and_pass(self) -> None:
        """Lead to early help from a record; receive children; hear of agreement taken back; leave nothing behind."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.consent.actions.said import when_withdrawn
        from righthelp.early_help import closing, happenings, says, taken_back
        from righthelp.early_help.actions import holding, receiving
        from righthelp.early_help.pages import page_of_help
        from righthelp.early_help.policies import WRITES, sees_to
        from righthelp.people import closing as restricting
        from righthelp.people import happenings as chronology
        from righthelp.people import reasons, sections
        from righthelp.plans import homes
        from righthelp.plans.policies import register_who_sees_to
        from righthelp.work import passing
        from righthelp.work.actions import when_involved

        sections.register("Early help", "record_early_help", reasons.Part.STORY)
        passing.register("early_help", receiving.receive, page_of_help)
        register_who_sees_to("early_help", sees_to)
        homes.register("early_help", "plan_early_help", says.says_of_agreement)
        when_involved("early help has a lead", holding.leave_to_lead)
        when_withdrawn("tell early help", taken_back.tell_who_leads)
        chronology.register_rows("early help", happenings.asked_of_early_help, happenings.TELLS)
        restricting.register("early help", closing.cut_off_early_help)
        title, lists = "Early help that they see to", holding.lists_of_held
        register(title, holding.count_held, holding.hand_over_held, permission=WRITES, lists=lists)

    def _supervise(self) -> None:
        """Remind of supervision that is late; have it pass on with the supervisor's work, and before they leave."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.early_help.actions import supervision
        from righthelp.early_help.policies.in_need import SUPERVISES
        from righthelp.early_help.supervision_notices import remind_of_supervision
        from righthelp.messages import rounds
        from righthelp.work.actions import when_involved

        rounds.register("remind-of-supervision", remind_of_supervision)
        when_involved("supervision under section 17", supervision.follow_work)
        title, lists = "Lead practitioners whom they supervise", supervision.lists_of_supervised
        count, hand_over = supervision.count_supervised, supervision.hand_over_supervised
        register(title, count, hand_over, permission=SUPERVISES, lists=lists)
