"""How a copy was given."""

import datetime as dt

from django import forms

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.plans.models import Given


class GivenForm(GovForm):
    """How a copy went to its reader (BP-302)."""

    how = forms.ChoiceField(label="How did they get it?", choices=Given.How.choices, widget=forms.RadioSelect)
    to_where = PlainText(
        label="Where, in a few words",
        help_text="For example: at school, or at the children’s centre. Do not write an address.",
        required=False,
    )
    given_on = DayField(label="On which day?", has_been=True)

    def __init__(self, data: object = None, *, released_on: dt.date) -> None:
        super().__init__(data)
        self.released_on = released_on

    def clean_given_on(self) -> dt.date:
        """Refuse a day before anybody had said that it is safe."""
        given_on: dt.date = self.cleaned_data["given_on"]
        if given_on < self.released_on:
            raise forms.ValidationError(f"It was released on {day(self.released_on)}, so it went on that day or later")
        return given_on
