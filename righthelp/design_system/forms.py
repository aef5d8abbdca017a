"""Django forms drawn with the GOV.UK components, with one error summary a page."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils import timezone

from righthelp.design_system.formatters import day, in_words

MAX_TEXT = 10_000
MAX_LINE = 200
# As much as always fits into the largest request, so that a form comes back with what was written, and says by how
# much it is too long. Only beyond that the browser itself takes no more.
MOST_IN_A_BOX = 100_000
YEAR_DIGITS = 4
WRONG = " govuk-input--error"
PART_RANGES = {"day": (1, 31), "month": (1, 12), "year": (1900, 2999)}
OUT_OF_RANGE = {part: f"a {part} from {lowest} to {highest}" for part, (lowest, highest) in PART_RANGES.items()}


# Signs that turn all that follows around, up to a sign that may never come: they make one name look like another.
# The marks beside single words (LRM, RLM, ALM) and the joiners within them stay: scripts and emoji need them.
TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NOT_KEPT = frozenset({"Cc", "Cs"})
NOT_SEEN = frozenset({"Cf", "Mn", "Zl", "Zp", "Zs"})
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs of no ink, whatever Unicode calls them


class PlainText(forms.CharField):
    """Text as people type it: every script and accent kept, control characters taken out.

    What nobody can see is no text: it counts as empty.
    """

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        options.setdefault("max_length", MAX_TEXT if rows else MAX_LINE)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput())
        longest = options["max_length"]
        super().__init__(**options)
        self.error_messages["max_length"] = (
            f"{self.label} must be {longest:,} characters or fewer. You wrote %(show_value)s. "
            "Nothing is lost: shorten it here"
        )

    def to_python(self, value: Any) -> str:
        """Normalise line ends and compose accents; refuse nothing that a name can hold."""
        text = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(filter(_may_stand, text)).strip()
        return kept if can_be_seen(kept) else ""


def _may_stand(ch: str) -> bool:
    return ch in "\n\t" or (unicodedata.category(ch) not in NOT_KEPT and ch not in TURNS_TEXT_AROUND)


def can_be_seen(text: str) -> bool:
    """Say whether a text holds anything that leaves a mark on a page.

    >>> can_be_seen("J"), can_be_seen("\\u200b\\u200b"), can_be_seen("")
    (True, False, False)
    """
    return any(unicodedata.category(ch) not in NOT_SEEN and ch not in BLANK and not ch.isspace() for ch in text)


class DayWidget(forms.MultiWidget):
    """Day, month and year as three boxes."""

    parts = ("day", "month", "year")

    def __init__(self) -> None:
        super().__init__({part: forms.TextInput() for part in self.parts})

    def decompress(self, value: dt.date | None) -> list[str]:
        """Split a date for the boxes."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A date in three boxes, with one error that names every part that is missing or wrong.

    With `has_been`, a day still to come is refused: nobody saw or said something tomorrow. `first`, where a form sets
    it, is the first day that can be.
    """

    widget = DayWidget

    def __init__(self, **options: Any) -> None:
        self.is_required = options.pop("required", True)
        self.has_been = options.pop("has_been", False)
        self.first: dt.date | None = None
        boxes = tuple(forms.CharField(required=False, max_length=4) for _ in DayWidget.parts)
        super().__init__(fields=boxes, require_all_fields=False, required=False, **options)

    def clean(self, value: Any) -> dt.date | None:
        """Return the date, or None when all boxes are empty and it may be."""
        texts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(texts):
            if self.is_required:
                raise ValidationError(_missing(self))
            return None
        given = self._real_day(texts)
        if self.has_been and given > timezone.localdate():
            raise ValidationError(f"{self._named} must be today or in the past")
        if self.first and given < self.first:
            raise ValidationError(f"{self._named} must be {day(self.first)} or later")
        return given

    @property
    def example(self) -> str:
        """Give a date as it is typed; a field for days to come shows one that is coming."""
        return "27 3 2026"

    @property
    def _named(self) -> str:
        """Give what a sentence about the date begins with: a question is no name for it."""
        label = str(self.label or "")
        return "The date" if label.endswith("?") else label

    def _real_day(self, texts: Sequence[str]) -> dt.date:
        faults = day_faults(texts)
        if set(faults.values()) - set(OUT_OF_RANGE.values()):
            raise ValidationError(f"{self._named} must include {in_words(faults.values())}")
        given = None if faults else self.compress(texts)
        if given is None:
            raise ValidationError(f"{self._named} must be a real date, such as {self.example}")
        return given

    def compress(self, data_list: Sequence[str]) -> dt.date | None:
        """Make the date from boxes without a fault; None for a day that its month does not have."""
        days, months, years = (int(text) for text in data_list)
        try:
            return dt.date(years, months, days)
        except ValueError:
            return None


def day_faults(texts: Sequence[str]) -> dict[str, str]:
    """Say for each part of a date that cannot be right what it must be; two-digit years are not guessed.

    >>> day_faults(["abc", "", "26"])
    {'day': 'a day in numbers', 'month': 'a month', 'year': 'a year with four digits'}
    >>> day_faults(["27", "3", "2026"])
    {}
    """
    found = {part: _part_fault(part, text.strip()) for part, text in zip(DayWidget.parts, texts, strict=True)}
    return {part: fault for part, fault in found.items() if fault}


def _part_fault(part: str, text: str) -> str:
    lowest, highest = PART_RANGES[part]
    if not text:
        return f"a {part}"
    if not text.isdecimal():
        return f"a {part} in numbers"
    if part == "year" and len(text) != YEAR_DIGITS:
        return "a year with four digits"
    if len(text) > YEAR_DIGITS or not lowest <= int(text) <= highest:
        return OUT_OF_RANGE[part]
    return ""


def one_day(texts: Sequence[str]) -> str:
    """Write what stands in the three boxes as one date, or as it was typed where it is none.

    >>> one_day(["3", "3", "2026"]), one_day(["abc", "", "26"]), one_day(["31", "2", "2026"])
    ('3 March 2026', 'abc / – / 26', '31 / 2 / 2026')
    """
    typed = [text.strip() for text in texts]
    try:
        return day(DayField(required=False).clean(typed))
    except ValidationError:
        return " / ".join(text or "–" for text in typed)


class GovForm(forms.Form):
    """A form whose fields know how to be drawn and whose errors read as sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)
            field.widget.use_required_attribute = lambda initial: False

    def error_list(self) -> list[dict[str, str]]:
        """List every error once, each linked to its field, in the order of the page."""
        own = [{"text": str(text)} for text in self.non_field_errors()]
        return own + [
            {"text": str(text), "href": f"#{first_box_id(self[name])}"}
            for name in self.fields
            for text in self.errors.get(name, [])
        ]


