"""Every change to who works with a child, each with its event in the same transaction."""

from righthelp.work.actions.covers import arrange_cover, end_cover
from righthelp.work.actions.episodes import (
    AlreadyAllocated,
    AlreadyBegun,
    AlreadyOver,
    EndsBeforeItBegan,
    allocate,
    begin_episode,
    end_episode,
)
from righthelp.work.actions.involvements import (
    AlreadyEnded,
    AlreadyInvolved,
    count_children,
    end_involvement,
    hand_over,
    hand_over_children,
    involve,
    involve_by_name,
    note_handover_read,
    when_involved,
)
from righthelp.work.actions.passing import pass_on
from righthelp.work.actions.transfers import AlreadyReceived, note_receipt, send, set_transfer_aside

__all__ = [
    "AlreadyAllocated",
    "AlreadyBegun",
    "AlreadyEnded",
    "AlreadyInvolved",
    "AlreadyOver",
    "AlreadyReceived",
    "EndsBeforeItBegan",
    "allocate",
    "arrange_cover",
    "begin_episode",
    "count_children",
    "end_cover",
    "end_episode",
    "end_involvement",
    "hand_over",
    "hand_over_children",
    "involve",
    "involve_by_name",
    "note_handover_read",
    "note_receipt",
    "pass_on",
    "send",
    "set_transfer_aside",
    "when_involved",
]
