"""Deciding for each child, in one sitting or one by one; and what a team gets of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.front_door.access import child_in
from righthelp.front_door.actions.deciding import DecidedMeanwhile, decide_together
from righthelp.front_door.actions.holding import TakenAlready
from righthelp.front_door.deciding_access import contact_to_decide, decision_passed
from righthelp.front_door.forms.deciding import ChildForm, Offered, Sitting, prefix_of
from righthelp.front_door.models import Contact, ContactDecision, NamedChild
from righthelp.front_door.notices.telling import managers_of_front_door
from righthelp.front_door.outcomes import shared_help
from righthelp.front_door.pages import contact_page
from righthelp.front_door.policies import manages_here
from righthelp.front_door.presenting.screening import beside_decision, reopened_because, standing_of, waits
from righthelp.front_door.rules import is_late
from righthelp.front_door.teams import teams_to_choose
from righthelp.front_door.views.deciding.showing import save, show, workers, writers
from righthelp.front_door.ways import way_to, went_to
from righthelp.guidance.models import Edition, Level

AGAIN = "front door: decide, after somebody else did"
MEANWHILE = (
    "Somebody decided for a child meanwhile, or you did in another window. Nothing was saved, and nothing that you "
    "wrote is lost. Look at what stands now"
)
NO_GUIDANCE = "No guidance is adopted, so there are no levels to decide on. Ask whoever keeps the guidance."


@page(workers, "GET", "POST")
def front_door_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide for every child of a contact in one sitting, for each apart."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: decide")
    offered, more = offered_now(), more_for(contact, by)

    def sitting(data: QueryDict | None) -> Sitting:
        return Sitting(data, children=_to_decide(contact, data), offered=offered, more=more)

    form, answer = sitting(given(request)), None
    if request.method == "POST" and form.forms and form.is_valid():
        answer = _save(request, contact, lambda: decide_together(decisions=form.decisions(), by=by))
        form = form if answer else sitting(_knowing(contact_to_decide(by, public_id, page=AGAIN), request.POST))
    more_shown = {"beside": beside_decision(contact), "no_guidance": _no_guidance(offered)}
    return answer or show(request, "decide", contact, form, **more_shown)


@page(workers, "GET", "POST")
def front_door_decide_child(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Decide for one child, or decide again."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: decide for a child")
    offered, more = offered_now(), more_for(contact, by)

    def asked(child: NamedChild, data: QueryDict | None) -> ChildForm:
        return ChildForm(data, child=child, offered=offered, standing=_seen(child, data), **more)

    child = child_in(contact, child_id)
    form, answer = asked(child, given(request)), None
    if request.method == "POST" and form.is_valid():
        one = form.for_child()
        answer = _save(request, contact, lambda: decide_together(decisions=[one], by=by))
        if answer is None:
            contact = contact_to_decide(by, public_id, page=AGAIN)
            child = child_in(contact, child_id)
            form = asked(child, _knowing(contact, request.POST))
    more_shown = {"beside": beside_decision(contact), "no_guidance": _no_guidance(offered)}
    return answer or show(
        request, "decide_child", contact, form, child=child, standing=standing_of(child), **more_shown
    )


@page(writers)
def front_door_passed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a team what the front door decided for a child who comes to it, and why."""
    by = person_signed_in(request)
    decision = decision_passed(by, public_id, page="front door: passed to a team")
    context = {"decision": decision, "child": decision.child, "shared_help": shared_help(decision.outcome)}
    context["went_to"] = went_to(decision)
    return render(request, "front_door/passed.jinja", context)


@page(writers)
def contact_way(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lead from the record of another room to what its reader may open of a contact."""
    return redirect(way_to(person_signed_in(request), public_id))


def _to_decide(contact: Contact, data: QueryDict | None) -> dict[NamedChild, ContactDecision | None]:
    """Give the children who wait for one, and those for whom something was sent; with the decision its author saw."""
    found = {child: _seen(child, data) for child in contact.children.all()}
    sent = {child for child in found if data is not None and f"{prefix_of(child)}-outcome" in data}
    return {child: seen for child, seen in found.items() if waits(child) or child in sent}


def _seen(child: NamedChild, data: QueryDict | None) -> ContactDecision | None:
    """Give the decision that stood when a form was shown: now, or as the form that was sent says."""
    if data is None:
        return standing_of(child)
    said = data.get(f"{prefix_of(child)}-instead_of", "")
    return next((one for one in child.decisions.all() if str(one.public_id) == said), None)


def _knowing(contact: Contact, data: QueryDict) -> QueryDict:
    """Give what was sent as if its author had seen what stands now: sent again, it is decided again."""
    known = data.copy()
    for child in contact.children.all():
        standing = standing_of(child)
        known[f"{prefix_of(child)}-instead_of"] = str(standing.public_id) if standing else ""
    return known


def _save(request: HttpRequest, contact: Contact, change: Callable[[], object]) -> HttpResponse | None:
    """Keep the decisions; nothing where somebody was first, so that the page shows what stands now."""
    try:
        said = "It is decided. Answer whoever asked today."
        return save(request, change, said, contact_page(contact))
    except TakenAlready as taken:
        messages.warning(request, f"{taken.holder.name} works on this. Talk with them. Nothing was saved.")
    except DecidedMeanwhile:
        messages.warning(request, MEANWHILE)
    return None


def offered_now() -> Offered:
    """Give what can be chosen in a decision now."""
    in_use = Edition.objects.in_use().values("pk")[:1]
    levels = Level.objects.select_related("edition").filter(edition__in=in_use)
    return Offered(list(levels), managers_of_front_door(), list(teams_to_choose()))


def more_for(contact: Contact, by: Practitioner) -> dict[str, Any]:
    """Give what each form of a decision on a contact begins with, and whether its clock ran out."""
    late = contact.due_at is not None and is_late(contact.due_at, None, timezone.now())
    first = {"manager": str(by.public_id)} if manages_here(by) else {}
    if contact.reopened_at and contact.decided_at is None:
        first["again_because"] = reopened_because(contact)
    authorities = contact.authorities.all() if vars(contact)["has_authorities"] else ()
    return {"is_late": late, "initial": first, "authorities": list(dict.fromkeys(one.name for one in authorities))}


def _no_guidance(offered: Offered) -> str:
    return "" if offered.levels else NO_GUIDANCE
