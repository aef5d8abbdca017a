"""The first page of early help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, links_within, page_number
from righthelp.early_help.lists import mine, rows_of, waiting
from righthelp.early_help.policies import agencies_answered_for, writers
from righthelp.early_help.policies.in_need import agencies_overseen
from righthelp.early_help.queries import EarlyHelpQuerySet


@page(writers)
def early_help_list(request: HttpRequest) -> HttpResponse:
    """List the early help that somebody sees to or takes part in, and what waits in their teams."""
    by = person_signed_in(request)
    lists = {name: _listed(request, by, name, found) for name, found in (("mine", mine(by)), ("waiting", waiting(by)))}
    context = {"lists": lists, "answers": bool(agencies_answered_for(by)), "oversees": bool(agencies_overseen(by))}
    return render(request, "early_help/list.jinja", context)


def _listed(request: HttpRequest, by: Practitioner, name: str, found: EarlyHelpQuerySet) -> dict[str, object]:
    number = page_number(request.GET, name)
    first = (number - 1) * A_PAGE
    read = list(found[first : first + A_PAGE + 1])
    pages = links_within(name, number, has_next=len(read) > A_PAGE)
    return {"rows": rows_of(by, read[:A_PAGE]), "pages": pages}
