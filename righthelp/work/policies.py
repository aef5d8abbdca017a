"""Who may say who works with a child; and the reasons to see a record that working with the child gives."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.people.access import seen_among
from righthelp.people.policies import in_own_right, restricted_among
from righthelp.people.reasons import EVERYDAY, Part, Reason
from righthelp.work.models import Cover, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.people.models import Person

# social care sees what is protected, partner agencies the everyday parts
IN_SOCIAL_CARE = EVERYDAY | {Part.PROTECTED, Part.HEALTH, Part.CRIME, Part.IMMIGRATION}


@dataclass(frozen=True)
class ForTheDays(Reason):
    """A reason that holds for the days of a cover, and lets nobody in for longer."""


def reasons_from_work(reader: "Practitioner", people: Collection[int]) -> dict[int, list[Reason]]:
    """Give the reasons that current work gives: one's own, a colleague's whom one covers, one's team's as manager."""
    today = timezone.localdate()
    here = Involvement.objects.filter(child__in=people).on(today).with_people()
    covers = {(one.absent_id, one.team_id): one for one in Cover.objects.by(reader).on(today).select_related("absent")}
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for involvement in here.exclude(practitioner=None):
        cover = covers.get((involvement.practitioner_id or 0, involvement.team_id or 0))
        found[involvement.child_id].extend(_why(reader, involvement, cover))
    return {child: reasons for child, reasons in found.items() if reasons}


def _why(reader: "Practitioner", involvement: Involvement, cover: Cover | None) -> list[Reason]:
    """Say why an involvement opens the child's record to a reader, if it does."""
    agency = involvement.team.agency if involvement.team else None
    if agency is None or not may(reader, "write considerations", agency):
        return []
    parts = IN_SOCIAL_CARE if may(reader, "find anybody", agency) else EVERYDAY
    if involvement.practitioner_id == reader.pk:
        return [Reason(f"You work with this child: {involvement.role}", parts)]
    if manages(reader, involvement.team):
        return [Reason(f"{involvement.who}, whom you manage, works with this child", parts)]
    if cover:
        return [ForTheDays(f"You stand in for {cover.absent.name} until {cover.ends_on:%-d %B %Y}", parts)]
    return []


def manages(reader: "Practitioner", team: "Team | None") -> bool:
    """Say whether somebody is the manager of a team."""
    return team is not None and team.pk in {one.pk for one in teams_managed(reader)}


def teams_managed(reader: "Practitioner") -> "list[Team]":
    """List the teams whose children somebody sees as their manager."""
    return [one.team for one in reader.memberships_now if "see the team's children" in one.role_class.permissions]


def agencies_where(person: "Practitioner", permission: str) -> "list[Agency]":
    """List the agencies in which somebody holds a permission, each once."""
    held = {one.team.agency_id: one.team.agency for one in person.memberships_now}
    return [agency for agency in held.values() if may(person, permission, agency)]


def agencies_to_involve(by: "Practitioner", child: "Person", reasons: Iterable[Reason]) -> "list[Agency]":
    """List the agencies of which somebody may put colleagues, or themselves, to a child whose record is open so far.

    Whoever sees the child's own record to stay, for their own agency: nobody comes to a record by saying that they
    work with the child, or with one of the family, nor makes an emergency or a few days of cover last. A social care
    manager also for any other child: allocation is their task, but not where the record is restricted, since managing
    opens nothing of that.
    """
    stays = in_own_right(reason for reason in reasons if not isinstance(reason, ForTheDays))
    return [one for one in agencies_where(by, "write considerations") if stays or may_allocate(by, child, one)]


def may_allocate(by: "Practitioner", child: "Person", agency: "Agency") -> bool:
    """Say whether somebody may put people of an agency to a child whose record they do not see: its managers."""
    return may(by, "see the team's children", agency) and not restricted_among([child.pk])


def reads(reader: "Practitioner", child: "Person") -> bool:
    """Say whether a child's own record is open to somebody; what is seen through the family does not count."""
    seen = seen_among(reader, [child]).get(child.pk)
    return bool(seen and seen.opens(Part.STORY))


def may_end(by: "Practitioner", involvement: Involvement) -> bool:
    """Say whether somebody who reads the child's record may end this: one's own, what one noted, or one's people's.

    Of somebody without an account, everybody who reads the record may note it.
    """
    team = involvement.team
    if team is None:
        return True
    own = by.pk in (involvement.practitioner_id, involvement.noted_by_id)
    return may(by, "write considerations", team.agency) and (own or answers_for(by, team))


def may_hand_over(by: "Practitioner", involvement: Involvement) -> bool:
    """Say whether somebody may pass this work on: one's own, a lead, the team's manager."""
    team = involvement.team
    if team is None:
        return False
    own = by.pk == involvement.practitioner_id and may(by, "write considerations", team.agency)
    return own or answers_for(by, team)


def may_arrange_cover(by: "Practitioner", absent: "Practitioner", team: "Team") -> bool:
    """Say whether somebody may have a colleague of a team covered: oneself, the agency's lead, the team's manager."""
    if by.pk == absent.pk:
        return may(by, "write considerations", team.agency)
    return answers_for(by, team)


def answers_for(by: "Practitioner", team: "Team") -> bool:
    """Say whether somebody passes on the work of a team: a lead or deputy of its agency, or its manager."""
    return may(by, "take over drafts", team.agency) or manages(by, team)
