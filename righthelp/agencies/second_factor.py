"""Whether somebody may be without a second factor."""

from allauth.mfa.models import Authenticator

from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import needs_second_factor

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_set_up(person: Practitioner) -> bool:
    """Say whether somebody has an authenticator app or a passkey."""
    own: bool = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()
    return own


def may_remove(authenticator: Authenticator) -> bool:
    """Say whether removing this leaves the person with what their role needs."""
    person = authenticator.user
    if not needs_second_factor(person):
        return True
    others = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)
    has_another: bool = others.exists()
    return has_another
