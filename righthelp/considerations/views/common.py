"""The pages about what is common to all the children."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.considerations import record
from righthelp.considerations.access import child_of, consideration_to_change, is_closed
from righthelp.considerations.actions import (
    add_child,
    answer_questions,
    answer_safe,
    go_on_to_full,
    note_conversation,
    remove_child,
    save_common,
)
from righthelp.considerations.choices import children_to_choose, chosen_among
from righthelp.considerations.forms import (
    AddChildForm,
    AgreementForm,
    AroundForm,
    ConversationForm,
    FamilyForm,
    QuestionsForm,
    SafeForm,
    SafeOnceForm,
    VersionedForm,
    WorryForm,
)
from righthelp.considerations.models import Consideration, Conversation
from righthelp.considerations.presenters import SAFE_TITLE, guidance_shell
from righthelp.considerations.set_by import arrived
from righthelp.considerations.views.named import asked_for, found, go_and_find, named_here, sent
from righthelp.considerations.views.saving import (
    answered,
    closed_page,
    explained,
    is_shut,
    save_and_go_on,
    save_version,
    writers,
)
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.guidance.models import Passage


@page(writers, "GET", "POST")
@explained
def worry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The worry, who was told, what next."""
    return _common(request, public_id, WorryForm, "The worry, whom you told, what next")


@page(writers, "GET", "POST")
@explained
def around(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who knows the family, and what help there is."""
    return _common(request, public_id, AroundForm, "Who knows the family, and help so far")


@page(writers, "GET", "POST")
@explained
def safe(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether it is safe to speak to the family first: what the short path asks of the family."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page=SAFE_TITLE)
    if is_shut(consideration):
        return _safe_once(request, consideration, by)
    return _saved_in_common(request, consideration, SafeForm, SAFE_TITLE, by)


def _safe_once(request: HttpRequest, consideration: Consideration, by: Practitioner) -> HttpResponse:
    """Ask after the decisions what nobody has answered: no copy goes to the family before. An answer stays."""

    def saved() -> dict[str, object]:
        return saved_answers(consideration, SafeOnceForm)

    form = SafeOnceForm(given(request), initial=first_answers(saved(), consideration.version))

    def change() -> None:
        answer_safe(consideration=consideration, version=form.cleaned_data["version"], by=by, **form.changes())
        messages.success(request, "The answer is saved.")

    if request.method == "POST" and form.is_valid():
        answer = save_version(request, form, consideration, saved, change, _home(consideration))
        if answer:
            return answer
    if consideration.safe_to_speak:
        return closed_page(request, consideration, form)
    return _show(request, "common_form", consideration, form, title=SAFE_TITLE, is_added=True)


@page(writers, "GET", "POST")
@explained
def family(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether it is safe to speak to the family, their part and their view."""
    return _common(request, public_id, FamilyForm, "The family’s part and view")


@page(writers, "GET", "POST")
@explained
def agreement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether the family agrees, and what may follow if nobody does."""
    return _common(request, public_id, AgreementForm, "Whether the family agrees")


def _common(request: HttpRequest, public_id: UUID, form_class: type[VersionedForm], title: str) -> HttpResponse:
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page=title)
    return _saved_in_common(request, consideration, form_class, title, by)


def _saved_in_common(
    request: HttpRequest, consideration: Consideration, form_class: type[VersionedForm], title: str, by: Practitioner
) -> HttpResponse:
    def saved() -> dict[str, object]:
        return saved_answers(consideration, form_class)

    form = form_class(given(request), initial=first_answers(saved(), consideration.version))

    def change() -> None:
        version = form.cleaned_data["version"]
        save_common(consideration=consideration, version=version, changes=form.changes(), by=by)

    answer = answered(request, form, consideration, saved, change, _home(consideration))
    return answer or _show(request, "common_form", consideration, form, title=title)


@page(writers, "GET", "POST")
@explained
def questions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The questions that the edition asks."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page="questions")
    asked = list(consideration.edition.passages.filter(kind=Passage.Kind.QUESTION).order_by("position"))

    def saved() -> dict[str, str]:
        texts = dict(consideration.answers.values_list("question_id", "text"))
        return {f"question_{question.pk}": texts.get(question.pk, "") for question in asked}

    form = QuestionsForm(given(request), questions=asked, initial=first_answers(saved(), consideration.version))

    def change() -> None:
        version = form.cleaned_data["version"]
        answer_questions(consideration=consideration, version=version, answers=form.answers(), by=by)

    answer = answered(request, form, consideration, saved, change, _home(consideration))
    return answer or _show(request, "questions", consideration, form)


@page(writers, "GET", "POST")
@explained
def advice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Conversations and advice: those noted, and a form for the next."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page="conversations and advice")
    form = ConversationForm(given(request))

    def change() -> None:
        note_conversation(consideration=consideration, by=by, **form.cleaned_data)
        messages.success(request, "The talk is saved.")

    if request.method == "POST" and form.is_valid():
        onward = reverse("consideration_advice", args=[public_id])
        return save_and_go_on(request, form, consideration, change, onward)
    prefetch_related_objects(
        [consideration], Prefetch("conversations", Conversation.objects.select_related("noted_by"))
    )
    closed = is_closed(consideration)
    return _show(request, "advice", consideration, form, record=record, is_closed=closed)


@page(writers, "GET", "POST")
@explained
def child_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add another child, to be considered separately."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page="add a child")
    if "find" in request.POST:
        return go_and_find(request, public_id)
    named = named_here(consideration)
    beside = [child.person.public_id for child in consideration.children.all() if child.person]
    listed = children_to_choose(by, asked=asked_for(request), beside=beside, without=named)
    taken = [child.label for child in consideration.children.all()]
    initial = {**first_answers({}, consideration.version), **found(request)}
    form = AddChildForm(sent(request), choices=listed.in_words(), taken=taken, initial=initial)
    if is_closed(consideration):
        return closed_page(request, consideration, form)

    def change() -> None:
        label, version = form.cleaned_data["label"], form.cleaned_data["version"]
        person = next(iter(chosen_among(by, listed, [form.chosen()])), None)
        add_child(consideration=consideration, version=version, label=label, person=person, by=by)
        arrived(request)

    answer = answered(request, form, consideration, dict, change, _home(consideration)) if form.is_bound else None
    return answer or _show(request, "child_add", consideration, form)


@page(writers, "GET", "POST")
@explained
def child_remove(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Take out a child who was put in by mistake."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page="take a child out")
    is_only = consideration.children.count() == 1

    def change() -> None:
        if not is_only:
            remove_child(child=child_of(consideration, child_id), by=by)

    if request.method == "POST":
        return save_and_go_on(request, None, consideration, change, _home(consideration))
    child = child_of(consideration, child_id)
    if is_closed(consideration):
        return closed_page(request, consideration)
    return _show(request, "child_remove", consideration, None, child=child, is_only=is_only)


@page(writers, "POST")
@explained
def full_path(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on from the short path to the full one."""
    by = person_signed_in(request)
    consideration = consideration_to_change(by, public_id, page="full path")
    return save_and_go_on(
        request, None, consideration, lambda: go_on_to_full(consideration=consideration, by=by), _home(consideration)
    )


def _home(consideration: Consideration) -> str:
    return reverse("consideration", args=[consideration.public_id])


def _show(
    request: HttpRequest, template: str, consideration: Consideration, form: object, **context: object
) -> HttpResponse:
    shell = guidance_shell(consideration.edition)
    shown = {**shell, "consideration": consideration, "form": form, "back": _home(consideration), **context}
    return render(request, f"considerations/{template}.jinja", shown)
