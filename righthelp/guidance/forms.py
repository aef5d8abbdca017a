"""The forms of the guidance pages."""

from typing import Any

from django import forms
from django.utils.text import slugify

from righthelp.design_system.formatters import in_words
from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.guidance.models import ContactPoint, PanelEntry
from righthelp.guidance.panel import RING
from righthelp.guidance.rules import is_phone, opening_from, opening_lines, phones_in

LONGEST_WORRY = 10_000


class WorryForm(GovForm):
    """What somebody is worried about, in her own words. Never stored, never logged."""

    text = PlainText(
        rows=8,
        label="What are you worried about?",
        help_text="Two to ten sentences, as you would tell a colleague: what you saw or heard, and what is going well. "
        "Leave out names. What you write is not stored. To keep it, copy it before you leave this page.",
        max_length=LONGEST_WORRY,
        error_messages={"required": "Write what you are worried about, in your own words"},
    )
    framework = forms.ChoiceField(
        label="Guidance to search",
        widget=forms.Select,
        required=False,
        error_messages={"invalid_choice": "Choose a guidance that is in use: the one you chose is not any more"},
    )

    def __init__(self, *args: object, frameworks: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].choices = frameworks  # type: ignore[attr-defined]


class LoadForm(GovForm):
    """A file of descriptors to load as a draft."""

    file = forms.FileField(
        label="File",
        help_text="CSV, XLSX or YAML, with the columns id, level, theme (or domain, or outcome), text and source. "
        "A YAML file can also hold the names of the levels, the help at each, duties, numbers and everything else "
        "around them; save the guidance in use as YAML to see how. Nothing is loaded unless every row is right.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )
    framework = PlainText(
        label="Short name of the guidance",
        help_text="Letters, numbers and hyphens, for example “westmarsh”. A name in use loads a new edition of it.",
        max_length=50,
    )
    edition_name = PlainText(label="What to call this edition", required=False, max_length=120)

    def clean_framework(self) -> str:
        """Allow only what can stand in an address."""
        slug = str(self.cleaned_data["framework"]).lower()
        if slug != slugify(slug):
            raise forms.ValidationError("Short name of the guidance must have only letters, numbers and hyphens")
        return slug


class PublishForm(GovForm):
    """From when an edition holds, and what is new in it."""

    effective_from = DayField(label="From which day does it hold?")
    change_note = PlainText(
        rows=3,
        label="What has changed? (optional)",
        help_text="Readers see this in the list of editions.",
        required=False,
    )


class WithdrawForm(GovForm):
    """Why an edition is withdrawn."""

    because = PlainText(
        rows=3, label="Why is it withdrawn?", help_text="Readers of decisions made under it will see this."
    )


class AdoptForm(GovForm):
    """An editor's sign-off, by name."""

    confirmed = forms.BooleanField(
        label="I have read this guidance, and the partnership has agreed to use it",
        error_messages={"required": "Confirm that the partnership has agreed to use this guidance"},
    )


class ContactForm(GovForm):
    """A contact point, checked by ringing it."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    name = PlainText(label="Name", max_length=200)
    phones = PlainText(
        label="Telephone numbers",
        help_text="Digits and spaces, such as 01632 960001 or 0300 123 4567 ext 12. Separate numbers with commas.",
        required=False,
        max_length=200,
    )
    email = forms.EmailField(label="E-mail", required=False)
    url = forms.URLField(label="Web address", required=False, assume_scheme="https", max_length=500)
    about = PlainText(rows=2, label="When to use it", required=False)
    when = forms.ChoiceField(label="When does it answer?", choices=ContactPoint.When.choices, widget=forms.RadioSelect)
    opening = PlainText(
        rows=5,
        label="Opening hours",
        help_text="One day a line, such as: Monday 08:30 to 17:00. Bank holidays count as closed. "
        "Leave empty if you do not know them: then nobody is told that it is open or closed.",
        required=False,
    )
    hours_text = PlainText(label="Hours, in words", required=False, max_length=200)

    def clean_phones(self) -> str:
        """Refuse what nobody can ring: readers touch these numbers on the page of whom to ring now."""
        numbers = phones_in(self.cleaned_data["phones"])
        wrong = [f"“{number[:40]}”" for number in numbers if not is_phone(number)]
        if wrong:
            many = "are not telephone numbers" if len(wrong) > 1 else "is not a telephone number"
            raise forms.ValidationError(f"{in_words(wrong)} {many}. Write digits and spaces, such as 01632 960001")
        return ", ".join(numbers)

    def clean_opening(self) -> dict[str, list[str]]:
        """Read the hours, or say which line cannot be read."""
        try:
            return opening_from(self.cleaned_data["opening"])
        except ValueError as error:
            raise forms.ValidationError(f"Opening hours: {error}") from None

    def clean(self) -> dict[str, Any]:
        """Ask for a way to reach somebody."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned[name] for name in ("phones", "email", "url")):
            self.add_error("phones", "Enter a telephone number, an e-mail or a web address")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Give what a contact point holds."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @staticmethod
    def shown(contact: ContactPoint) -> dict[str, Any]:
        """Give what the form shows of a contact point."""
        names = ("version", "name", "phones", "email", "url", "about", "when", "hours_text")
        return {**{name: getattr(contact, name) for name in names}, "opening": opening_lines(contact.opening)}


class PanelForm(GovForm):
    """What the panel says for one entry."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = PlainText(label="Title", max_length=200)
    steps = PlainText(rows=6, label="What to do", help_text="One step a line, first whom to ring.", max_length=4000)
    ring = forms.MultipleChoiceField(
        label="Who to ring",
        choices=[(key, text) for key, text in RING.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one to ring"},
    )
    source = PlainText(rows=2, label="Source", max_length=500)
    certainty = PlainText(label="How certain the source is", max_length=100)

    @staticmethod
    def shown(entry: PanelEntry) -> dict[str, Any]:
        """Give what the form shows of an entry."""
        names = ("version", "title", "steps", "source", "certainty")
        return {**{name: getattr(entry, name) for name in names}, "ring": entry.ring.split()}
