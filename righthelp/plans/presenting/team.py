"""How to reach everybody who helps, and who stands in for them: for professionals, and as one of the family has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.design_system.formatters import day, sentence_case
from righthelp.plans.models import Member
from righthelp.plans.policies.given import may_have
from righthelp.plans.presenters import member_name
from righthelp.plans.presenting.meetings import all_without_cover
from righthelp.work.models import Cover

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan


@dataclass(frozen=True)
class Card:
    """One who helps: who they are, how to reach them, and who stands in."""

    member: Member
    name: str
    role: str
    where: str
    phone: str
    email: str
    cover: str
    cover_phone: str
    lacks_cover: bool
    unnamed_to: str

    @property
    def is_interface(self) -> bool:
        """Say whether it is a social worker who thinks about the plan with the team (BN-014)."""
        return self.member.is_interface


@dataclass(frozen=True)
class Team:
    """The sheet for professionals: those who help, and those of the family and network without a telephone."""

    workers: tuple[Card, ...]
    family: tuple[Member, ...]
    readers: tuple[Member, ...]
    names: dict[int, str]


@dataclass(frozen=True)
class Sheet:
    """The sheet that one of the family may have: who helps, and only themselves of the family."""

    workers: tuple[Card, ...]
    own: Member


def team_of(seen: "SeenPlan") -> Team:
    """Give the sheet for professionals. How to reach the family stands on each child's own contact sheet."""
    members = seen.members_here
    family = tuple(one for one in members if one.kind != Member.Kind.WORKER)
    readers = tuple(one for one in members if one.practitioner_id is None)
    return Team(tuple(_cards(seen, members)), family, readers, {one.pk: member_name(one) for one in members})


def team_sheet_for(seen: "SeenPlan", reader: Member) -> Sheet:
    """Give the sheet for one of the family: who works with a child of whom they may read, as far as they may know."""
    may = may_have(seen, reader)
    shown = [one for one in seen.members_here if one.pk != reader.pk and may.may_know(one)]
    return Sheet(tuple(_cards(seen, shown)), reader)


def _cards(seen: "SeenPlan", members: Iterable[Member]) -> Iterable[Card]:
    workers = [one for one in members if one.kind == Member.Kind.WORKER]
    covers = _covers(workers)
    unnamed, uncovered = _unnamed(seen), all_without_cover(workers)
    for one in workers:
        cover = covers.get((one.practitioner_id, one.team_id))
        named = f"{cover.covering.name} until {day(cover.ends_on)}" if cover else one.cover_name
        yield Card(
            member=one,
            name=member_name(one),
            role=sentence_case(one.role),
            where=one.team.agency.name if one.team else one.organisation,
            phone=one.phone,
            email=one.practitioner.email if one.practitioner else one.email,
            cover=named,
            cover_phone="" if cover else one.cover_phone,
            lacks_cover=one.pk in uncovered and not named,
            unnamed_to=", ".join(unnamed.get(one.pk, ())),
        )


def _covers(workers: Iterable[Member]) -> dict[tuple[int | None, int | None], Cover]:
    """Give who stands in for whom today, as their own teams arranged it."""
    people = [one.practitioner_id for one in workers if one.practitioner_id]
    today = Cover.objects.on(timezone.localdate()).filter(absent__in=people).select_related("covering")
    return {(one.absent_id, one.team_id): one for one in today}


def _unnamed(seen: "SeenPlan") -> dict[int, list[str]]:
    pairs = Member.kept_from.through.objects.filter(from_member__plan=seen.plan)
    found: dict[int, list[str]] = {}
    for kept, reader in pairs.values_list("from_member", "to_member"):
        other = seen.members[reader]
        found.setdefault(kept, []).append(member_name(other) if other.is_here else "Somebody who has left")
    return found
