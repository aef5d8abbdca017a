"""Every change to people and families, each with its event in the same transaction."""

from righthelp.people.actions.links import AlreadyStated, state_identity, undo_identity
from righthelp.people.actions.restrictions import (
    NobodyNamed,
    break_glass,
    close_review,
    end_reader,
    lift_restriction,
    name_reader,
    restrict,
)
from righthelp.people.actions.versions import ChangedMeanwhile

__all__ = [
    "AlreadyStated",
    "ChangedMeanwhile",
    "NobodyNamed",
    "break_glass",
    "close_review",
    "end_reader",
    "lift_restriction",
    "name_reader",
    "restrict",
    "state_identity",
    "undo_identity",
]
