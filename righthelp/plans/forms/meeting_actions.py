"""The form of an action that is agreed at a meeting, for one of the goals of the plan."""

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.plans.forms.content import ActionForm
from righthelp.plans.models import Goal


class MeetingActionForm(ActionForm):
    """Who does what by when, and for which goal."""

    goal = forms.ChoiceField(
        label="Which goal is it for?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the goal that it is for"},
    )

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {str(one.public_id): one for one in goals}
        self.fields["goal"].choices = [(key, one.text) for key, one in self.goals.items()]  # type: ignore[attr-defined]
        self.order_fields(["goal", *self.fields])

    def answers(self) -> dict[str, Any]:
        """Give what the action takes."""
        answers = super().answers()
        return {**answers, "goal": self.goals[answers["goal"]]}
