"""The forms of the answer to whoever asked, and of telling the family."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from righthelp.calendar.rules import LONDON
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.front_door.actions.replying import Answered, FamilyTelling, reads_here

if TYPE_CHECKING:
    from righthelp.front_door.models import Contact

GIVE, NOT_SAFE = "give", "not_safe"
RUNG, IN_PERSON, RING_US = "rung", "in_person", "ring_us"
TOLD, PLANNED, NOT_TOLD = "told", "planned", "not_told"


class AnswerForm(GovForm):
    """What whoever asked is told, or why nothing."""

    give = forms.ChoiceField(
        label="Can you answer whoever asked?",
        choices=[(GIVE, "Yes"), (NOT_SAFE, "No: it is not safe or not possible")],
        widget=forms.RadioSelect,
        initial=GIVE,
        error_messages={"required": "Choose whether you can answer"},
    )
    not_given_because = PlainText(rows=2, label="If not: why?", required=False)
    decided = PlainText(
        rows=3, label="What was decided, as far as they may know it", required=False,
        help_text="Say nothing of other children or adults that they do not know already.",
    )  # fmt: skip
    because = PlainText(rows=3, label="Why, as far as they may know it", required=False)
    what_next = PlainText(
        rows=3, label="What happens next, and what they should do", required=False,
        help_text="What to look out for, whom to ring if things get worse, and what they can go on doing.",
    )  # fmt: skip
    way = forms.ChoiceField(
        label="How are they told?", widget=forms.RadioSelect, error_messages={"required": "Choose how they are told"}
    )
    who_told = PlainText(label="Who told them, and when?", required=False)

    def __init__(self, *args: Any, contact: "Contact", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reads_here(contact):
            del self.fields["way"], self.fields["who_told"]
            return
        ways = [(RUNG, "By telephone"), (IN_PERSON, "In person")]
        if contact.referrer.email:
            ways.append((RING_US, "An email that says only: please ring us"))
        choices: dict[str, Any] = self.fields
        choices["way"].choices = ways
        choices["way"].required = self.data.get("give") != NOT_SAFE

    def clean(self) -> dict[str, Any]:
        """Ask for the words, or for the reason for none."""
        cleaned = super().clean() or {}
        missing = {}
        if cleaned.get("give") == NOT_SAFE:
            missing = {"not_given_because": "Say why it is not safe or not possible"}
        elif cleaned.get("give") == GIVE:
            missing = {
                "decided": "Say what was decided",
                "because": "Say why, as far as they may know it",
                "what_next": "Say what happens next",
            }
        if cleaned.get("give") == GIVE and cleaned.get("way") in (RUNG, IN_PERSON):
            missing["who_told"] = "Say who told them, and when"
        for name, text in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, text)
        return cleaned

    def answered(self) -> Answered:
        """Give the answer."""
        given = self.cleaned_data
        if given["give"] == NOT_SAFE:
            return Answered(not_given_because=given["not_given_because"])
        words = {name: given[name] for name in ("decided", "because", "what_next")}
        return Answered(**words, how=self._how(), asks_to_ring=given.get("way") == RING_US)

    def _how(self) -> str:
        way = dict(self.fields["way"].choices).get(self.cleaned_data["way"], "") if "way" in self.fields else ""  # type: ignore[attr-defined]
        return ": ".join(filter(None, (way, self.cleaned_data.get("who_told", ""))))


class FamilyForm(GovForm):
    """Who of the family was told, or is to be told, by which way and when; or why not now."""

    whom = forms.ChoiceField(
        label="Whom is it about?",
        help_text="Parents who live apart are told each. Write one note for each.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom it is about"},
    )
    name = PlainText(label="Somebody else: their name, and who they are to the child", required=False)
    was_told = forms.ChoiceField(
        label="Were they told?",
        choices=[
            (TOLD, "Yes"),
            (PLANNED, "Not yet: I will tell them"),
            (NOT_TOLD, "No: it is not safe or not possible now"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they were told"},
    )
    how = forms.ChoiceField(label="How?", widget=forms.Select, required=False)
    day = DayField(label="The day", required=False)
    time = forms.TimeField(
        label="The time", help_text="For example 14:30", required=False,
        input_formats=["%H:%M", "%H.%M"], widget=forms.TextInput(),
        error_messages={"invalid": "Enter the time like 14:30"},
    )  # fmt: skip
    words = PlainText(rows=3, label="What were they told, and what did they say?", required=False)
    not_told_because = PlainText(rows=2, label="If they were not told: why not?", required=False)

    def __init__(self, *args: Any, family: Sequence[str], ways: Sequence[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["whom"].choices = [*((one, one) for one in family), ("other", "Somebody else")]
        choices["how"].choices = [("", "Choose"), *((one, one) for one in ways)]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of it: how and when, or why not."""
        cleaned = super().clean() or {}
        missing = {}
        if cleaned.get("whom") == "other":
            missing["name"] = "Say whom it is about"
        if cleaned.get("was_told") == NOT_TOLD:
            missing["not_told_because"] = "Say why they were not told"
        elif cleaned.get("was_told"):
            missing |= {"how": "Choose how they are told", "day": "Enter the day", "time": "Enter the time"}
        for name, text in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, text)
        if not self.errors and cleaned["was_told"] != NOT_TOLD:
            self._check_time(cleaned)
        return cleaned

    def _check_time(self, cleaned: dict[str, Any]) -> None:
        is_planned, lies_ahead = cleaned["was_told"] == PLANNED, self._told_at(cleaned) > timezone.now()
        if is_planned != lies_ahead:
            self.add_error("time", f"The time must be in the {'future' if is_planned else 'past'}")

    @staticmethod
    def _told_at(cleaned: dict[str, Any]) -> dt.datetime:
        return dt.datetime.combine(cleaned["day"], cleaned["time"], LONDON)

    def telling(self) -> FamilyTelling:
        """Give who was told what, or is to be told, or why not."""
        given = self.cleaned_data
        whom = given["name"] if given["whom"] == "other" else given["whom"]
        if given["was_told"] == NOT_TOLD:
            return FamilyTelling(whom, not_told_because=given["not_told_because"])
        return FamilyTelling(whom, given["how"], self._told_at(given), given["words"])
