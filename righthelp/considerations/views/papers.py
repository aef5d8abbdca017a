"""Taking a consideration away: PDF, Word, JSON; and the copy for the family, looked through for plain words."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from righthelp.agencies.access import person_signed_in
from righthelp.considerations.access import child_of, consideration_to_change, consideration_to_read
from righthelp.considerations.documents import export, family_document, record_document
from righthelp.considerations.family_copy import NOTHING_YET, family_sections
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.record import bring_along
from righthelp.considerations.views.shared import writers
from righthelp.design_system.pages import page
from righthelp.files.formats import FORMATS, download


@page(writers)
def download_record(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The whole record as PDF, Word, or JSON."""
    if kind not in {*FORMATS, "json"}:
        raise Http404
    found = bring_along(consideration_to_read(person_signed_in(request), public_id, page=f"record as {kind}"))
    if kind == "json":
        answer = JsonResponse(export(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = 'attachment; filename="consideration.json"'
        return answer
    return download(record_document(found), kind, name="consideration")


@page(writers)
def family_copy(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """What the family would read, with plainer words suggested, before anything is taken away."""
    child = _child(request, public_id, child_id, "family copy")
    context = {
        "consideration": child.consideration,
        "child": child,
        "sections": family_sections(child),
        "nothing_yet": NOTHING_YET,
    }
    return render(request, "considerations/family_copy.jinja", context)


@page(writers)
def download_family_copy(request: HttpRequest, public_id: UUID, child_id: UUID, kind: str) -> HttpResponse:
    """The family's copy as PDF or Word."""
    if kind not in FORMATS:
        raise Http404
    child = _child(request, public_id, child_id, f"family copy as {kind}")
    return download(family_document(child), kind, name="help-for-the-family")


def _child(request: HttpRequest, public_id: UUID, child_id: UUID, title: str) -> ConsideredChild:
    found = consideration_to_change(person_signed_in(request), public_id, page=title)
    wanted = child_of(found, child_id)
    return next(child for child in bring_along(found).children.all() if child.pk == wanted.pk)
