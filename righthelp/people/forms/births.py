"""The forms for birth, death, sex and gender: fields of the person, with its version."""

from typing import Any

from django import forms
from django.utils import timezone

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import VersionedForm
from righthelp.people.forms.days import BornField
from righthelp.people.forms.known import how_you_know
from righthelp.people.models import Person
from righthelp.people.rules import Wrong, due_date


class PersonForm(VersionedForm):
    """A form about fields of the person's own record."""

    blamed: str | None = None

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["source"] = how_you_know()  # asked anew at each change, so no answer of the record before


class BirthForm(PersonForm):
    """The date of birth as exactly as it is known, or the date on which a baby is due."""

    blamed = "born_on"
    born_on = BornField(
        label="Date of birth",
        required=False,
        has_been=True,
        help_text="If only the month or the year is known, put 1 in the boxes you do not know and say so below.",
    )
    born_on_is = forms.ChoiceField(
        label="How exactly is it known?", choices=Person.Certainty.choices, widget=forms.RadioSelect, required=False
    )
    due_on = DayField(label="Date a baby is due", required=False, help_text="For a baby who is not yet born.")

    def clean(self) -> dict[str, Any]:
        """Ask how exactly the date is known, and refuse dates that cannot be true."""
        cleaned = super().clean() or {}
        born, due = cleaned.get("born_on"), cleaned.get("due_on")
        try:
            if due and due != self.person.due_on:
                due_date(due, today=timezone.localdate())
        except Wrong as wrong:
            self.add_error("due_on", str(wrong))
        if born and not cleaned.get("born_on_is"):
            self.add_error("born_on_is", "Choose how exactly the date of birth is known")
        if "born_on" not in self.errors and not born:
            cleaned["born_on_is"] = ""
        return cleaned


class DeathForm(PersonForm):
    """The day on which somebody died."""

    blamed = "died_on"
    died_on = DayField(
        label="The day they died",
        required=False,
        has_been=True,
        help_text="Leave it empty to take back a day that was wrong.",
    )


class SexForm(PersonForm):
    """Sex and gender, as the person gives them."""

    sex = forms.ChoiceField(label="Sex", choices=Person.Sex.choices, widget=forms.RadioSelect)
    gender = PlainText(
        label="Gender",
        max_length=100,
        required=False,
        help_text="In the person’s own words. Leave it empty if nobody asked.",
    )
