"""How often one network address may do something without signing in: enough for people, too little for machines."""

import datetime as dt
import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "righthelp.limits"
LINE = 64  # the bits by which one line of IPv6 differs from the next


def too_often(request: HttpRequest, what: str, most: int, within: dt.timedelta) -> bool:
    """Count one more of something against the network address that asks; say whether it is one too many.

    Time is cut into equal pieces, and each begins at nothing. What is kept is a digest, for two pieces of time at
    most: somebody may tell us something without a name, and their address is one.
    """
    piece = int(timezone.now().timestamp() // within.total_seconds())
    key = salted_hmac(SALT, f"{what} {piece} {_address(request)}", algorithm="sha256").hexdigest()
    seconds = int(2 * within.total_seconds())
    cache.add(key, 0, timeout=seconds)
    count = cache.incr(key)
    cache.touch(key, seconds)  # the cache in the database forgets at each step how long to keep a number
    return count > most


def _address(request: HttpRequest) -> str:
    """Name who asks: behind our own proxy, the address that the proxy saw; the newer kind by the line that it is of."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return line_of(str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip())
    return line_of(str(request.META.get("REMOTE_ADDR", "")))


def line_of(address: str) -> str:
    """Give what one line to the internet has: of IPv6 a block of 2 to the power of 64 addresses, which are one here.

    >>> line_of("2001:db8:1:2:3::4"), line_of("192.0.2.7"), line_of("::ffff:192.0.2.7"), line_of("nobody")
    ('2001:db8:1:2::/64', '192.0.2.7', '192.0.2.7', 'nobody')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.IPv6Network((int(found), LINE), strict=False))
