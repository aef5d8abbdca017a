"""allauth's forms, drawn and worded like every other form here."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from righthelp.agencies.actions import note_failed_sign_in, note_locked_out
from righthelp.agencies.models import Practitioner
from righthelp.design_system.forms import GovForm

NEW_PASSWORD = "At least 12 characters. Three words that have nothing to do with each other make a good one."  # noqa: S105
LONGEST_NAME = 100
LOCKED_OUT = "too_many_login_attempts"
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
NO_PASSKEY = "The browser gave no passkey. Try again"


class SignInForm(GovForm, LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "login", "Email address", "Enter your email address")
        _word(self, "password", "Password", "Enter your password")


class AskAgainForm(GovForm, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "password", "Password", "Enter your password")


class NewPasswordForm(GovForm, ChangePasswordForm):  # type: ignore[misc]
    """The current password and a new one, once: the box can show what was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word(self, "oldpassword", "Current password", "Enter your current password")
        _word(self, "password1", "New password", "Enter a new password", NEW_PASSWORD)


class ForgottenPasswordForm(GovForm, ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "email", "Email address", "Enter your email address")


class PasswordFromLinkForm(GovForm, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, after the link in the mail was followed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word(self, "password1", "New password", "Enter a new password", NEW_PASSWORD)


class NotedCode:
    """A code whose failure is logged: whoever tries it knows the password."""

    user: Practitioner

    def clean_code(self) -> str:
        """Check the code."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            locked_out = error.code == LOCKED_OUT
            (note_locked_out if locked_out else note_failed_sign_in)(person=self.user)
            raise
        return code


class CodeForm(NotedCode, GovForm, mfa.AuthenticateForm):  # type: ignore[misc]
    """The code of an authenticator app, or a recovery code, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "code", "Code", "Enter the code", "From your authenticator app, or one of your recovery codes.")


class AskAgainCodeForm(NotedCode, GovForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "code", "Code", "Enter the code", "From your authenticator app, or one of your recovery codes.")


class ReadablePasskey:
    """Answers a message that no browser sends with a sentence; fido2 alone would stop with an error."""

    def clean_credential(self) -> Any:
        """Read a passkey that was used."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except UNREADABLE as error:
            raise ValidationError(NO_PASSKEY) from error


class PasskeyForm(ReadablePasskey, GovForm, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, as the second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "credential", "Passkey", NO_PASSKEY)


class AskAgainPasskeyForm(ReadablePasskey, GovForm, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "credential", "Passkey", NO_PASSKEY)


class PasskeySignInForm(ReadablePasskey, GovForm, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "credential", "Passkey", NO_PASSKEY)


class AddAppForm(GovForm, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "code", "Code that the app shows", "Enter the code that the app shows", "Six digits.")


class RemoveAppForm(GovForm, DeactivateTOTPForm):  # type: ignore[misc]
    """Only a button."""


class NewCodesForm(GovForm, GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Only a button."""


class AddPasskeyForm(GovForm, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A name for the passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "name", "Name", "Enter a name", "So that you can tell your passkeys apart, such as ‘Work laptop’.")
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))
        _word(self, "credential", "Passkey", NO_PASSKEY)
        _word(self, "passwordless", "Let me sign in with this passkey alone, without email address and password", "")

    def clean(self) -> dict[str, Any]:
        """Read the new passkey."""
        try:
            cleaned: dict[str, Any] = super().clean() or {}
        except UNREADABLE as error:
            raise ValidationError(NO_PASSKEY) from error
        return cleaned


class RenamePasskeyForm(GovForm, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """A new name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "name", "Name", "Enter a name")


def _word(form: GovForm, name: str, label: str, required: str, hint: str = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
