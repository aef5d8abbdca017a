"""The forms with which somebody begins to ask for help."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.design_system.forms import MAX_LINE, PlainText, can_be_seen
from righthelp.design_system.versions import QuestionForm
from righthelp.front_door.forms.asking.story import field_for
from righthelp.front_door.questions import QUESTIONS

MOST_CHILDREN = 12
UNKNOWN = "If you do not know the name, write what you know: for example “Name not known, boy of about 6”."
NO_CHILD = "Write the name of at least one child, or what you know of them"
NO_CHOICE = "Choose a child, or write a name"


class StartForm(ForAgencyForm, QuestionForm):
    """For whom help is asked: children on file whom the writer may choose, others by name."""

    people = forms.MultipleChoiceField(
        label="For which children do you ask for help?",
        help_text="Children you work with, or whom you added. What their records hold is filled in for you.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    children = PlainText(
        rows=3,
        label="What are the names of the children?",
        help_text=f"One child a line, each child who may need help. {UNKNOWN}",
        max_length=2000,
        required=False,
    )
    field_order = ("agency", "people", "children")

    def __init__(self, *args: Any, choices: Mapping[str, str], offered: Sequence[str] = (), **kwargs: Any) -> None:
        """Offer `choices`, public ids with names; `offered` are brothers and sisters, marked as that."""
        super().__init__(*args, **kwargs)
        if not choices:
            del self.fields["people"]
            return
        field = self.fields["people"]
        field.choices = list(choices.items())  # type: ignore[attr-defined]
        field.choice_hints = dict.fromkeys(offered, "Brother or sister: do they need help too?")  # type: ignore[attr-defined]
        self.fields["children"].label = "Children who are not in this list"

    def clean_children(self) -> list[str]:
        """Read a name a line."""
        names = [line.strip() for line in self.cleaned_data["children"].splitlines() if can_be_seen(line)]
        if any(len(name) > MAX_LINE for name in names):
            raise forms.ValidationError(f"Each name must be {MAX_LINE} characters or fewer")
        return names

    def clean(self) -> dict[str, Any]:
        """Ask for at least one child, and refuse more than fit."""
        cleaned = super().clean() or {}
        if self.errors.keys() & {"people", "children"}:
            return cleaned
        number = len(cleaned["children"]) + len(cleaned.get("people", []))
        if not number:
            self.add_error(*(("people", NO_CHOICE) if "people" in self.fields else ("children", NO_CHILD)))
        elif number > MOST_CHILDREN:
            self.add_error("children", f"Name {MOST_CHILDREN} children at most; ask in another request for the rest")
        return cleaned


class FromConsiderationForm(QuestionForm):
    """Which children of a consideration help is asked for."""

    children = forms.MultipleChoiceField(
        label="For which children do you ask for help?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = list(choices)  # type: ignore[attr-defined]


class UrgentForm(ForAgencyForm, QuestionForm):
    """The shortest form there is: only who it is about must stand; the rest can follow."""

    name = PlainText(
        label="What is the child’s name?",
        help_text=UNKNOWN,
        error_messages={"required": "Write the child’s name, or what you know of the child"},
    )
    where_now = PlainText(rows=2, label="Where is the child now?", required=False)
    what_happened = field_for(QUESTIONS["what_happened"], "request")
    how_soon = field_for(QUESTIONS["how_soon"], "request")
    safe_to_speak = field_for(QUESTIONS["safe_to_speak"], "request")
    phone = PlainText(
        label="On which number can somebody ring you now?",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    field_order = ("agency", "name", "where_now", "what_happened", "how_soon", "safe_to_speak", "phone")

    def answers(self) -> dict[str, str]:
        """Give what answers a question of the table, where it was answered."""
        asked = ("what_happened", "how_soon", "safe_to_speak")
        return {key: self.cleaned_data[key] for key in asked if self.cleaned_data[key]}

    def child(self) -> dict[str, str]:
        """Give what was written of the child."""
        return {name: self.cleaned_data[name] for name in ("name", "where_now")}
