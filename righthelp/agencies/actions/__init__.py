"""Every change to agencies, people, roles and access, each together with its entry in the log."""

from righthelp.agencies.actions.access import end_access
from righthelp.agencies.actions.accounts import (
    connect_work_account,
    keep_last_seen,
    lift_suspension,
    note_failed_sign_in,
    note_locked_out,
    note_second_factor,
    note_sign_in,
    remove_second_factor,
    set_password,
    suspend_unused,
)
from righthelp.agencies.actions.agencies import add_agency, add_team
from righthelp.agencies.actions.forms import forget_parked_forms, forget_sent_forms
from righthelp.agencies.actions.invitations import accept_invitation, invite, join_by_invitation, withdraw_invitation
from righthelp.agencies.actions.refusals import NotAllowed, Refused, WorkLeftOpen
from righthelp.agencies.actions.roles import change_role, give_role, take_role

__all__ = [
    "NotAllowed",
    "Refused",
    "WorkLeftOpen",
    "accept_invitation",
    "add_agency",
    "add_team",
    "change_role",
    "connect_work_account",
    "end_access",
    "forget_parked_forms",
    "forget_sent_forms",
    "give_role",
    "invite",
    "join_by_invitation",
    "keep_last_seen",
    "lift_suspension",
    "note_failed_sign_in",
    "note_locked_out",
    "note_second_factor",
    "note_sign_in",
    "remove_second_factor",
    "set_password",
    "suspend_unused",
    "take_role",
    "withdraw_invitation",
]
