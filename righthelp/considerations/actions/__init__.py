"""Every change to a consideration, each with its event in the same transaction.

Once a level is decided for a child, the child's own pages are closed, and the set of children stays as it is. What is
common to all the children stays open until a level is decided for each of them; what it was at each decision is kept
beside the decision (`CommonAsDecided`). The actions refuse with `AlreadyDecided`; talks are still noted, and stand
after the decision; whether it is safe to speak to the family is still answered there, once, where nobody has
(`answer_safe`). `decide` may supersede a decision; `think_again` starts anew.
While a draft is set aside, they refuse with `IsSetAside`.
"""

from righthelp.considerations.actions.aside import bring_back, set_aside
from righthelp.considerations.actions.children import (
    NotSafe,
    add_own_need,
    choose_descriptor,
    family_copy_read,
    note_missing,
    remove_child,
    remove_missing,
    remove_need,
    save_child,
    save_evidence,
    save_words,
    set_readers,
)
from righthelp.considerations.actions.common import (
    add_child,
    answer_questions,
    answer_safe,
    go_on_to_full,
    note_conversation,
    save_common,
    start,
)
from righthelp.considerations.actions.decisions import decide, think_again
from righthelp.considerations.actions.holders import give_back, hand_over, take_over
from righthelp.considerations.actions.records import AlreadyNamed, name_record, take_record_back
from righthelp.considerations.actions.versions import AlreadyDecided, ChangedMeanwhile, IsSetAside, ReasonMissing

__all__ = [
    "AlreadyDecided",
    "AlreadyNamed",
    "ChangedMeanwhile",
    "IsSetAside",
    "NotSafe",
    "ReasonMissing",
    "add_child",
    "add_own_need",
    "answer_questions",
    "answer_safe",
    "bring_back",
    "choose_descriptor",
    "decide",
    "family_copy_read",
    "give_back",
    "go_on_to_full",
    "hand_over",
    "name_record",
    "note_conversation",
    "note_missing",
    "remove_child",
    "remove_missing",
    "remove_need",
    "save_child",
    "save_common",
    "save_evidence",
    "save_words",
    "set_aside",
    "set_readers",
    "start",
    "take_over",
    "take_record_back",
    "think_again",
]
