"""Who may do what about work under section 17 that a lead practitioner does (BP-052, BP-053)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from righthelp.agencies.policies import agencies_where, holders_of, may
from righthelp.plans.policies import COORDINATE

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.early_help.models import InNeed

DECIDES = "see the team's children"  # a manager in children’s social care
SUPERVISES = "find anybody"  # a qualified social worker, or their manager
IN_SOCIAL_CARE = ("social_care",)

overseers = holders_of(COORDINATE, DECIDES)


def may_decide(by: "Practitioner") -> bool:
    """Say whether somebody decides that a lead practitioner goes on under section 17: managers in social care."""
    return may(by, DECIDES)


def may_supervise(who: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody supervises a lead practitioner: a social worker or their manager in social care (BP-053)."""
    return agency.kind in IN_SOCIAL_CARE and may(who, SUPERVISES, agency)


def may_confirm(by: "Practitioner", lead: int, in_need: "InNeed | None") -> bool:
    """Say whether somebody confirms what a lead practitioner brings: supervisor and managers, never the lead."""
    return by.pk != lead and (may_decide(by) or (in_need is not None and by.pk == in_need.supervisor_id))


def may_note_supervision(by: "Practitioner", in_need: "InNeed", leading: "Collection[int]") -> bool:
    """Say whether somebody notes a supervision: who supervises, who leads now, by key, and the managers."""
    return by.pk in (in_need.supervisor_id, *leading) or may_decide(by)


def agencies_overseen(reader: "Practitioner") -> "list[Agency]":
    """List the agencies whose section 17 work somebody oversees: that they coordinate, or that supervise it."""
    return list({*agencies_where(reader, COORDINATE), *agencies_where(reader, DECIDES)})
