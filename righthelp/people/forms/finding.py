"""The one box in which somebody is looked for."""

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm

LONGEST_WORDS = 1_000


class FindForm(QuestionForm):
    """Anything that is known of somebody, in any order."""

    words = PlainText(
        label="Who are you looking for?",
        max_length=LONGEST_WORDS,
        help_text="Write what you know, in any order: name, date of birth or age, postcode, telephone, NHS number or "
        "another number. For example: Maya Lindqvist about 7 WZ1 4QT",
        error_messages={"required": "Write what you know of the person: a name, a date of birth or a number"},
    )