def _speak_plainly(field: forms.Field) -> None:
    """Put plain sentences in the place of Django's own; those that a form chose for itself stay."""
    plain: tuple[Any, str, str] = (forms.Field, "required", _missing(field))
    for of, code, text in (plain, *PLAIN_SENTENCES):
        if isinstance(field, of) and field.error_messages.get(code) == of.default_error_messages.get(code):
            field.error_messages[code] = text


def _missing(field: forms.Field) -> str:
    """Say what is missing: a question is answered, not entered."""
    label = str(field.label or "")
    return f"Answer the question “{label}”" if label.endswith("?") else f"Enter {_lower(field.label)}"


PLAIN_SENTENCES: tuple[tuple[Any, str, str], ...] = (
    (forms.MultipleChoiceField, "invalid_choice", "Choose from the answers on this page"),
    (forms.ChoiceField, "invalid_choice", "Choose one of the answers"),
    (forms.URLField, "invalid", "Enter a web address like https://www.example.org"),
    (forms.EmailField, "invalid", "Enter an email address like name@example.org"),
)


def first_box_id(field: BoundField) -> str:
    """Name the element that an error link should take the reader to."""
    return f"{field.auto_id}-{_wrong_parts(field)[0]}" if isinstance(field.field, DayField) else str(field.auto_id)


