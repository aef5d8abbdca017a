"""A consideration: what is common once, and for each child own words, descriptors, level and reason.

A decision closes what led to it: from then on nobody edits the child's own pages, and what is common stays beside the
decision as it stood (`CommonAsDecided`) where it changes for the other children. Two ways go on from there. A new
decision on the same thinking supersedes the old one. New thinking is a new consideration of the same children, which
`continues` the earlier one and takes its text along; the earlier one stays as it was.
"""

from righthelp.considerations.models.child import (
    ChosenNeed,
    ConsideredChild,
    FamilyCopyRead,
    MissingEpisode,
    WrongRecord,
)
from righthelp.considerations.models.common import Answer, Conversation
from righthelp.considerations.models.consideration import Consideration, TakeOver
from righthelp.considerations.models.decision import CommonAsDecided, Decision

__all__ = [
    "Answer",
    "ChosenNeed",
    "CommonAsDecided",
    "Consideration",
    "ConsideredChild",
    "Conversation",
    "Decision",
    "FamilyCopyRead",
    "MissingEpisode",
    "TakeOver",
    "WrongRecord",
]
