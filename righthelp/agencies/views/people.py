"""The people of an agency: who they are, what they may do, and the end of their access."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies import actions
from righthelp.agencies.access import (
    agencies_to_keep,
    agency_to_keep,
    person_signed_in,
    person_to_keep,
    role_to_keep,
)
from righthelp.agencies.actions import Refused
from righthelp.agencies.forms.people import NoQuestions, ReceiverForm, RoleForm, refuse
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency, Invitation, Practitioner
from righthelp.agencies.open_work import closed_in_words, may_receive, open_work
from righthelp.agencies.policies import (
    is_oneself,
    keepers_of_people,
    may,
    may_change_account,
    may_change_person,
    roles_to_give,
)
from righthelp.agencies.presenters import (
    invitation_rows,
    lead_rows,
    leaves_no_lead,
    people_rows,
    why_no_lead_is_offered,
)
from righthelp.agencies.roles import KEEP_ALL
from righthelp.agencies.second_factor import is_set_up
from righthelp.agencies.views.invitations import LINK_SHOWN_ONCE
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page


@page(keepers_of_people)
def people(request: HttpRequest) -> HttpResponse:
    """Go to the agency whose people this person keeps, or choose one of several."""
    by = person_signed_in(request)
    kept = agencies_to_keep(by)
    if len(kept) == 1 and not may(by, KEEP_ALL):
        return HttpResponseRedirect(reverse("agency_people", args=[kept[0].public_id]))
    context = {"agencies": kept, "may_add": may(by, KEEP_ALL)}
    return render(request, "agencies/choose_agency.jinja", context)


@page(keepers_of_people)
def agency_people(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """List the people of an agency with their roles, and whom it invited."""
    agency = agency_to_keep(person_signed_in(request), agency_id)
    context = {
        "agency": agency,
        "people": people_rows(agency),
        "leads": lead_rows(agency),
        "invitations": invitation_rows(Invitation.objects.unanswered().to_agency(agency)),
        "shown_once": request.session.pop(LINK_SHOWN_ONCE, None),
    }
    return render(request, "agencies/people.jinja", context)


@page(keepers_of_people)
def person(request: HttpRequest, agency_id: UUID, person_id: UUID) -> HttpResponse:
    """Show one person: roles now and before, and what may be changed."""
    by = person_signed_in(request)
    agency, someone = person_to_keep(by, agency_id, person_id)
    memberships = someone.memberships.in_agency(agency).select_related("team")
    now = {membership.pk for membership in someone.memberships_now}
    context = {
        "agency": agency,
        "person": someone,
        "roles_now": [membership for membership in memberships if membership.pk in now],
        "roles_before": [membership for membership in memberships if membership.pk not in now],
        "may_change": may_change_person(by, someone, agency),
        "may_change_account": may_change_account(by, someone),
        "is_self": is_oneself(by, email=someone.email, name=someone.name),
        "has_second_factor": is_set_up(someone),
        "back": reverse("agency_people", args=[agency.public_id]),
    }
    return render(request, "agencies/person.jinja", context)


@page(keepers_of_people, "GET", "POST")
def add_role(request: HttpRequest, agency_id: UUID, person_id: UUID) -> HttpResponse:
    """Give somebody another role."""
    by = person_signed_in(request)
    agency, someone = _changeable(by, agency_id, person_id)
    form = RoleForm(given(request), agency=agency, roles=roles_to_give(by, agency))

    def change() -> str:
        answers = form.cleaned_data
        given_role = actions.give_role(by=by, person=someone, team=answers["team"], role_key=answers["role"])
        return f"{someone.name} is now also {given_role.role_class.title.lower()}."

    title = f"Give {someone.name} another role"
    no_lead = why_no_lead_is_offered(by, agency)
    return _answer(request, agency, someone, form, change, "agencies/role.jinja", title=title, no_lead=no_lead)


@page(keepers_of_people, "GET", "POST")
def change_role_page(request: HttpRequest, agency_id: UUID, person_id: UUID, membership_id: UUID) -> HttpResponse:
    """End one role and start another."""
    by = person_signed_in(request)
    agency, someone, membership = role_to_keep(by, agency_id, person_id, membership_id)
    _require(may_change_person(by, someone, agency))
    first = {"team": membership.team_id, "role": membership.role}
    form = RoleForm(given(request), agency=agency, roles=roles_to_give(by, agency), initial=first)

    def change() -> str:
        answers = form.cleaned_data
        new = actions.change_role(by=by, membership=membership, team=answers["team"], role_key=answers["role"])
        return f"{someone.name} is now {new.role_class.title.lower()}."

    title = f"Change what {someone.name} may do"
    return _answer(
        request, agency, someone, form, change, "agencies/role.jinja",
        title=title, role=membership.role_class, no_lead=why_no_lead_is_offered(by, agency),
    )  # fmt: skip


@page(keepers_of_people, "GET", "POST")
def end_role(request: HttpRequest, agency_id: UUID, person_id: UUID, membership_id: UUID) -> HttpResponse:
    """End one of several roles."""
    by = person_signed_in(request)
    agency, someone, membership = role_to_keep(by, agency_id, person_id, membership_id)
    _require(may_change_person(by, someone, agency))

    def change() -> str:
        actions.take_role(by=by, membership=membership)
        return f"{someone.name} is no longer {membership.role_class.title.lower()}."

    return _answer(
        request, agency, someone, _button_form(request), change, "agencies/end_role.jinja",
        membership=membership, leaves_no_lead=leaves_no_lead(agency, [membership]),
    )  # fmt: skip


@page(keepers_of_people, "GET", "POST")
def end_access_page(request: HttpRequest, agency_id: UUID, person_id: UUID) -> HttpResponse:
    """End a leaver's access at once, with open work going to a colleague first."""
    by = person_signed_in(request)
    agency, someone = _changeable(by, agency_id, person_id)
    work = open_work(someone, agency)
    kinds = [kind for kind, _ in work]
    colleagues = [other for other in _colleagues(agency, someone) if may_receive(other, agency, kinds, by=by)]
    form = ReceiverForm(given(request), colleagues=colleagues) if work else _button_form(request)

    def change() -> str:
        receiver = form.cleaned_data.get("receiver")
        actions.end_access(by=by, person=someone, agency=agency, receiver=receiver)
        return f"{someone.name} can no longer use Right Help for {agency.name}."

    return _answer(
        request, agency, someone, form, change, "agencies/end_access.jinja",
        after=reverse("agency_people", args=[agency.public_id]), work=work, colleagues=colleagues,
        closed={kind.title: closed_in_words(kind.lists(someone, agency), colleagues) for kind in kinds},
        leaves_no_lead=leaves_no_lead(agency, someone.memberships_now),
    )  # fmt: skip


