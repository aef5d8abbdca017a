"""What is asked for one child."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.considerations.access import child_to_change, consideration_to_change, need_to_change
from righthelp.considerations.actions import (
    AlreadyDecided,
    add_child,
    add_own_need,
    choose_descriptor,
    remove_child,
    remove_need,
    save_child,
    save_evidence,
    save_words,
    set_readers,
)
from righthelp.considerations.forms import (
    ChildBalanceForm,
    ChildForm,
    ChildLifeForm,
    ChildWordsForm,
    EvidenceForm,
    OwnNeedForm,
    ReadersForm,
    VersionedForm,
)
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.presenters import guidance_shell
from righthelp.considerations.record import evidence_line, place_of
from righthelp.considerations.suggestions import suggestions
from righthelp.considerations.views.shared import edit, saved_answers, writers
from righthelp.design_system.pages import page


def _child_page(
    request: HttpRequest,
    ids: tuple[UUID, UUID],
    form_class: type[VersionedForm],
    title: str,
    action: Any = save_child,
) -> HttpResponse:
    person = person_signed_in(request)
    found, child = child_to_change(person, *ids, page=title)
    form = form_class(given(request), initial=saved_answers(child, form_class))

    def on_file() -> tuple[dict[str, object], int]:
        now = ConsideredChild.objects.get(pk=child.pk)
        return saved_answers(now, form_class), now.version

    def save() -> None:
        action(child=child, version=form.cleaned_data["version"], changes=form.changes(), by=person)

    back = reverse("consideration", args=[ids[0]])
    return edit(
        request, form, title=title, consideration=found, child=child, back=back, save=save, on_file=on_file
    )


@page(writers, "GET", "POST")
def words(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What the child says, with date, the question asked, and whether word for word."""
    return _child_page(request, (public_id, child_id), ChildWordsForm, "What the child says", save_words)


