"""What the forms of everything known have in common: its days, and how somebody knows it."""

from typing import Any

from django import forms
from django.utils import timezone

from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.people.models import Known
from righthelp.people.rules import Wrong, last_day

NOBODY_ASKED = "unknown"
YES_NO = (("yes", "Yes"), ("no", "No"), (NOBODY_ASKED, "Nobody asked"))


def how_you_know() -> PlainText:
    """Make the question for the source, which every value has."""
    return PlainText(
        label="How do you know?",
        help_text="For example: told by the family, seen on the birth certificate, from the school’s records.",
        error_messages={"required": "Say how you know: who said so, or where it stands"},
    )


class KnownForm(QuestionForm):
    """A form for something that is known; what an action refuses is shown at the question `blamed`."""

    blamed: str | None = None


class DaysForm(KnownForm):
    """Something that holds from one day to another."""

    from_on = DayField(label="First day", help_text="If you know it.", required=False, has_been=True)
    to_on = DayField(label="Last day", help_text="Only if it is over.", required=False, has_been=True)
    source = how_you_know()

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        if cleaned.get("to_on"):
            try:
                last_day(cleaned["to_on"], began=cleaned.get("from_on"), today=timezone.localdate())
            except Wrong as wrong:
                self.add_error("to_on", str(wrong))
        return cleaned


class EndForm(KnownForm):
    """The last day on which something held."""

    blamed = "on"
    on = DayField(label="Last day", help_text="It stays on the record, with this day.", has_been=True)

    def __init__(self, *args: Any, value: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.value = value

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        if cleaned.get("on") and self.value.from_on and cleaned["on"] < self.value.from_on:
            self.add_error("on", "The last day must not be before the first day")
        return cleaned


class WithdrawForm(KnownForm):
    """Why something was never right."""

    because = PlainText(
        rows=3,
        label="Why was it never right?",
        help_text="For example: written on the wrong record, or misheard.",
        error_messages={"required": "Say why it was never right"},
    )


def answer_of(chosen: str) -> bool | None:
    """Read yes, no, or that nobody asked."""
    return {"yes": True, "no": False}.get(chosen)


def yes_no(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """Make a question that nobody need have asked."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        widget=forms.RadioSelect,
        initial=NOBODY_ASKED,
        coerce=answer_of,
        required=False,
        empty_value=None,
    )
