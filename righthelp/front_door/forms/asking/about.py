"""The forms about the people whom a request names."""

from collections.abc import Mapping
from typing import Any

from django import forms

from righthelp.design_system import body_map
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.front_door.forms.asking.start import UNKNOWN
from righthelp.front_door.forms.due import BORN_OR_DUE, DueOnField

PHONE = {"inputmode": "tel"}
MOST_WORDS_OF_AGE = 60
NONE = "none"


def _name() -> PlainText:
    return PlainText(
        label="Name", help_text=UNKNOWN, error_messages={"required": "Write the name, or what you know of the child"}
    )


class NewChildForm(QuestionForm):
    """Another child in the request."""

    name = _name()


class ChildWhoForm(VersionedForm):
    """Who a child is (BN-079, BN-093)."""

    name = _name()
    born_on = DayField(label="Date of birth", required=False, has_been=True)
    due_on = DueOnField(
        label="If the child is not born yet: the day on which it is due",
        help_text="A baby needs no name: write “unborn baby of” and the mother’s name.",
        required=False,
    )
    age = PlainText(
        label="If you do not know the date of birth: about how old?",
        help_text="For example: about 6, in year 2.",
        required=False,
        max_length=MOST_WORDS_OF_AGE,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a child who is born and due at once."""
        cleaned = super().clean() or {}
        if cleaned.get("born_on") and cleaned.get("due_on"):
            self.add_error("due_on", BORN_OR_DUE)
        return cleaned


class ChildWhereForm(VersionedForm):
    """Where a child lives, learns, and is now (BN-084, BP-107)."""

    where_now = PlainText(
        rows=2,
        label="Where is the child now?",
        help_text="For example: in school until 3:15pm, then at home with the father.",
        required=False,
    )
    address = PlainText(
        rows=4,
        label="Where does the child live?",
        help_text="Every address, if there is more than one. If one of them must stay secret, ring and say it.",
        required=False,
    )
    phone = PlainText(
        label="The child’s own telephone, if it is safe to ring",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=PHONE),
    )
    school = PlainText(label="School, nursery, college or childminder", required=False)


class ChildLevelForm(VersionedForm):
    """The level that somebody considered for a child, and why (BN-051)."""

    level = forms.ChoiceField(
        label="Which level of need did you consider?",
        help_text="What you thought, with others. The front door reads it beside your words and decides for itself.",
        widget=forms.RadioSelect,
        required=False,
    )
    level_because = PlainText(rows=4, label="Why this level?", required=False)

    def __init__(self, *args: Any, levels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [*levels.items(), (NONE, "I did not look at the guidance")]  # type: ignore[attr-defined]

    def clean_level(self) -> str:
        """Give the key of the level; nothing where none was considered."""
        chosen: str = self.cleaned_data["level"]
        return "" if chosen == NONE else chosen


class _SomebodyForm(VersionedForm):
    """What is asked of everybody who is named beside the children."""

    name = PlainText(
        label="Name",
        help_text="If nobody knows it, write “Name not known”.",
        error_messages={"required": "Write the name, or “Name not known”"},
    )


class PersonForm(_SomebodyForm):
    """Somebody of the family, or another adult (BN-080, BN-081, BN-093)."""

    role = PlainText(
        label="Who are they to the child?",
        help_text="For example: mother, lives with the child; father, lives elsewhere; half-brother.",
        required=False,
    )
    born_on = DayField(label="Date of birth", required=False, has_been=True)
    address = PlainText(rows=3, label="Where do they live?", required=False)
    phone = PlainText(
        label="Telephone",
        help_text="Say when it is safe to ring, and whether a message may be left.",
        required=False,
        max_length=80,
    )


class WorkerForm(_SomebodyForm):
    """Somebody who works with the child or family, and their role (BN-083)."""

    role = PlainText(
        label="What is their work, and where?",
        help_text="For example: health visitor, Westmarsh clinic.",
        required=False,
    )
    phone = PlainText(label="Telephone", required=False, max_length=80, widget=forms.TextInput(attrs=PHONE))
    email = forms.EmailField(label="Email address", required=False)


class ReferrerForm(VersionedForm):
    """Who asks, and how they are reached (BN-082)."""

    name = PlainText(label="Your name")
    role = PlainText(label="Your work", required=False)
    organisation = PlainText(label="Your agency", required=False)
    phone = PlainText(
        label="Telephone",
        help_text="The number on which somebody reaches you today.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={**PHONE, "autocomplete": "tel"}),
    )
    email = forms.EmailField(label="Email address", required=False)
    how_to_reach = PlainText(
        rows=2,
        label="When can you be reached, and who else can be asked?",
        help_text="For example: until 4pm; then my safeguarding lead, with her number.",
        required=False,
    )
    may_be_named = forms.BooleanField(label="The family may be told that I asked for help", required=False)


class MarkForm(QuestionForm):
    """A mark on the body, on a drawing and never in a photograph."""

    region = forms.ChoiceField(
        label="Where on the body?", widget=forms.Select, error_messages={"required": "Choose where on the body it is"}
    )
    words = PlainText(
        rows=3,
        label="What does it look like?",
        help_text="Its size, colour and shape. Write what you see, not what you think caused it.",
        error_messages={"required": "Write what it looks like"},
    )
    said = PlainText(
        rows=2,
        label="What did the child or a carer say about it?",
        help_text="In their words, and who said it. Do not question the child about it.",
        required=False,
    )
    seen_on = DayField(label="When was it seen?", required=False, has_been=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "Choose a place"), *body_map.choices()]  # type: ignore[attr-defined]
