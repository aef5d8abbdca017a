"""A request after it was sent: as it was sent, its answer, and what is added to it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.calendar.queries import closed_days
from righthelp.design_system.pages import page
from righthelp.files.formats import download
from righthelp.front_door.access import answers_read_by, answers_to_read, contact_as_sent, is_closed, request_to_read
from righthelp.front_door.actions.adding import AnsweredAlready, add_answers, add_words
from righthelp.front_door.actions.replying import note_answer_read
from righthelp.front_door.family_said import SAID
from righthelp.front_door.forms.asking import AddForm
from righthelp.front_door.models import Contact, ContactDecision, NamedChild, Reply
from righthelp.front_door.outcomes import shared_help
from righthelp.front_door.permission import needs_approval
from righthelp.front_door.policies import approvals_to_answer, may_take_over, may_write
from righthelp.front_door.presenting.permission import still_to_tell
from righthelp.front_door.presenting.ringing import calls_now
from righthelp.front_door.presenting.standing import sent_words, state_words
from righthelp.front_door.presenting.whole import names_of, parts_of, request_document
from righthelp.front_door.queries import bring_request
from righthelp.front_door.questions import Question, asked_of
from righthelp.front_door.views.asking.saving import home, save_and_go_on, show, writers
from righthelp.front_door.views.asking.writing import task_list
from righthelp.guidance.access import edition_in_use
from righthelp.people.access import seen_among
from righthelp.people.reasons import Part


@page(writers)
def request_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The task list of one’s own draft, a colleague’s draft as it stands, or what was sent with its answer."""
    by = person_signed_in(request)
    contact = request_to_read(by, public_id, page="request for help")
    if contact.is_draft and may_write(by, contact):
        return task_list(request, contact)
    return _as_it_stands(request, bring_request(contact), by)


def _as_it_stands(request: HttpRequest, contact: Contact, by: Practitioner) -> HttpResponse:
    now, closed = timezone.now(), closed_days() if contact.is_draft else frozenset()
    replies, is_shut, read = answers_to_read(contact), is_closed(contact), answers_read_by(by, [contact])
    decided = _decided(contact) if replies and not is_shut else []
    _note_read(replies, contact, by)
    return show(
        request,
        contact,
        None,
        names_of(contact),
        template="sent",
        parts=parts_of(contact),
        state=sent_words(contact, read.get(contact.pk)) if is_shut else state_words(contact, now),
        is_closed=is_shut,
        to_approve=[] if is_shut else approvals_to_answer(by, contact),
        replies=replies,
        decided=decided,
        shared=_shared(decided),
        may_add=bool(contact.received_at) and may_write(by, contact),
        is_missing=bool(_not_answered(contact)),
        to_tell=still_to_tell(contact),
        on_record=[] if is_shut or not may_write(by, contact) else _on_record(by, contact),
        family_said=_family_said(contact),
        may_ask_approval=contact.agency is not None and _needs_approval(contact),
        may_take_over=contact.is_draft and may_take_over(by, contact, now=now, closed=closed),
        calls=calls_now(edition_in_use(), now, closed) if contact.is_draft else [],
        back=reverse("requests"),
    )


def _on_record(by: Practitioner, contact: Contact) -> list[NamedChild]:
    """Give the children on whose record whoever asked can write down what the family said."""
    if contact.is_draft or contact.agency is None:
        return []
    people = [child.person for child in contact.children.all() if child.person]
    seen = seen_among(by, people) if people else {}
    looks = {key for key, one in seen.items() if one.opens(Part.STORY)}
    return [child for child in contact.children.all() if child.person_id in looks]


def _family_said(contact: Contact) -> str:
    return next((one.text for one in contact.answers.all() if one.key == SAID), "")


def _needs_approval(contact: Contact) -> bool:
    return needs_approval({one.key: one.text for one in contact.answers.all()})


def _note_read(replies: list[Reply], contact: Contact, by: Practitioner) -> None:
    """Whoever asked has read the answer; a lead has for somebody who can no longer read it."""
    is_theirs = may_write(by, contact) or contact.author is None or not may_write(contact.author, contact)
    for reply in replies:
        if reply.read_at is None and is_theirs:
            reply.contact = contact
            note_answer_read(reply=reply, by=by)


def _decided(contact: Contact) -> list[ContactDecision]:
    """Give the decision that holds for each child, to say how to disagree; known only by the answer."""
    made = ContactDecision.objects.standing().filter(child__contact=contact).select_related("child")
    return list(made.order_by("child__position", "child__pk"))


def _shared(decided: Iterable[ContactDecision]) -> dict[int, str]:
    """Say with which answers agencies help together by one assessment (SF-007), by the key of the answer."""
    return {one.reply_id: words for one in decided if one.reply_id and (words := shared_help(one.outcome))}


@page(writers)
def request_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give what was sent, as it was sent, to keep."""
    contact = contact_as_sent(person_signed_in(request), public_id, page="request for help as PDF")
    if contact.received_at is None:
        raise Http404
    return download(request_document(contact, now=timezone.now()), "pdf", name="request-for-help")


@page(writers, "GET", "POST")
def request_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add answers that were missing, and more in words; what was sent stays as it is."""
    by = person_signed_in(request)
    contact = request_to_read(by, public_id, page="add to a request")
    if contact.received_at is None or not may_write(by, contact):
        raise Http404
    form = AddForm(given(request), asked=_not_answered(contact), came_by=contact.came_by)

    def change() -> None:
        if form.answers():
            add_answers(contact=contact, answers=form.answers(), by=by)
        if form.cleaned_data["more"]:
            add_words(contact=contact, text=form.cleaned_data["more"], by=by)
        messages.success(request, "It is added. Whoever works on it can read it now.")

    if request.method == "POST" and form.is_valid():
        try:
            return save_and_go_on(request, change, home(contact))
        except AnsweredAlready:
            form.add_error("more", "One of these was answered meanwhile. Write what is new here")
    return show(request, contact, form, "Add to what you sent", template="add")


def _not_answered(contact: Contact) -> list[Question]:
    given_keys = {one.key for one in contact.answers.all() if one.text}
    return [one for one in asked_of(contact.came_by) if one.key not in given_keys]
