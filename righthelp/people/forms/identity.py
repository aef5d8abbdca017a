"""The forms of statements that two records are one person, or two."""

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.design_system.forms import PlainText
from righthelp.people.finding.presenters import Row
from righthelp.people.forms.known import KnownForm

SAME, TWO = "same", "two"


class SameForm(KnownForm):
    """Which other record, what is stated, and why."""

    blamed = "who"
    who = forms.ChoiceField(
        label="Which record?", widget=forms.RadioSelect, error_messages={"required": "Choose a record"}
    )
    what = forms.ChoiceField(
        label="What do you state?",
        choices=(
            (SAME, "Both records are the same person"),
            (TWO, "They are two people, for example twins or two people with one name"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they are the same person"},
    )
    because = PlainText(
        rows=3,
        label="How do you know?",
        help_text="For example: the same NHS number, or seen together. It stays on file.",
        error_messages={"required": "Say how you know"},
    )

    def __init__(self, *args: Any, rows: Iterable[tuple[str, Row]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(rows)
        field: Any = self.fields["who"]
        field.choices = [(str(row.public_id), row.name) for _, row in found]
        field.choice_hints = {
            str(row.public_id): ". ".join(filter(None, (band, row.whose, row.born, row.where, "; ".join(row.because))))
            for band, row in found
        }


class UndoForm(KnownForm):
    """Why a statement is taken back."""

    because = PlainText(
        rows=3, label="Why do you take it back?", error_messages={"required": "Say why you take it back"}
    )
