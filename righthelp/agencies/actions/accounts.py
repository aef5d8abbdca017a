"""Whole accounts: how somebody signs in, and what is noted about it."""

import datetime as dt
from functools import partial

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import Actor, Refused, require
from righthelp.agencies.mail import mail_account
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import may_change_account
from righthelp.agencies.rules import unused_before
from righthelp.agencies.second_factor import is_first
from righthelp.agencies.sessions import end_sessions
from righthelp.audit.actions import record

LOCKED_OUT_SECONDS = 15 * 60


@transaction.atomic
def suspend_unused(*, now: dt.datetime | None = None) -> list[Practitioner]:
    """Suspend the accounts that nobody used for too long (timescale "account_unused"), and return them."""
    now = now or timezone.now()
    unused = list(Practitioner.objects.get_queryset().unused_since(unused_before(now)).select_for_update())
    for person in unused:
        person.suspended_at = now
        person.save(update_fields=["suspended_at"])
        end_sessions(person)
        record(by=None, name="agencies.account_suspended", subject=person, fields=["suspended_at"])
    return unused


@transaction.atomic
def lift_suspension(*, by: Actor, person: Practitioner) -> None:
    """Let somebody whose account was suspended sign in again; the days are counted anew, and they are told.

    Raises:
        NotAllowed: when `by` may not change this person's account.
        Refused: when the account is not suspended.
    """
    require(may_change_account(by, person))
    if person.suspended_at is None:
        raise Refused(f"The account of {person.name} is not suspended")
    person.suspended_at, person.suspension_lifted_on = None, timezone.localdate()
    person.save(update_fields=["suspended_at", "suspension_lifted_on"])
    record(by=by, name="agencies.suspension_lifted", subject=person, fields=["suspended_at"])
    transaction.on_commit(partial(mail_account, person, "You can sign in again: your account is no longer suspended"))


@transaction.atomic
def remove_second_factor(*, by: Actor, person: Practitioner) -> None:
    """Take away every second factor of somebody who lost theirs, end their sessions and tell them; they set up anew.

    Raises:
        NotAllowed: when `by` may not change this person's account.
    """
    require(may_change_account(by, person))
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    record(by=by, name="agencies.second_factor_removed", subject=person)
    transaction.on_commit(partial(mail_account, person, "Your second step at sign-in was taken away"))


@transaction.atomic
def note_second_factor(*, person: Practitioner, session: str) -> None:
    """Log that somebody set up a second factor, in the session of this key; the first one ends all others."""
    if is_first(person):
        end_sessions(person, but=session)
    record(by=person, name="agencies.second_factor_added", subject=person)


@transaction.atomic
def connect_work_account(*, person: Practitioner, account: SocialAccount) -> None:
    """Tie the account of an OpenID Connect server to the person whose verified address it gave."""
    account.user = person
    account.save()
    record(by=person, name="agencies.work_account_connected", subject=person)


@transaction.atomic
def note_sign_in(*, person: Practitioner) -> None:
    """Log that somebody signed in."""
    record(by=person, name="agencies.signed_in", subject=person)


@transaction.atomic
def note_failed_sign_in(*, person: Practitioner) -> None:
    """Log that somebody tried to sign in as this person and failed; nothing of what was typed."""
    record(by=None, name="agencies.sign_in_failed", subject=person)


@transaction.atomic
def note_locked_out(*, person: Practitioner) -> None:
    """Log that too many attempts shut this person out, once for the quarter of an hour that it lasts."""
    if cache.add(f"righthelp:locked_out:{person.pk}", True, LOCKED_OUT_SECONDS):
        record(by=None, name="agencies.locked_out", subject=person)


@transaction.atomic
def set_password(*, person: Practitioner, password: str) -> None:
    """Set a password that the person chose; Django ends their other sessions, as these carry its mark."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record(by=person, name="agencies.password_changed", subject=person, fields=["password"])


def keep_last_seen(*, person: Practitioner, today: dt.date) -> None:
    """Note the day on which somebody was last here; one write a person a day, and no entry in the log."""
    if person.last_seen_on != today:
        Practitioner.objects.filter(pk=person.pk).update(last_seen_on=today)
        person.last_seen_on = today
