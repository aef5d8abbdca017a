"""The form with which it is noted that somebody took their yes to early help back."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from righthelp.consent.actions.said import Withdrawn
from righthelp.consent.models import How
from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.early_help.forms.offering import tick
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.plans.models import PlanChild


class TakeBackForm(QuestionForm):
    """For which children a yes was taken back, with what words, how and when."""

    children = tick("For which children?", "Choose at least one child")
    withdrawn_words = PlainText(rows=3, label="What did they say?", error_messages={"required": "Say what they said"})
    withdrawn_how = OneOf("How did they say it?", How.choices, unset="Choose how they said it", initial=How.FACE)
    withdrawn_on = DayField(label="The day", has_been=True)

    def __init__(
        self, *args: Any, children: "Sequence[PlanChild]", since: dt.date, today: dt.date, **kwargs: Any
    ) -> None:
        """Offer the children for whom the yes stands; it was given on `since`."""
        super().__init__(*args, initial={"withdrawn_on": today}, **kwargs)
        self.about = {str(one.public_id): one for one in children}
        self.since = since
        fields: dict[str, Any] = self.fields
        fields["children"].choices = [(key, child_name(one)) for key, one in self.about.items()]

    def clean_withdrawn_on(self) -> dt.date:
        """Refuse a day before they said yes."""
        given: dt.date = self.cleaned_data["withdrawn_on"]
        if given < self.since:
            raise forms.ValidationError(f"They said yes on {day(self.since)}. The day must be that one or later")
        return given

    def taken_back(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        withdrawn = Withdrawn(given["withdrawn_on"], given["withdrawn_how"], given["withdrawn_words"])
        return {"children": [self.about[key] for key in given["children"]], "withdrawn": withdrawn}
