"""The pages on which a level is decided, decided again, or the thinking starts anew."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.considerations import record
from righthelp.considerations.access import child_to_change, consideration_to_change, is_closed, is_draft
from righthelp.considerations.actions import ReasonMissing, decide, think_again
from righthelp.considerations.family_copy import copy_lacks
from righthelp.considerations.forms import DecideForm
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.panel import panel_of
from righthelp.considerations.presenters import (
    agreement_lines,
    by_level,
    decided_notice,
    fostering_duties,
    guidance_shell,
    level_choices,
    level_hints,
    missing_rules,
    safe_line,
    safe_page,
    undecided_besides,
)
from righthelp.considerations.record import bring_needs, highest_of, missing_line, needs_of, standing
from righthelp.considerations.views.saving import explained, save_version, writers
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_in_use


@page(writers, "GET", "POST")
@explained
def child_decide(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """The level that people decided for one child, or a new one that supersedes it."""
    by = person_signed_in(request)
    consideration, child = child_to_change(by, public_id, child_id, page="decide")
    bring_needs(consideration)
    prefetch_related_objects([consideration.edition], "levels")
    beside = _beside(consideration)
    form = _decide_form(request, child, may_be_crime=bool(beside["panel"]))

    def change() -> None:
        level = consideration.edition.levels.get(number=form.cleaned_data["level"])
        decide(child=child, by=by, **{**_versioned(form), "level": level})
        messages.success(request, decided_notice(child, level, may_be_crime=bool(beside["panel"])))

    if request.method == "POST" and form.is_valid():
        answer = _try_to_decide(request, form, child, change)
        if answer:
            return answer
    return render(request, "considerations/decide.jinja", _decide_page(child, form, beside))


def _decide_form(request: HttpRequest, child: ConsideredChild, *, may_be_crime: bool) -> DecideForm:
    edition = child.consideration.edition
    first = {
        "family_part": child.consideration.family_part,
        "look_again_on": _day_still_to_come(child),
        "version": child.version,
    }
    levels, highest = level_choices(edition), highest_of(child)
    form = DecideForm(given(request), levels=levels, highest=highest, may_be_crime=may_be_crime, initial=first)
    form.fields["level"].choice_hints = level_hints(edition)  # type: ignore[attr-defined]
    return form


def _day_still_to_come(child: ConsideredChild) -> dt.date | None:
    """Give the day to look again that stands; one that has passed would only be refused."""
    holds = standing(child)
    day = holds.look_again_on if holds else None
    return day if day and day >= timezone.localdate() else None


def _versioned(form: DecideForm) -> dict[str, Any]:
    return {**form.changes(), "version": form.cleaned_data["version"]}


def _try_to_decide(request: HttpRequest, form: DecideForm, child: ConsideredChild, change: Any) -> HttpResponse | None:
    try:
        return save_version(request, form, child, lambda: _decided_meanwhile(child), change, _home(child))
    except ReasonMissing:
        form.add_error("reason", REASON_MISSING)
        return None


def _decided_meanwhile(child: ConsideredChild) -> dict[str, Any]:
    """Give what was decided in another window; nothing where only the thinking changed."""
    decision = child.decisions.standing().select_related("level").first()
    if decision is None:
        return {}
    return {"level": str(decision.level.number), **{name: getattr(decision, name) for name in WRITTEN}}


REASON_MISSING = (
    "A worry from a higher level was chosen meanwhile, or something was written that may be a crime or a serious "
    "injury. Open this page again to see it"
)
WRITTEN = ("decided_with", "reason", "family_part", "lower_reason", "look_again_on")


def _beside(consideration: Consideration) -> dict[str, Any]:
    """Give what stands beside a decision: the guidance, and what may be a crime."""
    shell = guidance_shell(consideration.edition)
    return {**shell, "panel": panel_of(consideration, shell["calls"])}


def _decide_page(child: ConsideredChild, form: DecideForm, beside: dict[str, Any]) -> dict[str, Any]:
    consideration = child.consideration
    edition = consideration.edition
    return {
        **beside,
        "missing": missing_line(child, timezone.localdate()) if child.missing_episodes.all() else "",
        "rules": missing_rules(beside["passages"]),
        "fostering": fostering_duties(beside["passages"]),
        "record": record,
        "today": timezone.localdate(),
        "agreement": agreement_lines(consideration),
        "lacks": "" if standing(child) else copy_lacks(child),
        "safe": safe_line(consideration),
        "safe_page": safe_page(consideration, is_draft=is_draft(consideration)),
        "consideration": consideration,
        "child": child,
        "form": form,
        "worries": by_level(needs_of(child, is_strength=False), edition.levels.all()),
        "strengths": needs_of(child, is_strength=True),
        "standing": standing(child),
        "others": undecided_besides(child),
        "newer": vars(consideration)["edition_in_use"] not in (None, edition.pk),
        "back": _home(child),
    }


@page(writers, "POST")
@explained
def consideration_think_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start anew about the same children, with the text taken along."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page="think again")
    edition = edition_in_use()
    if edition is None or not is_closed(consideration):
        return HttpResponseRedirect(reverse("consideration", args=[public_id]))

    def change() -> str:
        again = think_again(consideration=consideration, edition=edition, by=by)
        return reverse("consideration", args=[again.public_id])

    return do_once(request, change)


def _home(child: ConsideredChild) -> str:
    return reverse("consideration", args=[child.consideration.public_id])
