"""The overview of an agency’s early help, the list of work under section 17, and the partnership's own way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.policies import holders_of
from righthelp.agencies.roles import KEEP_ALL
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, page_links, page_number
from righthelp.early_help.actions.ways import set_way
from righthelp.early_help.forms.in_need import WayForm
from righthelp.early_help.local import way
from righthelp.early_help.models import LocalWay
from righthelp.early_help.overseen import in_need_overseen
from righthelp.early_help.overview import LISTS, Overview, leads_of, waits_of
from righthelp.early_help.policies import answering
from righthelp.early_help.policies.in_need import agencies_overseen, overseers
from righthelp.early_help.presenting import overview as presenting
from righthelp.early_help.views.showing import save

keepers_of_all = holders_of(KEEP_ALL)
WAITS = "offered"  # the list that also says how long it took from need to help


@page(answering)
def early_help_overview(request: HttpRequest) -> HttpResponse:
    """Show what needs another look, a list at a time, and how long it took from need to help."""
    reader, today = person_signed_in(request), timezone.localdate()
    asked, number = request.GET.get("show", ""), page_number(request.GET)
    overview = Overview(reader, today)
    counts = overview.counts()
    name = asked if asked in LISTS else next((one for one in LISTS if counts[one]), next(iter(LISTS)))
    rows, has_next = overview.rows(name, number)
    context = {
        "lists": LISTS, "name": name, "counts": counts, "rows": rows, "number": number,
        "pages": _pages(f"?show={name}&page=", number, has_next=has_next),
        "waits": waits_of(reader, today) if name == WAITS else None,
        "today": today, "present": presenting, "oversees": bool(agencies_overseen(reader)),
    }  # fmt: skip
    return render(request, "early_help/overview.jinja", context)


@page(answering)
def early_help_overview_leads(request: HttpRequest) -> HttpResponse:
    """Show who leads how many families, and how much time it takes (BP-046)."""
    number = page_number(request.GET)
    rows, has_next = leads_of(person_signed_in(request), number)
    pages = _pages("?page=", number, has_next=has_next)
    context = {"rows": rows, "pages": pages, "number": number, "back": reverse("early_help_overview")}
    return render(request, "early_help/overview_leads.jinja", context)


@page(overseers)
def early_help_section_17(request: HttpRequest) -> HttpResponse:
    """Show the work under section 17 that lead practitioners do, and which supervision is late (BP-056)."""
    number = page_number(request.GET)
    found = in_need_overseen(person_signed_in(request), timezone.localdate(), (number - 1) * A_PAGE, A_PAGE + 1)
    pages = _pages("?page=", number, has_next=len(found) > A_PAGE)
    context = {
        "rows": found[:A_PAGE], "pages": pages, "number": number, "is_allowed_here": way().leads_hold_section_17,
        "back": reverse("early_help_list"),
    }  # fmt: skip
    return render(request, "early_help/section_17.jinja", context)


@page(keepers_of_all, "GET", "POST")
def early_help_way(request: HttpRequest) -> HttpResponse:
    """Set how this partnership does early help (BP-052)."""
    by, now = person_signed_in(request), way()
    allowed = "yes" if now.leads_hold_section_17 else "no"
    form = WayForm(given(request), initial={"review_days": now.review_days, "leads_hold_section_17": allowed})
    if request.method == "POST" and form.is_valid():
        to = reverse("early_help_way")
        return save(request, lambda: set_way(by=by, **form.answers()), "It holds from now on.", to)
    before = LocalWay.objects.select_related("set_by").order_by("-set_at", "-pk")
    context = {"form": form, "now": now, "before": list(before), "back": reverse("people")}
    return render(request, "early_help/way.jinja", context)


def _pages(address: str, number: int, *, has_next: bool) -> dict[str, object] | None:
    """Give the links to the pages before and after."""
    before = f"{address}{number - 1}" if number > 1 else ""
    return page_links(before=before, after=f"{address}{number + 1}" if has_next else "")
