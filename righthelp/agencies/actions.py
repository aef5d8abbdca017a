"""Every change to agencies, people, roles and access, each together with its entry in the log."""

import datetime as dt
import secrets
from collections.abc import Callable
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from righthelp.agencies.mail import mail_invitation
from righthelp.agencies.models import Agency, Invitation, Membership, ParkedForm, Practitioner, SentForm, Team
from righthelp.agencies.open_work import OpenWork, may_receive, open_work
from righthelp.agencies.policies import may, may_change_person, may_give, may_keep_people
from righthelp.agencies.roles import role
from righthelp.agencies.rules import parked_forms_ended_before, token_hash, unused_before
from righthelp.agencies.sessions import end_sessions
from righthelp.audit.actions import CommandLine, record

Actor = Practitioner | CommandLine
Link = Callable[[str], str]
SENT_FORMS_KEPT = dt.timedelta(days=30)


class NotAllowed(Exception):
    """Somebody asked for a change that their role does not include; no page offers it."""


class Refused(Exception):
    """A change that cannot be made as things stand; the message tells the person who asked why."""


class WorkLeftOpen(Refused):
    """Somebody leaves open work behind, and no colleague is named to take it."""

    def __init__(self, work: list[tuple[OpenWork, int]]) -> None:
        super().__init__("Choose who takes over the open work")
        self.work = work


@transaction.atomic
def add_agency(*, by: Actor, name: str, kind: str, team_name: str) -> Team:
    """Add an agency with its first team, and return the team.

    Raises:
        NotAllowed: unless `by` keeps all agencies.
        Refused: when there is an agency of that name.
    """
    _require(isinstance(by, CommandLine) or may(by, "keep all agencies"))
    if Agency.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is already an agency called {name}")
    agency = Agency.objects.create(name=name, kind=kind)
    team = Team.objects.create(agency=agency, name=team_name)
    record(by=by, name="agencies.agency_added", subject=agency, fields=["name", "kind"], refs={"team": team.pk})
    return team


@transaction.atomic
def add_team(*, by: Actor, agency: Agency, name: str) -> Team:
    """Add a team to an agency.

    Raises:
        NotAllowed: unless `by` keeps the agency's people.
        Refused: when the agency has a team of that name.
    """
    _require(may_keep_people(by, agency))
    if agency.teams.filter(name__iexact=name).exists():
        raise Refused(f"There is already a team called {name}")
    team = Team.objects.create(agency=agency, name=name)
    record(by=by, name="agencies.team_added", subject=team, fields=["name"], refs={"agency": agency.pk})
    return team


@transaction.atomic
def invite(
    *, by: Actor, team: Team, role_key: str, email: str, name: str, job_title: str, link: Link
) -> tuple[Invitation, str]:
    """Invite somebody into a team, and return the invitation and its link, which is kept nowhere.

    `link` makes an address of the secret part. The mail goes out when the transaction is kept. An earlier
    invitation of the same address into the agency no longer works.

    Raises:
        NotAllowed: when `by` may not give that role in that agency.
        Refused: when somebody with this address works for the agency already.
    """
    _require(may_keep_people(by, team.agency) and may_give(by, role(role_key), team.agency))
    email = email.lower()
    if Practitioner.objects.get_queryset().working_for(team.agency).filter(email=email).exists():
        raise Refused(f"{email} already works for {team.agency.name}. Open their page to change their role")
    _withdraw_earlier(by, team.agency, email)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email, name=name, job_title=job_title, team=team, role=role_key,
        invited_by=by if isinstance(by, Practitioner) else None, token_hash=token_hash(token),
    )  # fmt: skip
    record(by=by, name="agencies.person_invited", subject=invitation, fields=["role"], refs={"team": team.pk})
    transaction.on_commit(partial(mail_invitation, invitation, link(token)))
    return invitation, link(token)


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    """Make an invitation's link useless.

    Raises:
        NotAllowed: unless `by` keeps the agency's people.
        Refused: when it was used or withdrawn meanwhile.
    """
    _require(may_keep_people(by, invitation.team.agency))
    if not Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise Refused("This invitation was used or withdrawn in the meantime")
    record(by=by, name="agencies.invitation_withdrawn", subject=invitation)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str) -> Practitioner:
    """Make the account that an invitation offers, with its role, and return the new person.

    Somebody who left and is invited again gets their old account back, with nothing of the old access.

    Raises:
        Refused: when the invitation cannot be used any more, or its address belongs to a running account.
    """
    invitation = _claim(invitation)
    person = Practitioner.objects.filter(email=invitation.email).first() or Practitioner(email=invitation.email)
    if person.pk and person.ended_at is None:
        raise Refused("You already have an account. Sign in first, then open the invitation again")
    person.name, person.job_title, person.ended_at = invitation.name, invitation.job_title, None
    person.set_password(password)
    person.joined_at = timezone.now()
    person.save()
    _prove_address(person)
    record(by=person, name="agencies.account_opened", subject=person, refs={"invitation": invitation.pk})
    _take_up(invitation, person)
    return person


