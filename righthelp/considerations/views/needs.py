"""The pages on which descriptors are chosen for a child, each with its evidence."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.considerations import record
from righthelp.considerations.access import child_to_change, is_closed, need_to_change
from righthelp.considerations.actions import add_own_need, choose_descriptor, remove_need, save_evidence
from righthelp.considerations.forms import EvidenceForm, OwnNeedForm
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.panel import panel_of
from righthelp.considerations.presenters import by_level, guidance_shell
from righthelp.considerations.suggestions import suggestions
from righthelp.considerations.views.saving import (
    answered,
    closed_page,
    explained,
    save_and_go_on,
    writers,
)
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.guidance.models import Descriptor, Passage
from righthelp.guidance.presenters import ladder


@page(writers, "GET", "POST")
@explained
def needs(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What is chosen, what comes close, and the whole guidance to choose from."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="what the guidance says")
    if request.method == "POST":
        return _choose(request, child)
    if is_closed(child):
        return closed_page(request, child)
    return render(request, "considerations/needs.jinja", _everything_to_choose_from(child))


def _choose(request: HttpRequest, child: ConsideredChild) -> HttpResponse:
    """Take the descriptor whose button was pressed, as a worry or as a strength."""
    by = person_signed_in(request)
    code = request.POST.get("strength") or request.POST.get("worry", "")
    descriptor = get_object_or_404(child.consideration.edition.descriptors, code=code)
    is_strength = "strength" in request.POST

    def change() -> None:
        choose_descriptor(child=child, descriptor=descriptor, is_strength=is_strength, by=by)

    return save_and_go_on(request, None, child, change, _needs_page(child))


def _everything_to_choose_from(child: ConsideredChild) -> dict[str, Any]:
    edition = child.consideration.edition
    shell = guidance_shell(edition)
    levels = list(edition.levels.all())
    missing = shell["passages"][Passage.Kind.MISSING]
    needs = list(child.needs.select_related("descriptor__level", "descriptor__theme"))
    chosen = {need.descriptor_id for need in needs}
    # as `as_ladders`, with the levels in the same query
    themes = list(edition.themes.prefetch_related(Prefetch("descriptors", Descriptor.objects.with_places())))
    still_open = (one for theme in themes for one in theme.descriptors.all() if one.pk not in chosen)
    near = suggestions(child, still_open)
    return {
        **shell,
        "panel": panel_of(child.consideration, shell["calls"]),
        "record": record,
        "consideration": child.consideration,
        "child": child,
        "back": reverse("consideration", args=[child.consideration.public_id]),
        "worries": by_level([need for need in needs if not need.is_strength], levels),
        "strengths": [need for need in needs if need.is_strength],
        "chosen": chosen,
        "near_worries": [item for item in near if item.descriptor.level.number > 1],
        "near_strengths": [item for item in near if item.descriptor.level.number == 1],
        "ladders": [(theme, ladder(theme, levels, missing)) for theme in themes],
    }


@page(writers, "GET", "POST")
@explained
def own_need(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """A need or strength in own words."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="own words")
    form = OwnNeedForm(given(request))
    if is_closed(child):
        return closed_page(request, child, form)

    def change() -> None:
        is_strength = form.cleaned_data["is_strength"] == "yes"
        add_own_need(child=child, own_words=form.cleaned_data["own_words"], is_strength=is_strength, by=by)

    if request.method == "POST" and form.is_valid():
        return save_and_go_on(request, form, child, change, _needs_page(child))
    return _show(request, "own_need", child, form=form)


@page(writers, "GET", "POST")
@explained
def evidence(request: HttpRequest, public_id: UUID, child_id: UUID, need_id: UUID) -> HttpResponse:
    """What makes somebody think so: source, date, and whether fact, opinion or reported."""
    by = person_signed_in(request)
    _, child, need = need_to_change(by, public_id, child_id, need_id, page="evidence")

    def saved() -> dict[str, object]:
        return saved_answers(need, EvidenceForm)

    form = EvidenceForm(given(request), initial=first_answers(saved(), child.version))

    def change() -> None:
        save_evidence(need=need, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    answer = answered(request, form, child, saved, change, _needs_page(child))
    return answer or _show(request, "evidence", child, form=form, need=need)


@page(writers, "GET", "POST")
@explained
def need_remove(request: HttpRequest, public_id: UUID, child_id: UUID, need_id: UUID) -> HttpResponse:
    """Take a need out of a draft, after showing what goes with it."""
    by = person_signed_in(request)
    _, child = child_to_change(by, public_id, child_id, page="take a need out")

    def change() -> None:
        _, _, need = need_to_change(by, public_id, child_id, need_id, page="take a need out")
        remove_need(need=need, by=by)

    if request.method == "POST":
        return save_and_go_on(request, None, child, change, _needs_page(child))
    need = get_object_or_404(child.needs.select_related("descriptor"), public_id=need_id)
    if is_closed(child):
        return closed_page(request, child)
    return _show(request, "need_remove", child, need=need)


def _needs_page(child: ConsideredChild) -> str:
    return reverse("child_needs", args=[child.consideration.public_id, child.public_id])


def _show(request: HttpRequest, template: str, child: ConsideredChild, **context: object) -> HttpResponse:
    shown = {"consideration": child.consideration, "child": child, "back": _needs_page(child), **context}
    return render(request, f"considerations/{template}.jinja", shown)
