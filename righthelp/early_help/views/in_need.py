"""Early help that goes on under section 17 with a lead practitioner: decided, supervised, ended."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Membership, Practitioner
from righthelp.audit.refusals import LookRefused
from righthelp.design_system.formatters import in_words
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page
from righthelp.early_help.access import SeenHelp, help_to_add_to, help_to_read
from righthelp.early_help.actions.competences import LeadsNoMore, set_competences
from righthelp.early_help.actions.in_need import (
    AlreadyInNeed,
    BeforeItBegan,
    HasEndedAlready,
    NoLead,
    NotHere,
    ask_manager,
    begin_in_need,
    end_in_need,
    note_supervision,
    pass_supervision,
)
from righthelp.early_help.actions.supervision import NotASupervisor, SupervisesThemselves
from righthelp.early_help.actions.team import AlreadyInTeam
from righthelp.early_help.candidates import everybody_of
from righthelp.early_help.competences import Brought, brought_by
from righthelp.early_help.forms.in_need import (
    AskManagerForm,
    CompetencesForm,
    EndInNeedForm,
    InNeedForm,
    SupervisionForm,
    SupervisorForm,
)
from righthelp.early_help.models import InNeed
from righthelp.early_help.policies import writers
from righthelp.early_help.policies.in_need import DECIDES, IN_SOCIAL_CARE, SUPERVISES
from righthelp.early_help.presenting.in_need import SectionSeventeen, first_found, section_17_of
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.people.queries import bring_names
from righthelp.plans.models import PlanChild
from righthelp.plans.presenters import child_name

T = TypeVar("T")
WRONG: dict[type[Exception], str] = {
    NotHere: "In this partnership only social workers lead work with a child in need",
    NoLead: "Nobody leads it. Name a lead practitioner first",
    AlreadyInNeed: "It goes on under section 17 already, since another window or just now",
    AlreadyInTeam: "You asked this manager already",
    SupervisesThemselves: "Nobody supervises themselves: choose somebody else than the lead practitioner",
    NotASupervisor: "Choose a social worker or their manager, in children’s social care",
    BeforeItBegan: "It cannot begin before early help itself began: choose a later day",
    LeadsNoMore: "Somebody else leads now: open the page again to see who it is",
    HasEndedAlready: "It has ended already, in another window or just now",
}


@page(writers)
def early_help_in_need(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show whether it goes on under section 17, who supervises, and what was thought in supervision."""
    seen = help_to_read(person_signed_in(request), public_id, page="section 17")
    section, names = _section(seen), in_words(child_name(one) for one in seen.plan.children)
    return show(request, "in_need", seen, section=section, brought=_brought(seen), lead=_lead(seen), names=names)


@page(writers, "GET", "POST")
@explained
def early_help_in_need_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a manager in social care to decide."""
    by = person_signed_in(request)
    seen, _ = _to_change(by, public_id, lambda section: section.may_ask)
    form = AskManagerForm(given(request), people=everybody_of(IN_SOCIAL_CARE, DECIDES), by=by)

    def change() -> None:
        ask_manager(help=seen.help, manager=form.chosen, family_says=form.cleaned_data["family_says"], by=by)

    return _answer(request, seen, form, change, "in_need_ask", "The manager is asked.")


@page(writers, "GET", "POST")
@explained
def early_help_in_need_begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide that the lead practitioner goes on under section 17."""
    by = person_signed_in(request)
    seen, _ = _to_change(by, public_id, lambda section: section.may_begin)
    children, brought = _with_work(seen), _brought(seen)
    to_confirm = [row.what for row in brought if not row.is_confirmed] if _lead(seen) != by else []
    form = InNeedForm(
        given(request), people=_supervisors(), by=by, children=children, to_confirm=to_confirm,
        initial=first_found(seen, children),
    )  # fmt: skip

    def change() -> None:
        begin_in_need(help=seen.help, decided=form.decided(), by=by)

    said = "It goes on under section 17."
    return _answer(request, seen, form, change, "in_need_begin", said, brought=brought, lead=_lead(seen))


