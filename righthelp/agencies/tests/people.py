"""Invented people for tests of every room: plain functions, no magic.

Alice works for a school, Bob is her colleague, Charlie works elsewhere: owner, colleague, stranger.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpRequest
from django.test import Client

from righthelp.agencies.models import Agency, Membership, Practitioner, Team
from righthelp.agencies.policies import needs_second_factor
from righthelp.agencies.second_factor import note_passed

PASSWORD = "quiet-lantern-harbour"
STARTED = dt.date(2025, 9, 1)
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


def agency(name: str, kind: str = Agency.Kind.SCHOOL, team: str = "All staff") -> Agency:
    """Make an agency with one team."""
    made = Agency.objects.create(name=name, kind=kind)
    Team.objects.create(agency=made, name=team)
    return made


def school(name: str = "Alder Road Primary School") -> Agency:
    """Make a school."""
    return agency(name)


def gp_practice(name: str = "Saltmarsh Surgery") -> Agency:
    """Make a GP practice."""
    return agency(name, Agency.Kind.GP, "Practice team")


def social_care(name: str = "Westmarsh Children’s Services") -> Agency:
    """Make children's social care."""
    return agency(name, Agency.Kind.SOCIAL_CARE, "Partnership team")


def worker(where: Agency, role: str, name: str, *, password: str = "") -> Practitioner:
    """Make somebody with one role in an agency's first team, since STARTED."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    person = Practitioner(email=email, name=name)
    if password:
        person.set_password(password)
    else:
        person.password = "!"
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    give(person, where, role)
    return person


def give(person: Practitioner, where: Agency, role: str) -> Membership:
    """Give somebody a role, past every rule."""
    first_team = where.teams.order_by("pk")[0]
    vars(person).pop("memberships_now", None)
    return Membership.objects.create(practitioner=person, team=first_team, role=role, starts_on=STARTED)


def teacher(where: Agency, name: str = "Alice Adeyemi") -> Practitioner:
    """Make a practitioner."""
    return worker(where, "practitioner", name)


def safeguarding_lead(where: Agency, name: str = "Leila Haddad") -> Practitioner:
    """Make a safeguarding lead."""
    return worker(where, "safeguarding_lead", name)


def deputy_lead(where: Agency, name: str = "Tomasz Nowak") -> Practitioner:
    """Make a deputy safeguarding lead."""
    return worker(where, "deputy_safeguarding_lead", name)


def guidance_editor(where: Agency, name: str = "Gwen Price") -> Practitioner:
    """Make a guidance editor."""
    return worker(where, "guidance_editor", name)


def agency_administrator(where: Agency, name: str = "Ada Osei") -> Practitioner:
    """Make somebody who keeps an agency's people."""
    return worker(where, "agency_administrator", name)


def administrator(where: Agency, name: str = "Joe Whitfield") -> Practitioner:
    """Make an administrator of the partnership."""
    return worker(where, "administrator", name)


def add_second_factor(person: Practitioner) -> Authenticator:
    """Set up an authenticator app with the key TOTP_SECRET."""
    made: Authenticator = TOTP.activate(person, TOTP_SECRET).instance
    return made


def sign_in(client: Client, person: Practitioner) -> Client:
    """Sign somebody in, with the second factor set up and passed where their role needs one."""
    if needs_second_factor(person) and not Authenticator.objects.filter(user=person).exists():
        add_second_factor(person)
    client.force_login(person)
    if needs_second_factor(person):
        pass_second_step(client, person)
    return client


def pass_second_step(client: Client, person: Practitioner) -> None:
    """Note in somebody's session that they passed the second step."""
    request = HttpRequest()
    request.user, request.session = person, client.session
    note_passed(request, person)
    request.session.save()


def fresh(person: Practitioner) -> Practitioner:
    """Read somebody again, so that nothing is remembered."""
    return Practitioner.objects.get(pk=person.pk)