@transaction.atomic
def join_by_invitation(*, by: Practitioner, invitation: Invitation) -> None:
    """Add the role that an invitation offers to the account of the person signed in.

    Raises:
        NotAllowed: when the invitation was sent to somebody else's address.
        Refused: when it cannot be used any more.
    """
    invitation = _claim(invitation)
    _require(by.email == invitation.email)
    _take_up(invitation, by)


@transaction.atomic
def give_role(*, by: Actor, person: Practitioner, team: Team, role_key: str) -> Membership:
    """Give somebody who works for the agency another role, from today.

    Raises:
        NotAllowed: when `by` may not give that role there, or would give it to themselves.
        Refused: when the person holds that role in that team.
    """
    _require(may_change_person(by, person, team.agency) and may_give(by, role(role_key), team.agency))
    if Membership.objects.current().filter(practitioner=person, team=team, role=role_key).exists():
        raise Refused(f"{person.name} is already {role(role_key).title.lower()} in {team.name}")
    membership = _start(person, team, role_key)
    record(by=by, name="agencies.role_given", subject=person, fields=["role"], refs={"membership": membership.pk})
    return membership


@transaction.atomic
def change_role(*, by: Actor, membership: Membership, team: Team, role_key: str) -> Membership:
    """End one role of a person at once and start another; what stands on file is never edited.

    Raises:
        NotAllowed: when `by` may not give the new role, take away the old one, or would change their own.
        Refused: when the person holds that role in that team.
    """
    new = give_role(by=by, person=membership.practitioner, team=team, role_key=role_key)
    _end(membership)
    record(
        by=by, name="agencies.role_ended", subject=membership.practitioner, fields=["role"],
        refs={"membership": membership.pk},
    )  # fmt: skip
    return new


@transaction.atomic
def take_role(*, by: Actor, membership: Membership) -> None:
    """End one of several roles that a person holds in an agency, at once.

    Raises:
        NotAllowed: when `by` may not take that role away.
        Refused: when it is the last one: that ends the person's access, which has its own page.
    """
    person, agency = membership.practitioner, membership.team.agency
    _require(may_change_person(by, person, agency))
    if Membership.objects.current().in_agency(agency).filter(practitioner=person).count() < 2:
        raise Refused("This is their only role here. To take it away, end their access")
    _end(membership)
    record(by=by, name="agencies.role_ended", subject=person, fields=["role"], refs={"membership": membership.pk})


