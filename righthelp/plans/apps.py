"""The room `plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The plan that every kind of help shares."""

    name = "righthelp.plans"

    def ready(self) -> None:
        """Have those who come to work with a child, or cease to, take part in its plan or leave it."""
        from righthelp.people import happenings, sections  # models load only after the apps
        from righthelp.people.reasons import Part
        from righthelp.plans.actions.following import follow_work
        from righthelp.plans.happenings import TELLS, asked_of_plans
        from righthelp.work.actions import when_involved

        when_involved("plans", follow_work)
        sections.register("Plans", "record_plans", Part.STORY)
        happenings.register_rows("plans", asked_of_plans, TELLS)
        self._remind()

    def _remind(self) -> None:
        """Tell of reviews and actions that are due or late."""
        from righthelp.messages import rounds  # models load only after the apps
        from righthelp.plans import family_notices, notices

        rounds.register("remind-of-plan-reviews", notices.remind_of_reviews)
        rounds.register("remind-of-plan-actions", notices.remind_of_actions)
        rounds.register("remind-of-what-families-said", family_notices.remind_of_unread)
