"""The pages of the ledger."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import agencies_written_for
from righthelp.consent import presenters
from righthelp.consent.access import Writing, child_to_write_of, standing_for
from righthelp.consent.actions import DoesNotStand, note_not_shared, share
from righthelp.consent.actions.sharing import starts
from righthelp.consent.forms.sharing import NotShareForm, ShareForm
from righthelp.consent.rules import bases_on, conditions
from righthelp.consent.views.showing import home, show, writers
from righthelp.design_system.pages import page

GONE = "What it was to rest on does not stand any more, or not for each child. Choose again: nothing was saved."


@page(writers, "GET", "POST")
def consent_share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what was shared, with whom and on what it rests."""
    by = person_signed_in(request)
    about = child_to_write_of(by, public_id, page="consent: share")
    standing = standing_for(by, about.circle.seen)
    consents = [(str(one.public_id), presenters.consent_line(one, about.circle)) for one in standing.given]
    form = ShareForm(given(request), **_asked(about, by), standing=standing, starts=starts(), consents=consents)

    def change() -> str:
        children = [about.child, *form.chosen()]
        share(what=form.what(), children=children, agency=form.for_agency(), by=by, **form.rests_on())
        messages.success(request, "What was shared is written down.")
        return home(public_id)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except DoesNotStand:
            form.add_error("consent", GONE)
    law = [*bases_on(timezone.localdate(), starts()), *conditions()]
    return show(request, "share", about.child, form, reason=form.reason, law=law)


@page(writers, "GET", "POST")
def consent_not_share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what was thought about and not shared, and why."""
    by = person_signed_in(request)
    about = child_to_write_of(by, public_id, page="consent: not shared")
    form = NotShareForm(given(request), **_asked(about, by))

    def change() -> str:
        children, because = [about.child, *form.chosen()], form.cleaned_data["because"]
        note_not_shared(what=form.what(), because=because, children=children, agency=form.for_agency(), by=by)
        messages.success(request, "It is written down that this was not shared, and why.")
        return home(public_id)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return show(request, "not_share", about.child, form)


def _asked(about: Writing, by: Any) -> dict[str, Any]:
    return {"children": about.also, "agencies": agencies_written_for(by), "receivers": list(Agency.objects.all())}
