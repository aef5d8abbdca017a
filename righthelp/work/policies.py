"""Who may say who works with a child; and the reasons to see a record that working with the child gives."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.people.access import seen_among
from righthelp.people.reasons import EVERYDAY, Part, Reason
from righthelp.work.models import Cover, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.people.models import Person

IN_SOCIAL_CARE = EVERYDAY | {Part.PROTECTED, Part.HEALTH, Part.CRIME, Part.IMMIGRATION}


def reasons_from_work(reader: "Practitioner", people: Collection[int]) -> dict[int, list[Reason]]:
    """Give the reasons that current work gives: one's own, a colleague's whom one covers, one's team's as manager."""
    today = timezone.localdate()
    here = Involvement.objects.filter(child__in=people).on(today).with_people()
    covers = {(one.absent_id, one.team_id): one for one in Cover.objects.by(reader).on(today).select_related("absent")}
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for involvement in here.exclude(practitioner=None):
        words = _why(reader, involvement, covers.get((involvement.practitioner_id or 0, involvement.team_id or 0)))
        if words:
            found[involvement.child_id].append(Reason(words, _parts(reader, involvement)))
    return dict(found)


def _why(reader: "Practitioner", involvement: Involvement, cover: Cover | None) -> str:
    """Say why an involvement opens the child's record to a reader, or nothing."""
    agency = involvement.team.agency if involvement.team else None
    if agency is None or not may(reader, "write considerations", agency):
        return ""
    if involvement.practitioner_id == reader.pk:
        return f"You work with this child: {involvement.role}"
    if cover:
        return f"You stand in for {cover.absent.name} until {cover.ends_on:%-d %B %Y}"
    if _manages(reader, involvement.team):
        return f"{involvement.who}, whom you manage, works with this child"
    return ""


def _manages(reader: "Practitioner", team: "Team | None") -> bool:
    return any(
        one.team_id == (team.pk if team else None) and "see the team's children" in one.role_class.permissions
        for one in reader.memberships_now
    )


def _parts(reader: "Practitioner", involvement: Involvement) -> frozenset[Part]:
    """Give what the work opens: social care sees what is protected, partner agencies the everyday parts."""
    agency = involvement.team.agency if involvement.team else None
    return IN_SOCIAL_CARE if agency and may(reader, "find anybody", agency) else EVERYDAY


def may_involve(by: "Practitioner", child: "Person", agency: "Agency") -> bool:
    """Say whether somebody may put a colleague of an agency, or themselves, to a child.

    Whoever sees the child's own record, for their own agency: nobody comes to a record by saying that they work with
    the child, or with one of the family. A social care manager also for any other child: allocation is their task.
    """
    if not may(by, "write considerations", agency):
        return False
    seen = seen_among(by, [child]).get(child.pk)
    return bool(seen and seen.opens(Part.STORY)) or may(by, "see the team's children", agency)


def may_arrange_cover(by: "Practitioner", absent: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody may have a colleague covered: oneself, one's lead, one's manager."""
    if by.pk == absent.pk:
        return may(by, "write considerations", agency)
    return any(may(by, permission, agency) for permission in ("take over drafts", "see the team's children"))
