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
from righthelp.agencies.mail import sends_mail
from righthelp.agencies.models import Agency, Invitation, Practitioner
from righthelp.agencies.policies import holders_of, roles_to_give
from righthelp.design_system.pages import anyone, page

LINK_SHOWN_ONCE = "invitation_link"
keepers = holders_of("keep the agency's people")


@page(keepers, "GET", "POST")
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
    return render(request, "agencies/invite.jinja", {"form": form, "agency": agency, "back": back})


def _invite(request: HttpRequest, agency: Agency, form: InviteForm) -> str:
    answers = form.cleaned_data
    invitation, link = invite(
        by=person_signed_in(request),
        team=answers["team"],
        role_key=answers["role"],
        email=answers["email"],
        name=answers["name"],
        job_title=answers["job_title"],
        link=lambda token: request.build_absolute_uri(reverse("accept_invitation", args=[token])),
    )
    if not sends_mail():
        request.session[LINK_SHOWN_ONCE] = [invitation.name, link]
    messages.success(request, f"{invitation.name} is invited.")
    return reverse("agency_people", args=[agency.public_id])


@page(keepers, "POST")
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
    return render(request, "agencies/accept_invitation.jinja", {"form": form, "invitation": invitation})


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
    join_by_invitation(by=person_signed_in(request), invitation=invitation)
    messages.success(request, f"You now also work in {invitation.team}.")
    return reverse("account")
