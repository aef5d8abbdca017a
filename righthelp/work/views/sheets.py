"""The contact sheet, for a meeting or an outage: as a page and as PDF. Each is logged as a look."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.design_system.pages import page
from righthelp.files.documents import CONFIDENTIAL
from righthelp.files.formats import download
from righthelp.work.family import family_to_read
from righthelp.work.sheet import CAUTION, Sheet, contact_sheet, sheet_document
from righthelp.work.views.children import writers


@page(writers)
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the sheet, ready to print."""
    made = _made(request, public_id, page="contact sheet")
    context = {
        "sheet": made,
        "caution": CAUTION,
        "footer": CONFIDENTIAL,
        "pdf": reverse("record_sheet_pdf", args=[public_id]),
        "back": reverse("record_workers", args=[public_id]),
    }
    return render(request, "work/sheet.jinja", context)


@page(writers)
def sheet_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the sheet as tagged PDF."""
    made = _made(request, public_id, page="contact sheet as pdf")
    document = sheet_document(made, reference=str(public_id)[:8], now=timezone.now())
    return download(document, "pdf", name="contact-sheet")


def _made(request: HttpRequest, public_id: UUID, *, page: str) -> Sheet:
    by, today = person_signed_in(request), timezone.localdate()
    family = family_to_read(by, public_id, today, page=page)
    workers = family.child.person.involvements.with_people()
    return contact_sheet(family, workers, by=by, now=timezone.now(), today=today)
