"""The link, the code and the ticket of a family’s own page. Only digests of link and code are kept.

After the right code the page gives a ticket, which stands in its forms and nowhere else: no cookie stays on a device
that others use, and whoever closes the page has left it. What a browser sends again when somebody goes back to the
page, the code among it, opens nothing: each form is taken once.
"""

import hashlib
import secrets

from django.core import signing
from django.core.cache import cache

from righthelp.plans.models import FamilyLink

SALT = "righthelp.plans.family_page"
DIGITS = 8
MOST_WRONG = 5  # codes in a row, before the page is shut
OPEN_FOR = 30 * 60  # seconds after the last thing done
ASKS_FOR = 24 * 60 * 60  # seconds for which the page that asks for the code takes one


def new_token() -> str:
    """Make the part of a link that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Give what is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """Make a code that can be said on the telephone."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def in_pairs(code: str) -> str:
    """Write a code as people read it out.

    >>> in_pairs("48217093")
    '48 21 70 93'
    """
    return " ".join(code[place : place + 2] for place in range(0, len(code), 2))


def ticket_for(link: FamilyLink) -> str:
    """Make the ticket for somebody who gave the right code just now, or did something with a ticket that holds."""
    return signing.dumps([link.pk, link.token_digest[:16], secrets.token_urlsafe(8)], salt=SALT)


def fits(ticket: str, link: FamilyLink) -> bool:
    """Say whether a ticket was made for this link, and is not too old."""
    try:
        found = signing.loads(ticket, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return False
    return bool(found[:2] == [link.pk, link.token_digest[:16]])


def new_once() -> str:
    """Make what stands in the form that asks for the code, so that it is taken once."""
    return signing.dumps(secrets.token_urlsafe(8), salt=f"{SALT}.once")


def asked_lately(once: str) -> bool:
    """Say whether a form that asks for the code was made by us, and not too long ago."""
    try:
        signing.loads(once, salt=f"{SALT}.once", max_age=ASKS_FOR)
    except signing.BadSignature:
        return False
    return True


def use_up(form: str) -> bool:
    """Say whether a form, by its ticket or what it was made with, comes for the first time."""
    return bool(cache.add(f"family-form-{digest_of(form)}", True, timeout=ASKS_FOR))