@page(writers, "GET", "POST")
def life(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Life for the child now and to come, and who protects the child."""
    return _child_page(request, (public_id, child_id), ChildLifeForm, "Life for the child")


@page(writers, "GET", "POST")
def balance(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Strengths, worries, and what needs to happen."""
    return _child_page(request, (public_id, child_id), ChildBalanceForm, "Strengths, worries, what needs to happen")


@page(writers, "GET", "POST")
def readers(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Decide who may read the child's words; open after a decision too."""
    person = person_signed_in(request)
    found, child = child_to_change(person, public_id, child_id, page="readers")
    form = ReadersForm(given(request), initial=saved_answers(child, ReadersForm))
    back = reverse("consideration", args=[public_id])
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            cleaned = form.cleaned_data
            set_readers(child=child, version=child.version, words_readers=cleaned["words_readers"], by=person)
            messages.success(request, "Saved who may read the child’s words.")
            return back

        return do_once(request, change)
    context = {"form": form, "title": "Who may read the child’s words", "consideration": found, "child": child}
    return render(request, "considerations/edit.jinja", {**context, "back": back})


@page(writers, "GET", "POST")
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add another child, to be considered separately."""
    person = person_signed_in(request)
    found = consideration_to_change(person, public_id, page="add a child")
    taken = [child.label for child in found.children.all()]
    form = ChildForm(given(request), taken=taken, initial={"version": found.version})

    def on_file() -> tuple[dict[str, object], int]:
        return {}, Consideration.objects.get(pk=found.pk).version

    def save() -> None:
        cleaned = form.cleaned_data
        add_child(consideration=found, version=cleaned["version"], label=cleaned["label"], by=person)

    back = reverse("consideration", args=[public_id])
    return edit(request, form, title="Add a child", consideration=found, back=back, save=save, on_file=on_file)


@page(writers, "POST")
def remove(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Take out a child that was put in by mistake."""
    person = person_signed_in(request)
    found, child = child_to_change(person, public_id, child_id, page="remove a child")
    if found.children.count() < 2:
        raise Http404

    def change() -> str:
        remove_child(child=child, by=person)
        messages.success(request, f"{child.label} was taken out.")
        return reverse("consideration", args=[public_id])

    return _unless_decided(request, change, found)


@page(writers)
def needs(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What was chosen, what comes close, and the whole guidance to choose from."""
    found, child = child_to_change(person_signed_in(request), public_id, child_id, page="needs")
    if child.decisions.exists():
        return _closed(request, found)
    chosen = list(child.needs.select_related("descriptor__level", "descriptor__theme"))
    context = {
        "consideration": found,
        "child": child,
        "back": reverse("consideration", args=[public_id]),
        "chosen": chosen,
        "chosen_ids": {need.descriptor_id for need in chosen},
        "suggestions": suggestions(child),
        "themes": found.edition.themes.as_ladders(),
        "form": OwnNeedForm(),
        "evidence_line": evidence_line,
        "place_of": place_of,
        **guidance_shell(found.edition),
    }
    return render(request, "considerations/needs.jinja", context)


@page(writers, "POST")
def choose(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Choose a descriptor for a child."""
    person = person_signed_in(request)
    found, child = child_to_change(person, public_id, child_id, page="choose")
    descriptor = found.edition.descriptors.select_related("level").filter(code=request.POST.get("code", "")).first()
    if descriptor is None:
        raise Http404

    def change() -> str:
        need = choose_descriptor(
            child=child, descriptor=descriptor, is_strength=descriptor.level.number == 1, by=person
        )
        return reverse("child_evidence", args=[public_id, child_id, need.public_id])

    return _unless_decided(request, change, found)


@page(writers, "GET", "POST")
def own_need(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """A need or strength in own words, where no descriptor fits."""
    person = person_signed_in(request)
    found, child = child_to_change(person, public_id, child_id, page="own words")
    form = OwnNeedForm(given(request))
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            is_strength = form.cleaned_data["is_strength"] == "yes"
            need = add_own_need(
                child=child, own_words=form.cleaned_data["own_words"], is_strength=is_strength, by=person
            )
            return reverse("child_evidence", args=[public_id, child_id, need.public_id])

        return _unless_decided(request, change, found)
    back = reverse("child_needs", args=[public_id, child_id])
    context = {"form": form, "title": "A need or strength in your own words", "child": child, "back": back}
    return render(request, "considerations/edit.jinja", {**context, "consideration": found})


@page(writers, "GET", "POST")
def evidence(request: HttpRequest, public_id: UUID, child_id: UUID, need_id: UUID) -> HttpResponse:
    """The evidence for one need: what, from whom, when, fact or opinion or reported."""
    person = person_signed_in(request)
    found, child, need = need_to_change(person, public_id, child_id, need_id, page="evidence")
    on_need = {name: getattr(need, name) for name in EvidenceForm.base_fields if name != "version"}
    form = EvidenceForm(given(request), initial={**on_need, "version": child.version})

    def on_file() -> tuple[dict[str, object], int]:
        need.refresh_from_db()
        now = {name: getattr(need, name) for name in on_need}
        return now, ConsideredChild.objects.get(pk=child.pk).version

    def save() -> None:
        save_evidence(need=need, version=form.cleaned_data["version"], changes=form.changes(), by=person)

    back = reverse("child_needs", args=[public_id, child_id])
    return edit(
        request, form, title=need.text, consideration=found, child=child, back=back, save=save, on_file=on_file
    )


@page(writers, "POST")
def remove_chosen(request: HttpRequest, public_id: UUID, child_id: UUID, need_id: UUID) -> HttpResponse:
    """Take a need out of a draft."""
    person = person_signed_in(request)
    found, _, need = need_to_change(person, public_id, child_id, need_id, page="remove a need")

    def change() -> str:
        remove_need(need=need, by=person)
        messages.success(request, "Taken out.")
        return reverse("child_needs", args=[public_id, child_id])

    return _unless_decided(request, change, found)


def _unless_decided(request: HttpRequest, change: Any, found: Consideration) -> HttpResponse:
    try:
        return do_once(request, change)
    except AlreadyDecided:
        return _closed(request, found)


def _closed(request: HttpRequest, found: Consideration) -> HttpResponse:
    context = {"consideration": found, "back": reverse("consideration", args=[found.public_id])}
    return render(request, "considerations/closed.jinja", context)
