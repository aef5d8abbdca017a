"""The forms of taking a draft over, giving it back, and setting it aside."""

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm


class TakeOverForm(QuestionForm):
    """Why a lead takes a draft over."""

    because = PlainText(
        rows=2,
        label="Why are you taking this over?",
        help_text="The person who wrote it will see this.",
        error_messages={"required": "Write why you are taking this over"},
    )


class GiveBackForm(QuestionForm):
    """What the person who gets a draft back should know."""

    note = PlainText(
        rows=3,
        label="What should they know?",
        help_text="What you did, and what you think should happen next. They will see this.",
        error_messages={"required": "Write what they should know"},
    )


class SetAsideForm(QuestionForm):
    """Why a draft is set aside."""

    because = PlainText(
        rows=3,
        label="Why are you setting this aside?",
        help_text="For example: started by mistake; the same as the draft of 3 March; no longer needed, and why not. "
        "Your safeguarding lead and deputy see this at once.",
        error_messages={"required": "Write why you are setting this aside"},
    )


class BringBackForm(QuestionForm):
    """A button, for whoever set a draft aside."""
