"""Every change to people and families, each with its event in the same transaction."""

from righthelp.people.actions.births import set_birth, set_death, set_sex
from righthelp.people.actions.bulk import MayNotExport, note_export, note_match
from righthelp.people.actions.contacts import add_contact
from righthelp.people.actions.drafts import (
    begin_family,
    change_family,
    drop_family,
    forget_family_drafts,
    take_family_over,
)
from righthelp.people.actions.families import save_family
from righthelp.people.actions.links import AlreadyStated, state_identity, undo_identity
from righthelp.people.actions.parents import note_search
from righthelp.people.actions.people import add_person
from righthelp.people.actions.pregnancies import note_pregnancy_ended
from righthelp.people.actions.relationships import note_about_relationship, relate
from righthelp.people.actions.restrictions import (
    NobodyNamed,
    break_glass,
    close_review,
    end_reader,
    lift_restriction,
    name_reader,
    restrict,
)
from righthelp.people.actions.samples import NothingToDraw, StillOpen, draw_sample, note_check
from righthelp.people.actions.values import (
    add_detail,
    add_identifier,
    add_name,
    add_residence,
    end_value,
    protect_residences,
    withdraw_value,
)
from righthelp.people.actions.versions import ChangedMeanwhile

__all__ = [
    "AlreadyStated",
    "ChangedMeanwhile",
    "MayNotExport",
    "NobodyNamed",
    "NothingToDraw",
    "StillOpen",
    "add_contact",
    "add_detail",
    "add_identifier",
    "add_name",
    "add_person",
    "add_residence",
    "begin_family",
    "break_glass",
    "change_family",
    "close_review",
    "draw_sample",
    "drop_family",
    "end_reader",
    "end_value",
    "forget_family_drafts",
    "lift_restriction",
    "name_reader",
    "note_about_relationship",
    "note_check",
    "note_export",
    "note_match",
    "note_pregnancy_ended",
    "note_search",
    "protect_residences",
    "relate",
    "restrict",
    "save_family",
    "set_birth",
    "set_death",
    "set_sex",
    "state_identity",
    "take_family_over",
    "undo_identity",
    "withdraw_value",
]
