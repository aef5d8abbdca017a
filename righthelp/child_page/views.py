"""The page of a child at a glance."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.policies import holders_of
from righthelp.child_page import presenters
from righthelp.child_page.access import child_at_a_glance
from righthelp.design_system.pages import page
from righthelp.people.sections import links

writers = holders_of("write considerations")


@page(writers)
def child(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show anybody who is or was a child of concern; the record of an adult opens instead."""
    by = person_signed_in(request)
    glance = child_at_a_glance(by, public_id)
    if not glance.is_of_concern:
        return HttpResponseRedirect(reverse("record", args=[public_id]))
    context = {
        "child": glance.child,
        "shown": presenters.page_of(glance, timezone.localdate()),
        "reasons": glance.seen.reasons,
        "sections": [(title, href) for title, href in links(glance.seen) if href != request.path],
        "now": timezone.now(),
        "reader": by,
        "back": reverse("children"),
    }
    return render(request, "child_page/child.jinja", context)
