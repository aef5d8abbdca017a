"""Children of early help go to the front door; early help ends, for one child or for all."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import agencies_written_for
from righthelp.design_system.formatters import in_words
from righthelp.design_system.pages import page
from righthelp.early_help.access import SeenHelp, child_of, going_on, help_to_change, help_to_read
from righthelp.early_help.actions.ending import (
    Ending,
    LastChild,
    NeverBegan,
    NotPassedOn,
    end_for_child,
    end_help,
)
from righthelp.early_help.actions.passing import ask_front_door
from righthelp.early_help.days import can_end_from, child_can_leave_from
from righthelp.early_help.forms.offering import EndForm, LeaveForm
from righthelp.early_help.forms.passing import AskForm, PanelForm, StepUpForm, UrgentForm
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.ending import still_open, still_open_of
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.offering import here_in
from righthelp.early_help.views.showing import save, show
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Level
from righthelp.people.queries import bring_names
from righthelp.plans.actions.versions import NotWhole
from righthelp.plans.presenters import child_name
from righthelp.plans.presenting.missing import HIDDEN
from righthelp.work.disagreements.calls import calls_now

LAST = "Early help is for no other child. End it as a whole, and say how it went"
NEVER_BEGAN = "It never began, so nothing is done. Choose how else it ends"
NOT_PASSED = (
    "{}: the front door has not been asked, and children’s social care does not work with them. Ask children’s "
    "social care to step in first, or choose how else it ends"
)
SENT, SENT_ALL = "The front door has it now.", "The front door has it now, with everything that is written here."
LEFT_OUT = "What is about the children who stay was left out: if the front door needs it, ring and tell them."
URGENT = "If a child is in danger, ring as well."


@page(writers, "GET", "POST")
@explained
def early_help_urgent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tell the front door at once; no agreement and no assessment is waited for (SF-014)."""
    by = person_signed_in(request)
    seen = going_on(help_to_read(by, public_id, page="urgent worry in early help"))
    return _ask(request, seen, UrgentForm(given(request), **_first(by, seen)), by, "urgent")


@page(writers, "GET", "POST")
@explained
def early_help_step_up(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Step up to the front door in one action: only what is new is asked."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="step up from early help")
    form = StepUpForm(given(request), **_first(by, seen), levels=_levels())
    return _ask(request, seen, form, by, "step_up")


@page(writers, "GET", "POST")
@explained
def early_help_panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask that the early help allocation panel talks about it, where it is unclear which help fits (BN-044)."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="ask the allocation panel")
    form = PanelForm(given(request), **_first(by, seen), levels=_levels())
    return _ask(request, seen, form, by, "panel")


def _first(by: Practitioner, seen: SeenHelp) -> dict[str, Any]:
    bring_names([one.person for one in seen.plan.children])
    return {"children": here_in(seen), "agencies": agencies_written_for(by)}


def _levels() -> list[Level]:
    edition = edition_in_use()
    return list(edition.levels.select_related("edition")) if edition else []


def _ask(request: HttpRequest, seen: SeenHelp, form: AskForm, by: Practitioner, way: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        asked, said = form.asked(), _sent(seen, form)
        return save(request, lambda: ask_front_door(seen=seen, asked=asked, by=by), said, help_page(seen.help))
    return show(request, way, seen, form, names=names_of(seen), calls=calls_now())


def _sent(seen: SeenHelp, form: AskForm) -> str:
    """Say what went along; nothing of a child who stays and is closed to the reader, not even that there is one."""
    all_go = len(form.chosen()) == sum(one.left_on is None for one in seen.plan.everybody)
    said = [SENT_ALL if all_go else SENT]
    said += [LEFT_OUT] if form.leaves_some else []
    said += [URGENT] if isinstance(form, UrgentForm) else []
    return " ".join(said)


@page(writers, "GET", "POST")
@explained
def early_help_child_leave(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """End early help for one child, while it goes on for the others."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="end early help for one child")
    child = child_of(seen, child_id)
    if child.left_on:
        raise Http404
    left, first = still_open_of(seen, child), {"on": timezone.localdate()}
    form = LeaveForm(given(request), first=child_can_leave_from(child), still_open=left, initial=first)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            return save(
                request,
                lambda: end_for_child(help=seen.help, child=child, by=by, **answers),
                f"Early help has ended for {child_name(child)}.",
                help_page(seen.help),
            )
        except LastChild:
            form.add_error(None, LAST)
        except (NeverBegan, NotPassedOn, NotWhole) as refused:
            form.add_error("outcome", _not_so(refused, seen))
    return show(request, "child_leave", seen, form, name=child_name(child), open=left)


@page(writers, "GET", "POST")
@explained
def early_help_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End early help, with how it went, what the family says, and where they find help from now on."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="end early help")
    left, first = still_open(seen), {"ended_on": timezone.localdate()}
    form = EndForm(given(request), first=can_end_from(seen.help), still_open=left, initial=first)
    if request.method == "POST" and form.is_valid():
        ending = Ending(**form.cleaned_data)
        try:
            return save(
                request,
                lambda: end_help(help=seen.help, ending=ending, by=by),
                "Early help has ended. What was written stays.",
                help_page(seen.help),
            )
        except (NeverBegan, NotPassedOn, NotWhole) as refused:
            form.add_error("outcome", _not_so(refused, seen))
    return show(request, "end", seen, form, names=names_of(seen), open=left)


def _not_so(refused: NeverBegan | NotPassedOn | NotWhole, seen: SeenHelp) -> str:
    """Say why it does not end like this; of a child whose record is not open, without the name."""
    if isinstance(refused, NotPassedOn):
        names = (child_name(one) for one in here_in(seen) if one in refused.children)
        return NOT_PASSED.format(in_words(names) or "A child whose record is not open to you")
    return NEVER_BEGAN if isinstance(refused, NeverBegan) else HIDDEN


def names_of(seen: SeenHelp) -> str:
    """Name the children for whom it goes on."""
    return in_words(child_name(one) for one in here_in(seen))
