"""The token in a form that anybody may send: it says that the form came from here, and when it was shown.

Behind these forms is no account, so that no other site can do anything in somebody’s name, and Django’s own check
would need a cookie: on a device that others use, one more trace.
"""

import datetime as dt
import secrets

from django.core.signing import BadSignature, Signer
from django.utils import timezone

LONGEST_OPEN = dt.timedelta(hours=12)
SHORTEST_OPEN = dt.timedelta(seconds=3)  # nobody reads and answers the shortest form faster, and most machines do
_signer = Signer(salt="righthelp.front_door.public")


def new_token() -> str:
    """Make the token for one showing of a form."""
    return _signer.sign(f"{secrets.token_urlsafe(16)}/{timezone.now().timestamp():.3f}")


def open_for(token: str) -> dt.timedelta | None:
    """Say how long ago a form was shown; None for a token that was not made here, or that is too old to count."""
    try:
        shown = _signer.unsign(token).rpartition("/")[2]
    except BadSignature:
        return None
    age = dt.timedelta(seconds=timezone.now().timestamp() - float(shown))
    return age if age <= LONGEST_OPEN else None
