"""A child's record sent to another school or area, and the receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import agencies_where
from righthelp.design_system.pages import page
from righthelp.work import presenters
from righthelp.work.access import child_to_work_with, transfer_to_note
from righthelp.work.actions import AlreadyReceived, note_receipt, send
from righthelp.work.forms import ReceiptForm, TransferForm
from righthelp.work.views.children import writers


@page(writers, "GET", "POST")
def transfer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that the child's record was sent on; what was sent before stands below."""
    by = person_signed_in(request)
    child = child_to_work_with(by, public_id, page="record sent on").person
    own = agencies_where(by, "write considerations")
    senders = {str(one.public_id): one for one in own}
    places = {str(one.public_id): one for one in Agency.objects.exclude(pk__in=[one.pk for one in own])}
    form = TransferForm(given(request), senders=senders, places=places)

    def change() -> str:
        made = send(child=child, by=by, **form.answers())
        messages.success(request, f"Noted: sent to {made.to_agency or made.to_name}. It waits for a receipt.")
        return reverse("children")

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    sent = child.transfers.not_set_aside().filter(from_agency__in=own)
    sent = sent.select_related("to_agency", "sent_by", "received_noted_by")
    context = {"child": child, "form": form, "sent": sent, "present": presenters}
    return render(request, "work/transfer.jinja", {**context, "back": reverse("record_workers", args=[public_id])})


@page(writers, "GET", "POST")
def transfer_receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note who said that a record came."""
    by = person_signed_in(request)
    sent, sees = transfer_to_note(by, public_id)
    form = ReceiptForm(given(request))

    def change() -> str:
        note_receipt(transfer=sent, receipt=form.cleaned_data["receipt"], by=by)
        messages.success(request, "The receipt is noted.")
        return reverse("children")

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadyReceived:
            sent.refresh_from_db()
    context = {"sent": sent, "sees": sees, "form": form, "present": presenters, "back": reverse("children")}
    return render(request, "work/transfer_receipt.jinja", context)
