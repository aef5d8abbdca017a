"""How often an address may search without signing in: enough for people, too little for machines."""

import datetime as dt

from django.http import HttpRequest

from righthelp.design_system.limits import too_often

# A school shares one address, and searching while typing counts too.
SEARCHES_A_MINUTE = 120
MINUTE = dt.timedelta(minutes=1)


def searching_too_fast(request: HttpRequest) -> bool:
    """Count this search against its network address; say whether it is one too many this minute."""
    return not request.user.is_authenticated and too_often(request, "searches", SEARCHES_A_MINUTE, MINUTE)
