"""The pages about the people whom a request names: the children, those around them, and marks on a body."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import VersionedForm, first_answers, saved_answers
from righthelp.front_door.access import child_in, draft_to_write, mark_in, person_in
from righthelp.front_door.actions.attaching import add_mark, remove_mark
from righthelp.front_door.actions.writing import (
    add_child,
    add_person,
    remove_child,
    remove_person,
    save_child,
    save_person,
)
from righthelp.front_door.forms.asking import (
    ChildLevelForm,
    ChildWhereForm,
    ChildWhoForm,
    MarkForm,
    NewChildForm,
    PersonForm,
    WorkerForm,
)
from righthelp.front_door.models import Contact, NamedChild, NamedPerson
from righthelp.front_door.presenting.whole import is_baby, mark_words, marks_of, person_words
from righthelp.front_door.views.asking.saving import (
    explained,
    goes_on,
    home,
    save_and_go_on,
    save_version,
    show,
    writers,
)
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Level

Kind = NamedPerson.Kind
PARTS = ("who", "where", "level")
TITLES = {
    "who": "Who the child is",
    "where": "Where the child lives, and is now",
    "level": "The level that you considered",
}
Kept = dict[str, Any]


@page(writers, "GET", "POST")
@explained
def request_child_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name another child."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="add a child to a request")
    form = NewChildForm(given(request), initial={})
    if request.method == "POST" and form.is_valid():
        return save_and_go_on(
            request, lambda: add_child(contact=contact, changes=form.cleaned_data, by=by), home(contact)
        )
    return show(request, contact, form, "Another child")


@page(writers, "GET", "POST")
@explained
def request_child(request: HttpRequest, public_id: UUID, child_id: UUID, part: str) -> HttpResponse:
    """Who a child is, where the child is, or which level was considered."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page=TITLES[part].lower())
    child = child_in(contact, child_id)
    form, saved = _child_form(request, child, part)

    def change() -> None:
        changes = _level_in(form) if part == "level" else form.changes()
        save_child(child=child, version=form.cleaned_data["version"], changes=changes, by=by)

    if request.method == "POST" and form.is_valid():
        answer = save_version(request, form, contact, saved, change, _after(request, child, part))
        if answer:
            return answer
    return show(request, contact, form, TITLES[part], caption=child.name, goes_on=part != PARTS[-1])


def _child_form(request: HttpRequest, child: NamedChild, part: str) -> tuple[VersionedForm, Callable[[], Kept]]:
    if part == "level":
        return _level_form(request, child)
    form_class: type[VersionedForm] = ChildWhoForm if part == "who" else ChildWhereForm

    def saved() -> Kept:
        return saved_answers(child, form_class)

    return form_class(given(request), initial=first_answers(saved(), child.contact.version)), saved


def _level_form(request: HttpRequest, child: NamedChild) -> tuple[VersionedForm, Callable[[], Kept]]:
    def saved() -> Kept:
        child.refresh_from_db(fields=["level", "level_because"])
        return {"level": str(child.level_id or ""), "level_because": child.level_because}

    initial = first_answers(saved(), child.contact.version)
    edition = child.level.edition if child.level else edition_in_use()
    levels = {str(one.pk): one.heading for one in edition.levels.all()} if edition else {}
    return ChildLevelForm(given(request), levels=levels, initial=initial), saved


def _level_in(form: VersionedForm) -> Kept:
    changes = form.changes()
    return {**changes, "level": Level.objects.filter(pk=changes["level"] or 0).first()}


def _after(request: HttpRequest, child: NamedChild, part: str) -> str:
    later = PARTS[PARTS.index(part) + 1 :]
    if goes_on(request) and later:
        return reverse("request_child", args=[child.contact.public_id, child.public_id, later[0]])
    return home(child.contact)


@page(writers, "GET", "POST")
@explained
def request_child_remove(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Take a child out of a draft."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="take a child out of a request")
    if request.method == "POST":
        return save_and_go_on(request, lambda: remove_child(child=child_in(contact, child_id), by=by), home(contact))
    child = child_in(contact, child_id)
    return show(request, contact, None, f"Take {child.name} out of this request?", template="remove", what="the child")


@page(writers)
@explained
def request_people(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everybody who is named beside the children."""
    contact = draft_to_write(person_signed_in(request), public_id, page="people in a request")
    people = [(one, person_words(one)) for one in contact.people.all()]
    groups = [(kind, [pair for pair in people if pair[0].kind == kind]) for kind in Kind]
    return show(request, contact, None, "The people around", template="people", groups=groups, worker=Kind.WORKER)


@page(writers, "GET", "POST")
@explained
def request_person_add(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Name somebody of the family, another adult, or a worker."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="add somebody to a request")
    if kind not in Kind.values:
        raise Http404
    form = _somebody(kind)(given(request), initial=first_answers({}, contact.version))

    def change() -> None:
        add_person(contact=contact, changes={**form.changes(), "kind": kind}, by=by)

    if request.method == "POST" and form.is_valid():
        return save_and_go_on(request, change, _people(contact))
    return show(request, contact, form, Kind(kind).label, back=_people(contact))


@page(writers, "GET", "POST")
@explained
def request_person(request: HttpRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    """Change what is written of somebody."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="somebody in a request")
    person = person_in(contact, person_id)
    form_class = _somebody(person.kind)

    def saved() -> Kept:
        return saved_answers(person, form_class)

    form = form_class(given(request), initial=first_answers(saved(), contact.version))

    def change() -> None:
        save_person(person=person, version=form.cleaned_data["version"], changes=form.changes(), by=by)

    if request.method == "POST" and form.is_valid():
        answer = save_version(request, form, contact, saved, change, _people(contact))
        if answer:
            return answer
    return show(request, contact, form, person.get_kind_display(), back=_people(contact))


@page(writers, "GET", "POST")
@explained
def request_person_remove(request: HttpRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    """Take somebody out of a draft."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="take somebody out of a request")
    if request.method == "POST":
        return save_and_go_on(
            request, lambda: remove_person(person=person_in(contact, person_id), by=by), _people(contact)
        )
    person = person_in(contact, person_id)
    more = {"template": "remove", "what": "this person", "back": _people(contact)}
    return show(request, contact, None, f"Take {person.name} out of this request?", **more)


def _somebody(kind: str) -> type[VersionedForm]:
    return WorkerForm if kind == Kind.WORKER else PersonForm


def _people(contact: Contact) -> str:
    return reverse("request_people", args=[contact.public_id])


@page(writers, "GET", "POST")
@explained
def request_body_map(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Put marks on a drawing of the body; never photographs."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="body map")
    child = child_in(contact, child_id)
    form = MarkForm(given(request))
    here = reverse("request_body_map", args=[public_id, child_id])
    if request.method == "POST" and form.is_valid():
        return save_and_go_on(request, lambda: add_mark(child=child, changes=form.cleaned_data, by=by), here)
    listed = [(one, mark_words(one)) for one in child.marks.all()]
    figure = "baby" if is_baby(child, timezone.localdate()) else "child"
    more = {"template": "body_map", "child": child, "marks": marks_of(child), "listed": listed, "figure": figure}
    return show(request, contact, form, f"Marks on the body of {child.name}", **more)


@page(writers, "POST")
@explained
def request_mark_remove(request: HttpRequest, public_id: UUID, child_id: UUID, mark_id: UUID) -> HttpResponse:
    """Take a mark off the drawing."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="body map")
    child = child_in(contact, child_id)
    here = reverse("request_body_map", args=[public_id, child_id])
    return save_and_go_on(request, lambda: remove_mark(mark=mark_in(child, mark_id), by=by), here)