@page(writers, "GET", "POST")
@explained
def early_help_in_need_competences(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm what whoever leads brings for work with a child in need, or take it back (BP-054)."""
    by = person_signed_in(request)
    seen, _ = _to_change(by, public_id, lambda section: section.may_confirm)
    lead, form = _lead(seen), CompetencesForm(given(request), brought=_brought(seen))

    def change() -> None:
        set_competences(help=seen.help, who=_held(lead), looked=form.looked(), by=by)

    return _answer(request, seen, form, change, "in_need_competences", "It is written down.", lead=lead)


@page(writers, "GET", "POST")
@explained
def early_help_in_need_supervise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note a supervision."""
    by = person_signed_in(request)
    seen, now = _to_change(by, public_id, lambda section: section.may_supervise)
    form = SupervisionForm(given(request))

    def change() -> None:
        note_supervision(in_need=_held(now), by=by, **form.cleaned_data)

    return _answer(request, seen, form, change, "in_need_supervise", "The supervision is noted.")


@page(writers, "GET", "POST")
@explained
def early_help_in_need_pass(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have another social worker supervise."""
    by = person_signed_in(request)
    seen, now = _to_change(by, public_id, lambda section: section.may_pass)
    form = SupervisorForm(given(request), people=_supervisors(), by=by)

    def change() -> None:
        says = form.cleaned_data["family_says"]
        pass_supervision(in_need=_held(now), supervisor=form.chosen, by=by, family_says=says)

    return _answer(request, seen, form, change, "in_need_pass", "Somebody else supervises now.")


@page(writers, "GET", "POST")
@explained
def early_help_in_need_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it does not go on under section 17."""
    by = person_signed_in(request)
    seen, now = _to_change(by, public_id, lambda section: section.may_end)
    form = EndInNeedForm(given(request))

    def change() -> None:
        end_in_need(in_need=_held(now), by=by, **form.cleaned_data)

    return _answer(request, seen, form, change, "in_need_end", "It does not go on under section 17 any more.")


def _answer(
    request: HttpRequest,
    seen: SeenHelp,
    form: GovForm,
    change: Callable[[], Any],
    template: str,
    said: str,
    **more: Any,
) -> HttpResponse:
    """Make a change once, or show the form again with what stands in the way."""
    back = reverse("early_help_in_need", args=[seen.help.public_id])
    if request.method == "POST" and form.is_valid():
        try:
            return save(request, change, said, back)
        except tuple(WRONG) as wrong:
            form.add_error(None, WRONG[type(wrong)])
    return show(request, template, seen, form, back=back, **more)


def _to_change(
    by: Practitioner, public_id: UUID, allows: Callable[[SectionSeventeen], bool]
) -> tuple[SeenHelp, InNeed | None]:
    """Give early help of which somebody may change what is under section 17, and that; else 404."""
    seen = help_to_add_to(by, public_id, page="section 17")
    section = _section(seen)
    if not allows(section):
        raise LookRefused(by, seen.help)
    return seen, section.now.it if section.now else None


def _held(found: T | None) -> T:
    if found is None:
        raise Http404
    return found


def _section(seen: SeenHelp) -> SectionSeventeen:
    lead = _lead(seen)
    bring_names(child.person for child in seen.plan.children)
    return section_17_of(seen, lead.pk if lead else None)


def _lead(seen: SeenHelp) -> Practitioner | None:
    """Give who leads now."""
    leading = (one for one in seen.plan.standing.work if one.leads and one.ends_on is None)
    return next((one.practitioner for one in leading if one.practitioner), None)


def _brought(seen: SeenHelp) -> list[Brought]:
    """Give the table of what it takes, with what is confirmed of whoever leads now."""
    lead = _lead(seen)
    return brought_by([lead])[lead.pk] if lead else []


def _with_work(seen: SeenHelp) -> list[PlanChild]:
    """List the children who are shown and with whom work goes on; 404 where there is none."""
    return _held([one for one in seen.plan.children if one.episode and one.episode.is_open] or None)


def _supervisors() -> list[Membership]:
    return everybody_of(IN_SOCIAL_CARE, SUPERVISES)
