"""Asking for help without the family’s yes: approval of somebody who leads, advice, and telling the family after."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.consent.actions import AdviceTaken
from righthelp.design_system.pages import page
from righthelp.front_door.access import approval_to_answer, is_closed, request_to_read
from righthelp.front_door.actions.adding import AnsweredAlready
from righthelp.front_door.actions.approving import (
    answer_approval,
    approvers_of,
    ask_approval,
    note_advice_taken,
    note_told_after,
)
from righthelp.front_door.forms.asking import ApproveForm, AskApprovalForm, ToldAfterForm
from righthelp.front_door.models import Approval
from righthelp.front_door.policies import may_write
from righthelp.front_door.presenting.permission import approval_words, still_to_tell, told_words
from righthelp.front_door.presenting.whole import parts_of
from righthelp.front_door.queries import bring_request
from righthelp.front_door.views.asking.saving import home, save_and_go_on, show, writers


@page(writers, "GET", "POST")
def request_approval(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask somebody who leads to approve a request without the family’s yes, or note advice; before or after sending."""
    by = person_signed_in(request)
    contact = request_to_read(by, public_id, page="approval of a request")
    if contact.agency is None or not may_write(by, contact):
        raise Http404
    form = AskApprovalForm(given(request), approvers=approvers_of(contact, by))

    def change() -> None:
        asked = form.asked()
        if isinstance(asked, AdviceTaken):
            note_advice_taken(contact=contact, taken=asked, by=by)
        else:
            ask_approval(contact=contact, asked_of=asked, by=by)
        messages.success(request, "It is written down. Go on: nothing waits for an answer.")

    if request.method == "POST" and form.is_valid():
        return save_and_go_on(request, change, home(contact))
    so_far = [approval_words(one) for one in contact.approvals.with_who()]
    return show(request, contact, form, "Approval, or advice that you took", template="approval", so_far=so_far)


@page(writers, "GET", "POST")
def request_approve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read a request that is sent, or is to be sent, without the family’s yes, and say whether one agrees."""
    by = person_signed_in(request)
    approval = approval_to_answer(by, public_id)
    form = ApproveForm(given(request))

    def change() -> str:
        answer_approval(approval=approval, by=by, **form.cleaned_data)
        messages.success(request, "Your answer is saved. Whoever asked gets a notice.")
        return reverse("notices")

    if request.method == "POST" and not is_closed(approval.contact) and form.is_valid():
        try:
            return do_once(request, change)
        except AnsweredAlready:
            approval = approval_to_answer(by, public_id)
    return _to_answer(request, approval, form)


def _to_answer(request: HttpRequest, approval: Approval, form: ApproveForm) -> HttpResponse:
    contact = bring_request(approval.contact)
    more = {
        "approval": approval, "answered": approval_words(approval), "parts": parts_of(contact),
        "is_needed": not is_closed(contact),
    }  # fmt: skip
    title = "Asked of you: ask for help without the family’s yes?"
    return show(request, contact, form, title, template="approve", **{**more, "back": reverse("notices")})


@page(writers, "GET", "POST")
def request_told(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that the family was told that help was asked for all the same, or why not."""
    by = person_signed_in(request)
    contact = request_to_read(by, public_id, page="the family told of a request")
    if contact.received_at is None or not may_write(by, contact):
        raise Http404
    form = ToldAfterForm(given(request))

    def change() -> None:
        note_told_after(contact=contact, told=form.told(), by=by)
        messages.success(request, "It is written down.")

    if request.method == "POST" and form.is_valid():
        return save_and_go_on(request, change, home(contact))
    more = {"to_tell": still_to_tell(contact), "so_far": [told_words(one) for one in contact.told_after.all()]}
    return show(request, contact, form, "Telling the family that you asked for help", template="told", **more)
