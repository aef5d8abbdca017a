"""How often an address may search without signing in: enough for people, too little for machines."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

# A school shares one address, and searching while typing counts too.
SEARCHES_A_MINUTE = 120


def searching_too_fast(request: HttpRequest) -> bool:
    """Count this search against its network address; say whether it is one too many this minute."""
    if request.user.is_authenticated:
        return False
    key = f"searches:{_address(request)}:{timezone.now():%H%M}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) > SEARCHES_A_MINUTE


def _address(request: HttpRequest) -> str:
    """Name who asks: behind our own proxy, the address that the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
