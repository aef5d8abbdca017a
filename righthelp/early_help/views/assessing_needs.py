"""The pages on which needs and strengths are found with the guidance, or said in own words, for the plan."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.considerations.forms import NeedEvidenceForm
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.early_help.access import help_to_change
from righthelp.early_help.actions.assessment_needs import note_need, note_strength
from righthelp.early_help.assessed import FAMILY, Subject, Whole, whole_of
from righthelp.early_help.forms.assessing import OwnWordsForm, SearchForm
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.assessing import page_about, page_of
from righthelp.early_help.presenting.assessment_needs import to_choose_from
from righthelp.early_help.views.assessing_shared import answered, explained, show_form, subject_of
from righthelp.early_help.views.showing import save, show
from righthelp.guidance.models import Descriptor
from righthelp.plans.actions.content import change_part
from righthelp.plans.models import Need

SAVED = "It stands on the plan now."


@page(writers, "GET", "POST")
@explained
def needs(request: HttpRequest, public_id: UUID, of: str = "", who: UUID | None = None) -> HttpResponse:
    """What is on the plan for somebody, what comes close to what is written, and the whole guidance to choose from."""
    whole = _to_change(request, public_id, "needs and strengths")
    subject = subject_of(whole, of, who)
    if request.method == "POST" and "find" not in request.POST:
        return _choose(request, whole, subject)
    form = SearchForm(request.POST if request.method == "POST" else None)
    asked = form.cleaned_data["words"] if form.is_valid() else ""
    more = {
        **to_choose_from(whole, subject, asked),
        "subject": subject,
        "asked": asked,
        "own_words": page_about("assessment_own_words", whole, subject),
        "to_list": page_of("assessment", whole),
    }
    return show(request, "assessment_needs", whole.seen, form, **more)


def _choose(request: HttpRequest, whole: Whole, subject: Subject) -> HttpResponse:
    """Take the descriptor whose button was pressed, as a need or as a strength."""
    edition = whole.edition
    if edition is None:
        raise Http404
    is_strength = "strength" in request.POST
    code = request.POST.get("strength") or request.POST.get("need", "")
    descriptor = get_object_or_404(edition.descriptors, code=code)

    def change() -> None:
        _note(whole, subject, request, is_strength=is_strength, descriptor=descriptor)

    return save(request, change, SAVED, page_about("assessment_needs", whole, subject))


def _note(
    whole: Whole,
    subject: Subject,
    request: HttpRequest,
    *,
    is_strength: bool,
    descriptor: Descriptor | None = None,
    own_words: str = "",
) -> None:
    who: dict[str, Any] = {"plan": whole.seen.plan.plan, "child": subject.child, "member": subject.member}
    by = person_signed_in(request)
    if is_strength:
        note_strength(text=descriptor.text if descriptor else own_words, by=by, **who)
    else:
        note_need(descriptor=descriptor, own_words=own_words, by=by, **who)


@page(writers, "GET", "POST")
@explained
def own_words(request: HttpRequest, public_id: UUID, of: str = "", who: UUID | None = None) -> HttpResponse:
    """A need or strength in own words."""
    whole = _to_change(request, public_id, "a need in own words")
    subject = subject_of(whole, of, who)
    form = OwnWordsForm(given(request))
    onward = page_about("assessment_needs", whole, subject)

    def change() -> None:
        is_strength = form.cleaned_data["is_strength"] == "yes"
        _note(whole, subject, request, is_strength=is_strength, own_words=form.cleaned_data["own_words"])

    if request.method == "POST" and form.is_valid():
        return save(request, change, SAVED, onward)
    more = {"caption": subject.name, "tab": "In your own words"}
    return show_form(request, whole, form, "In your own words", **more, to_list=onward)


@page(writers, "GET", "POST")
@explained
def evidence(request: HttpRequest, public_id: UUID, need_id: UUID) -> HttpResponse:
    """What makes somebody think that it is a need: who saw it, when, and whether fact, opinion or reported."""
    whole = _to_change(request, public_id, "evidence for a need")
    need = next((one for one in whole.needs if one.public_id == need_id), None)
    if need is None:
        raise Http404
    subject = _whose(whole, need)
    onward = page_about("assessment_needs", whole, subject)

    def saved() -> dict[str, Any]:
        return saved_answers(need, NeedEvidenceForm)

    form = NeedEvidenceForm(given(request), initial=first_answers(saved(), need.version))

    def change() -> None:
        version, by = form.cleaned_data["version"], person_signed_in(request)
        change_part(part=need, version=version, changes=form.changes(), by=by)

    answer = answered(request, form, need, saved, change, onward)
    more = {"caption": subject.name, "tab": "What makes you think so?", "quote": need.text, "to_list": onward}
    return answer or show_form(request, whole, form, "What makes you think so?", **more)


def _whose(whole: Whole, need: Need) -> Subject:
    return next((one for one in whole.subjects if one.key == (need.child_id, need.of_member_id)), FAMILY)


def _to_change(request: HttpRequest, public_id: UUID, name: str) -> Whole:
    whole = whole_of(help_to_change(person_signed_in(request), public_id, page=f"assessment: {name}"))
    whole.require_open()
    return whole
