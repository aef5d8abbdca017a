"""Invented people of an invented partnership, Westmarsh, for the demonstration. Nobody here exists."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from righthelp.agencies.actions import accept_invitation, add_agency, give_role, invite
from righthelp.agencies.models import Agency, Membership, Team
from righthelp.agencies.roles import (
    Administrator,
    AgencyAdministrator,
    DeputySafeguardingLead,
    DesignatedOfficer,
    EarlyHelpCoordinator,
    FrontDoorWorker,
    GuidanceEditor,
    InformationGovernance,
    PractitionerRole,
    Role,
    SafeguardingLead,
    SocialCareManager,
    SocialWorker,
)
from righthelp.audit.actions import COMMAND

PASSWORD = "westmarsh-demo-only"  # noqa: S105  opens nothing but the demonstration, and is meant to be known
Kind = Agency.Kind


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    job_title: str
    roles: tuple[type[Role], ...]

    @property
    def email(self) -> str:
        """Give an address in the domain that is set aside for examples."""
        plain = self.name.lower().replace("’", "").replace(" ", ".")
        return f"{plain.translate(PLAIN_LETTERS)}@example.org"


PLAIN_LETTERS = str.maketrans("áâéíóúñçłş", "aaeiouncls")

WESTMARSH: tuple[tuple[str, Kind, str, tuple[Invented, ...]], ...] = (
    ("Alder Road Primary School", Kind.SCHOOL, "All staff", (
        Invented("Amina Yusuf", "Year 4 teacher", (PractitionerRole,)),
        Invented("Margaret Bell", "Head and designated safeguarding lead", (SafeguardingLead, AgencyAdministrator)),
        Invented("Tomasz Nowak", "Deputy head and deputy safeguarding lead", (DeputySafeguardingLead,)),
    )),
    ("Fenside Academy", Kind.SCHOOL, "Pastoral team", (
        Invented("Chidi Okafor", "Pastoral worker", (PractitionerRole,)),
        Invented("Siân Pritchard", "Designated safeguarding lead", (SafeguardingLead, AgencyAdministrator)),
    )),
    ("Saltmarsh Surgery", Kind.GP, "Practice team", (
        Invented("Priya Raman", "GP and safeguarding lead", (SafeguardingLead, AgencyAdministrator)),
    )),
    ("Westmarsh Community Health", Kind.COMMUNITY_HEALTH, "0 to 19 service", (
        Invented("Grace Mensah", "Health visitor", (PractitionerRole,)),
        Invented("Liam O’Connell", "School nurse", (PractitionerRole,)),
    )),
    ("Westmarsh Police", Kind.POLICE, "Child protection team", (
        Invented("Rachel Stone", "Detective constable", (PractitionerRole,)),
    )),
    ("Westmarsh Homes", Kind.HOUSING, "Tenancy team", (
        Invented("Dawit Tesfaye", "Housing officer", (PractitionerRole,)),
    )),
    ("The Lantern Project", Kind.VOLUNTARY, "Family support", (
        Invented("Zofia Levy", "Family support worker", (PractitionerRole,)),
    )),
    ("Westmarsh Family Hubs", Kind.EARLY_HELP, "Family hub team", (
        Invented("Hannah Doyle", "Early help coordinator", (EarlyHelpCoordinator,)),
        Invented("Kofi Asante", "Family hub worker", (PractitionerRole,)),
    )),
    ("Westmarsh Children’s Services", Kind.SOCIAL_CARE, "Partnership team", (
        Invented("Fatima Khan", "Partnership business manager", (GuidanceEditor,)),
        Invented("Joe Whitfield", "Systems manager", (Administrator,)),
        Invented(
            "Mei Lin Chan", "Social work team manager", (PractitionerRole, AgencyAdministrator, DesignatedOfficer)
        ),
        Invented("Nasra Warsame", "Social worker", (SocialWorker,)),
        Invented("Ioan Popescu", "Front door practitioner", (FrontDoorWorker,)),
        Invented("Blessing Adeyinka", "Assessment team manager", (SocialCareManager,)),
        Invented("Tariq Hussain", "Information governance officer", (InformationGovernance,)),
    )),
)  # fmt: skip


@transaction.atomic
def load_demo_people() -> None:
    """Make Westmarsh's agencies and people, unless they are there.

    Raises:
        RuntimeError: outside the demonstration, where a known password must open nothing.
    """
    if not settings.IS_DEMO:
        raise RuntimeError("invented people belong in the demonstration only")
    for name, kind, team_name, people in WESTMARSH:
        if not Agency.objects.filter(name=name).exists():
            team = add_agency(by=COMMAND, name=name, kind=kind, team_name=team_name)
            for someone in people:
                _add(team, someone)


def demo_people() -> list[tuple[Agency, list[Membership]]]:
    """List everybody who can be chosen in the demonstration, by agency, each once."""
    held = Membership.objects.current().filter(practitioner__suspended_at__isnull=True)
    by_agency: dict[Agency, dict[int, Membership]] = {}
    for membership in held.select_related("team__agency", "practitioner").order_by("team__agency__name", "pk"):
        by_agency.setdefault(membership.team.agency, {}).setdefault(membership.practitioner_id, membership)
    return [(agency, list(memberships.values())) for agency, memberships in by_agency.items()]


def _add(team: Team, someone: Invented) -> None:
    first, *others = someone.roles
    invitation, _ = invite(
        by=COMMAND,
        team=team,
        role_key=first.key,
        email=someone.email,
        name=someone.name,
        job_title=someone.job_title,
        link=str,
    )
    person = accept_invitation(invitation=invitation, password=PASSWORD)
    for other in others:
        give_role(by=COMMAND, person=person, team=team, role_key=other.key)
