"""Whose front door it is, and under which names people write down that they share with it."""

from righthelp.agencies.models import Agency, Membership
from righthelp.front_door.policies import WORK

NAMES = ("front door", "social care", "children’s services", "social services", "MASH")


def front_door_agency() -> Agency | None:
    """Give the agency whose front door it is: where somebody has, or had, a role there; the latest."""
    held = Membership.objects.with_one_of([WORK]).select_related("team__agency").order_by("-pk").first()
    return held.team.agency if held else None
