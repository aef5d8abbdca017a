"""The forms of the pages about who may see a record."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.queries import PractitionerQuerySet
from righthelp.calendar.rules import LONDON
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.people.models import Restriction

A_SENTENCE = 5  # words
RIGHT = (("yes", "Yes, it was right"), ("no", "No, it was not right"))


class LooksForm(GovForm):
    """Whose looks to show, and of which days."""

    person = forms.ChoiceField(
        label="Who",
        required=False,
        error_messages={"invalid_choice": "Choose somebody who looked at this record, or was refused it"},
    )
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False, help_text="This day is included.")

    def __init__(self, *args: Any, people: Sequence[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(someone.public_id): someone for someone in people}
        choices = [(key, someone.name) for key, someone in self.people.items()]
        self.fields["person"].choices = [("", "Everybody"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        answers = super().clean() or {}
        since, until = answers.get("since"), answers.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the same as the first, or after it")
        return answers

    def narrowed(self) -> dict[str, Any]:
        """Give what was chosen as filters of the log."""
        chosen = self.cleaned_data
        someone = self.people.get(chosen.get("person", ""))
        since, until = chosen.get("since"), chosen.get("until")
        found = {
            "actor_id": someone.pk if someone else None,
            "at__gte": _start(since) if since else None,
            "at__lt": _start(until + dt.timedelta(days=1)) if until else None,
        }
        return {name: value for name, value in found.items() if value is not None}


class EmergencyForm(GovForm):
    """Why a record must be opened now."""

    because = PlainText(
        rows=4,
        label="Why must you open this record now?",
        help_text="At least one whole sentence. The people responsible for the record read it, and so does whoever "
        "reviews it.",
        error_messages={"required": "Write why you must open this record now"},
    )

    def clean_because(self) -> str:
        """Refuse what is no sentence: a reviewer must be able to understand it."""
        because: str = self.cleaned_data["because"]
        if len(because.split()) < A_SENTENCE:
            raise ValidationError("Write a whole sentence: what is happening, and why it cannot wait")
        return because


class RestrictForm(GovForm):
    """Why a record is restricted, and who may still open it."""

    kind = forms.ChoiceField(
        label="Why is this record restricted?",
        widget=forms.RadioSelect,
        choices=Restriction.Kind.choices,
        error_messages={"required": "Choose why this record is restricted"},
    )
    because = PlainText(
        rows=3,
        label="Say more about why",
        help_text="Only the people on the list read this.",
        error_messages={"required": "Write why this record is restricted"},
    )
    readers = forms.MultipleChoiceField(
        label="Who may still open it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They see all of this record, with protected addresses, health, police, immigration and adoption.",
    )
    emails = PlainText(
        rows=2,
        required=False,
        label="Anybody else? Write their work email addresses",
        help_text="One on each line. They need an account in Right Help.",
    )

    def __init__(
        self, *args: Any, offered: Sequence[tuple[Practitioner, str]], keepers: Callable[[], set[int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.keepers = {str(someone.public_id): someone for someone, _ in offered}, keepers
        readers = self.fields["readers"]
        readers.choices = [(str(someone.public_id), someone.name) for someone, _ in offered]  # type: ignore[attr-defined]
        readers.choice_hints = {str(someone.public_id): why for someone, why in offered}  # type: ignore[attr-defined]

    def clean_emails(self) -> list[Practitioner]:
        """Find who has each address; all that are wrong are named at once."""
        addresses = [one for one in re.split(r"[\s,;]+", self.cleaned_data["emails"].lower()) if one]
        found = {someone.email: someone for someone in accounts().filter(email__in=addresses)}
        unknown = [address for address in addresses if address not in found]
        if unknown:
            raise ValidationError(f"Nobody who can open records has the address {', '.join(unknown)}")
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """Put together the list, which must have somebody who can keep it."""
        answers = super().clean() or {}
        if "emails" in self.errors or "readers" in self.errors:
            return answers
        named = {self.offered[key].pk: self.offered[key] for key in answers["readers"]}
        named |= {someone.pk: someone for someone in answers["emails"]}
        if not self.keepers() & named.keys():
            self.add_error(
                "readers", "Choose at least one manager who may restrict records, so that somebody can keep the list"
            )
        answers["named"] = sorted(named.values(), key=lambda someone: someone.name)
        return answers


class NameReaderForm(GovForm):
    """One more person for the list of a restricted record."""

    email = forms.EmailField(
        label="Their work email address",
        help_text="They need an account in Right Help.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Enter an email address like name@example.org"},
    )

    def clean_email(self) -> Practitioner:
        """Find who has the address."""
        found = accounts().filter(email=self.cleaned_data["email"].lower()).first()
        if found is None:
            raise ValidationError("Nobody who can open records has this address")
        return found


class LiftForm(GovForm):
    """Why a record is restricted no longer."""

    because = PlainText(
        rows=3,
        label="Why is it no longer restricted?",
        error_messages={"required": "Write why it is no longer restricted"},
    )


class FindingForm(GovForm):
    """Whether a look or an emergency opening was right, and what was found."""

    was_right = forms.ChoiceField(
        label="Was it right to look?",
        widget=forms.RadioSelect,
        choices=RIGHT,
        error_messages={"required": "Choose whether it was right"},
    )
    finding = PlainText(
        rows=4,
        label="What did you find?",
        help_text="What you checked, whom you asked, and what happens next.",
        error_messages={"required": "Write what you found"},
    )


class SampleForm(GovForm):
    """How many looks to draw, and from how many days."""

    size = forms.IntegerField(
        label="How many looks?",
        min_value=1,
        max_value=50,
        initial=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter how many looks, in numbers",
            "min_value": "Draw at least one look",
            "max_value": "Draw at most 50 looks",
        },
    )
    days = forms.ChoiceField(
        label="From which days?",
        choices=(("7", "The last 7 days"), ("31", "The last 31 days"), ("92", "The last 92 days")),
        initial="31",
        widget=forms.Select,
    )


def accounts() -> PractitionerQuerySet:
    """Find everybody who may sign in and whose role opens records."""
    held = Membership.objects.current().with_one_of({"write considerations"})
    return Practitioner.objects.get_queryset().may_sign_in().filter(pk__in=held.values("practitioner"))


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), LONDON)
