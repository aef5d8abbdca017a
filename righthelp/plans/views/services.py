"""Services for the needs of a plan: asked directly, or named to the family; and what they said."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.policies import agencies_written_for
from righthelp.consent.actions import DoesNotStand
from righthelp.design_system.pages import page
from righthelp.plans.access import plan_to_add_to, plan_to_read
from righthelp.plans.actions.services import AlreadyAnswered, ask_service, note_service_answer
from righthelp.plans.forms.services import ServiceAnswerForm, ServiceForm, SignpostForm
from righthelp.plans.homes import says_of_help
from righthelp.plans.own_steps import to_ask, to_tell_of
from righthelp.plans.presenting.services import (
    agencies_to_ask,
    consents_for,
    directory_for,
    needs_to_serve,
    services_of,
    whose_need,
)
from righthelp.plans.review_access import referral_in
from righthelp.plans.views.explaining import explained, require_any
from righthelp.plans.views.following import address, opened, show
from righthelp.plans.views.showing import save, writers

if TYPE_CHECKING:
    from collections.abc import Callable

    from righthelp.guidance.models import Service
    from righthelp.people.models import Person
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.models import Need

SERVICES = "plan_services"
WRITTEN = "The service is written down."
GONE = "This yes does not stand any more, or was not said for each of the children. Choose again: nothing was saved"
ANSWERED = "Somebody wrote its answer down already. What you wrote was not saved"


@page(writers, "GET")
def plan_services(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the services of a plan, each with its need and answer, and who contributes (BP-024)."""
    seen = opened(plan_to_read, person_signed_in(request), public_id, "plan: services")
    return show(
        request, "services", seen, back="plan", services=services_of(seen), whose_need=whose_need,
        says=says_of_help(seen),
    )  # fmt: skip


@page(writers, "GET", "POST")
@explained
def plan_service_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that a service was asked to help with a need, and what it was told (BN-043)."""
    by = person_signed_in(request)
    seen = opened(plan_to_add_to, by, public_id, "plan: ask a service")
    require_any(request, needs_to_serve(seen))
    form = ServiceForm(
        given(request), **_offered(seen, to_ask), agencies=agencies_written_for(by), consents=consents_for(seen)
    )  # fmt: skip

    def change() -> None:
        asking = form.asking()
        children = _whom(seen, asking.need)
        ask_service(plan=seen.plan, asking=asking, children=children, rests_on=form.rests_on(), by=by)

    try:
        answer = save(request, form, change, WRITTEN, address(SERVICES, seen))
    except DoesNotStand:
        form.add_error("consent", GONE)
        answer = None
    return answer or show(request, "service_ask", seen, form, back=SERVICES, says=says_of_help(seen))


@page(writers, "GET", "POST")
@explained
def plan_service_told(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that the family was told of a service, to go there themselves (BN-031)."""
    by = person_signed_in(request)
    seen = opened(plan_to_add_to, by, public_id, "plan: tell of a service")
    require_any(request, needs_to_serve(seen))
    form = SignpostForm(given(request), **_offered(seen, to_tell_of))

    def change() -> None:
        ask_service(plan=seen.plan, asking=form.asking(), children=[], by=by)

    answer = save(request, form, change, WRITTEN, address(SERVICES, seen))
    return answer or show(request, "service_told", seen, form, back=SERVICES, says=says_of_help(seen))


@page(writers, "GET", "POST")
@explained
def plan_service_answer(request: HttpRequest, public_id: UUID, referral_id: UUID) -> HttpResponse:
    """Note what a service said."""
    by = person_signed_in(request)
    seen = opened(plan_to_add_to, by, public_id, "plan: answer of a service")
    referral = referral_in(seen, referral_id)
    form = ServiceAnswerForm(given(request), asked=referral)

    def change() -> None:
        note_service_answer(referral=referral, answered=form.answered(), by=by)

    said, onward = "The answer is written down.", address(SERVICES, seen)
    answer = save(request, form, change, said, onward, refused={AlreadyAnswered: ANSWERED})
    whose = whose_need(seen, referral.need)
    return answer or show(request, "service_answer", seen, form, back=SERVICES, referral=referral, whose=whose)


def _offered(seen: "SeenPlan", services: "Callable[[list[Service]], list[Service]]") -> dict[str, Any]:
    found = services(directory_for(seen))
    return {"needs": needs_to_serve(seen), "services": found, "others": agencies_to_ask(seen)}


def _whom(seen: "SeenPlan", need: "Need") -> "list[Person]":
    """Give about whom a service is told: the child whose need it is, or all at work who are shown."""
    return [child.person for child in seen.at_work if need.child_id in (None, child.pk)]
