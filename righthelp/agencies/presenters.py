"""What the pages about people show."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from righthelp.agencies.models import Agency, Invitation, Membership, Practitioner
from righthelp.agencies.policies import may_give
from righthelp.agencies.roles import NAME_LEADS, SafeguardingLead
from righthelp.design_system.formatters import day


@dataclass(frozen=True)
class PersonRow:
    """One line of an agency's list of people."""

    person: Practitioner
    roles: list[str]
    last_here: str


@dataclass(frozen=True)
class InvitationRow:
    """One invitation that was not taken up yet."""

    invitation: Invitation
    state: str


def people_rows(agency: Agency) -> list[PersonRow]:
    """List everybody who works for an agency today, by name."""
    roles: dict[int, list[str]] = defaultdict(list)
    for membership in Membership.objects.current().in_agency(agency).select_related("team"):
        roles[membership.practitioner_id].append(f"{membership.role_class.title}, {membership.team.name}")
    people = Practitioner.objects.get_queryset().working_for(agency)
    return [PersonRow(person, roles[person.pk], _last_here(person)) for person in people]


def lead_rows(agency: Agency) -> list[Membership]:
    """List the safeguarding leads and deputies of an agency, the newest first: who is added is seen by all."""
    return list(Membership.objects.current().in_agency(agency).with_one_of({NAME_LEADS}).select_related("practitioner"))


def leaves_no_lead(agency: Agency, ending: Collection[Membership]) -> bool:
    """Say whether an agency that has a lead or deputy has none when these roles end."""
    leads = lead_rows(agency)
    return bool(leads) and all(lead in ending for lead in leads)


def why_no_lead_is_offered(by: Practitioner, agency: Agency) -> str:
    """Say who adds a lead or deputy, where whoever keeps the people may not; nothing where they may."""
    if may_give(by, SafeguardingLead, agency):
        return ""
    if lead_rows(agency):
        return (
            f"{agency.name} has a safeguarding lead. Only a lead or deputy can add another: "
            "make one of them agency administrator, too."
        )
    return f"The agency administrator of {agency.name} names its safeguarding lead."


def invitation_rows(invitations: Iterable[Invitation]) -> list[InvitationRow]:
    """List unanswered invitations, newest first, with what became of each."""
    return [InvitationRow(invitation, _state(invitation)) for invitation in invitations]


def _last_here(person: Practitioner) -> str:
    if person.suspended_at:
        return f"Suspended on {day(person.suspended_at)}"
    return f"Last here on {day(person.last_seen_on)}" if person.last_seen_on else "Has not signed in yet"


def _state(invitation: Invitation) -> str:
    if not invitation.is_open(timezone.now()):
        return f"Ran out on {day(invitation.ends_at)}. Invite them again"
    if invitation.mailed_at:
        return f"Sent on {day(invitation.mailed_at)}, open until {day(invitation.ends_at)}"
    return f"No email was sent. Open until {day(invitation.ends_at)}"
