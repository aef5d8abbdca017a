"""What the page shell needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Name the partnership, and say when the people on the pages are invented."""
    return {
        "partnership": settings.PARTNERSHIP,
        "mode": settings.MODE,
        "invented_people": settings.INVENTED_PEOPLE,
    }
