"""Inviting somebody, and taking an invitation up."""

from uuid import UUID

from allauth.account.internal import flows
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import agency_to_keep, invitation_to_keep, open_invitation, person_signed_in
from righthelp.agencies.actions import Refused, accept_invitation, invite, join_by_invitation, withdraw_invitation
from righthelp.agencies.forms.people import InviteForm, NoQuestions, PasswordForm, refuse
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.mail import full_address, sends_mail
from righthelp.agencies.models import Agency, Invitation, Practitioner
from righthelp.agencies.policies import keepers_of_people, roles_to_give
from righthelp.agencies.presenters import why_no_lead_is_offered
from righthelp.agencies.rules import same_name
from righthelp.design_system.pages import anyone, page

LINK_SHOWN_ONCE = "invitation_link"


@page(keepers_of_people, "GET", "POST")
def invite_page(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Invite somebody into an agency."""
    by = person_signed_in(request)
    agency = agency_to_keep(by, agency_id)
    form = InviteForm(given(request), agency=agency, roles=roles_to_give(by, agency))
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _invite(request, agency, form))
        except Refused as reason:
            refuse(form, reason)
    back = reverse("agency_people", args=[agency.public_id])
    context = {"form": form, "agency": agency, "back": back, "no_lead": why_no_lead_is_offered(by, agency)}
    return render(request, "agencies/invite.jinja", context)


def _invite(request: HttpRequest, agency: Agency, form: InviteForm) -> str:
    answers = form.cleaned_data
    invitation, link = invite(
        by=person_signed_in(request),
        team=answers["team"],
        role_key=answers["role"],
        email=answers["email"],
        name=answers["name"],
        job_title=answers["job_title"],
        link=lambda token: full_address(reverse("accept_invitation", args=[token]), request),
    )
    if not sends_mail():
        request.session[LINK_SHOWN_ONCE] = [invitation.name, link]
    messages.success(request, f"{invitation.name} is invited.")
    return reverse("agency_people", args=[agency.public_id])


@page(keepers_of_people, "POST")
def withdraw(request: HttpRequest, agency_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Make an invitation useless."""
    by = person_signed_in(request)
    agency, invitation = invitation_to_keep(by, agency_id, invitation_id)
    try:
        withdraw_invitation(by=by, invitation=invitation)
        messages.success(request, f"The invitation of {invitation.name} is withdrawn.")
    except Refused as reason:
        messages.info(request, str(reason))
    return HttpResponseRedirect(reverse("agency_people", args=[agency.public_id]))


@page(anyone, "GET", "POST")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation: with a first password, or with the account that the address has already."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "agencies/invitation_over.jinja", status=410)
    account = Practitioner.objects.filter(email=invitation.email, ended_at__isnull=True).first()
    if account is None and not request.user.is_authenticated:
        return _open_account(request, invitation)
    if account is not None and account == request.user:
        return _join(request, invitation)
    context = {"invitation": invitation, "somebody_else": request.user.is_authenticated, "here": request.path}
    return render(request, "agencies/invitation_sign_in.jinja", context)


def _open_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    person = Practitioner(email=invitation.email, name=invitation.name)
    form = PasswordForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        try:
            accept_invitation(invitation=invitation, password=form.cleaned_data["password"])
            return _sign_in(request, invitation.email, form.cleaned_data["password"])
        except Refused as reason:
            refuse(form, reason)
    context = {"form": form, "invitation": invitation, "known_as": _known_as(invitation)}
    return render(request, "agencies/accept_invitation.jinja", context)


def _known_as(invitation: Invitation) -> Practitioner | None:
    """Find the account that comes back; a successor at the same address is not told whose it was."""
    account = Practitioner.objects.filter(email=invitation.email).first()
    return account if account and same_name(account.name, invitation.name) else None


def _sign_in(request: HttpRequest, email: str, password: str) -> HttpResponse:
    """Sign in the way the sign-in page does; the password was just given, so the second factor asks no more for it."""
    person = authenticate(request, email=email, password=password)
    answer: HttpResponse = flows.login.perform_password_login(
        request, {"email": email, "password": password}, Login(user=person, email=email)
    )
    flows.reauthentication.reauthenticate_by_password(request)
    return answer


def _join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NoQuestions(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return do_once(request, lambda: _join_now(request, invitation))
        except Refused as reason:
            refuse(form, reason)
    return render(request, "agencies/join.jinja", {"form": form, "invitation": invitation})


def _join_now(request: HttpRequest, invitation: Invitation) -> str:
    session = request.session.session_key or ""
    join_by_invitation(by=person_signed_in(request), invitation=invitation, session=session)
    messages.success(request, f"You now also work in {invitation.team}.")
    return reverse("account")
