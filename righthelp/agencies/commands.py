"""`righthelp agencies`: how a new installation starts, and what operators do about access."""

import argparse
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from righthelp.agencies.actions import Refused, add_agency, invite, lift_suspension, suspend_unused
from righthelp.agencies.models import Agency, Membership, Team
from righthelp.agencies.roles import Administrator, AgencyAdministrator
from righthelp.audit.actions import COMMAND
from righthelp.design_system.commands import BadInput
from righthelp.design_system.formatters import count

DONE = 0


def add_commands(subparsers: Any) -> None:
    """Add `righthelp agencies`."""
    agencies = subparsers.add_parser("agencies", help="Agencies and access to them.")
    parts = agencies.add_subparsers(required=True, metavar="PART")
    _add_agency_command(parts)
    _add_administrator_command(parts)
    suspend = parts.add_parser("suspend-unused", help="Suspend accounts that nobody used for 60 days.")
    suspend.set_defaults(run=run_suspend)
    lift = parts.add_parser("lift-suspension", help="Let somebody whose account was suspended sign in again.")
    lift.add_argument("email", metavar="EMAIL")
    lift.set_defaults(run=run_lift)


def _add_agency_command(parts: Any) -> None:

    add = parts.add_parser("add", help="Add an agency and invite its first agency administrator.")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--kind", required=True, choices=Agency.Kind.values)
    add.add_argument("--team", default="All staff", help="The name of its first team.")
    add.add_argument("--admin-email", required=True, metavar="EMAIL")
    add.add_argument("--admin-name", required=True, metavar="NAME")
    add.set_defaults(run=run_add)


def _add_administrator_command(parts: Any) -> None:
    make = parts.add_parser("make-administrator", help="Invite somebody who adds agencies and administrators.")
    make.add_argument("email", metavar="EMAIL")
    make.add_argument("name", metavar="NAME")
    make.set_defaults(run=run_make_administrator)


def run_add(args: argparse.Namespace) -> int:
    """Add an agency with its first team, and print the link for its first agency administrator.

    Raises:
        BadInput: when there is such an agency, or the address is not an address.
    """
    email = _address(args.admin_email)
    try:
        with transaction.atomic():
            team = add_agency(by=COMMAND, name=args.name, kind=args.kind, team_name=args.team)
            link = _invite(team, AgencyAdministrator.key, email, args.admin_name)
    except Refused as reason:
        raise BadInput(str(reason)) from None
    return _print_link(args.admin_name, link)


def run_make_administrator(args: argparse.Namespace) -> int:
    """Invite an administrator into the partnership's own team, and print the link.

    Raises:
        BadInput: when the person works there already, or the address is not an address.
    """
    email = _address(args.email)
    try:
        with transaction.atomic():
            link = _invite(_partnership_team(), Administrator.key, email, args.name)
    except Refused as reason:
        raise BadInput(str(reason)) from None
    return _print_link(args.name, link)


def run_suspend(args: argparse.Namespace) -> int:
    """Suspend unused accounts; the worker does the same every minute."""

    print(f"{count(len(suspend_unused()), 'account').capitalize()} suspended.")
    return DONE


def run_lift(args: argparse.Namespace) -> int:
    """Let somebody sign in again.

    Raises:
        BadInput: when nobody with that address is suspended.
    """

    held = Membership.objects.current().filter(
        practitioner__email=args.email.lower(), practitioner__suspended_at__isnull=False
    )
    membership = held.select_related("practitioner").first()
    if membership is None:
        raise BadInput(f"no suspended account has the address {args.email}")
    lift_suspension(by=COMMAND, person=membership.practitioner)
    print(f"{membership.practitioner.name} can sign in again.")
    return DONE


def _address(text: str) -> str:

    try:
        validate_email(text)
    except ValidationError:
        raise BadInput(f"{text} is not an email address") from None
    return text.lower()


def _invite(team: Team, role_key: str, email: str, name: str) -> str:

    return invite(by=COMMAND, team=team, role_key=role_key, email=email, name=name, job_title="", link=_link)[1]


def _partnership_team() -> Team:
    agency = Agency.objects.filter(name=settings.PARTNERSHIP).first()
    own = agency.teams.first() if agency else None
    return own or add_agency(by=COMMAND, name=settings.PARTNERSHIP, kind=Agency.Kind.OTHER, team_name="Administrators")


def _link(token: str) -> str:

    scheme = "https" if settings.HTTPS else "http"
    ours = settings.ADDRESS or f"{scheme}://{settings.ALLOWED_HOSTS[0]}"
    return f"{ours}{reverse('accept_invitation', args=[token])}"


def _print_link(name: str, link: str) -> int:
    print(f"Give this link to {name}; it works once, for seven days:", file=sys.stderr)
    print(link)
    return DONE
