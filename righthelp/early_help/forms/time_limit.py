"""The form with which the day by which early help is hoped to end is set anew."""

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.early_help.forms.in_need import ComingDayField


class TimeLimitForm(QuestionForm):
    """By when early help is hoped to end from now on, and why (BN-030)."""

    to_day = ComingDayField(label="By when do you hope now that the family no longer needs it?")
    because = PlainText(
        rows=3,
        label="Why does it change, and what does the family say to it?",
        help_text="For example what is reached, what still has to be different, and what is tried in the longer time.",
        error_messages={"required": "Write why it changes, and what the family says to it"},
    )
