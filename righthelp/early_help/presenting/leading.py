"""What the page of early help shows of its leading: who leads, how they were chosen, and the team around the family."""

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from righthelp.design_system.formatters import count, in_words, sentence_case
from righthelp.early_help.access import SeenHelp
from righthelp.early_help.beside import StandsIn
from righthelp.early_help.lead_roles import LEAD_ROLES
from righthelp.early_help.models import LeadChoice
from righthelp.early_help.presenting.in_need import SectionSeventeen, section_17_of
from righthelp.people.queries import bring_names
from righthelp.plans.models import PlanChild
from righthelp.plans.presenters import child_name
from righthelp.plans.workers import same_in_team
from righthelp.work.models import Involvement
from righthelp.work.rules import Spell, led_so_far


@dataclass(frozen=True)
class InTeam:
    """Somebody of the team around the family: as what, for whom, since when, and how to reach them."""

    part: UUID
    who: str
    where: str
    role: str
    children: str
    since: dt.date
    phone: str
    is_account: bool
    may_leave: bool


@dataclass(frozen=True)
class TimeLed:
    """A time that somebody led, and how they were chosen, where that was noted."""

    who: str
    where: str
    since: dt.date
    until: dt.date | None
    choice: LeadChoice | None

    @property
    def as_what(self) -> str:
        """Say what they are to the family."""
        return LEAD_ROLES[self.choice.role] if self.choice else "Lead practitioner"


@dataclass(frozen=True)
class Leads:
    """Who leads now, who did before, and how often that changed (BG-028)."""

    now: TimeLed | None
    before: list[TimeLed]
    changes: str


@dataclass(frozen=True)
class Leading:
    """Who leads now, the team, and the agencies that contribute (BP-024)."""

    now: TimeLed | None
    phone: str
    cover: StandsIn | None
    unled: str
    team: list[InTeam]
    coordinated_by: str
    contributing: list[str]
    has_begun: bool
    may_change: bool
    section_17: SectionSeventeen
    advisers: list[str]


def leads_of(seen: SeenHelp) -> Leads:
    """Give everybody who led so far, the latest first, each with how they were chosen."""
    parts = seen.plan.work
    led = _led(parts, _choices(seen))
    now = next((one for one in reversed(led) if one.until is None), None)
    return Leads(now, [one for one in reversed(led) if one is not now], _changes(parts))


def leading_of(seen: SeenHelp) -> Leading:
    """Give what is shown. Of people who work only with a child whose record is not open to the reader, nothing."""
    bring_names(child.person for child in seen.plan.children)
    here = [one for one in seen.plan.work if one.ends_on is None]
    lead = next((one for one in here if one.leads), None)
    return Leading(
        now=next(iter(_led(here, _choices(seen))), None) if lead else None,
        phone=next((one.phone for one in here if one.leads and one.phone), ""),
        cover=seen.beside.cover,
        unled=in_words(child_name(one) for one in _unled(seen, here)),
        team=_team(seen, here),
        coordinated_by=str(seen.help.plan.team),
        contributing=_contributing(seen, here),
        has_begun=seen.help.has_begun,
        may_change=seen.may_change,
        section_17=section_17_of(seen, lead.practitioner_id if lead else None),
        advisers=seen.beside.advisers if seen.may_change else [],
    )


def _choices(seen: SeenHelp) -> list[LeadChoice]:
    return list(seen.help.lead_choices.select_related("practitioner", "team__agency", "chosen_by"))


def _led(parts: Iterable[Involvement], choices: list[LeadChoice]) -> list[TimeLed]:
    """Join what is the same time of the same person with several children, the first one first."""
    leading = sorted((one for one in parts if one.leads), key=lambda one: (one.starts_on, one.practitioner_id or 0))
    found = []
    for _, same in groupby(leading, key=lambda one: (one.starts_on, one.practitioner_id)):
        times = list(same)
        until = None if any(one.ends_on is None for one in times) else max(one.ends_on for one in times if one.ends_on)
        first = times[0]
        found.append(TimeLed(first.who, first.where, first.starts_on, until, _choice_of(first, until, choices)))
    return found


def _choice_of(one: Involvement, until: dt.date | None, choices: list[LeadChoice]) -> LeadChoice | None:
    """Give the latest choice of somebody that was made before their time ended."""
    theirs = (choice for choice in reversed(choices) if choice.practitioner_id == one.practitioner_id)
    return next((choice for choice in theirs if until is None or choice.chosen_on <= until), None)


def _changes(parts: Iterable[Involvement]) -> str:
    """Say how many people have led so far (BG-028)."""
    spells = {_key(one): one.spell for one in parts if one.leads}
    people, changes = led_so_far(sorted(spells.values(), key=_began))
    if not changes:
        return ""
    led = sentence_case(count(people, "person has", "people have"))
    return f"{led} led it so far: {count(changes, 'change of lead practitioner', 'changes of lead practitioner')}"


def _key(one: Involvement) -> Hashable:
    return one.practitioner_id, one.starts_on


def _began(spell: Spell) -> dt.date:
    return spell.starts_on


def _unled(seen: SeenHelp, here: Iterable[Involvement]) -> list[PlanChild]:
    led = {one.episode_id for one in here if one.leads}
    begun = (one for one in seen.plan.children if one.episode and one.episode.is_open and not one.left_on)
    return [one for one in begun if one.episode_id not in led]


def _team(seen: SeenHelp, here: Iterable[Involvement]) -> list[InTeam]:
    """Join what the same person does with several children; whoever leads stands above, not here."""
    rows: dict[Hashable, list[Involvement]] = {}
    for one in here:
        rows.setdefault(tuple(same_in_team(one).values()), []).append(one)
    return [_in_team(seen, theirs) for theirs in rows.values() if not any(one.leads for one in theirs)]


def _in_team(seen: SeenHelp, theirs: list[Involvement]) -> InTeam:
    first, works_with = theirs[0], {one.episode_id for one in theirs}
    children = [child for child in seen.plan.children if child.episode_id in works_with]
    is_own = first.practitioner_id == seen.plan.reader.pk
    return InTeam(
        part=first.public_id,
        who=first.who,
        where=first.where,
        role=", ".join(dict.fromkeys(one.role for one in theirs)),
        children=in_words(child_name(child) for child in children),
        since=first.starts_on,
        phone=next((one.phone for one in theirs if one.phone), ""),
        is_account=first.practitioner_id is not None,
        may_leave=seen.help.is_open and (seen.may_change or is_own),
    )


def _contributing(seen: SeenHelp, here: Iterable[Involvement]) -> list[str]:
    """Name the other agencies and services that contribute (BP-024, SF-011)."""
    named = {one.team.agency.name if one.team else one.organisation for one in here}
    return sorted(named - {"", seen.help.plan.team.agency.name})
