"""Every change to a plan, each with its event in the same transaction."""

from righthelp.plans.actions.holding import ChangedMeanwhile, HasEnded
from righthelp.plans.actions.members import AlreadyHere, add_member, let_member_leave
from righthelp.plans.actions.plans import begin_plan, end_plan, put_to_work, take_in

__all__ = [
    "AlreadyHere",
    "ChangedMeanwhile",
    "HasEnded",
    "add_member",
    "begin_plan",
    "end_plan",
    "let_member_leave",
    "put_to_work",
    "take_in",
]
