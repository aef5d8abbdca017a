"""Switching a family’s own page on and off, and the forms on it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from righthelp.design_system.forms import GovForm, PlainText
from righthelp.people.models import SafeContact
from righthelp.people.same import safe_among
from righthelp.plans.safe_ways import IN_PERSON, unsafe_channels
from righthelp.work.sheet import contact_line

WAYS = [str(label) for label in SafeContact.Channel.labels]
BY_HAND = "by_hand"
SAME = "The code must go another way than the link: whoever finds one must not have both"
NO_SAFE_WAY = "There is no way that they said is safe for the code. Write one down first: the link stands above"
NOT_THERE = "That way cannot be chosen any more. Choose another"
LONGEST = 4000
NO_NUMBER = ("", "I do not want to say a number")  # chosen at first: a radio that was touched can be taken back
SCALE = [(str(number), str(number)) for number in range(11)]


class SwitchOnForm(GovForm):
    """The risk question, and by which two ways link and code go."""

    asked_alone = forms.BooleanField(
        label="I asked them when nobody else was there, and they want it",
        error_messages={"required": "Ask them first, when nobody else is there. Tick the box only if they want it"},
    )
    safe_because = PlainText(
        rows=4,
        label="How do you know that nobody else can read it, and that it brings no danger?",
        help_text="Who else uses their telephone or computer? Who reads their messages? What if somebody finds it?",
        max_length=2000,
    )
    link_way = forms.ChoiceField(
        label="How does the link go to them?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the link goes to them", "invalid_choice": NOT_THERE},
    )
    code_to = forms.ChoiceField(
        label="How does the code go to them?",
        help_text="Only by a way that they said is safe, and another way than the link.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the code goes to them", "invalid_choice": NOT_THERE},
    )

    def __init__(self, *args: Any, ways: Sequence[SafeContact], has_record: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.safe = {str(one.public_id): one for one in safe_among(ways)}
        unsafe, fields = unsafe_channels(ways), self.fields
        by_hand = [] if has_record else [(BY_HAND, IN_PERSON)]
        fields["link_way"].choices = [(one, one) for one in WAYS if one not in unsafe]  # type: ignore[attr-defined]
        offered = [*((key, contact_line(one)) for key, one in self.safe.items()), *by_hand]
        fields["code_to"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del fields["code_to"]

    def clean(self) -> dict[str, Any]:
        """Refuse the same way for both."""
        cleaned = super().clean() or {}
        way = self.safe.get(cleaned.get("code_to", ""))
        goes_by = way.get_channel_display() if way else IN_PERSON
        if "code_to" not in self.fields:
            self.add_error(None, NO_SAFE_WAY)
        elif cleaned.get("code_to") and cleaned.get("link_way") == goes_by:
            self.add_error("code_to", SAME)
        return cleaned

    def ways(self) -> dict[str, Any]:
        """Give what was found out and by which ways link and code go; of somebody without a record, no way on file."""
        given = self.cleaned_data
        said = {name: given[name] for name in ("safe_because", "link_way")}
        return {**said, "code_to": self.safe.get(given["code_to"])}


class SwitchOffForm(GovForm):
    """Why a page is shut."""

    because = PlainText(rows=2, label="Why is it shut?", max_length=500)


class CodeForm(GovForm):
    """The code that came another way."""

    code = PlainText(
        label="Your code",
        help_text="Eight numbers. They came to you another way than the link.",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """Take the numbers only, however they were written."""
        return "".join(letter for letter in self.cleaned_data["code"] if letter.isascii() and letter.isdigit())


class SaidForm(GovForm):
    """How it is going, in their own words."""

    text = PlainText(rows=5, label="What do you want to tell us?", max_length=LONGEST)
    wants_talk = forms.BooleanField(label="I would like somebody to talk with me about it", required=False)


class OwnMarkForm(GovForm):
    """Where they stand on the scale of a goal."""

    value = forms.TypedChoiceField(
        label="Where are you today?",
        choices=[NO_NUMBER, *SCALE],
        coerce=int,
        initial="",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a number, or write your words under “How is it going?” instead"},
    )
    words = PlainText(rows=2, label="Why there? You can leave this empty.", max_length=1000, required=False)
