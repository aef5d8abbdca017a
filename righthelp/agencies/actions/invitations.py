"""Invitations: the only way in. Nobody invites themselves."""

import secrets
from collections.abc import Callable
from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import Actor, Refused, require
from righthelp.agencies.actions.roles import start
from righthelp.agencies.mail import mail_invitation
from righthelp.agencies.models import Agency, Invitation, Membership, Practitioner, Team
from righthelp.agencies.policies import is_oneself, may_give, may_keep_people
from righthelp.agencies.roles import role
from righthelp.agencies.rules import same_name, token_hash
from righthelp.audit.actions import record

Link = Callable[[str], str]
ONESELF = (
    "Nobody gives themselves a role: ask another administrator to invite you. "
    "If this is somebody else who has your name, ask another administrator to invite them"
)


@transaction.atomic
def invite(
    *, by: Actor, team: Team, role_key: str, email: str, name: str, job_title: str, link: Link
) -> tuple[Invitation, str]:
    """Invite somebody into a team, and return the invitation and its link, which is kept nowhere.

    `link` makes an address of the secret part. The mail goes out when the transaction is kept. An earlier
    invitation of the same address into the agency no longer works.

    Raises:
        NotAllowed: when `by` may not give that role in that agency.
        Refused: when it is their own address or name, when somebody with this address works for the agency
            already, or when the address was somebody else's here.
    """
    require(may_keep_people(by, team.agency) and may_give(by, role(role_key), team.agency))
    email = email.lower()
    _refuse_address(by, team.agency, email, name)
    withdraw_earlier(by, team.agency, email)
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
    require(may_keep_people(by, invitation.team.agency))
    if not Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise Refused("This invitation was used or withdrawn in the meantime")
    record(by=by, name="agencies.invitation_withdrawn", subject=invitation)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str) -> Practitioner:
    """Make the account that an invitation offers, with its role, and return the person.

    Somebody who left and is invited again gets their old account back, with the name and job title that their
    records show, and with nothing of the old access.

    Raises:
        Refused: when the invitation cannot be used any more, when its address belongs to a running account, or
            when it was somebody else's.
    """
    invitation = _claim(invitation)
    person, fields = _reopened(invitation) or _new_account(invitation)
    person.set_password(password)
    person.joined_at = timezone.now()
    person.save()
    _prove_address(person)
    refs = {"invitation": invitation.pk}
    record(by=person, name="agencies.account_opened", subject=person, fields=[*fields, "password"], refs=refs)
    _take_up(invitation, person)
    return person


@transaction.atomic
def join_by_invitation(*, by: Practitioner, invitation: Invitation, session: str = "") -> None:
    """Add the role that an invitation offers to the account of the person signed in, in the session of this key.

    Raises:
        NotAllowed: when the invitation was sent to somebody else's address.
        Refused: when it cannot be used any more, or whoever sent it is the same person or may not give the role.
    """
    invitation = _claim(invitation)
    require(by.email == invitation.email)
    _take_up(invitation, by, session)


def withdraw_earlier(by: Actor, agency: Agency, email: str) -> None:
    """Make every open invitation of an address into an agency useless."""
    for invitation in Invitation.objects.unanswered().to_agency(agency).filter(email=email):
        withdraw_invitation(by=by, invitation=invitation)


def _refuse_address(by: Actor, agency: Agency, email: str, name: str) -> None:
    if is_oneself(by, email=email, name=name):
        raise Refused(ONESELF)
    if Practitioner.objects.get_queryset().working_for(agency).filter(email=email).exists():
        raise Refused(f"{email} already works for {agency.name}. Open their page to change their role")
    _refuse_another_name(Practitioner.objects.filter(email=email, ended_at__isnull=False).first(), name)


def _refuse_another_name(account: Practitioner | None, name: str) -> None:
    """Keep a mailbox that is handed on from handing on the records, too."""
    if account is not None and not same_name(account.name, name):
        raise Refused(
            "Somebody with another name had an account with this address, and their records keep their name. "
            f"Use {name}’s own work address. If it is the same person, give the name that they had then"
        )


def _claim(invitation: Invitation) -> Invitation:
    """Hold the invitation so that two windows cannot both use it."""
    known = Invitation.objects.select_related("team__agency", "invited_by")
    held = known.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not held.is_open(timezone.now()):
        raise Refused("This invitation cannot be used any more")
    return held


def _reopened(invitation: Invitation) -> tuple[Practitioner, list[str]] | None:
    person = Practitioner.objects.filter(email=invitation.email).first()
    if person is None:
        return None
    if person.ended_at is None:
        raise Refused("You already have an account. Sign in first, then open the invitation again")
    _refuse_another_name(person, invitation.name)
    person.ended_at = None
    return person, ["ended_at"]


def _new_account(invitation: Invitation) -> tuple[Practitioner, list[str]]:
    person = Practitioner(email=invitation.email, name=invitation.name, job_title=invitation.job_title)
    return person, ["email", "name", "job_title"]


def _take_up(invitation: Invitation, person: Practitioner, session: str = "") -> None:
    _require_giver(invitation, person)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    held = Membership.objects.current().filter(practitioner=person, team=invitation.team, role=invitation.role)
    membership = held.first() or start(person, invitation.team, invitation.role, keep_session=session)
    record(
        by=person, name="agencies.invitation_accepted", subject=invitation, fields=["accepted_at"],
        refs={"practitioner": person.pk, "membership": membership.pk},
    )  # fmt: skip


def _require_giver(invitation: Invitation, person: Practitioner) -> None:
    """Ask again on the day the role starts: is it given by somebody else, who still may?"""
    by = invitation.invited_by
    if by is None:
        return
    if is_oneself(by, email=person.email, name=person.name):
        raise Refused(ONESELF)
    if not may_give(by, invitation.role_class, invitation.team.agency):
        raise Refused("Whoever invited you can no longer give this role. Ask your agency’s administrator")


def _prove_address(person: Practitioner) -> None:
    # allauth keeps its own note that an address is proven, and asks for it before a second factor is set up
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
