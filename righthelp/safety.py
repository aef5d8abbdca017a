"""What must be true before real children's records are served."""

from collections.abc import Callable
from typing import Any

from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured

MIN_SECRET = 32

RULES: list[tuple[Callable[[Any], bool], str]] = [
    (lambda s: not s.DEBUG, "RIGHTHELP_DEBUG is yes: error pages would show records"),
    (lambda s: not s.INVENTED_PEOPLE, "RIGHTHELP_MODE is demo or training"),
    (lambda s: _strong(s.SECRET_KEY, s), "RIGHTHELP_SECRET_KEY is missing, short or the default"),
    (lambda s: _strong(s.SEAL_KEY, s), "RIGHTHELP_SEAL_KEY is missing, short or the default"),
    (lambda s: s.SEAL_KEY != s.SECRET_KEY, "RIGHTHELP_SEAL_KEY is the same as RIGHTHELP_SECRET_KEY"),
    (lambda s: s.HTTPS, "RIGHTHELP_HTTPS is no: sessions could be read on the way"),
    (lambda s: "*" not in s.ALLOWED_HOSTS, "RIGHTHELP_HOSTS allows every name"),
    (lambda s: s.ALLOW_SQLITE or not s.ON_SQLITE, "DATABASE_URL is SQLite and RIGHTHELP_ALLOW_SQLITE is not yes"),
]


def _strong(secret: str, settings: Any) -> bool:
    return secret != settings.DEFAULT_SECRET and len(secret) >= MIN_SECRET


def dangers(settings: Any) -> list[str]:
    """Say, one line each, why these settings must not serve real records."""
    return [danger for rule, danger in RULES if not rule(settings)]


def refuse_unsafe_settings() -> None:
    """Stop a production server that could leak; demo and training run with invented people.

    Raises:
        ImproperlyConfigured: naming every unsafe setting at once.
    """
    if django_settings.INVENTED_PEOPLE:
        return
    found = dangers(django_settings)
    if found:
        raise ImproperlyConfigured("Right Help does not start with unsafe settings: " + "; ".join(found))
