"""The forms with which meetings are called, changed and cancelled."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from righthelp.calendar.rules import LONDON
from righthelp.design_system.forms import DayField, PlainText
from righthelp.design_system.versions import QuestionForm, VersionedForm
from righthelp.plans.actions.meetings import Called
from righthelp.plans.kinds import MeetingKind
from righthelp.plans.models import Meeting, Member
from righthelp.plans.presenters import member_line
from righthelp.work.forms import PhoneField

TIME_HINT = "On the clock of 24 hours, like 09:30 or 15:00."
SHORTEST, LONGEST = 5, 600
SAME = ("kind", "minutes_long", "place", "is_online", "purpose", "also_with", "needed")
CONVERSATION = "conversation"  # the one kind that can be with somebody who does not take part, and with nobody else
GONE = "One of the people that you chose has left the plan. Choose again"


class ClockField(PlainText):
    """A time of day as people type it, kept as hours and minutes."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            help_text=TIME_HINT,
            max_length=10,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"required": f"Enter {label[:1].lower()}{label[1:]}"},
        )

    def clean(self, value: Any) -> str:
        """Take 9.30 for 09:30, and refuse what is no time."""
        text: str = super().clean(value)
        try:
            return dt.datetime.strptime(text.replace(".", ":"), "%H:%M").strftime("%H:%M")
        except ValueError:
            raise ValidationError(f"{self.label} must be a time like 09:30") from None


def moment(on: dt.date, clock: str) -> dt.datetime:
    """Give the moment of a day and a time in London.

    >>> moment(dt.date(2026, 7, 1), "15:00").isoformat()
    '2026-07-01T15:00:00+01:00'
    """
    return dt.datetime.combine(on, dt.time.fromisoformat(clock), LONDON)


class MeetingForm(QuestionForm):
    """What a meeting is, when and where."""

    kind = forms.ChoiceField(
        label="What kind of meeting is it?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what kind of meeting it is"),
    )
    on = DayField(label="The day", help_text="One that has been can be written down here too.")
    starts = ClockField("The time at which it begins")
    minutes_long = forms.IntegerField(
        label="How many minutes?",
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Enter a number of minutes from {SHORTEST} to {LONGEST}"
        ),
    )
    is_online = forms.BooleanField(label="It is held online or on the telephone", required=False)
    place = PlainText(
        label="Where?",
        max_length=300,
        required=False,
        help_text="Only those who read the plan in Right Help see it. Never write an address that somebody must not "
        "know.",
    )
    purpose = PlainText(
        rows=3,
        label="What is it for?",
        help_text="Everybody who is asked may read this. Write it so that the family understands it.",
    )
    also_with = PlainText(
        rows=2,
        label="Who else, if they do not take part in the plan?",
        required=False,
        help_text="For a talk with somebody who knows the family or may help: the name, and what they are. They see "
        "no record by it, and no minutes name them.",
    )
    needed = PlainText(
        rows=2,
        label="What do people need so that they can take part?",
        required=False,
        help_text="For example an interpreter, a room without steps, somebody to look after the little ones, or two "
        "rooms for parents who cannot sit together.",
    )

    def __init__(self, *args: Any, kinds: Iterable[MeetingKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.key, one.name) for one in kinds]  # type: ignore[attr-defined]

    def called(self) -> Called:
        """Give what the meeting is."""
        given = self.cleaned_data
        return Called(planned_for=moment(given["on"], given["starts"]), **{name: given[name] for name in SAME})


