"""The pages on which a child and the people around are added in one go; between them stands a draft."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import agencies_where, holders_of
from righthelp.design_system.pages import page
from righthelp.people.actions import (
    ChangedMeanwhile,
    begin_family,
    change_family,
    drop_family,
    save_family,
    take_family_over,
)
from righthelp.people.adding.access import (
    NotOnFileAnyMore,
    TakenOver,
    choices_of,
    draft_to_go_on,
    draft_to_take_over,
    drafts_for,
    like_them_on_file,
    records_chosen,
    saved_and_open,
)
from righthelp.people.adding.drafts import CHILD, MOST_PEOPLE, Written, answers_of, as_given, new_key
from righthelp.people.adding.entries import Entry
from righthelp.people.adding.family import Family, child_form, read_family
from righthelp.people.adding.presenters import (
    Answered,
    answers_in_words,
    asked_about,
    drafts_in_words,
    living_at,
    taken_in_words,
    waiting_in_words,
    who_sees,
)
from righthelp.people.forms.adding import NEW_PERSON, OnFileForm, PersonForm, TakeOverForm, in_questions
from righthelp.people.models import FamilyDraft
from righthelp.people.policies import may_read_protected
from righthelp.people.rules import Wrong
from righthelp.people.views.records import writers
from righthelp.people.views.saving import MEANWHILE

View = Callable[..., HttpResponse]
GONE = "Somebody whom you chose cannot be found any more. Choose again."


def _explained(view: View) -> View:
    """Say who holds a draft now and why to the author, and give back what was written just now."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TakenOver as taken:
            return _show(request, "taken_over", draft=taken.draft, written=in_questions(answers_of(request.POST)))

    return answer


@page(writers, "GET", "POST")
def record_add(request: HttpRequest) -> HttpResponse:
    """Begin with the child."""
    by = person_signed_in(request)
    form = child_form(by, given(request))
    if request.method == "POST" and form.is_valid():
        written = Written(child=answers_of(request.POST))
        chosen = form.cleaned_data.get("agency")
        agency = next(one for one in agencies_where(by, "write considerations") if chosen in (None, str(one.public_id)))
        return do_once(request, lambda: _at("record_add_people", begin_family(written=written, agency=agency, by=by)))
    drafts = drafts_for(by)
    context = {
        "drafts": drafts_in_words(drafts.own, by),
        "taken": taken_in_words(drafts.taken, saved_and_open(by, drafts.taken)),
        "waiting": waiting_in_words(drafts.waiting),
        "back": reverse("record_find"),
    }
    return _show(request, "child", form=form, may_protect=may_read_protected(by), **context)


