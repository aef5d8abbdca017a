"""How a form knows what it was shown with, and what it does with what others saved meanwhile.

Answer by answer, three texts are compared: what the page was shown with, what it sends, and what is on file now. What
others alone changed is taken. What both changed, each in another way, is shown with both texts. The page carries no
text of what it was shown with, only a fingerprint of each answer.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from righthelp.design_system.formatters import day, in_words
from righthelp.design_system.forms import DayField, DayWidget, GovForm, PlainText

NOT_ANSWERS = {"version", "seen"}
LONGEST_SEEN = 20_000
MEANWHILE = (
    "This was also changed in another window, or by somebody else, while you were writing. Nothing is lost: your text "
    "is still in the boxes. Check it, then save again"
)
TAKEN = (
    "somebody else, or you in another window, changed this while you were writing. You had not changed it, so that "
    "text stands."
)
DIFFERS = "Something else was saved meanwhile for “{}”. It is shown with this question"

Saved = Callable[[], Mapping[str, Any]]


class Versioned(Protocol):
    """A record with a version, which every change of it raises by one."""

    version: int

    def refresh_from_db(self, *, fields: list[str]) -> None:
        """Read some of its fields again."""


@dataclass(frozen=True)
class Clash:
    """What was saved meanwhile; and what was written here, where the boxes do not show it as people read it."""

    theirs: str
    mine: str = ""


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
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_SEEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: dict[str, Clash] = {}
        self.from_others: list[str] = []

    def changes(self) -> dict[str, Any]:
        """Give what the form holds, without what it was shown with."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_ANSWERS}

    def has(self, saved: Mapping[str, Any]) -> bool:
        """Say whether everything in the form is saved already."""
        return all(name in saved and saved[name] == value for name, value in self.changes().items())

    def meet(self, saved: Mapping[str, Any], version: int) -> bool:
        """Take what others alone changed, and say whether the form can be saved over what is on file now.

        Where both changed an answer, each in another way, the form shows both, and can be saved knowingly after that.
        A form that does not know what it was shown with never goes over what was saved meanwhile unasked.
        """
        is_known, mine = bool(self.cleaned_data["seen"]), self.changes()
        differing = [name for name in mine if name in saved and saved[name] != mine[name]]
        changed_here = {name for name in differing if self._changed(name, mine[name])}
        clashes = [name for name in differing if name in changed_here and self._changed(name, saved[name])]
        self._go_on_from(saved, version, [name for name in differing if name not in changed_here])
        if clashes or not is_known:
            self.show_meanwhile({name: (saved[name], mine[name]) for name in clashes})
        return self.is_valid()

    def show_meanwhile(self, clashes: Mapping[str, tuple[Any, Any]]) -> None:
        """Show what was saved meanwhile, and the answer written here, beside each question where they clash."""
        self.add_error(None, MEANWHILE)
        for name, (theirs, mine) in clashes.items():
            field = self.fields[name]
            in_words = shown_value(field, mine) if isinstance(field, DayField) else ""
            self.meanwhile[name] = Clash(shown_value(field, theirs), in_words)
            self.add_error(name, DIFFERS.format(field.label))

    def _changed(self, name: str, answer: Any) -> bool:
        return _read(self.cleaned_data["seen"]).get(name) != fingerprint(answer)

    def _go_on_from(self, saved: Mapping[str, Any], version: int, theirs: list[str]) -> None:
        """Read the form again as if it had been filled in on the page of today, with these answers left alone."""
        sent = cast(QueryDict, self.data).copy()
        for name in theirs:
            _put(sent, name, self.fields[name], saved[name])
        sent["version"] = str(version)
        if self.cleaned_data["seen"]:
            sent["seen"] = shown_with(saved)
        self.from_others = list(dict.fromkeys([*self.from_others, *theirs]))
        self.data = sent
        self.full_clean()


def _put(sent: QueryDict, name: str, field: forms.Field, value: Any) -> None:
    """Put a saved answer where a browser would send it."""
    if isinstance(field.widget, DayWidget):
        for part, text in zip(DayWidget.parts, field.widget.decompress(value), strict=True):
            sent[f"{name}_{part}"] = text
    elif isinstance(field.widget, forms.CheckboxInput) and not value:
        sent.pop(name, None)
    elif isinstance(field, forms.MultipleChoiceField):
        sent.setlist(name, value)
    else:
        sent[name] = str(value)


def shown_with(answers: Mapping[str, Any]) -> str:
    """Write down what a page was shown with, so that it knows later which answers changed, and who changed them."""
    return json.dumps({name: fingerprint(value) for name, value in answers.items()}, separators=(",", ":"))


def _read(seen: str) -> dict[str, str]:
    try:
        found = json.loads(seen)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def fingerprint(answer: Any) -> str:
    """Tell one answer from another without holding it."""
    return hashlib.sha256(str(answer).strip().encode()).hexdigest()[:16]


def shown_value(field: forms.Field, value: Any) -> str:
    """Write a saved answer as people read it."""
    if isinstance(field, forms.ChoiceField):
        named = {str(key): str(label) for key, label in field.widget.choices}
        chosen = value if isinstance(field, forms.MultipleChoiceField) else [value]
        return "\n".join(named[str(one)] for one in chosen if str(one) in named) or "Nothing chosen"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return day(value)
    return str(value or "Nothing written")


def save_version(
    request: HttpRequest,
    form: VersionedForm,
    held: Versioned,
    saved: Saved,
    send: Callable[[], HttpResponse],
    *,
    meanwhile: type[Exception],
    onward: str,
) -> HttpResponse | None:
    """Save what changes a record, once, and go on; None when the form must be shown again with what others saved.

    `send` saves, and raises `meanwhile` where the version is no longer the one on file. Where others changed the
    record, but no answer that was changed here too, it is saved all the same.
    """
    for _ in range(2):
        try:
            return _told(request, form, send())
        except meanwhile:
            held.refresh_from_db(fields=["version"])
        now = saved()
        if not form.has(now) and not form.meet(now, held.version):
            return None
        if form.has(now):
            return _told(request, form, HttpResponseRedirect(onward))
    form.show_meanwhile({})
    return None


def _told(request: HttpRequest, form: VersionedForm, answer: HttpResponse) -> HttpResponse:
    """Say on the next page which answers others alone had changed, so that theirs stand."""
    if form.from_others and isinstance(answer, HttpResponseRedirect):
        asked = in_words(f"“{form.fields[name].label}”" for name in form.from_others)
        messages.info(request, f"{asked}: {TAKEN}")
    return answer


def saved_answers(record: Any, form_class: type[forms.Form]) -> dict[str, Any]:
    """Give what is on file now for each question of a form."""
    names = [name for name in form_class.base_fields if name not in NOT_ANSWERS]
    record.refresh_from_db(fields=names)
    return {name: getattr(record, name) for name in names}


def first_answers(answers: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Give what a fresh form starts with, and what it was shown with."""
    return {**answers, "version": version, "seen": shown_with(answers)}
