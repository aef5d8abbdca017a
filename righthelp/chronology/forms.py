"""The forms of this room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.chronology.actions import Written
from righthelp.chronology.models import Entry
from righthelp.chronology.rules import CATEGORY_CHOICES, QUICK_CHOICES
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.people.presenters import name_of

if TYPE_CHECKING:
    from righthelp.chronology.access import Writing
    from righthelp.people.models import Person

NO_WORDS = {"required": "Write down what happened"}
GONE = "A child whom you chose can no longer be chosen here. Check to whom it is filed"
NO_REASON = {"required": "Say why it is struck through"}


class FilingForm(ForAgencyForm):
    """What is filed to one child, and perhaps to others: children of the family, others with whom the writer works."""

    also = forms.MultipleChoiceField(
        label="File it to a child of the family too?",
        help_text="The same words then stand on each child’s record. It adds no readers.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    beside = forms.MultipleChoiceField(
        label="File it to another child with whom you work?",
        help_text="Only if it is about that child, too. It adds no readers.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, around: "Writing | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family, others = (around.family, around.others) if around else ([], [])
        self.offered = {str(one.public_id): one for one in (*family, *others)}
        self._offer("also", family)
        self._offer("beside", others)

    def _offer(self, name: str, children: "Sequence[Person]") -> None:
        field = self.fields[name]
        if children and isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.public_id), name_of(one)) for one in children]
            field.error_messages["invalid_choice"] = GONE
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Say so where children were chosen of whom none is left to choose, rather than leave them out unsaid."""
        cleaned = super().clean() or {}
        if any(name in self.data and name not in self.fields for name in FILED_TO):
            self.add_error("what", GONE)
        return cleaned

    def filed_to(self) -> "list[Person]":
        """Give the other children to file it to."""
        chosen = (key for name in FILED_TO for key in self.cleaned_data.get(name, ()))
        return [self.offered[key] for key in chosen]

    @property
    def names_others(self) -> bool:
        """Say whether anything is asked or wrong about other children, so that those questions stand open."""
        return any(self[name].value() or self[name].errors for name in FILED_TO if name in self.fields)


FILED_TO = ("also", "beside")


class QuickForm(FilingForm):
    """A call, a talk, an attempt or a visit: two questions and a date."""

    category = forms.ChoiceField(
        label="What was it?",
        widget=forms.RadioSelect,
        choices=QUICK_CHOICES,
        error_messages={"required": "Choose what it was"},
    )
    happened_on = DayField(label="The day", has_been=True)
    what = PlainText(
        rows=4,
        label="With whom, and what was said or done?",
        help_text="A line is enough. If you did not reach anybody, say whom you tried.",
        error_messages=NO_WORDS,
    )

    def __init__(self, *args: Any, by: str, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"happened_on": timezone.localdate()}})
        self.by = by

    def written(self) -> Written:
        """Give what was written; whoever notes a call was there."""
        given = self.cleaned_data
        return Written(
            category=given["category"], happened_on=given["happened_on"], what=given["what"], source=self.by,
            kind=Entry.Kind.FACT,
        )  # fmt: skip


class EntryForm(FilingForm):
    """One thing that happened, in full."""

    category = forms.ChoiceField(
        label="What kind of thing was it?",
        choices=[("", "Choose"), *CATEGORY_CHOICES],
        error_messages={"required": "Choose what kind of thing it was"},
    )
    happened_on = DayField(label="The day it happened or began", has_been=True)
    until = DayField(label="The last day", help_text="Only if it lasted and is over.", required=False, has_been=True)
    what = PlainText(
        rows=6, label="What happened", help_text="What was seen, heard or measured, in plain words.",
        error_messages=NO_WORDS,
    )  # fmt: skip
    source = PlainText(
        label="Who says so",
        help_text="Who saw it, said it or wrote it down, and which agency they are from.",
        error_messages={"required": "Say who saw it, said it or wrote it down"},
    )
    kind = forms.ChoiceField(
        label="Is it a fact, reported or an opinion?",
        widget=forms.RadioSelect,
        choices=Entry.Kind.choices,
        error_messages={"required": "Choose whether it is a fact, reported or an opinion"},
    )
    impact = PlainText(
        rows=3,
        label="What it meant for the child",
        help_text="How it was for the child, as far as you know. Use the child’s own words if you have them.",
        required=False,
    )
    significance = forms.ChoiceField(
        label="How much does it matter?",
        widget=forms.RadioSelect,
        choices=Entry.Significance.choices,
        initial=Entry.Significance.ROUTINE,
        error_messages={"required": "Choose how much it matters"},
    )
    analysis = PlainText(
        rows=3,
        label="What you make of it",
        help_text="Beside what happened before: is there a pattern, and what should change because of it?",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        if cleaned.get("until") and cleaned.get("happened_on") and cleaned["until"] < cleaned["happened_on"]:
            self.add_error("until", "The last day must not be before the first")
        return cleaned

    def written(self) -> Written:
        """Give what was written."""
        return Written(**{name: self.cleaned_data[name] for name in WRITTEN})


WRITTEN = ("category", "happened_on", "until", "what", "source", "kind", "impact", "significance", "analysis")


class CorrectForm(EntryForm):
    """An entry written anew, and why the earlier one is struck through."""

    because = PlainText(
        rows=2, label="What was wrong before?", help_text="The earlier words stay, struck through, with this reason.",
        error_messages={"required": "Say what was wrong before"},
    )  # fmt: skip


class StrikeForm(GovForm):
    """Why an entry is struck through."""

    because = PlainText(
        rows=3,
        label="Why is it struck through?",
        help_text="For example: it was about another child, or it was written twice.",
        error_messages=NO_REASON,
    )
