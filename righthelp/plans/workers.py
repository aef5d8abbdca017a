"""When two are the same worker: by account, and anybody without one by name and organisation.

Their work (`work.Involvement`) and how they take part in a plan (`Member`) hold this in the same columns.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.plans.models import Member
    from righthelp.work.models import Involvement

Worker = tuple[int | None, str, str]


def worker_in(one: "Member | Involvement") -> Worker:
    """Tell one worker from another, in whatever team they work."""
    return one.practitioner_id, one.name, one.organisation


def same_in_team(one: "Member | Involvement") -> dict[str, int | str | None]:
    """Give what finds the same worker in the same team, among the work and among those who take part."""
    return {
        "practitioner": one.practitioner_id,
        "team": one.team_id,
        "name": one.name,
        "organisation": one.organisation,
    }
