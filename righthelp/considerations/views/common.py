"""What is asked once for all the children."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.considerations.access import consideration_to_change, is_closed
from righthelp.considerations.actions import answer_questions, go_on_to_full, note_conversation, save_common
from righthelp.considerations.forms import (
    AgreementForm,
    AroundForm,
    ConversationForm,
    FamilyForm,
    QuestionsForm,
    VersionedForm,
    WorryForm,
)
from righthelp.considerations.models import Consideration
from righthelp.considerations.record import conversation_facts
from righthelp.considerations.views.shared import edit, saved_answers, writers
from righthelp.design_system.pages import page


def _common_page(
    request: HttpRequest, public_id: UUID, form_class: type[VersionedForm], title: str
) -> HttpResponse:
    person = person_signed_in(request)
    found = consideration_to_change(person, public_id, page=title)
    form = form_class(given(request), initial=saved_answers(found, form_class))

    def on_file() -> tuple[dict[str, object], int]:
        now = Consideration.objects.get(pk=found.pk)
        return saved_answers(now, form_class), now.version

    def save() -> None:
        version = form.cleaned_data["version"]
        save_common(consideration=found, version=version, changes=form.changes(), by=person)

    back = reverse("consideration", args=[public_id])
    return edit(request, form, title=title, consideration=found, back=back, save=save, on_file=on_file)


@page(writers, "GET", "POST")
def worry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The worry, whom they told, what next."""
    return _common_page(request, public_id, WorryForm, "The worry, whom you told, what next")


@page(writers, "GET", "POST")
def around(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who knows the family, and help so far."""
    return _common_page(request, public_id, AroundForm, "Who knows the family, and help so far")


@page(writers, "GET", "POST")
def family(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Is it safe to speak to the family first; their part and view."""
    return _common_page(request, public_id, FamilyForm, "The family’s part and view")


@page(writers, "GET", "POST")
def agreement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether the family agrees to the help."""
    return _common_page(request, public_id, AgreementForm, "Whether the family agrees")


@page(writers, "GET", "POST")
def questions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The questions that the edition asks people to consider."""
    person = person_signed_in(request)
    found = consideration_to_change(person, public_id, page="questions")
    asked = list(found.edition.passages.filter(kind="question"))

    def answers_on_file() -> dict[str, object]:
        return {f"question_{answer.question_id}": answer.text for answer in found.answers.all()}

    form = QuestionsForm(given(request), questions=asked, initial={**answers_on_file(), "version": found.version})

    def on_file() -> tuple[dict[str, object], int]:
        return answers_on_file(), Consideration.objects.get(pk=found.pk).version

    def save() -> None:
        version = form.cleaned_data["version"]
        answer_questions(consideration=found, version=version, answers=form.answers(), by=person)

    back = reverse("consideration", args=[public_id])
    title = "Questions to consider"
    return edit(request, form, title=title, consideration=found, back=back, save=save, on_file=on_file)


@page(writers, "GET", "POST")
def conversations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Talks with the family and colleagues, and advice that was sought."""
    person = person_signed_in(request)
    found = consideration_to_change(person, public_id, page="conversations")
    form = ConversationForm(given(request))
    back = reverse("consideration", args=[public_id])
    context = {"consideration": found, "form": form, "back": back, "conversation_facts": conversation_facts}
    if is_closed(found):
        return render(request, "considerations/closed.jinja", {**context, "title": "Conversations and advice"})
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            note_conversation(consideration=found, **form.cleaned_data, by=person)
            messages.success(request, "Noted.")
            return reverse("consideration_advice", args=[public_id])

        return do_once(request, change)
    return render(request, "considerations/conversations.jinja", context)


@page(writers, "POST")
def full_path(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on to the full set of questions; nothing written is lost."""
    person = person_signed_in(request)
    found = consideration_to_change(person, public_id, page="full path")

    def change() -> str:
        go_on_to_full(consideration=found, by=person)
        return reverse("consideration", args=[public_id])

    return do_once(request, change)
