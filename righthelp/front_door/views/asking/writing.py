"""The task list of a draft, and its pages of questions."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.calendar.queries import closed_days
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.front_door.access import draft_to_write
from righthelp.front_door.actions.writing import save_answers, save_referrer
from righthelp.front_door.family_said import WrittenDown, written_down
from righthelp.front_door.forms.asking import AnswersForm, ReferrerForm
from righthelp.front_door.models import Contact
from righthelp.front_door.presenting.ringing import calls_now
from righthelp.front_door.presenting.tasks import task_groups
from righthelp.front_door.presenting.whole import names_of
from righthelp.front_door.queries import bring_request
from righthelp.front_door.questions import Question, page_title, pages_of
from righthelp.front_door.views.asking.saving import explained, goes_on, home, save_version, show, writers
from righthelp.guidance.access import edition_in_use

ABOUT_THE_FAMILY = frozenset({"family", "wishes"})


def task_list(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Show what there is to write, for the author of a draft."""
    bring_request(contact)
    calls = calls_now(edition_in_use(), timezone.now(), closed_days())
    more = {"groups": task_groups(contact), "calls": calls, "back": reverse("requests")}
    return show(request, contact, None, names_of(contact), template="tasks", **more)


@page(writers, "GET", "POST")
@explained
def request_questions(request: HttpRequest, public_id: UUID, questions: str) -> HttpResponse:
    """Some questions that belong together, or one that needs room."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="questions of a request")
    pages = pages_of(contact.came_by)
    if questions not in pages:
        raise Http404
    asked, title = pages[questions], page_title(questions, pages[questions], contact.came_by)

    def saved() -> dict[str, str]:
        texts = dict(contact.answers.values_list("key", "text"))
        return {one.key: texts.get(one.key, "") for one in asked}

    before, held = _said_before(by, contact, asked), saved()
    begins = {key: text for key, text in before.answers.items() if held.get(key) == ""}
    initial = {**first_answers(held, contact.version), **begins}
    form = AnswersForm(given(request), asked=asked, came_by=contact.came_by, initial=initial)

    def change() -> None:
        version = form.cleaned_data["version"]
        save_answers(contact=contact, version=version, answers=form.changes(), by=by)

    if request.method == "POST" and form.is_valid():
        onward = _after(contact, pages, questions) if goes_on(request) else home(contact)
        answer = save_version(request, form, contact, saved, change, onward)
        if answer:
            return answer
    more = {"is_single": len(asked) == 1, "goes_on": True, "template": "questions", "before": before.lines}
    return show(request, contact, form, title, **more)


def _said_before(by: Practitioner, contact: Contact, asked: list[Question]) -> WrittenDown:
    """Give what the agency wrote down already of what is asked here: what the family said, and what they want."""
    if contact.agency is None or not {one.section for one in asked} & ABOUT_THE_FAMILY:
        return WrittenDown()
    children = [one.person for one in contact.children.select_related("person") if one.person]
    return written_down(by, contact.agency, children, page="questions of a request")


def _after(contact: Contact, pages: dict[str, list[Question]], here: str) -> str:
    """Give the next page of questions; after the last one the task list."""
    keys = list(pages)
    later = keys[keys.index(here) + 1 :]
    return reverse("request_questions", args=[contact.public_id, later[0]]) if later else home(contact)


@page(writers, "GET", "POST")
@explained
def request_referrer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who asks, and how they are reached."""
    by = person_signed_in(request)
    contact = draft_to_write(by, public_id, page="who asks")

    def saved() -> dict[str, object]:
        return saved_answers(contact.referrer, ReferrerForm)

    form = ReferrerForm(given(request), initial=first_answers(saved(), contact.version))

    def change() -> None:
        version = form.cleaned_data["version"]
        save_referrer(contact=contact, version=version, changes=form.changes(), by=by)

    if request.method == "POST" and form.is_valid():
        answer = save_version(request, form, contact, saved, change, home(contact))
        if answer:
            return answer
    return show(request, contact, form, "You, and how to reach you", lead=SEALED)


SEALED = "No copy for a family names who asked. The front door may tell them who it was only if you say so here."
