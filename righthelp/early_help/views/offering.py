"""Early help of a family: its page, and how it is opened, offered, agreed and begun."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner, Team
from righthelp.agencies.policies import may
from righthelp.considerations.access import consideration_to_read
from righthelp.considerations.choices import ToChoose, came_with, children_to_choose, chosen_among
from righthelp.considerations.models import Consideration
from righthelp.considerations.views.saving import explained as explained_in_thinking
from righthelp.design_system.formatters import day
from righthelp.design_system.pages import page
from righthelp.early_help.access import SeenHelp, help_to_change, help_to_read
from righthelp.early_help.actions.holding import TakenAlready, take
from righthelp.early_help.actions.offering import AgreedBefore, note_offer
from righthelp.early_help.actions.opening import (
    BeforeAgreed,
    HelpedAlready,
    NotAgreed,
    OpenAlready,
    SaidNo,
    begin_help,
    open_help,
    waits_to_begin,
)
from righthelp.early_help.agreement import said_of_children
from righthelp.early_help.family import to_ask, who_speaks
from righthelp.early_help.forms.offering import NOT_BEFORE, BeginForm, FromConsiderationForm, OfferForm, OpenForm
from righthelp.early_help.lists import with_child
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import WRITES, writers
from righthelp.early_help.policies.speaking import NotTheirs
from righthelp.early_help.presenting.agreeing import agreed_rows
from righthelp.early_help.presenting.assessment import assessment_of
from righthelp.early_help.presenting.help import help_page_of, state_of
from righthelp.early_help.presenting.leading import leading_of
from righthelp.early_help.presenting.opening import goes_on_already
from righthelp.early_help.thinking import first_answers
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.people.access import person_to_change
from righthelp.people.models import Person
from righthelp.plans.access import plan_to_read, seen_plan
from righthelp.work.disagreements.calls import calls_now

OPENED = "Early help is opened. Now offer it to the family: it begins only when they agree."
BEFORE = (
    "They agreed to this early help before, and that stands. If they take it back, write that down first, on the page "
    "of early help under “They took it back”"
)
BEGUN = "Early help has begun. Next, name the lead practitioner."
SAID_NO = "Somebody said no meanwhile. Read below who said what, and say why it begins all the same"
OPEN = "This team has early help open for one of these children already"
HELPED = "This team gives early help to one of these children already. Go on there, or end that first"
TAKEN = "You see to it now. Offer it to the family next."


@page(writers)
def early_help(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show early help of a family: where it stands, its assessment, who leads, and the way to its plan."""
    seen = help_to_read(person_signed_in(request), public_id, page="early help")
    shown, leading = help_page_of(seen), leading_of(seen)
    more = {"shown": shown, "assessment": assessment_of(seen), "leading": leading}
    return show(request, "help", seen, state=state_of(seen.help, is_led=leading.now is not None), **more)


@page(writers)
def plan_early_help(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lead from a plan to the early help that it belongs to."""
    seen = plan_to_read(person_signed_in(request), public_id, page="early help of a plan")
    it = EarlyHelp.objects.filter(plan=seen.plan).first()
    if it is None:
        raise Http404
    return redirect(help_page(it))


@page(writers)
def record_early_help(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List the early help of a child that the reader may read, and lead to opening it."""
    by = person_signed_in(request)
    child = person_to_change(by, public_id, page="early help of a child").person
    context = {"child": child, "rows": with_child(by, child), "back": reverse("record", args=[public_id])}
    return render(request, "early_help/of_child.jinja", context)


@page(writers, "GET", "POST")
def early_help_open(request: HttpRequest) -> HttpResponse:
    """Open early help, for children whom somebody works with."""
    return _open(request, person_signed_in(request), None)


@page(writers, "GET", "POST")
def record_early_help_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open early help from a child's record, with brothers and sisters beside."""
    return _open(request, person_signed_in(request), public_id)


def _open(request: HttpRequest, by: Practitioner, child_id: UUID | None) -> HttpResponse:
    beside = [child_id] if child_id else []
    listed = _listed(request, by, beside)
    child = came_with(by, listed, child_id) if child_id else None
    first = {"children": [str(one) for one in beside]}
    form = OpenForm(given(request), **_offered(by, listed), initial=first)
    back = reverse("record_early_help", args=[child_id]) if child_id else reverse("early_help_list")
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, by, _chosen(by, listed, form), form.opened())
        except OpenAlready as there:
            return _show_there(request, form, there, back)
    return _show_open(request, form, back, child)


