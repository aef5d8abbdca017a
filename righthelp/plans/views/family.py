"""The family’s own pages, as those see them who keep the plan: switched on and off; what families write there."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.mail import full_address
from righthelp.calendar.timescales import timescale
from righthelp.design_system.pages import page
from righthelp.plans.access import SeenPlan, plan_to_change, plan_to_read
from righthelp.plans.actions.family import (
    Made,
    NothingToRead,
    NotSafe,
    TooYoung,
    note_said_read,
    switch_off,
    switch_on,
)
from righthelp.plans.family_access import link_in, said_in
from righthelp.plans.family_secrets import MOST_WRONG, in_pairs
from righthelp.plans.forms.family import SwitchOffForm, SwitchOnForm
from righthelp.plans.models import Member
from righthelp.plans.paper_access import reader_in
from righthelp.plans.presenters import member_line
from righthelp.plans.presenting.family import before_switching_on, pages_of, reach_of, ways_told
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import save, writers
from righthelp.work.sheet import contact_line

NO_COPY = "Release a copy of the plan for them first: their page shows the copy that was released last"
NOT_SAFE = "What is written down about how to reach them has changed. Look at it again, and choose another way"
TOO_YOUNG = "They are too young for a page of their own, or we do not know how old they are"
WHY_NOT: dict[type[Exception], str] = {NothingToRead: NO_COPY, NotSafe: NOT_SAFE, TooYoung: TOO_YOUNG}


@page(writers)
def family_pages(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whose own page is on, and what they wrote."""
    seen = plan_to_read(person_signed_in(request), public_id, page="family’s own pages")
    weeks = timescale("family_page_open").amount // 7
    context = {
        "pages": pages_of(seen),
        "seen": seen,
        "weeks": weeks,
        "from_age": settings.OWN_PAGE_FROM_AGE,
        "back": reverse("plan", args=[public_id]),
    }
    return render(request, "plans/family_pages.jinja", context)


@page(writers, "GET", "POST")
@explained
def family_page_switch_on(request: HttpRequest, public_id: UUID, member_id: UUID) -> HttpResponse:
    """Ask whether it is safe, and make link and code; they are shown once, in the answer itself, and kept nowhere."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="switch on a family’s own page")
    member = reader_in(seen, member_id)
    reach = reach_of(seen, member)
    form = SwitchOnForm(given(request), ways=reach.ways, has_record=member.person is not None)
    if request.method == "POST" and form.is_valid():
        try:
            return _once(request, seen, member, form, switch_on(member=member, by=by, **form.ways()))
        except (NothingToRead, NotSafe, TooYoung) as refused:
            form.add_error(None, WHY_NOT[type(refused)])
    first = before_switching_on(seen, member, reach)
    context = {
        "form": form if request.method == "POST" or not first else None,
        "first": first,
        "whose": member_line(member),
        "reach": ways_told(seen, member, reach),
        "back": reverse("family_pages", args=[public_id]),
    }
    return render(request, "plans/family_switch_on.jinja", context)


def _once(request: HttpRequest, seen: SeenPlan, member: Member, form: SwitchOnForm, made: Made) -> HttpResponse:
    way = form.ways()["code_to"]
    context = {
        "made": made,
        "code_goes": contact_line(way) if way else made.link.code_way,
        "whose": member_line(member),
        "address": full_address(reverse("family_page", args=[made.token]), request),
        "code": in_pairs(made.code),
        "most_wrong": MOST_WRONG,
        "back": reverse("family_pages", args=[seen.plan.public_id]),
    }
    return render(request, "plans/family_once.jinja", context)


@page(writers, "GET", "POST")
@explained
def family_page_switch_off(request: HttpRequest, public_id: UUID, link_id: UUID) -> HttpResponse:
    """Shut somebody’s own page."""
    by = person_signed_in(request)
    seen = plan_to_change(by, public_id, page="switch off a family’s own page")
    link, form = link_in(seen, link_id), SwitchOffForm(given(request))
    onward = reverse("family_pages", args=[public_id])

    def change() -> None:
        switch_off(link=link, because=form.cleaned_data["because"], by=by)

    if answer := save(request, form, change, "The page is shut. The link opens nothing any more.", onward):
        return answer
    context = {"form": form, "whose": member_line(link.member), "back": onward}
    return render(request, "plans/family_switch_off.jinja", context)


@page(writers, "POST")
@explained
def family_page_said_read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that something that a family wrote was read."""
    by = person_signed_in(request)
    seen = plan_to_read(by, public_id, page="read what a family wrote")
    said = said_in(seen, _key(request.POST.get("said", "")))

    def change() -> str:
        note_said_read(said=said, by=by)
        return reverse("family_pages", args=[public_id])

    return do_once(request, change)


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        raise Http404 from None
