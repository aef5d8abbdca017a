"""What must be true before real children's records are served."""

from collections.abc import Callable
from typing import Any

from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host

MIN_SECRET = 32

RULES: list[tuple[Callable[[Any], bool], str]] = [
    (lambda s: not s.DEBUG, "RIGHTHELP_DEBUG is yes: error pages would show records"),
    (lambda s: _strong(s.SECRET_KEY, s), "RIGHTHELP_SECRET_KEY is missing, short or the default"),
    (lambda s: _strong(s.SEAL_KEY, s), "RIGHTHELP_SEAL_KEY is missing, short or the default"),
    (lambda s: s.SEAL_KEY != s.SECRET_KEY, "RIGHTHELP_SEAL_KEY is the same as RIGHTHELP_SECRET_KEY"),
    (lambda s: s.HTTPS, "RIGHTHELP_HTTPS is no: sessions could be read on the way"),
    (lambda s: not any(map(_is_pattern, s.ALLOWED_HOSTS)), "RIGHTHELP_HOSTS has * or a name that starts with a dot"),
    (lambda s: _is_ours(s.ADDRESS, s), "RIGHTHELP_ADDRESS is not https:// and one of RIGHTHELP_HOSTS"),
    (lambda s: s.ALLOW_SQLITE or not s.ON_SQLITE, "DATABASE_URL is SQLite and RIGHTHELP_ALLOW_SQLITE is not yes"),
]


def _strong(secret: str, settings: Any) -> bool:
    return secret != settings.DEFAULT_SECRET and len(secret) >= MIN_SECRET


def _is_pattern(host: str) -> bool:
    return "*" in host or host.startswith(".")


def _is_ours(address: str, settings: Any) -> bool:
    """Say whether links in mails lead here, and over HTTPS."""
    scheme, _, rest = address.partition("://")
    host, _ = split_domain_port(rest)
    return scheme == "https" and bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


def dangers(settings: Any) -> list[str]:
    """Say, one line each, why a server with these settings could leak."""
    return [danger for rule, danger in RULES if not rule(settings)]


def refuse_unsafe_settings() -> None:
    """Stop a server that could leak; only the demonstration, whose people are invented and known, may.

    Training has invented people too, but real accounts and passwords.

    Raises:
        ImproperlyConfigured: naming every unsafe setting at once.
    """
    if django_settings.IS_DEMO:
        return
    found = dangers(django_settings)
    if found:
        raise ImproperlyConfigured("Right Help does not start with unsafe settings: " + "; ".join(found))
