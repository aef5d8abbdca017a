"""Taking a yes back, the next steps after that, and setting a record aside."""

from typing import Any

from righthelp.consent.actions import Withdrawn
from righthelp.consent.forms.common import AlsoForm, how, today
from righthelp.design_system.forms import DayField, PlainText


class WithdrawForm(AlsoForm):
    """That somebody took their yes back."""

    withdrawn_words = PlainText(rows=3, label="What did they say?", error_messages={"required": "Say what they said"})
    withdrawn_how = how("How did they say it?", "Choose how they said it", initial="face")
    withdrawn_on = DayField(label="The day", has_been=True)
    field_order = ("withdrawn_words", "withdrawn_how", "withdrawn_on", "also")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"withdrawn_on": today()}})

    def withdrawn(self) -> Withdrawn:
        """Give what is noted."""
        return Withdrawn(**{name: self.cleaned_data[name] for name in self.field_order[:3]})


class NextStepsForm(AlsoForm):
    """What a manager decides after a yes was taken back (BP-203)."""

    steps = PlainText(
        rows=3, label="What happens next?", help_text="Who does what, by when. Say too what must stop.",
        error_messages={"required": "Say what happens next"},
    )  # fmt: skip
    because = PlainText(rows=3, label="Why?", error_messages={"required": "Say why"})
    decided_by_name = PlainText(
        label="Which manager decided this?",
        help_text="Their name and what they are: nobody in your agency who leads has an account here.",
        error_messages={"required": "Say which manager decided this"},
    )  # fmt: skip
    field_order = ("steps", "because", "decided_by_name", "also")

    def __init__(self, *args: Any, is_lead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_lead:
            del self.fields["decided_by_name"]


class SetAsideForm(AlsoForm):
    """Why a record is set aside."""

    because = PlainText(
        rows=3, label="Why does it not count any more?",
        help_text="For example: it was written by mistake, or they said something else since, which is written anew.",
        error_messages={"required": "Say why it does not count any more"},
    )  # fmt: skip
    field_order = ("because", "also")
