"""The forms with which contacts pass from hand to hand, records are linked, and the rota is kept."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from righthelp.calendar.rules import LONDON, ONE_DAY, is_working_day
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm
from righthelp.front_door.models import Shift
from righthelp.front_door.policies import manages_here
from righthelp.work.forms import PickField

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

MOST_SHIFTS = 31
LONGEST_SHIFT = dt.timedelta(hours=24)
TIME_HINT = "On the clock of 24 hours, like 08:30 or 17:00."
NEEDS_MANAGER = {Shift.Part.MANAGER, Shift.Part.DEPUTY}


class ColleagueForm(QuestionForm):
    """A form in which one of the people at the front door is chosen."""

    def __init__(self, *args: Any, people: "Iterable[Practitioner]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.public_id): one for one in people}
        picked = self.fields["who"]
        picked.offer((key, one.name) for key, one in self.people.items())  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "Practitioner | None":
        """Give whoever was chosen."""
        return self.people.get(self.cleaned_data["who"])


class HandOverForm(ColleagueForm):
    """To whom a contact passes, and what they need to know."""

    who = PickField(label="Who takes it on?", unset="Choose who takes it on")
    note = PlainText(
        rows=4,
        label="What do they need to know?",
        help_text="For example what you did, whom you rang, and what comes next.",
        error_messages={"required": "Write what they need to know"},
    )


class BecauseForm(QuestionForm):
    """Why something is done."""

    because = PlainText(rows=3, label="Why?", error_messages={"required": "Write why"})


class TimeField(forms.TimeField):
    """A time of day in London."""

    def __init__(self, label: str) -> None:
        wrong = f"{label} must be a time like 08:30"
        super().__init__(
            label=label, help_text=TIME_HINT, input_formats=["%H:%M", "%H.%M"],
            widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
            error_messages={"required": f"Enter {label[:1].lower()}{label[1:]}", "invalid": wrong},
        )  # fmt: skip


class ShiftForm(ColleagueForm):
    """Who is at the front door, from when to when; or so on each working day up to another."""

    who = PickField(label="Who?", unset="Choose who is on")
    part = forms.ChoiceField(
        label="What do they do?", choices=Shift.Part.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what they do"},
    )  # fmt: skip
    on = DayField(label="The day")
    starts = TimeField("The time at which it begins")
    ends = TimeField("The time at which it ends")
    until = DayField(
        label="The same on each working day up to and with", required=False, help_text="Leave it out for one day."
    )

    def clean(self) -> dict[str, Any]:
        """Refuse whoever may not have the part, and a rota of more than a month at once."""
        cleaned = super().clean() or {}
        who = self.people.get(cleaned.get("who", ""))
        if who and cleaned.get("part") in NEEDS_MANAGER and not manages_here(who):
            self.add_error("part", f"{who.name} does not manage the front door: choose another part, or somebody else")
        first, last = cleaned.get("on"), cleaned.get("until")
        if first and last and not first <= last < first + MOST_SHIFTS * ONE_DAY:
            self.add_error("until", f"The last day must be within {MOST_SHIFTS} days from the first")
        return cleaned

    def spans(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """Give from when to when each shift is; one that ends at or before its beginning goes on to the next day."""
        given = self.cleaned_data
        first, last = given["on"], given["until"] or given["on"]
        days = [first + ONE_DAY * number for number in range((last - first).days + 1)]
        chosen = [one for one in days if given["until"] is None or is_working_day(one)]
        return [self._span(one, given["starts"], given["ends"]) for one in chosen]

    @staticmethod
    def _span(on: dt.date, starts: dt.time, ends: dt.time) -> tuple[dt.datetime, dt.datetime]:
        until = on if ends > starts else on + ONE_DAY
        return dt.datetime.combine(on, starts, LONDON), dt.datetime.combine(until, ends, LONDON)


class LeaveForm(ColleagueForm):
    """What somebody leaves for the next shift, and to whom what they hold passes."""

    note = PlainText(
        rows=5,
        label="What does the next shift need to know?",
        required=False,
        help_text="Whoever works at the front door can read it. Write no more of a child than they need.",
    )
    who = PickField(label="Who takes on the contacts that you hold?", unset="Choose, or leave it", required=False)

    def __init__(self, *args: Any, held: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.fields["who"].offer(  # type: ignore[attr-defined]
            ((key, one.name) for key, one in self.people.items()), "Nobody: I keep them"
        )
        if not held:
            del self.fields["who"]

    @property
    def chosen(self) -> "Practitioner | None":
        """Give who takes on what is held, if anybody."""
        return self.people.get(self.cleaned_data.get("who", ""))

    def clean(self) -> dict[str, Any]:
        """Whoever passes contacts on says what the next needs to know."""
        cleaned = super().clean() or {}
        if cleaned.get("who") and not cleaned.get("note"):
            raise ValidationError("Write what they need to know of the contacts that you hand over")
        return cleaned
