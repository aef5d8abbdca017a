"""The room `front_door`."""

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """Where everything about a child arrives until it is decided."""

    name = "righthelp.front_door"

    def ready(self) -> None:
        """Lead from a child’s record to asking for help; have a leaver’s drafts handed over first."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.front_door import approvals_left
        from righthelp.front_door.actions import passing
        from righthelp.people import reasons, sections

        sections.register("Ask for help for this child", "request_for_record", reasons.Part.STORY)
        title, may = "Requests for help that are not sent", "write considerations"
        register(title, passing.count_drafts, passing.hand_over_drafts, permission=may, lists=passing.lists_of_drafts)
        title, lists = "Requests for help that they are asked to approve", approvals_left.lists_of_approvals
        register(title, approvals_left.count_approvals, approvals_left.pass_approvals_on, permission=may, lists=lists)
        self._work_at_the_front_door()
        self._decide()
        self._receive_children()
        self._load_from_the_police()

    def _work_at_the_front_door(self) -> None:
        """Open the records of the children of contacts to those who decide; tell of contacts as they come and wait."""
        from righthelp.agencies.open_work import register  # models load only after the apps
        from righthelp.front_door import closing, happenings, leaving
        from righthelp.front_door.actions import telling
        from righthelp.front_door.actions.writing import when_received
        from righthelp.front_door.policies import WORK
        from righthelp.front_door.reasons import (
            is_at_the_front_door,
            reach_of_front_door,
            readers_at_the_front_door,
            reasons_from_front_door,
        )
        from righthelp.messages import rounds
        from righthelp.people import closing as restricting
        from righthelp.people import happenings as chronology
        from righthelp.people import readers, reasons

        reasons.register("front door", reasons_from_front_door, reach_of_front_door)
        alongside = {"is_at_the_front_door": is_at_the_front_door}
        readers.register("front door", readers_at_the_front_door, alongside=alongside)
        chronology.register_rows("front door", happenings.asked_of_contacts, happenings.TELLS)
        restricting.register("front door", closing.cut_off_contacts)
        when_received("tell of it", telling.tell_on_arrival)
        rounds.register("front-door-alerts", telling.go_round)
        title, lists = "Contacts at the front door", leaving.lists_of_contacts
        register(title, leaving.count_contacts, leaving.pass_contacts_on, permission=WORK, lists=lists)

    def _decide(self) -> None:
        """Let others disagree with a decision, chase answers that nobody gave or read, hear of consent taken back."""
        from righthelp.consent.actions.said import when_withdrawn
        from righthelp.front_door import disagreements
        from righthelp.front_door.actions import allegations
        from righthelp.front_door.notices import family, overdue, reminders, taken_back
        from righthelp.messages import rounds
        from righthelp.work.disagreements import subjects

        subjects.register(disagreements.KIND, disagreements.decision_of_contact, disagreements.decisions_among)
        rounds.register("remind-of-checks", reminders.remind_of_checks)
        rounds.register("chase-answers", reminders.chase_answers)
        rounds.register("remind-to-tell-of-requests", reminders.remind_of_families)
        rounds.register("remind-of-answers", overdue.remind_of_answers)
        rounds.register("remind-of-allegations", overdue.remind_of_allegations)
        rounds.register("remind-of-families", family.remind_of_families)
        when_withdrawn("tell the front door", taken_back.tell_who_asked)
        rounds.register("tell-new-officers", allegations.tell_new_officers)

    def _receive_children(self) -> None:
        """Receive children whom another room passes on."""
        from righthelp.front_door.actions.receiving import receive_passed
        from righthelp.front_door.queries import ROOM
        from righthelp.front_door.ways import page_of_contact
        from righthelp.work import passing

        passing.register(ROOM, receive_passed, page_of_contact)

    def _load_from_the_police(self) -> None:
        """Tell schools of what came, remind of those still to tell, and forget files that nobody decided about."""
        from righthelp.front_door.actions import police, schools
        from righthelp.messages import rounds

        rounds.register("forget-police-files", police.forget_files)
        rounds.register("tell-schools-on-record", schools.tell_schools_on_record)
        rounds.register("remind-of-schools", schools.remind_of_schools)