@page(keepers_of_people, "POST")
def lift(request: HttpRequest, agency_id: UUID, person_id: UUID) -> HttpResponse:
    """Let somebody sign in again."""
    by = person_signed_in(request)
    agency, someone = person_to_keep(by, agency_id, person_id)
    _require(may_change_account(by, someone))
    try:
        actions.lift_suspension(by=by, person=someone)
        messages.success(request, f"{someone.name} can sign in again.")
    except Refused as reason:
        messages.info(request, str(reason))
    return HttpResponseRedirect(_page_of(agency, someone))


@page(keepers_of_people, "GET", "POST")
def remove_second_step(request: HttpRequest, agency_id: UUID, person_id: UUID) -> HttpResponse:
    """Take away the second factors of somebody who lost them."""
    by = person_signed_in(request)
    agency, someone = person_to_keep(by, agency_id, person_id)
    _require(may_change_account(by, someone))

    def change() -> str:
        actions.remove_second_factor(by=by, person=someone)
        return f"{someone.name} sets up a new second step at the next sign-in."

    return _answer(request, agency, someone, _button_form(request), change, "agencies/remove_second_step.jinja")


def _answer(
    request: HttpRequest,
    agency: Agency,
    someone: Practitioner,
    form: GovForm,
    change: Callable[[], str],
    template: str,
    after: str = "",
    **more: Any,
) -> HttpResponse:
    """Show a form about a person, or do what it asks once, say so, and go on."""
    page_of_person = _page_of(agency, someone)

    def do() -> str:
        messages.success(request, change())
        return after or page_of_person

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, do)
        except Refused as reason:
            refuse(form, reason)
    return render(
        request, template, {"agency": agency, "person": someone, "form": form, "back": page_of_person, **more}
    )


def _changeable(by: Practitioner, agency_id: UUID, person_id: UUID) -> tuple[Agency, Practitioner]:
    agency, someone = person_to_keep(by, agency_id, person_id)
    _require(may_change_person(by, someone, agency))
    return agency, someone


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _colleagues(agency: Agency, leaver: Practitioner) -> list[Practitioner]:
    return list(Practitioner.objects.get_queryset().working_for(agency).may_sign_in().exclude(pk=leaver.pk))


def _button_form(request: HttpRequest) -> NoQuestions:
    return NoQuestions(request.POST if request.method == "POST" else None)


def _page_of(agency: Agency, someone: Practitioner) -> str:
    return reverse("person", args=[agency.public_id, someone.public_id])
