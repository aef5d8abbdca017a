"""What allauth asks of this installation: nobody signs up, and words are plain."""

from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from righthelp.agencies.actions import (
    connect_work_account,
    note_failed_sign_in,
    note_locked_out,
    note_sign_in,
    set_password,
)
from righthelp.agencies.mail import full_address
from righthelp.agencies.models import Practitioner
from righthelp.agencies.sealing import cipher
from righthelp.agencies.second_factor import may_remove

ERRORS = {
    "account_inactive": "This account cannot be used now",
    "email_password_mismatch": "The email address or the password is not right",
    "enter_current_password": "Your current password is not right",
    "incorrect_code": "That code is not right. Use the newest one your app shows",
    "incorrect_password": "The password is not right",
    "invalid_password_reset": "This link cannot be used any more",
    "too_many_login_attempts": "Too many attempts. Wait 15 minutes, then try again",
    "rate_limited": "Too many attempts. Wait 15 minutes, then try again",
}
MFA_ERRORS = {
    "cannot_delete_authenticator": "Your role needs a second step at sign-in. Set up another one first",
    "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first",
    "incorrect_code": ERRORS["incorrect_code"],
    "unverified_email": "Your email address is not confirmed. Ask your agency’s administrator",
}
NOTICES = {
    "account/messages/logged_out.txt": "You have signed out",
    "account/messages/password_changed.txt": "Your password is changed. Sign in with the new one",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes. Keep them somewhere safe",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed",
}
NOTICE_MAILS = {
    "account/email/password_changed": "Your password was changed",
    "account/email/password_reset": "Your password was set anew",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account",
    "mfa/email/totp_activated": "An authenticator app was added to your account",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account",
    "mfa/email/webauthn_added": "A passkey was added to your account",
    "mfa/email/webauthn_removed": "A passkey was removed from your account",
}


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from invitations alone."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: there is no way in but an invitation."""
        return False

    def login(self, request: HttpRequest, user: Practitioner) -> None:
        """Sign somebody in under a new session key, and log it."""
        super().login(request, user)
        note_sign_in(person=user)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; log when there were too many for somebody known.

        Raises:
            ValidationError: when there were too many.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            if person := _owner(credentials):
                note_locked_out(person=person)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log that signing in as somebody known failed; unknown addresses leave nothing."""
        if person := _owner(credentials):
            note_failed_sign_in(person=person)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by the address alone: allauth adds the Host header, which anybody can vary."""
        return str(credentials.get("email", "")).lower()

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Give the link of the mail under our own address, where it is set."""
        url: str = super().get_reset_password_from_key_url(key)
        return full_address(urlsplit(url).path, self.request)

    def set_password(self, user: Practitioner, password: str) -> None:
        """Set a password that somebody chose, and log it."""
        set_password(person=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go on to the person's account."""
        return reverse("account")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **options: Any
    ) -> None:
        """Say in our words what was done, or nothing where the page shows it anyway."""
        text = options.get("message") or NOTICES.get(message_template or "")
        if text:
            messages.add_message(request, level, text)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is."""
        return subject

    def send_notification_mail(self, template_prefix: str, user: Practitioner, *args: Any, **options: Any) -> None:
        """Tell somebody that how they sign in was changed, in case it was not them."""
        what = NOTICE_MAILS[template_prefix]
        text = render_to_string("agencies/mail/changed.txt", {"person": user, "what": what})
        send_mail(what, text, None, [user.email], fail_silently=True)


def _owner(credentials: dict[str, Any]) -> Practitioner | None:
    return Practitioner.objects.filter(email=str(credentials.get("email", "")).lower()).first()


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An OpenID Connect server vouches for people who have an account here; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Say no, here too."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Leave finding the person to `pre_social_login`, which asks for more than the address."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person whose verified address the server gave, or turn the visitor away.

        Raises:
            ImmediateHttpResponse: with the page that turns away.
        """
        if sociallogin.state.get("process") != "login":
            _turn_away(request)
        if sociallogin.is_existing:
            return
        person = known_person(sociallogin)
        if person is None:
            _turn_away(request)
        connect_work_account(person=person, account=sociallogin.account)
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, *args: Any, **details: Any) -> None:
        """Turn away in plain words, whatever went wrong there: cancelled, refused or broken.

        Raises:
            ImmediateHttpResponse: with the page that turns away.
        """
        _turn_away(request)


def known_person(sociallogin: SocialLogin) -> Practitioner | None:
    """Find the person who may sign in and has a verified address of this login.

    Somebody already tied to another account of the same server is not found: an address passed on to a new
    colleague must not open its old owner's account.
    """
    verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified is True]
    person = Practitioner.objects.get_queryset().may_sign_in().filter(email__in=verified).first()
    if person is None:
        return None
    tied = SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider)
    return None if tied.exists() else person


def _turn_away(request: HttpRequest) -> NoReturn:
    raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", status=403))


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors: secrets stand encrypted, and one that the role needs cannot be removed."""

    error_messages = DefaultMFAAdapter.error_messages | MFA_ERRORS

    def encrypt(self, text: str) -> str:
        """Encrypt the secret of an authenticator app or of recovery codes."""
        return cipher("second factors").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return cipher("second factors").decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse the last second factor of somebody whose role needs one."""
        return may_remove(authenticator)

    def generate_authenticator_name(self, user: Practitioner, type: str) -> str:
        """Suggest a name for a new passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_totp_issuer(self) -> str:
        """Name the partnership in the authenticator app."""
        return f"Right Help {settings.PARTNERSHIP}" if settings.PARTNERSHIP != "Right Help" else "Right Help"