def component(field: BoundField, **more: Any) -> dict[str, Any]:
    """Give the options of the GOV.UK component that draws this field."""
    errors = [{"text": text} for text in field.errors]
    options: dict[str, Any] = {
        "id": field.auto_id,
        "name": field.html_name,
        "errorMessage": errors[0] if errors else None,
        "hint": {"text": field.help_text} if field.help_text else None,
        **_drawn(field),
    }
    return {**options, **more}


def kind(field: BoundField) -> str:
    """Name the component that draws this field."""
    for widget, name in KINDS:
        if isinstance(field.field.widget, widget):
            return name
    raise TypeError(f"No component for {type(field.field.widget).__name__}")


KINDS: list[tuple[type[forms.Widget], str]] = [
    (DayWidget, "date-input"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password-input"),
    (forms.FileInput, "file-upload"),
    (forms.HiddenInput, "hidden"),
    (Input, "input"),
]


def _drawn(field: BoundField) -> dict[str, Any]:
    name = kind(field)
    if name in {"radios", "checkboxes", "select"}:
        return _choices(field, name)
    if name == "date-input":
        return _day(field)
    if name == "checkbox":
        item = {"value": "yes", "text": field.label, "checked": bool(field.value()), "id": field.auto_id}
        return {"items": [item], "name": field.html_name, "idPrefix": field.auto_id}
    value = field.value()
    drawn: dict[str, Any] = {"label": {"text": field.label}, "value": "" if value is None else str(value)}
    if isinstance(field.field.widget, forms.Textarea):
        drawn["rows"] = field.field.widget.attrs.get("rows")
        drawn["maxlength"] = getattr(field.field, "max_length", None)
        drawn["attributes"] = {"maxlength": MOST_IN_A_BOX}
    elif isinstance(field.field.widget, forms.PasswordInput):
        drawn["value"] = ""
    elif isinstance(field.field.widget, forms.FileInput):
        return {"label": {"text": field.label}, "attributes": dict(field.field.widget.attrs)}
    elif isinstance(field.field.widget, Input):
        drawn["type"] = field.field.widget.input_type
        drawn["autocomplete"] = field.field.widget.attrs.get("autocomplete")
        drawn["inputmode"] = field.field.widget.attrs.get("inputmode")
    return drawn


def _choices(field: BoundField, name: str) -> dict[str, Any]:
    chosen = field.value()
    values = {str(value) for value in (chosen if isinstance(chosen, list | tuple | set) else [chosen])}
    mark = "selected" if name == "select" else "checked"
    hints = getattr(field.field, "choice_hints", {})
    items = [
        {
            "value": str(value),
            "text": str(label),
            mark: str(value) in values,
            **({"hint": {"text": hints[str(value)]}} if str(value) in hints else {}),
        }
        for value, label in field.field.choices  # type: ignore[attr-defined]
    ]
    if name == "select":
        return {"items": items, "label": {"text": field.label}}
    items[0]["id"] = field.auto_id
    legend = {"legend": {"text": field.label, "classes": "govuk-fieldset__legend--s"}}
    return {"items": items, "idPrefix": field.auto_id, "fieldset": legend}


def _day(field: BoundField) -> dict[str, Any]:
    wrong = _wrong_parts(field) if field.errors else []
    items = [
        {
            "name": f"{field.html_name}_{part}",
            "id": f"{field.auto_id}-{part}",
            "label": part.capitalize(),
            "value": text,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{WRONG if part in wrong else ''}",
        }
        for part, text in zip(DayWidget.parts, _day_texts(field), strict=True)
    ]
    legend = {"legend": {"text": field.label, "classes": "govuk-fieldset__legend--s"}}
    return {"items": items, "fieldset": legend}


def _day_texts(field: BoundField) -> list[str]:
    value = field.value()
    return [str(text or "") for text in (value if isinstance(value, list) else DayWidget().decompress(value))]


def _wrong_parts(field: BoundField) -> list[str]:
    """Name the boxes to mark where a date is refused: those with a fault of their own, or all three."""
    return list(day_faults(_day_texts(field))) or list(DayWidget.parts)


def _lower(label: Any) -> str:
    text = str(label or "an answer")
    return text if text[:2].isupper() else text[0].lower() + text[1:]
