"""What the page shell says of notices."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from righthelp.agencies.models import Practitioner
from righthelp.messages.presenters import unread_of


def notices_in_head(request: HttpRequest) -> dict[str, Any]:
    """Give people signed in what counts their unread notices; asked only on a page that shows the head."""
    user = getattr(request, "user", None)
    return {"unread_notices": partial(unread_of, user) if isinstance(user, Practitioner) else None}
