"""The way through the questions, one a page: what was answered so far says which comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from righthelp.agencies.kept_forms import NOT_KEPT
from righthelp.consent.forms.asking import NOT_ASKING, SPOKEN, SafeForm, SpokenForm, WhatForm, WhoForm, WhyNotForm
from righthelp.consent.models import GoingOn
from righthelp.design_system.forms import DayWidget
from righthelp.people.relations import said_of_tie

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.consent.access import Writing
    from righthelp.design_system.forms import GovForm

SAFE, HAVE_SPOKEN, WHO, WHAT, WHY_NOT, NOT_YET = "safe", "spoken", "who", "what", "why_not", "not_yet"
STEP, CHANGE = "step", "change"
BEFORE = {HAVE_SPOKEN: SAFE, WHO: HAVE_SPOKEN, WHAT: WHO, NOT_YET: HAVE_SPOKEN}


@dataclass(frozen=True)
class Page:
    """The page to show: its name, its form if it has one, what was answered before, and whether all is answered."""

    name: str
    form: "GovForm | None"
    answered: "Mapping[str, GovForm]"
    is_last: bool = False

    @property
    def back_to(self) -> str:
        """Name the page before this one."""
        if self.name == WHY_NOT:
            return HAVE_SPOKEN if HAVE_SPOKEN in self.answered else SAFE
        return BEFORE.get(self.name, "")


@dataclass(frozen=True)
class Asking:
    """What is known before anybody answers: the child with the family, and who could be asked to approve."""

    about: "Writing"
    agencies: "list[Agency]"
    find_approvers: "Callable[[], dict[Practitioner, frozenset[int]]]"

    def page(self, data: QueryDict | None) -> Page:
        """Go through what was answered, up to the first question that is open, wrong, to be changed, or comes next.

        Whoever went back sees each page again before anything is saved.
        """
        answered: dict[str, GovForm] = {}
        name, sent = SAFE, data.get(STEP) if data is not None else None
        while name != NOT_YET:
            form = self._form(name, data, answered)
            follows_what_was_sent = sent in answered and list(answered)[-1] == sent
            is_open = not form.is_bound or follows_what_was_sent or (data is not None and data.get(CHANGE) == name)
            if is_open or not form.is_valid():
                return Page(name, form, answered)
            answered[name] = form
            following = _following(name, form)
            if not following:
                return Page(name, form, answered, is_last=sent == name)
            name = following
        return Page(name, None, answered)

    @cached_property
    def _approvers(self) -> "dict[Practitioner, frozenset[int]]":
        return self.find_approvers()

    def _form(self, name: str, data: QueryDict | None, answered: "Mapping[str, GovForm]") -> "GovForm":
        empty = self._make(name, None, answered)
        is_answered = data is not None and (data.get(STEP) == name or bool(_own(empty, data)))
        return self._make(name, data, answered) if is_answered else empty

    def _make(self, name: str, data: QueryDict | None, answered: "Mapping[str, GovForm]") -> "GovForm":
        if name == WHO:
            return WhoForm(data, about=self.about, relations=relations_of(self.about))
        if name == WHAT:
            talked = answered[HAVE_SPOKEN].cleaned_data
            agreed = {key: talked[key] for key in ("to_service", "to_share")}
            return WhatForm(data, agencies=self.agencies, **agreed)
        if name == WHY_NOT:
            safe = answered[SAFE].cleaned_data["safe"]
            children = {"children": self.about.also, "agencies": self.agencies}
            return WhyNotForm(data, safe=safe, approvers=self._approvers, **children)
        return SafeForm(data) if name == SAFE else SpokenForm(data)


def carried(page: Page, data: QueryDict | None) -> list[tuple[str, str]]:
    """Give what was answered on other pages, to go along with the form on this one."""
    if data is None:
        return []
    here = _own(page.form, data) if page.form else set()
    left = NOT_KEPT | {STEP, CHANGE} | here
    return [(name, value) for name, values in data.lists() if name not in left for value in values]


def relations_of(about: "Writing") -> dict[int, str]:
    """Say of those tied to the child what they are, and whether parental responsibility is written down."""
    child, found = about.child, {}
    for tie in about.circle.ties:
        if child.pk in (tie.person_id, tie.relative_id) and about.circle.may_see(tie):
            other = tie.relative if tie.person_id == child.pk else tie.person
            responsible = ", with parental responsibility" if tie.has_parental_responsibility else ""
            found[other.pk] = f" ({said_of_tie(tie, other).lower()}{responsible})"
    return found


def _following(name: str, form: Any) -> str:
    """Name the question after one that was answered; empty after the last."""
    given = form.cleaned_data
    if name == SAFE:
        return HAVE_SPOKEN if given["safe"] == GoingOn.Safe.YES else WHY_NOT
    if name == HAVE_SPOKEN:
        return {SPOKEN: WHO, NOT_ASKING: WHY_NOT}.get(given["spoken"], NOT_YET)
    return WHAT if name == WHO else ""


def _own(form: "GovForm", data: QueryDict) -> set[str]:
    """Give the fields of a form that were sent; a date has three boxes."""
    names = {box for field in form.fields for box in (field, *(f"{field}_{part}" for part in DayWidget.parts))}
    return names & set(data)
