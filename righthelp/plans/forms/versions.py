"""The forms of a plan as it is agreed, and of an earlier plan that goes on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.plans.days import first_day_to_agree
from righthelp.plans.forms.choosing import OneOf
from righthelp.plans.models import Plan
from righthelp.plans.rules import last_day_for_review

CHANGED = "This was not saved: somebody changed the plan meanwhile. Read it as it stands now, then save again"


class AgreeForm(QuestionForm):
    """Who agreed the plan, and how it was made sure that it was understood."""

    as_read = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed_on = DayField(label="When was the plan agreed?", has_been=True)
    agreed_with = PlainText(
        rows=3,
        label="Who agreed it?",
        help_text="Of the family, the young person among them, and of those who help. Say who was not there.",
    )
    understood_how = PlainText(
        rows=3,
        label="How do you know that they understood it?",
        help_text="The young person, each parent, one who lives elsewhere too, and those who help: who went through it "
        "with them, in which language, and what they said it means.",
    )
    not_agreed = PlainText(rows=3, label="Does somebody see something differently? Who, and what?", required=False)
    review_by = DayField(label="Did you agree to look at the plan again sooner? By which day?", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.begun_on, self.first = plan, plan.begun_on, first_day_to_agree(plan)
        self.is_changed = False
        usual = f"by {day(plan.next_review_on)}" if plan.next_review_on else f"within {plan.review_days} days"
        self.fields["review_by"].help_text = f"Leave this empty if not. Then it is reviewed {usual}."

    def clean(self) -> dict[str, Any]:
        """Refuse a day for the next review that is not after the plan was agreed, or later than it is due."""
        cleaned = super().clean() or {}
        agreed_on, review_by = cleaned.get("agreed_on"), cleaned.get("review_by")
        if agreed_on and review_by:
            latest = last_day_for_review(agreed_on, self.plan.next_review_on, self.plan.review_days)
            if not agreed_on < review_by <= latest:
                between = f"after {day(agreed_on)}, and not later than {day(latest)}"
                self.add_error("review_by", f"The day for the next review must be {between}")
        return cleaned

    def clean_agreed_on(self) -> dt.date:
        """Refuse a day before the plan began, or before it was agreed the last time."""
        given: dt.date = self.cleaned_data["agreed_on"]
        if given < self.first and self.first > self.begun_on:
            raise forms.ValidationError(f"It was agreed before on {day(self.first)}: enter that day or a later one")
        if given < self.begun_on:
            raise forms.ValidationError(f"The plan began on {day(self.begun_on)}: enter that day or a later one")
        return given

    def read_again(self, as_read: str) -> None:
        """Say that the plan changed meanwhile; whoever reads it as it stands now can save then."""
        sent = cast(QueryDict, self.data).copy()
        sent["as_read"] = as_read
        self.data = sent
        self.is_changed = True
        self.add_error(None, CHANGED)


class CarryOnForm(QuestionForm):
    """Which earlier plan goes on in this one."""

    def __init__(self, *args: Any, plans: Mapping[str, Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = plans
        offered = [(key, str(one)) for key, one in plans.items()]
        self.fields["plan"] = OneOf("Which earlier plan goes on here?", offered, unset="Choose the plan that goes on")

    def chosen(self) -> Plan:
        """Give the plan that was chosen."""
        return self.plans[self.cleaned_data["plan"]]
