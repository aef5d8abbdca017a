"""The forms in which a child is chosen by name: on file, or by a label where there is no record yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from righthelp.considerations.forms.common import MOST_CHILDREN, ChildForm, StartForm
from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm

ANOTHER = "another"
NO_CHILD = "Enter at least one child, by initials or a label"
NO_CHOICE = "Choose a child, or enter initials or a label"
TOO_MANY = f"Choose {MOST_CHILDREN} children at most; start another consideration for the rest"
Choices = Mapping[str, str]


class StartWithNamesForm(StartForm):
    """Where a consideration begins: children on file whom the writer may choose, others by a label."""

    people = forms.MultipleChoiceField(
        label="Which children are you thinking about?",
        help_text="Children you work with, or whom you added. Each child is thought about separately.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("worry", "people", "children", "path", "agency")

    def __init__(self, *args: Any, choices: Choices, offered: Sequence[str] = (), **kwargs: Any) -> None:
        """Offer `choices`, public ids with names; `offered` are brothers and sisters, marked as that."""
        super().__init__(*args, **kwargs)
        self.fields["children"].required = False
        if not choices:
            del self.fields["people"]
            return
        field = self.fields["people"]
        field.choices = list(choices.items())  # type: ignore[attr-defined]
        field.choice_hints = dict.fromkeys(offered, "Brother or sister: also think about this child?")  # type: ignore[attr-defined]
        labels = self.fields["children"]
        labels.label = "Children who are not in this list"
        labels.help_text = (
            "One child a line, by initials or a label such as “older brother”: a different one for each child. "
            "You can name their record later."
        )

    def clean_children(self) -> list[str]:
        """Read a label a line, where there is any."""
        return super().clean_children() if self.cleaned_data["children"] else []

    def clean(self) -> dict[str, Any]:
        """Ask for at least one child, and refuse more than fit."""
        cleaned = super().clean() or {}
        if self.errors.keys() & {"people", "children"}:
            return cleaned
        number = len(cleaned["children"]) + len(cleaned.get("people", []))
        if not number:
            self.add_error(*(("people", NO_CHOICE) if "people" in self.fields else ("children", NO_CHILD)))
        elif number > MOST_CHILDREN:
            self.add_error("people", TOO_MANY)
        return cleaned


class AddChildForm(ChildForm):
    """Another child: on file, or by a label."""

    person = forms.ChoiceField(
        label="Which child?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a child, or “Another child”"},
    )
    field_order = ("person", "label")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = self.fields["label"]
        label.required = False
        if not choices:
            del self.fields["person"]
            return
        field = self.fields["person"]
        field.choices = [*choices.items(), (ANOTHER, "Another child")]  # type: ignore[attr-defined]
        label.label = "If it is another child: initials or a label"

    def chosen(self) -> str:
        """Give the public id of the child on file who was chosen; nothing where a label is given."""
        chosen = self.cleaned_data.get("person", ANOTHER)
        return "" if chosen == ANOTHER else chosen

    def clean(self) -> dict[str, Any]:
        """Ask for a label where no child on file was chosen, and for none beside one."""
        cleaned = super().clean() or {}
        if self.errors.keys() & {"person", "label"}:
            return cleaned
        if self.chosen() and cleaned["label"]:
            self.add_error("label", "Choose “Another child” above, or take this label out")
        elif not self.chosen() and not cleaned["label"]:
            self.add_error("label", "Enter initials or a label for the child")
        return cleaned


class NameRecordForm(QuestionForm):
    """Whose record it is."""

    person = forms.ChoiceField(
        label="Whose record is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the child’s record"},
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(choices.items())  # type: ignore[attr-defined]


class WrongRecordForm(QuestionForm):
    """Why a record is not this child's."""

    because = PlainText(
        rows=2,
        label="Why is this not the child’s record?",
        help_text="For example: I chose the brother by mistake. This stays with the consideration.",
        error_messages={"required": "Write why this is not the child’s record"},
    )