@transaction.atomic
def end_access(*, by: Actor, person: Practitioner, agency: Agency, receiver: Practitioner | None) -> None:
    """End what somebody may do in an agency, at once, after their open work went to a colleague.

    All their sessions end. Who has no role in another agency left has no account either.

    Raises:
        NotAllowed: when `by` may not take away every role the person holds there, or would end their own access.
        WorkLeftOpen: when there is open work and no colleague is named who may do it.
    """
    Practitioner.objects.get_queryset().select_for_update().get(pk=person.pk)
    _require(may_change_person(by, person, agency))
    _pass_on_work(by, person, agency, receiver)
    for membership in Membership.objects.in_agency(agency).not_over().filter(practitioner=person):
        _end(membership)
    _withdraw_earlier(by, agency, person.email)
    end_sessions(person)
    record(by=by, name="agencies.access_ended", subject=person, refs={"agency": agency.pk})
    if not Membership.objects.current().filter(practitioner=person).exists():
        _close_account(by, person)


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
def lift_suspension(*, by: Actor, person: Practitioner, agency: Agency) -> None:
    """Let somebody whose account was suspended sign in again; the days are counted anew.

    Raises:
        NotAllowed: when `by` may not change this person.
        Refused: when the account is not suspended.
    """
    _require(may_change_person(by, person, agency))
    if person.suspended_at is None:
        raise Refused(f"The account of {person.name} is not suspended")
    person.suspended_at, person.suspension_lifted_on = None, timezone.localdate()
    person.save(update_fields=["suspended_at", "suspension_lifted_on"])
    record(by=by, name="agencies.suspension_lifted", subject=person, fields=["suspended_at"])


@transaction.atomic
def remove_second_factor(*, by: Actor, person: Practitioner, agency: Agency) -> None:
    """Take away every second factor of somebody who lost theirs, end their sessions; they set up a new one.

    Raises:
        NotAllowed: when `by` may not change this person.
    """
    _require(may_change_person(by, person, agency))
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    record(by=by, name="agencies.second_factor_removed", subject=person)


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


def forget_parked_forms(*, now: dt.datetime | None = None) -> int:
    """Delete parked forms whose hour is over; returns how many."""
    return ParkedForm.objects.parked_before(parked_forms_ended_before(now or timezone.now())).delete()[0]


def forget_sent_forms(*, now: dt.datetime | None = None) -> int:
    """Delete the tokens of forms sent long ago; returns how many."""
    return SentForm.objects.sent_before((now or timezone.now()) - SENT_FORMS_KEPT).delete()[0]


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed


def _withdraw_earlier(by: Actor, agency: Agency, email: str) -> None:
    for invitation in Invitation.objects.unanswered().to_agency(agency).filter(email=email):
        withdraw_invitation(by=by, invitation=invitation)


def _claim(invitation: Invitation) -> Invitation:
    """Hold the invitation so that two windows cannot both use it."""
    held = Invitation.objects.select_for_update(of=("self",)).select_related("team__agency").get(pk=invitation.pk)
    if not held.is_open(timezone.now()):
        raise Refused("This invitation cannot be used any more")
    return held


def _take_up(invitation: Invitation, person: Practitioner) -> None:
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    held = Membership.objects.current().filter(practitioner=person, team=invitation.team, role=invitation.role)
    membership = held.first() or _start(person, invitation.team, invitation.role)
    record(
        by=person, name="agencies.invitation_accepted", subject=invitation, fields=["accepted_at"],
        refs={"practitioner": person.pk, "membership": membership.pk},
    )  # fmt: skip


def _prove_address(person: Practitioner) -> None:
    # allauth keeps its own note that an address is proven, and asks for it before a second factor is set up
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def _start(person: Practitioner, team: Team, role_key: str) -> Membership:
    return Membership.objects.create(practitioner=person, team=team, role=role_key, starts_on=timezone.localdate())


def _end(membership: Membership) -> None:
    """End a membership now; one that would have started later is over before it began, on its first day."""
    membership.ended_at = timezone.now()
    membership.ends_on = max(timezone.localdate(), membership.starts_on)
    membership.save(update_fields=["ended_at", "ends_on"])


def _pass_on_work(by: Actor, person: Practitioner, agency: Agency, receiver: Practitioner | None) -> None:
    work = open_work(person, agency)
    if not work:
        return
    if receiver is None or receiver == person or not may_receive(receiver, agency, [kind for kind, _ in work]):
        raise WorkLeftOpen(work)
    for kind, _ in work:
        kind.reassign(leaver=person, agency=agency, receiver=receiver, by=by)


def _close_account(by: Actor, person: Practitioner) -> None:
    person.ended_at, person.suspended_at = timezone.now(), None
    person.set_unusable_password()
    person.save(update_fields=["ended_at", "suspended_at", "password"])
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    ParkedForm.objects.filter(practitioner=person).delete()
    record(by=by, name="agencies.account_closed", subject=person, fields=["ended_at"])
