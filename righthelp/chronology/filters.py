"""Which entries a page or a file shows. In addresses stand codes and days, never what happened."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from righthelp.chronology.access import Chronology
from righthelp.chronology.models import Entry
from righthelp.chronology.rules import CATEGORIES
from righthelp.design_system.formatters import day, in_words
from righthelp.design_system.forms import DayField, DayWidget, GovForm
from righthelp.people.happenings import Happening

BY_CODE = {category.code: category for category in CATEGORIES.values()}
DEVELOPMENT = CATEGORIES["development"].code
Item = Entry | Happening


class FilterForm(GovForm):
    """What to show; sent in the address, so that a filtered page can be kept and printed."""

    since = DayField(label="From", required=False)
    to = DayField(label="To", required=False)
    kind = forms.MultipleChoiceField(label="What kind of thing", required=False, widget=forms.CheckboxSelectMultiple)
    of = forms.ChoiceField(label="Written by", required=False)
    key = forms.BooleanField(label="Only key events", required=False)
    hide = forms.BooleanField(label="Leave out what was struck through", required=False)
    order = forms.ChoiceField(
        label="Order",
        required=False,
        widget=forms.RadioSelect,
        choices=[("first", "First to last"), ("last", "Last to first")],
        initial="first",
    )

    def __init__(self, data: QueryDict, chronology: Chronology) -> None:
        super().__init__(data if any(name in ASKED for name in data) else None)
        here = {entry.category for entry in chronology.entries}
        agencies = {str(entry.agency.public_id): entry.agency.name for entry in chronology.entries}
        self._choose("kind", [(one.code, one.title) for one in CATEGORIES.values() if one.key in here])
        self._choose("of", [("", "Every agency"), *sorted(agencies.items(), key=lambda pair: pair[1])])
        if not here:
            del self.fields["kind"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round."""
        cleaned = super().clean() or {}
        if cleaned.get("since") and cleaned.get("to") and cleaned["to"] < cleaned["since"]:
            self.add_error("to", "“To” must not be before “From”")
        return cleaned

    def chosen(self) -> "Chosen":
        """Give what was chosen; everything where nothing was, or what was cannot be read."""
        return Chosen.of(self.cleaned_data) if self.is_bound and self.is_valid() else Chosen()


DAYS = (f"{name}_{part}" for name in ("since", "to") for part in DayWidget.parts)
ASKED = frozenset((*DAYS, "kind", "of", "key", "hide", "order"))


@dataclass(frozen=True)
class Chosen:
    """What somebody chose to see."""

    since: dt.date | None = None
    to: dt.date | None = None
    categories: frozenset[str] = frozenset()
    agency: str = ""
    is_key_only: bool = False
    hides_struck: bool = False
    is_last_first: bool = False

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> "Chosen":
        """Read the answers of the form."""
        return cls(
            answers.get("since"),
            answers.get("to"),
            frozenset(BY_CODE[code].key for code in answers.get("kind", ())),
            answers.get("of", ""),
            answers["key"],
            answers["hide"],
            answers.get("order") == "last",
        )

    @property
    def is_part(self) -> bool:
        """Say whether anything may be left out."""
        return any((self.since, self.to, self.categories, self.agency, self.is_key_only, self.hides_struck))

    def keeps(self, entry: Entry) -> bool:
        """Say whether an entry is shown."""
        return (
            self._in_time(entry.happened_on, entry.until or entry.happened_on)
            and (not self.categories or entry.category in self.categories)
            and (not self.agency or str(entry.agency.public_id) == self.agency)
            and not (self.is_key_only and entry.significance != Entry.Significance.KEY)
            and not (self.hides_struck and entry.struck_at)
        )

    def keeps_seen(self, one: Happening) -> bool:
        """Say whether something that the system saw is shown: it has no category, agency or weight to choose by."""
        by_hand = self.categories or self.agency or self.is_key_only
        return not by_hand and self._in_time(one.happened_on, one.happened_on)

    def items(self, chronology: Chronology) -> list[Item]:
        """Give what is shown, in the order chosen; on one day what people wrote stands first."""
        kept: list[Item] = [entry for entry in chronology.entries if self.keeps(entry)]
        kept += [one for one in chronology.happenings if self.keeps_seen(one)]
        return sorted(kept, key=lambda one: one.happened_on, reverse=self.is_last_first)

    def words(self, chronology: Chronology) -> str:
        """Say in a sentence what is shown, or nothing where all of it is."""
        return f"Only part is shown: {in_words(self._parts(chronology))}." if self.is_part else ""

    def _parts(self, chronology: Chronology) -> Iterator[str]:
        if self.since:
            yield f"from {day(self.since)}"
        if self.to:
            yield f"to {day(self.to)}"
        if self.categories:
            yield in_words([one.title for one in CATEGORIES.values() if one.key in self.categories], "or").join("“”")
        names = {entry.agency.name for entry in chronology.entries if str(entry.agency.public_id) == self.agency}
        yield from (f"written by {name}" for name in names)
        if self.is_key_only:
            yield "key events"
        if self.hides_struck:
            yield "without what was struck through"

    def _in_time(self, first: dt.date, last: dt.date) -> bool:
        return (self.since is None or last >= self.since) and (self.to is None or first <= self.to)


def query_of(data: QueryDict) -> str:
    """Give the part of an address that asks for the same again, without anything else that stood there."""
    asked = [(name, value) for name, values in data.lists() if name in ASKED for value in values if value]
    return f"?{urlencode(asked)}" if asked else ""
