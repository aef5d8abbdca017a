"""The page of one consideration, and its documents."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.calendar.queries import closed_days
from righthelp.considerations import record
from righthelp.considerations.access import consideration_to_read, is_closed, is_draft, last_taken
from righthelp.considerations.actions import NotSafe, family_copy_read
from righthelp.considerations.as_decided import as_decided
from righthelp.considerations.documents import family_copy, record_document
from righthelp.considerations.export import exported
from righthelp.considerations.family_copy import copy_lacks, family_sections, fingerprint, read_as_it_is
from righthelp.considerations.levels import decided_elsewhere
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.panel import panel_of
from righthelp.considerations.pictures import moments
from righthelp.considerations.policies import leads, may_bring_back, may_change, may_take_over
from righthelp.considerations.presenters import (
    child_in_full,
    fostering_duties,
    guidance_shell,
    safe_page,
    says_what_to_do,
    seen_by_lead,
    tasks_for,
    tasks_in_common,
)
from righthelp.considerations.views.saving import explained, writers
from righthelp.design_system.pages import page
from righthelp.design_system.safe_to_give import SafeToGiveForm
from righthelp.files.documents import Document
from righthelp.files.formats import download
from righthelp.guidance.presenters import wording_notice


@page(writers)
@explained
def consideration(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A draft with what is still to do, or the record of what was decided."""
    by = person_signed_in(request)
    closed = closed_days()
    it = record.bring_along(consideration_to_read(by, public_id, page="consideration", closed=closed))
    draft, is_lead, shell = is_draft(it), leads(by, it.agency), guidance_shell(it.edition, closed)
    elsewhere = decided_elsewhere(by, it)
    context = {
        **shell,
        "panel": panel_of(it, shell["calls"]),
        "consideration": it,
        "record": record,
        "is_draft": draft,
        "is_closed": is_closed(it),
        "is_mine": may_change(by, it),
        "is_lead": is_lead,
        "may_take_over": may_take_over(by, it, is_draft=draft, now=timezone.now(), closed=closed),
        "may_bring_back": may_bring_back(by, it),
        "give_back_to": _give_back_to(by, it),
        "safe_page": safe_page(it, is_draft=draft),
        "seen": seen_by_lead(it, closed, is_lead=is_lead),
        "tasks": tasks_in_common(it),
        "tasks_for": tasks_for,
        "fostering": partial(fostering_duties, shell["passages"]),
        "says_what_to_do": partial(says_what_to_do, it, shell["passages"]),
        "today": timezone.localdate(),
        "children": [child_in_full(child, elsewhere) for child in it.children.all()],
        "as_decided": as_decided(it),
        "moments": moments,
        "again": vars(it)["new_thinking"] if is_closed(it) else None,
        "back": reverse("considerations"),
    }
    return render(request, "considerations/consideration.jinja", context)


def _give_back_to(by: Practitioner, it: Consideration) -> Practitioner | None:
    """Give the person from whom this one took a draft over; the page for it asks what roles that person has today."""
    taken = last_taken(it) if is_draft(it) and may_change(by, it) else None
    return taken.taken_from if taken and taken.taken_from.is_active else None


@page(writers)
@explained
def consideration_download(request: HttpRequest, public_id: UUID, kind: str, extension: str) -> HttpResponse:
    """Give the record (PDF, Word, JSON) or one child's family copy (PDF, Word) as a file to keep."""
    by = person_signed_in(request)
    it = record.bring_along(consideration_to_read(by, public_id, page=f"{kind} as {extension}"))
    if kind == "family":
        return _family_file(request, it, extension)
    if extension == "json":
        return _json_file(it)
    return download(_record_to_keep(it), extension, name="consideration")


def _record_to_keep(it: Consideration) -> Document:
    calls = guidance_shell(it.edition)["calls"]
    panel = panel_of(it, calls, on_paper=True)
    return record_document(it, is_draft=is_draft(it), now=timezone.now(), panel=panel, calls=calls)


def _json_file(it: Consideration) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="consideration.json"', "Cache-Control": "no-store"}
    content = exported(it, is_draft=is_draft(it), now=timezone.now())
    return JsonResponse(content, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _family_file(request: HttpRequest, it: Consideration, extension: str) -> HttpResponse:
    child = _chosen_child(request, it)
    if child is None or extension == "json":
        raise Http404
    if not _is_safe(it) or read_as_it_is(child) is None:
        return _family_page(request, it, child, status=409)
    return download(family_copy(child, is_draft=is_draft(it), now=timezone.now()), extension, name="family-copy")


def _is_safe(it: Consideration) -> bool:
    """Say whether somebody answered that it is safe: nothing reaches a family before (design, section 4, rule 5)."""
    return it.safe_to_speak == Consideration.SafeToSpeak.YES


@page(writers, "GET", "POST")
@explained
def consideration_family_copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Preview what one child's family would be given; give it once somebody read it and said that it is safe."""
    by = person_signed_in(request)
    it = record.bring_along(consideration_to_read(by, public_id, page="family copy"))
    child = _chosen_child(request, it)
    if child is None or not _is_safe(it):
        return _family_page(request, it, child, status=200 if request.method == "GET" else 409)
    form = SafeToGiveForm(given(request), shown=fingerprint(child))
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, partial(_family_copy_read, child, form.shown, by))
        except NotSafe:  # answered otherwise in the moment since it was asked
            it.refresh_from_db(fields=["safe_to_speak"])
            return _family_page(request, it, child, status=409)
    return _family_page(request, it, child, form)


def _family_copy_read(child: ConsideredChild, text: str, by: Practitioner) -> str:
    family_copy_read(child=child, text=text, by=by)
    address = reverse("consideration_family_copy", args=[child.consideration.public_id])
    return f"{address}?child={child.public_id}#take"


def _family_page(
    request: HttpRequest,
    it: Consideration,
    child: ConsideredChild | None,
    form: SafeToGiveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_to_give = child is not None and _is_safe(it)
    context = {
        "form": (form or SafeToGiveForm(shown=fingerprint(child))) if child and is_to_give else None,
        "read": read_as_it_is(child) if child and is_to_give else None,
        "was_refused": status == 409,
        "wording_notice": wording_notice(it.edition),
        "consideration": it,
        "record": record,
        "child": child,
        "sections": family_sections(child) if child else [],
        "safe_page": safe_page(it, is_draft=is_draft(it)),
        "lacks": copy_lacks(child) if child else "",
        "is_draft": is_draft(it),
        "is_closed": is_closed(it),
        "is_mine": may_change(person_signed_in(request), it),
        "back": reverse("consideration", args=[it.public_id]),
    }
    return render(request, "considerations/family_copy.jinja", context, status=status)


def _chosen_child(request: HttpRequest, it: Consideration) -> ConsideredChild | None:
    """Give the child asked for, or the only one; None where one of several must be chosen first."""
    asked, children = request.GET.get("child"), list(it.children.all())
    if asked is None:
        return children[0] if len(children) == 1 else None
    child = next((one for one in children if str(one.public_id) == asked), None)
    if child is None:
        raise Http404
    return child
