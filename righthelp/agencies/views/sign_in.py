"""allauth's pages, one by one, each with its policy, our form and our template of the same name."""

from functools import partial
from typing import Any

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.actions import note_second_factor
from righthelp.agencies.forms import sign_in as forms
from righthelp.agencies.kept_forms import remember_session
from righthelp.agencies.middleware import has_second_factor
from righthelp.agencies.policies import before_second_factor, for_second_step
from righthelp.agencies.second_factor import may_remove, note_passed
from righthelp.agencies.sessions import why_signed_out
from righthelp.audit.actions import record
from righthelp.design_system import views
from righthelp.design_system.pages import Page, anyone, page

READ_AND_SEND = ("GET", "POST")


class SignIn(account.LoginView):  # type: ignore[misc]
    """E-mail address and password, and the links to other ways."""

    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the OpenID Connect servers of the partnership, and say why somebody was signed out."""
        servers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        why = why_signed_out(self.request.session)
        return {**super().get_context_data(**kwargs), "work_accounts": servers, "why_signed_out": why}


class AddApp(totp.ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    form_class = forms.AddAppForm

    @transaction.atomic
    def form_valid(self, form: forms.AddAppForm) -> HttpResponse:
        """Keep it, and log it."""
        return _added(self.request, partial(super().form_valid, form))


class AddPasskey(webauthn.AddWebAuthnView):  # type: ignore[misc]
    """Set up a passkey."""

    form_class = forms.AddPasskeyForm

    @transaction.atomic
    def form_valid(self, form: forms.AddPasskeyForm) -> HttpResponse:
        """Keep it, and log it."""
        return _added(self.request, partial(super().form_valid, form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give allauth's form with its errors, which allauth leaves out here."""
        return {**super().get_context_data(**kwargs), **kwargs}


class RemoveApp(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Remove the authenticator app, unless the role needs it."""

    form_class = forms.RemoveAppForm

    @transaction.atomic
    def form_valid(self, form: forms.RemoveAppForm) -> HttpResponse:
        """Remove it, and log it."""
        _require_removable(self.authenticator)
        return _removed(self.request, partial(super().form_valid, form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether there is anything to confirm."""
        return {**super().get_context_data(**kwargs), "may_remove": may_remove(self.authenticator)}


class RemovePasskey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey, unless it is the last second factor and the role needs one."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, and log it."""
        _require_removable(self.get_object())
        return _removed(self.request, partial(super().form_valid, form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether there is anything to confirm."""
        return {**super().get_context_data(**kwargs), "may_remove": may_remove(self.object)}


class SecondFactorIndex(mfa.IndexView):  # type: ignore[misc]
    """What is set up; whether the role asks for more."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether a second factor is still missing."""
        missing = not has_second_factor(self.request, person_signed_in(self.request))
        return {**super().get_context_data(**kwargs), "missing": missing}


class SecondStep(mfa.AuthenticateView):  # type: ignore[misc]
    """The second step of signing in."""

    form_class = forms.CodeForm
    webauthn_form_class = forms.PasskeyForm


def _require_removable(authenticator: Authenticator) -> None:
    if not may_remove(authenticator):
        raise PermissionDenied


def _added(request: HttpRequest, change: Any) -> HttpResponse:
    answer: HttpResponse = change()
    person = person_signed_in(request)
    note_second_factor(person=person, session=request.session.session_key or "")
    note_passed(request, person)
    return answer


def _removed(request: HttpRequest, change: Any) -> HttpResponse:
    answer: HttpResponse = change()
    person = person_signed_in(request)
    record(by=person, name="agencies.second_factor_removed", subject=person)
    return answer


def _open(view: Any, **options: Any) -> Page:
    return page(anyone, *READ_AND_SEND)(view.as_view(**options))


def _own(view: Any, *methods: str, **options: Any) -> Page:
    return page(before_second_factor, *(methods or READ_AND_SEND))(view.as_view(**options))


def _step(view: Any, **options: Any) -> Page:
    return page(for_second_step, *READ_AND_SEND)(view.as_view(**options))


sign_in = _open(SignIn)
account_ended = page(anyone)(account.AccountInactiveView.as_view())
ask_again = _step(account.ReauthenticateView, form_class=forms.AskAgainForm)
ask_again_code = _step(mfa.ReauthenticateView, form_class=forms.AskAgainCodeForm)
ask_again_passkey = _step(webauthn.ReauthenticateWebAuthnView, form_class=forms.AskAgainPasskeyForm)
second_step = _open(SecondStep)
passkey_sign_in = _open(webauthn.LoginWebAuthnView, form_class=forms.PasskeySignInForm)

change_password = _own(account.PasswordChangeView, form_class=forms.NewPasswordForm)
forgotten_password = _open(account.PasswordResetView, form_class=forms.ForgottenPasswordForm)
forgotten_password_sent = page(anyone)(account.PasswordResetDoneView.as_view())
password_from_link = _open(account.PasswordResetFromKeyView, form_class=forms.PasswordFromLinkForm)
password_from_link_done = page(anyone)(account.PasswordResetFromKeyDoneView.as_view())

second_factor = _own(SecondFactorIndex, "GET")
add_app = _own(AddApp)
remove_app = _own(RemoveApp)
recovery_codes = _own(codes.ViewRecoveryCodesView, "GET")
new_recovery_codes = _own(codes.GenerateRecoveryCodesView, form_class=forms.NewCodesForm)
download_recovery_codes = _own(codes.DownloadRecoveryCodesView, "GET")
passkeys = _own(webauthn.ListWebAuthnView, "GET")
add_passkey = _own(AddPasskey)
rename_passkey = _own(webauthn.EditWebAuthnView, form_class=forms.RenamePasskeyForm)
remove_passkey = _own(RemovePasskey)


@page(anyone, "POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; a form still open in another tab of this browser is kept, when it is sent, for its author."""
    ended = request.session.session_key if request.user.is_authenticated else None
    answer: HttpResponse = account.LogoutView.as_view()(request)
    remember_session(request, ended)
    return answer


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form whose session has gone was not sent; from the sign-in page it is one step to a fresh one."""
    match = request.resolver_match
    if match is None or match.url_name != settings.LOGIN_URL:
        return views.stale_form(request, reason)
    return render(request, "agencies/sign_in_stale.jinja", {"next": request.POST.get("next", "")}, status=403)


@page(anyone)
def work_account(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the sign-in of the partnership's OpenID Connect server.

    A link rather than a form: the content security policy lets forms go nowhere else, and the answer is tied
    to this session anyway.
    """
    try:
        provider = get_adapter().get_provider(request, provider_id)
        answer: HttpResponse = provider.redirect(request, process="login", next_url=get_next_redirect_url(request))
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", {"unreachable": True}, status=502)
    return answer


work_account_answer = page(anyone)(openid_connect.callback)


@page(anyone, *READ_AND_SEND)
def not_offered(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Answer 404 for pages that allauth knows and this installation does not have."""
    raise Http404
