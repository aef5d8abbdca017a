"""Whether somebody may be without a second factor, and whether they passed the second step in this session."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import needs_second_factor

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
SET_UP = "has_second_factor"
SECOND_STEP = "mfa"  # allauth's name for it in the session


def is_set_up(person: Practitioner) -> bool:
    """Say whether somebody has an authenticator app or a passkey; of whoever is signed in, it was read with them."""
    if hasattr(person, SET_UP):
        return bool(getattr(person, SET_UP))
    own: bool = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()
    return own


def has_one() -> Exists:
    """Ask, of a practitioner who is read, whether they have an authenticator app or a passkey."""
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS).order_by())


def is_first(person: Practitioner) -> bool:
    """Say whether the second factor that somebody has is their only one."""
    number: int = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).count()
    return number == 1


def is_passed(request: HttpRequest, person: Practitioner) -> bool:
    """Say whether the second step was passed, or set up, in this very session; allauth notes each passing there."""
    return any(done.get("method") == SECOND_STEP for done in get_authentication_records(request, person))


def note_passed(request: HttpRequest, person: Practitioner) -> None:
    """Note in the session that the second step was set up in it: whoever did that holds it."""
    record_authentication(request, person, SECOND_STEP)


def may_remove(authenticator: Authenticator) -> bool:
    """Say whether removing this leaves the person with what their role needs."""
    person = authenticator.user
    if not needs_second_factor(person):
        return True
    others = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)
    has_another: bool = others.exists()
    return has_another
