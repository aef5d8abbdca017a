"""Every change in this room; each runs in one transaction, with an event for each child that holds no text."""

from righthelp.consent.actions.advice import AdviceTaken, AlreadyAnswered, answer_approval, ask_approval, note_advice
from righthelp.consent.actions.going_on import (
    AfterRefusal,
    AlreadyDecided,
    NotTold,
    Told,
    WhyNot,
    decide_after_refusal,
    note_telling,
    note_why_not,
)
from righthelp.consent.actions.said import (
    AlreadyOver,
    ToService,
    ToShare,
    Who,
    Withdrawn,
    note_next_steps,
    note_said,
    set_aside,
    withdraw,
)
from righthelp.consent.actions.sharing import Considered, DoesNotStand, note_not_shared, share

__all__ = [
    "AdviceTaken",
    "AfterRefusal",
    "AlreadyAnswered",
    "AlreadyDecided",
    "AlreadyOver",
    "Considered",
    "DoesNotStand",
    "NotTold",
    "ToService",
    "ToShare",
    "Told",
    "Who",
    "WhyNot",
    "Withdrawn",
    "answer_approval",
    "ask_approval",
    "decide_after_refusal",
    "note_advice",
    "note_next_steps",
    "note_not_shared",
    "note_said",
    "note_telling",
    "note_why_not",
    "set_aside",
    "share",
    "withdraw",
]
