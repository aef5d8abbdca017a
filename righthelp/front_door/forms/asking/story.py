"""The forms in which questions of the table are answered, and in which files and words are added."""

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.design_system.forms import PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.files.forms import UploadField
from righthelp.front_door.questions import Question

ROWS = 5


def field_for(question: Question, came_by: str) -> forms.Field:
    """Make the field for one question; no answer is ever required."""
    title, hint = question.titled(came_by), question.hint
    if question.is_choice:
        return forms.ChoiceField(
            label=title, help_text=hint, required=False, widget=forms.RadioSelect, choices=choices_of(question)
        )
    text = PlainText(rows=ROWS, label=title, help_text=hint, required=False)
    text.error_messages["max_length"] = text.error_messages["max_length"].replace(title, "Your answer", 1)
    return text


def choices_of(question: Question) -> list[tuple[str, str]]:
    """Give the answers to choose from."""
    return list(question.options.items())


class AnswersForm(VersionedForm):
    """Some questions of the table."""

    def __init__(self, *args: Any, asked: Iterable[Question], came_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {question.key: field_for(question, came_by) for question in asked}


class AddForm(QuestionForm):
    """What is added after a request was sent: answers that were missing, and anything else in words."""

    more = PlainText(
        rows=ROWS,
        label="Anything else",
        help_text="For example names, dates of birth, addresses, or what has happened since.",
        required=False,
    )

    def __init__(self, *args: Any, asked: Iterable[Question], came_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        self.fields |= {question.key: field_for(question, came_by) for question in self.asked}
        self.order_fields([*(question.key for question in self.asked), "more"])

    def answers(self) -> dict[str, str]:
        """Give the answers that were written."""
        return {one.key: self.cleaned_data[one.key] for one in self.asked if self.cleaned_data[one.key]}

    def clean(self) -> dict[str, Any]:
        """Ask for something: nothing was written."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("more", "Write what you want to add")
        return cleaned


class AttachForm(QuestionForm):
    """One file, what it is, and whom else it is about."""

    file = UploadField(label="The file")
    title = PlainText(
        label="What is it?", help_text="For example: early help assessment of 3 March 2026.",
        error_messages={"required": "Say what the file is"},
    )  # fmt: skip
    is_about_others = forms.ChoiceField(
        label="Is it also about other people?",
        help_text="Other people than the children in this request: for example a letter about a parent’s health. "
        "It is then kept to be read apart.",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is also about other people"},
    )
    about_others = PlainText(label="If so: whom else is it about?", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask whom else it is about, where it is about others."""
        cleaned = super().clean() or {}
        is_about = cleaned.get("is_about_others") == "yes"
        if is_about and not cleaned.get("about_others") and "about_others" not in self.errors:
            self.add_error("about_others", "Write whom else it is about")
        return cleaned | {"about_others": cleaned.get("about_others", "") if is_about else ""}
