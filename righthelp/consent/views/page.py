"""What stands on a child's record, what waits, and the ledger; and what is asked of somebody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.policies import agencies_written_for, may
from righthelp.consent import presenters
from righthelp.consent.access import asked_of, consent_to_read
from righthelp.consent.policies import decides_in
from righthelp.consent.views.showing import show, writers
from righthelp.design_system.pages import page


@page(writers)
def consent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the family said, what waits, and what was shared."""
    by = person_signed_in(request)
    found = consent_to_read(by, public_id, page="consent")
    return show(
        request, "consent", found.child, found=presenters.page_of(found), reasons=found.circle.seen.reasons,
        reads_all=may(by, "find anybody"), back=reverse("record", args=[public_id]),
        leads=any(decides_in(by, agency) for agency in agencies_written_for(by)),
    )  # fmt: skip


@page(writers)
def consent_asked(request: HttpRequest) -> HttpResponse:
    """What waits for this manager or lead: approvals, and next steps after a yes was taken back."""
    found = asked_of(person_signed_in(request))
    return render(request, "consent/asked.jinja", {"found": found, "shown": presenters})
