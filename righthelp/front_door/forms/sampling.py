"""The forms of looking at decisions again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.design_system.forms import GovForm, PlainText

if TYPE_CHECKING:
    from righthelp.guidance.models import Level

DAYS = [("7", "The last 7 days"), ("31", "The last 31 days"), ("92", "The last 3 months")]
LARGEST = 50


class DrawForm(GovForm):
    """How many decisions, of which days."""

    size = forms.IntegerField(
        label="How many decisions?", min_value=1, max_value=LARGEST, widget=forms.TextInput(), initial=10,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Enter a number from 1 to {LARGEST}"
        ),
    )  # fmt: skip
    days = forms.ChoiceField(label="Of which days?", choices=DAYS, widget=forms.RadioSelect, initial="31")


class AgainForm(GovForm):
    """At which level somebody else would have decided, and what they found."""

    level = forms.ChoiceField(
        label="At which level would you have decided?", widget=forms.RadioSelect,
        error_messages={"required": "Choose the level"},
    )  # fmt: skip
    finding = PlainText(
        rows=4, label="What did you find?", error_messages={"required": "Say what you found"},
        help_text="About the decision: what was clear, what was missing, what helped. Not about the person.",
    )  # fmt: skip

    def __init__(self, *args: Any, levels: "Sequence[Level]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {str(one.number): one for one in levels}
        choices: Any = self.fields["level"]
        choices.choices = [(key, one.heading) for key, one in self.levels.items()]
