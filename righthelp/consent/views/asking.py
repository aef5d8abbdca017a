"""Is it safe, have you spoken to them, what did they say, or why not: one question a page, one change at the end."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import agencies_written_for
from righthelp.consent.access import approvers_for, child_to_write_of
from righthelp.consent.actions import note_said, note_why_not
from righthelp.consent.asking import SAFE, WHAT, WHO, WHY_NOT, Asking, Page, carried
from righthelp.consent.models import Said
from righthelp.consent.views.showing import home, show, writers
from righthelp.design_system.pages import page

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.consent.access import Writing

SAVED = "What the family said is written down."
WHY_SAVED = "It is written down why the family is not asked first. Go on with what the child needs: nothing waits."


@page(writers, "GET", "POST")
def consent_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask the questions, and write whichever record the answers mean."""
    by = person_signed_in(request)
    about = child_to_write_of(by, public_id, page="consent: ask")
    data = given(request)
    found = Asking(about, agencies_written_for(by), lambda: approvers_for(by, about.child, about.also)).page(data)
    if found.is_last and request.method == "POST":
        return do_once(request, lambda: _write(request, by, about, found))
    more = {"found": found, "sent": carried(found, data), "safe": _safe(found)}
    return show(request, "ask", about.child, found.form, **more)


def _safe(found: Page) -> str:
    return str(found.answered[SAFE].cleaned_data["safe"]) if SAFE in found.answered else ""


def _write(request: HttpRequest, by: "Practitioner", about: "Writing", found: Page) -> str:
    if found.name == WHY_NOT:
        return _write_why_not(request, by, about, found)
    who, what = _form(found, WHO), _form(found, WHAT)
    made = note_said(
        who=who.who(), children=[about.child, *who.chosen()], agency=what.for_agency(), by=by,
        to_service=what.service_said(), to_share=what.sharing_said(),
    )  # fmt: skip
    messages.success(request, SAVED)
    return _after(about, made)


def _write_why_not(request: HttpRequest, by: "Practitioner", about: "Writing", found: Page) -> str:
    form = _form(found, WHY_NOT)
    children = [about.child, *form.chosen()]
    note_why_not(why=form.why(), children=children, agency=form.for_agency(), by=by, approval=form.approval())
    messages.success(request, WHY_SAVED)
    return home(about.child.public_id)


def _after(about: "Writing", made: "list[Said]") -> str:
    """Go on to what follows where they said no, else home."""
    refused = [one for one in made if one.child_id == about.child.pk and one.answer == Said.Answer.NO]
    if not refused:
        return home(about.child.public_id)
    return reverse("record_consent_refused", args=[about.child.public_id, refused[0].public_id])


def _form(found: Page, name: str) -> Any:
    return found.answered[name]
