"""How it goes: an action done, the difference it made, its day put off, a goal reached, a mark on a scale."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.pictures import HIGHEST
from righthelp.plans.presenters import member_line
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.plans.models import Action, Goal, Member

IMPACT_HINT = (
    "The difference that can be seen, counted or heard. For example: late for school twice this month, ten times "
    "before. Say so too if it made none."
)


class TodayForm(QuestionForm):
    """A form with a day that begins with today; none before `first`, when the plan or its work began."""

    on = DayField(label="The day", has_been=True)

    def __init__(self, *args: Any, first: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})
        fields: dict[str, Any] = self.fields
        fields["on"].first = first


class DoneForm(TodayForm):
    """That an action was done."""

    on = DayField(label="The day on which it was done", has_been=True)
    how = PlainText(rows=2, label="What was done?", required=False)
    impact = PlainText(
        rows=3, label="What difference has it made?", required=False,
        help_text=f"{IMPACT_HINT} You can add it later.",
    )  # fmt: skip


class ImpactForm(VersionedForm):
    """The difference that an action has made (BN-097)."""

    impact = PlainText(
        rows=4, label="What difference has it made?", help_text=IMPACT_HINT,
        error_messages={"required": "Say what difference it has made"},
    )  # fmt: skip


class MoveForm(QuestionForm):
    """Another day for an action."""

    to_day = DayField(label="The new day")
    because = PlainText(
        rows=2, label="Why is it put off?", help_text="The plan shows that it was put off, and why.",
        error_messages={"required": "Say why it is put off"},
    )  # fmt: skip

    def __init__(self, *args: Any, action: "Action", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    def clean_to_day(self) -> dt.date:
        """Ask for another day, which is not over."""
        given: dt.date = self.cleaned_data["to_day"]
        if given < timezone.localdate():
            raise forms.ValidationError("The new day must be today or later")
        if given == self.action.due_on:
            raise forms.ValidationError(f"It is due on {day(given)} already. Enter another day")
        return given


class ReachedForm(TodayForm):
    """That a wellbeing goal is reached."""

    on = DayField(label="The day on which it was reached", has_been=True)
    how = PlainText(
        rows=3, label="How do we know?", help_text="What is different for the child, and who sees it.",
        error_messages={"required": "Say how we know"},
    )  # fmt: skip


class MarkForm(TodayForm):
    """Where one voice stands on the scale of a goal."""

    member = PickField(label="Who says it?", unset="Choose who says it")
    value = OneOf("Where are we now, from 0 to 10?", (), unset="Choose a number from 0 to 10")
    words = PlainText(rows=2, label="What did they say about it?", required=False)
    on = DayField(label="The day on which they said it", has_been=True)

    def __init__(self, *args: Any, goal: "Goal", members: "Sequence[Member]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.public_id): one for one in members}
        self.fields["member"].offer((key, member_line(one)) for key, one in self.members.items())  # type: ignore[attr-defined]
        self.fields["value"].choices = [(str(one), str(one)) for one in range(HIGHEST + 1)]  # type: ignore[attr-defined]
        self.fields["value"].help_text = f"0 means: {goal.scale_zero}. 10 means: {goal.scale_ten}."

    def marked(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        member = self.members[given["member"]]
        return {"member": member, "value": int(given["value"]), "words": given["words"], "said_on": given["on"]}