@page(writers, "GET", "POST")
@explained_in_thinking
def consideration_early_help(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open early help that follows from thinking: what was written there stands in the boxes already."""
    by = person_signed_in(request)
    it = consideration_to_read(by, public_id, page="offer early help")
    named = {one.person_id: one for one in it.children.select_related("person") if one.person_id}
    if it.is_set_aside:
        raise Http404
    ids = [one.person.public_id for one in named.values() if one.person]
    listed = _listed(request, by, ids)
    first = {**first_answers(it), "children": [str(one) for one in ids]}
    form = FromConsiderationForm(given(request), **_offered(by, listed), initial=first)
    back = reverse("consideration", args=[public_id])
    if request.method == "POST" and form.is_valid():
        people = _chosen(by, listed, form)
        thought_of = [named[one.pk] for one in people if one.pk in named]
        try:
            return _opened(request, by, people, {**form.opened(), **_follows(it), "thought_of": thought_of})
        except OpenAlready as there:
            return _show_there(request, form, there, back, it)
    return _show_open(request, form, back, None, it)


def _follows(it: Consideration) -> dict[str, Any]:
    return {"came_by": EarlyHelp.CameBy.CONSIDERATION, "consideration": it}


def _listed(request: HttpRequest, by: Practitioner, beside: list[UUID]) -> ToChoose:
    sent = given(request)
    asked = [*(sent.getlist("children") if sent else []), *map(str, beside)]
    return children_to_choose(by, asked=asked, beside=beside)


def _offered(by: Practitioner, listed: ToChoose) -> dict[str, Any]:
    """Give what the form offers: the children, for whom early help goes on already, and the teams."""
    goes_on, teams = goes_on_already(by, listed.people), teams_of(by)
    return {"listed": listed, "goes_on": goes_on, "teams": teams, "today": timezone.localdate()}


def _chosen(by: Practitioner, listed: ToChoose, form: OpenForm) -> list[Person]:
    return chosen_among(by, listed, form.cleaned_data["children"])


def _opened(request: HttpRequest, by: Practitioner, people: list[Person], answers: Mapping[str, Any]) -> HttpResponse:
    def once() -> str:
        it = open_help(people=people, holder=by, by=by, **answers)
        messages.success(request, OPENED)
        return help_page(it)

    return do_once(request, once)


def _show_there(
    request: HttpRequest, form: OpenForm, there: OpenAlready, back: str, it: Consideration | None = None
) -> HttpResponse:
    """Keep what was typed, and lead to the early help that is open, for whoever may read it."""
    form.add_error("children", OPEN)
    is_read = seen_plan(person_signed_in(request), there.help.plan) is not None
    return _show_open(request, form, back, None, it, there=help_page(there.help) if is_read else "", is_there=True)


def _show_open(
    request: HttpRequest,
    form: OpenForm,
    back: str,
    child: Person | None,
    it: Consideration | None = None,
    **more: object,
) -> HttpResponse:
    context = {"form": form, "back": back, "child": child, "consideration": it, "calls": calls_now(), **more}
    return render(request, "early_help/open.jinja", context)


def teams_of(by: Practitioner) -> list[Team]:
    """List the teams in which somebody writes: the one chosen coordinates (BP-024)."""
    held = {one.team_id: one.team for one in by.memberships_now if may(by, WRITES, one.team.agency)}
    return list(held.values())


@page(writers, "GET", "POST")
@explained
def early_help_offer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that early help was offered to somebody of the family, and what they said."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="offer early help")
    form = _offer_form(request, seen, by)
    if request.method == "POST" and form.is_valid():
        change = partial(note_offer, help=seen.help, offered=form.offered(), by=by)
        try:
            return save(request, change, "What they said is written down.", help_page(seen.help))
        except AgreedBefore:
            form.add_error("answer", BEFORE)
        except NotTheirs as refused:
            form.refuse(refused)
    return show(request, "offer", seen, form)


def _offer_form(request: HttpRequest, seen: SeenHelp, by: Practitioner) -> OfferForm:
    """Offer to ask everybody of the family, about the children who are here."""
    asked = to_ask(seen)
    speaks, whose_yes = who_speaks(seen, asked)
    return OfferForm(
        given(request), people=asked, children=here_in(seen), speaks=speaks, whose_yes=whose_yes,
        by_words=", ".join(filter(None, (by.name, by.job_title))), today=timezone.localdate(),
    )  # fmt: skip


@page(writers, "GET", "POST")
@explained
def early_help_begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin early help for every child for whom somebody agreed."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="begin early help")
    said = [one for one in said_of_children(seen.help) if waits_to_begin(one) and seen.plan.shows(one.child.pk)]
    rows = agreed_rows(seen, said)  # it brings the names
    form = BeginForm(given(request), said=said, is_later=seen.help.has_begun)
    if request.method == "POST" and said and form.is_valid():
        change = partial(begin_help, help=seen.help, by=by, **form.begun())
        try:
            return save(request, change, BEGUN, help_page(seen.help))
        except NotAgreed:
            rows = []
        except (BeforeAgreed, HelpedAlready, SaidNo) as refused:
            form.add_error(None, _why_not(refused))
    return show(request, "begin", seen, form, rows=rows)


def _why_not(refused: Exception) -> str:
    """Say why it does not begin, where somebody said something else since the page was shown."""
    if isinstance(refused, BeforeAgreed):
        return f"{NOT_BEFORE} {day(refused.on)}"
    return HELPED if isinstance(refused, HelpedAlready) else SAID_NO


@page(writers, "POST")
@explained
def early_help_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """See to early help that waits in a team of somebody."""
    by = person_signed_in(request)
    seen = help_to_read(by, public_id, page="take early help up")
    try:
        return save(request, lambda: take(help=seen.help, by=by), TAKEN, help_page(seen.help))
    except TakenAlready:
        return show(request, "taken", seen)


def here_in(seen: SeenHelp) -> list[Any]:
    """Give the children for whom it goes on, as far as their records are open."""
    return [one for one in seen.plan.children if one.left_on is None]