@page(writers, "GET", "POST")
@_explained
def record_add_child(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go back to the child."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)
    form = child_form(by, given(request) or as_given(family.written.child), draft=draft)
    if request.method == "POST" and form.is_valid():
        family.written.put(CHILD, answers_of(request.POST))
        return _keep(request, draft, family.written, by)
    return _show(request, "child", form=form, may_protect=may_read_protected(by), back=_at("record_add_people", draft))


@page(writers)
@_explained
def record_add_people(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Who is in the family: everybody written down so far."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)
    return _show(
        request, "people", draft=draft, family=family, answers=_answers(by, family), sees=who_sees(draft, by),
        is_full=len(family.written.people) >= MOST_PEOPLE,
    )  # fmt: skip


@page(writers, "GET", "POST")
@_explained
def record_add_person(request: HttpRequest, draft_id: UUID, key: UUID | None = None) -> HttpResponse:
    """Write somebody of the family down, or go back to them."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)
    if key and str(key) not in family.written.people:
        raise Http404
    if family.child is None:
        return HttpResponseRedirect(_at("record_add_child", draft))
    kept = as_given(family.written.people[str(key)]) if key else None
    as_for_the_child = {"source": family.child.source}  # mostly told by the same person: asked once
    form = PersonForm(
        given(request) or kept, child=family.child, others=family.beside(str(key)), initial=as_for_the_child
    )
    if request.method == "POST" and form.is_valid() and (key or len(family.written.people) < MOST_PEOPLE):
        family.written.put(str(key) if key else new_key(), answers_of(request.POST))
        return _keep(request, draft, family.written, by)
    context = {"child": family.child.called, "is_new": key is None, "back": _at("record_add_people", draft)}
    return _show(request, "person", form=form, **context)


@page(writers, "GET", "POST")
@_explained
def record_add_remove(request: HttpRequest, draft_id: UUID, key: UUID) -> HttpResponse:
    """Take somebody out of the draft."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)
    entry = family.around.get(str(key))
    if request.method == "POST":
        family.written.drop(str(key))
        return _keep(request, draft, family.written, by)
    called = entry.called if entry else "this person"
    return _show(request, "remove", called=called, back=_at("record_add_people", draft))


@page(writers, "GET", "POST")
@_explained
def record_add_known(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Whether somebody is on file already: nobody is chosen beforehand."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)
    if family.faults:
        return HttpResponseRedirect(_at("record_add_people", draft))
    hits = like_them_on_file(by, family)
    asked = asked_about(family, hits, timezone.localdate())
    before = {f"who-{key}": chosen for key, chosen in family.written.choices.items()}
    form = OnFileForm(given(request), initial=before, asked=asked)
    if request.method == "POST" and form.is_valid():
        family.written.choices = dict.fromkeys(family.to_look_for(), NEW_PERSON) | form.chosen()
        return _keep(request, draft, family.written, by, "record_add_check")
    is_closed = any(one.is_closed for one in hits.values())
    nobody = [entry.called for key, entry in family.to_look_for().items() if key not in asked]
    there = living_at(family, hits, asked, timezone.localdate())
    context = {"is_closed": is_closed, "nobody": nobody, "there": there, "back": _at("record_add_people", draft)}
    return _show(request, "known", form=form, asked=asked, sees=who_sees(draft, by), **context)


@page(writers, "GET", "POST")
@_explained
def record_add_check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Check the answers, then put everybody on file."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)
    if family.child is None or family.faults:
        return HttpResponseRedirect(_at("record_add_people", draft))
    if family.to_look_for().keys() - family.written.choices.keys():
        return HttpResponseRedirect(_at("record_add_known", draft))
    problem = ""
    if request.method == "POST":
        answer = _save(request, by, draft, family, family.child)
        if isinstance(answer, HttpResponse):
            return answer
        problem = answer
    context = {"answers": _answers(by, family), "agency": draft.agency, "version": draft.version}
    context["sees"] = who_sees(draft, by)
    return _show(request, "check", draft=draft, problem=problem, back=_at("record_add_people", draft), **context)


@page(holders_of("take over drafts"), "GET", "POST")
def record_add_take_over(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Read a colleague's draft that waits, and take it over; to those who may not, there is no such page."""
    by = person_signed_in(request)
    form = TakeOverForm(given(request))

    def change() -> str:
        draft = draft_to_take_over(by, draft_id)
        take_family_over(draft=draft, because=form.cleaned_data["because"], by=by)
        messages.success(request, "You hold this draft now.")
        return _at("record_add_people", draft)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except ChangedMeanwhile:
            raise Http404 from None
    draft = draft_to_take_over(by, draft_id)
    answers = _answers(by, read_family(draft, by))
    return _show(request, "take_over", form=form, draft=draft, answers=answers, back=reverse("record_add"))


@page(writers, "GET", "POST")
@_explained
def record_add_drop(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    by, draft, family = _opened(request, draft_id)
    if family is None:
        return _to_record(draft)

    def change() -> str:
        drop_family(draft=draft, by=by)
        messages.success(request, "What you had written is thrown away.")
        return reverse("record_add")

    if request.method == "POST":
        return do_once(request, change)
    return _show(
        request, "drop", called=family.child.called if family.child else "", back=_at("record_add_people", draft)
    )


def _save(
    request: HttpRequest, by: Practitioner, draft: FamilyDraft, family: Family, child: Entry
) -> HttpResponse | str:
    """Put everybody on file; the sentence that says what is wrong, where something is."""

    def change() -> str:
        choices = choices_of(by, family.written.choices)
        saved = save_family(draft=draft, child=child, around=family.around, choices=choices, by=by)
        messages.success(request, "The child and the people around are saved.")
        return reverse("record", args=[saved.public_id])

    try:
        if request.POST.get("version") != str(draft.version):
            raise ChangedMeanwhile
        return do_once(request, change)
    except Wrong as wrong:
        return str(wrong)
    except NotOnFileAnyMore:
        messages.info(request, GONE)
        return HttpResponseRedirect(_at("record_add_known", draft))
    except ChangedMeanwhile:
        messages.info(request, MEANWHILE)
        return HttpResponseRedirect(_at("record_add_check", draft))


def _opened(request: HttpRequest, draft_id: UUID) -> tuple[Practitioner, FamilyDraft, Family | None]:
    """Give the draft with what it holds; nothing where it is saved already."""
    by = person_signed_in(request)
    draft = draft_to_go_on(by, draft_id)
    return by, draft, None if draft.saved_as else read_family(draft, by)


def _answers(by: Practitioner, family: Family) -> list[Answered]:
    return answers_in_words(family, records_chosen(by, family), timezone.localdate())


def _keep(
    request: HttpRequest, draft: FamilyDraft, written: Written, by: Practitioner, onward: str = "record_add_people"
) -> HttpResponse:
    def change() -> str:
        change_family(draft=draft, written=written, by=by)
        return _at(onward, draft)

    try:
        return do_once(request, change)
    except ChangedMeanwhile:
        messages.info(request, MEANWHILE)
        return HttpResponseRedirect(_at("record_add_people", draft))


def _to_record(draft: FamilyDraft) -> HttpResponse:
    """Lead on from a draft that is saved."""
    return HttpResponseRedirect(reverse("record", args=[draft.saved_as.public_id]) if draft.saved_as else "")


def _at(name: str, draft: FamilyDraft) -> str:
    return reverse(name, args=[draft.public_id])


def _show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, f"people/add/{template}.jinja", context)
