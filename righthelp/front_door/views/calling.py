"""A telephone call, written down while the caller talks; calls not finished; what is rung or told later."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import holders_of
from righthelp.design_system.pages import page
from righthelp.design_system.versions import save_version
from righthelp.front_door.access import IsSent, contact_to_work_on
from righthelp.front_door.actions.calling import (
    finish_call,
    note_call,
    note_told,
    save_call,
    start_call,
    take_call_over,
)
from righthelp.front_door.actions.writing import AlreadySent, ChangedMeanwhile, drop
from righthelp.front_door.beside_access import call_to_take_over, call_to_write, calls_begun, calls_left
from righthelp.front_door.forms.calling import (
    AddToContactForm,
    CallForm,
    Rows,
    TakeCallOverForm,
    first_of_call,
    on_file,
)
from righthelp.front_door.models import Added, Contact
from righthelp.front_door.pages import contact_page
from righthelp.front_door.policies import WORK
from righthelp.front_door.queries import bring_request
from righthelp.work.disagreements.calls import calls_now

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

workers = holders_of(WORK)
SAVED = "Saved. It is not sent: press “Finish” when the call is over."
FINISHED = "It is a contact now, and you work on it."
GONE = "This call was finished, thrown away or taken over meanwhile."


@page(workers)
def front_door_calls(request: HttpRequest) -> HttpResponse:
    """List one’s own calls that are not finished, and those that colleagues left for an hour."""
    by = person_signed_in(request)
    context = {"own": calls_begun(by).select_related("referrer"), "left": calls_left(by, timezone.now())}
    return render(request, "front_door/calls.jinja", {**context, "back": reverse("front_door")})


@page(workers, "GET", "POST")
def front_door_call_start(request: HttpRequest) -> HttpResponse:
    """Begin to write a call down; the first saving makes the draft."""
    by = person_signed_in(request)
    rows = Rows(None, given(request))
    form = CallForm(given(request), rows=rows, is_finishing=_is_finishing(request), initial=first_of_call(None, rows))

    def change() -> str:
        contact = start_call(told=form.told(), by=by)
        return _finish_or_go_on(request, contact, by)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return _show(request, form, None)


@page(workers, "GET", "POST")
def front_door_call_write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on writing a call down; finishing it makes a contact of it."""
    by = person_signed_in(request)
    try:
        contact = call_to_write(by, public_id, page="front door: call")
    except IsSent as sent:
        return _is_finished(request, sent.contact)
    rows = Rows(contact, given(request))
    form = CallForm(
        given(request), rows=rows, is_finishing=_is_finishing(request), initial=first_of_call(contact, rows)
    )
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = _save(request, form, contact, by)
    return answer or _show(request, form, contact)


def _save(request: HttpRequest, form: CallForm, contact: Contact, by: "Practitioner") -> HttpResponse | None:
    """Save a call; nothing where another window saved something else, so that the page shows both."""

    def change() -> str:
        version = int(form.cleaned_data["version"])
        save_call(contact=contact, version=version, told=form.told(), by=by)
        return _finish_or_go_on(request, contact, by)

    def saved() -> dict[str, object]:
        now = bring_request(Contact.objects.with_whose().get(pk=contact.pk))
        return on_file(now, Rows(now, request.POST))

    onward = reverse("front_door_call_write", args=[contact.public_id])
    try:
        return save_version(
            request, form, contact, saved, lambda: do_once(request, change), meanwhile=ChangedMeanwhile, onward=onward
        )
    except AlreadySent:
        return _is_finished(request, Contact.objects.get(pk=contact.pk))


def _finish_or_go_on(request: HttpRequest, contact: Contact, by: "Practitioner") -> str:
    if _is_finishing(request):
        finish_call(contact=contact, by=by)
        messages.success(request, FINISHED)
        return contact_page(contact)
    if request.POST.get("do") == "allegation":
        return reverse("front_door_allegation", args=[contact.public_id])
    messages.success(request, SAVED)
    return reverse("front_door_call_write", args=[contact.public_id])


def _is_finishing(request: HttpRequest) -> bool:
    return request.POST.get("do") == "finish"


def _show(request: HttpRequest, form: CallForm, contact: Contact | None) -> HttpResponse:
    context = {"form": form, "contact": contact, "calls": calls_now(), "back": reverse("front_door_calls")}
    return render(request, "front_door/call.jinja", context)


def _is_finished(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Say that a call is a contact already, and give back what was written here, so that it can be added there."""
    if request.method != "POST":
        return HttpResponseRedirect(contact_page(contact))
    form = CallForm(request.POST, rows=Rows(None, request.POST))
    written = [(one.label, str(one.value())) for one in form if _is_words(one.value()) and not one.is_hidden]
    context = {"written": written, "contact": contact, "is_contact": contact.received_at is not None}
    return render(request, "front_door/call_finished.jinja", context, status=409)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


@page(workers, "GET", "POST")
def front_door_call_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a colleague wrote down of a call, and go on with it, with the reason."""
    by = person_signed_in(request)
    contact = call_to_take_over(by, public_id)
    form = TakeCallOverForm(given(request))

    def change() -> str:
        take_call_over(contact=contact, because=form.cleaned_data["because"], by=by)
        messages.success(request, "You go on with this call.")
        return reverse("front_door_call_write", args=[contact.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadySent:
            messages.warning(request, GONE)
            return HttpResponseRedirect(reverse("front_door_calls"))
    answers = [one for one in contact.answers.all() if one.text]
    context = {"form": form, "contact": contact, "answers": answers, "back": reverse("front_door_calls")}
    return render(request, "front_door/call_take.jinja", context)


@page(workers, "POST")
def front_door_call_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a call away that was nothing for the front door."""
    by = person_signed_in(request)
    try:
        contact = call_to_write(by, public_id, page="front door: throw a call away")
    except IsSent as sent:
        return HttpResponseRedirect(contact_page(sent.contact))

    def change() -> str:
        drop(contact=contact, by=by)
        messages.success(request, "The call was thrown away.")
        return reverse("front_door_calls")

    try:
        return do_once(request, change)
    except AlreadySent:
        messages.warning(request, GONE)
        return HttpResponseRedirect(reverse("front_door_calls"))


@page(workers, "GET", "POST")
def front_door_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what was told or rung after a contact came."""
    by = person_signed_in(request)
    contact = contact_to_work_on(by, public_id, page="front door: add")
    form = AddToContactForm(given(request))

    def change() -> str:
        given_ = form.cleaned_data
        words = {"contact": contact, "whom": given_["whom"], "text": given_["text"], "at": form.at(), "by": by}
        if given_["kind"] == Added.Kind.TOLD:
            note_told(**words)
        else:
            note_call(reached=given_["kind"] == Added.Kind.CALL, **words)
        messages.success(request, "It is written down.")
        return contact_page(contact)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    context = {"form": form, "contact": contact, "back": contact_page(contact)}
    return render(request, "front_door/add.jinja", context)
