"""The forms of the guidance pages."""

from django import forms
from django.utils.text import slugify

from righthelp.design_system.forms import DayField, GovForm, PlainText
from righthelp.guidance.models import ContactPoint
from righthelp.guidance.panel import RING

LONGEST_WORRY = 10_000


class WorryForm(GovForm):
    """What somebody is worried about, in her own words. Never stored, never logged."""

    text = PlainText(
        rows=8,
        label="What are you worried about?",
        help_text="Two to ten sentences, as you would tell a colleague: what you saw or heard, and what is going well. "
        "Leave out names. What you write is not stored.",
        max_length=LONGEST_WORRY,
        error_messages={"required": "Write what you are worried about, in your own words"},
    )
    framework = forms.ChoiceField(label="Guidance to search", widget=forms.Select, required=False)

    def __init__(self, *args: object, frameworks: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].choices = frameworks  # type: ignore[attr-defined]


class LoadForm(GovForm):
    """A file of descriptors to load as a draft."""

    file = forms.FileField(
        label="File",
        help_text="CSV, XLSX or YAML, with the columns id, level, theme (or domain, or outcome), text and source. "
        "Nothing is loaded unless every row is right.",
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
    """From when an edition holds."""

    effective_from = DayField(label="From which day does it hold?")


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


class ContactForm(forms.ModelForm, GovForm):  # type: ignore[type-arg]
    """A contact point, checked by ringing it."""

    name = PlainText(label="Name", max_length=200)
    phones = PlainText(
        label="Telephone numbers", help_text="Separate numbers with commas.", required=False, max_length=200
    )
    email = forms.EmailField(label="E-mail", required=False)
    url = forms.URLField(label="Web address", required=False, assume_scheme="https", max_length=500)
    about = PlainText(rows=2, label="When to use it", required=False)
    hours_text = PlainText(label="Hours, in words", required=False, max_length=200)

    class Meta:
        model = ContactPoint
        fields = ("name", "phones", "email", "url", "about", "hours_text")


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
