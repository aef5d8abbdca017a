"""How a form knows what it was shown with, and shows what others saved meanwhile."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from righthelp.design_system.formatters import day
from righthelp.design_system.forms import GovForm, PlainText

NOT_ANSWERS = {"version", "seen"}
FAMILY_SEES = "The copy for the family shows this."
MEANWHILE = (
    "This was also changed in another window, or by somebody else, while you were writing. Nothing is lost: your text "
    "is still in the boxes. Check it, then save again"
)
DIFFERS = "Something else was saved here meanwhile. It is shown with this question"


class QuestionForm(GovForm):
    """A form whose labels are questions, so that what it says of an answer that is too long needs other words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PlainText):
                said = field.error_messages["max_length"]
                field.error_messages["max_length"] = said.replace(str(field.label), "Your answer", 1)


class VersionedForm(QuestionForm):
    """A form that knows which version of the record it was shown with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: dict[str, str] = {}

    def changes(self) -> dict[str, Any]:
        """Give what the form holds, without what it was shown with."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_ANSWERS}

    def show_meanwhile(self, saved: Mapping[str, Any], version: int) -> None:
        """Show, beside each answer that differs, what was saved meanwhile; saving again then goes through."""
        mine = self.changes()
        sent = cast(QueryDict, self.data).copy()
        sent["version"] = str(version)
        self.data = sent
        self.add_error(None, MEANWHILE)
        for name in saved.keys() & mine.keys():
            if saved[name] != mine[name]:
                self.meanwhile[name] = shown_value(self.fields[name], saved[name])
                self.add_error(name, DIFFERS)

    def has(self, saved: Mapping[str, Any]) -> bool:
        """Say whether everything in the form is saved already."""
        return all(name in saved and saved[name] == value for name, value in self.changes().items())


def fingerprint(answers: Mapping[str, Any]) -> str:
    """Tell one set of answers from another, so that a page notices when others changed its own answers."""
    text = json.dumps({name: str(value) for name, value in answers.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def shown_value(field: forms.Field, value: Any) -> str:
    """Write a saved answer as people read it."""
    if isinstance(field, forms.ChoiceField):
        named = {str(key): str(label) for key, label in field.widget.choices}
        return named.get(str(value), "Nothing chosen")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return day(value)
    return str(value or "Nothing written")
