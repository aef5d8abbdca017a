"""The partnership's own steps of a disagreement, and the working days of each."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import holders_of
from righthelp.agencies.roles import KEEP_ALL
from righthelp.design_system.pages import page
from righthelp.work.actions.disagreements import ChangedMeanwhile, change_ladder
from righthelp.work.disagreements import presenters
from righthelp.work.disagreements.ladder import Ladder, ladder_now
from righthelp.work.disagreements.ladder_form import LadderForm

if TYPE_CHECKING:
    from righthelp.guidance.models import Framework

keepers = holders_of(KEEP_ALL)
CHANGED = (
    "Somebody else changed the steps meanwhile. They stand on this page, and what you wrote is in the boxes. Check it, "
    "then save again"
)
SAVED = "The steps are saved. A disagreement that was raised before keeps those it began with."


@page(keepers, "GET", "POST")
def disagreement_ladder(request: HttpRequest) -> HttpResponse:
    """Titles and days of the steps, for whoever keeps the partnership's installation."""
    now = ladder_now()
    if now.edition is None:
        return _shown(request, now, None)
    form = LadderForm(given(request), rungs=now.rungs, initial={"version": now.version})
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, form, now.edition.framework)
        except ChangedMeanwhile:
            now = ladder_now()
            form.go_on_from(now.version, CHANGED)
    return _shown(request, now, form)


def _save(request: HttpRequest, form: LadderForm, framework: "Framework") -> HttpResponse:
    by = person_signed_in(request)

    def change() -> str:
        change_ladder(framework=framework, rungs=form.rungs, version=form.cleaned_data["version"], by=by)
        messages.success(request, SAVED)
        return reverse("disagreement_ladder")

    return do_once(request, change)


def _shown(request: HttpRequest, ladder: Ladder, form: LadderForm | None) -> HttpResponse:
    context = {"form": form, "ladder": ladder, "present": presenters}
    return render(request, "work/disagreement_ladder.jinja", context)