class PeopleField(forms.MultipleChoiceField):
    """Some of those who take part in a plan."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": GONE, "required": _none()}, **options
        )

    def offer(self, members: Iterable[Member]) -> None:
        """Set who can be chosen."""
        self.choices = [(str(one.public_id), member_line(one)) for one in members]


def _none() -> str:
    return "Choose at least one of them"


class AskedForm(QuestionForm):
    """Who is asked to a meeting."""

    asked = PeopleField(
        label="Who is asked?",
        help_text="Ask each of the family with whom they can sit in one room. Parents who must be kept apart have a "
        "meeting each.",
        required=False,
    )

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.public_id): one for one in members}
        self.fields["asked"].offer(self.members.values())  # type: ignore[attr-defined]

    def chosen(self) -> list[Member]:
        """Give who is asked."""
        return [self.members[key] for key in self.cleaned_data["asked"]]


class CallForm(AskedForm, MeetingForm):
    """A meeting to call, who is asked, and a social worker who is asked to think with the team (BN-014)."""

    social_worker = PlainText(
        label="A social worker whom you ask to think about the plan with you",
        required=False,
        help_text="By name, if you ask one who does not take part yet. They see no record by it. Tell the family "
        "before.",
    )
    social_worker_phone = PhoneField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["social_worker_phone"].label = "The telephone of the social worker"

    def clean(self) -> dict[str, Any]:
        """Ask for somebody at least; a conversation can be with somebody who does not take part (BG-018, BT-012)."""
        cleaned = super().clean() or {}
        is_outside = cleaned.get("kind") == CONVERSATION and cleaned.get("also_with")
        if not (self.errors or cleaned.get("asked") or cleaned.get("social_worker") or is_outside):
            self.add_error("asked", "Choose who is asked")
        return cleaned


class ChangeMeetingForm(MeetingForm, VersionedForm):
    """What a meeting is, changed."""


def answers_of(meeting: Meeting) -> dict[str, Any]:
    """Give what is on file of a meeting, question by question."""
    planned = meeting.planned_for.astimezone(LONDON)
    return {name: getattr(meeting, name) for name in SAME} | {"on": planned.date(), "starts": f"{planned:%H:%M}"}


class CancelForm(QuestionForm):
    """Why a meeting is cancelled."""

    because = PlainText(
        rows=3,
        label="Why is it cancelled?",
        help_text="It stays on the plan, with the reason.",
        error_messages={"required": "Write why it is cancelled"},
    )


class BeforehandForm(VersionedForm):
    """How somebody was asked, and what they say beforehand."""

    told_how = PlainText(
        label="How were they asked?",
        required=False,
        help_text="For example: in person at school, by a call to the number that is safe. Do not write the number.",
    )
    views = PlainText(
        rows=5,
        label="What do they want to have said?",
        required=False,
        help_text="In their words. Those who read the plan in Right Help see it; no one else’s minutes show it.",
    )

    def __init__(self, *args: Any, sent_views: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent_views = sent_views

    def clean_views(self) -> str:
        """Keep what somebody wants to have said, where it is noted that they sent it."""
        views: str = self.cleaned_data["views"]
        if self.sent_views and not views:
            raise forms.ValidationError("It is noted that they sent their views. Change who came first")
        return views


class FinishForm(QuestionForm):
    """When a meeting was, who led it, and why nothing came of it, where nothing did."""

    on = DayField(label="The day on which it was", has_been=True)
    starts = ClockField("The time at which it began")
    chaired_by = PlainText(label="Who chaired the meeting?", required=False)
    nothing_because = PlainText(
        rows=3,
        label="Why was nothing decided, and why did nobody take something on?",
        help_text="Talking together is to lead to help. No decision and no action is written down for this meeting.",
    )

    def __init__(self, *args: Any, has_outcome: bool, first: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["on"].first = first
        if has_outcome:
            del self.fields["nothing_because"]

    def clean(self) -> dict[str, Any]:
        """Refuse a moment to come."""
        cleaned = super().clean() or {}
        if not self.errors and self.held_at() > timezone.now():
            self.add_error("starts", "The time at which it began must be in the past")
        return cleaned

    def held_at(self) -> dt.datetime:
        """Give when it was."""
        return moment(self.cleaned_data["on"], self.cleaned_data["starts"])
