"""What those who keep a plan see of the family’s own pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from righthelp.audit.actions import look
from righthelp.design_system.formatters import day, day_and_time
from righthelp.people.access import seen_among
from righthelp.people.models import Person, SafeContact
from righthelp.people.reasons import Part
from righthelp.people.same import safe_among
from righthelp.plans.access import SeenPlan
from righthelp.plans.copies import agreed_last
from righthelp.plans.family_access import links_of, said_to, with_a_copy
from righthelp.plans.models import FamilyLink, FamilySaid, Member, Plan
from righthelp.plans.paper_access import readers_of
from righthelp.plans.policies.own_pages import has_the_age
from righthelp.plans.presenters import member_line
from righthelp.plans.safe_ways import not_safe_now, ways_on_file
from righthelp.work.sheet import contact_line

NO_COPY = "Their page shows the copy of the plan that was released last for them, and there is none yet."
NO_WAY = (
    "The code goes only by a way that they said is safe, and none that you may see is written down. Ask them when "
    "nobody else is there."
)
NOT_SAFE_NOW = (
    "Shut: a way by which the link or the code went is not written down as safe any more. Neither of them opens "
    "anything now. Ask them how to reach them, when nobody else is there, before you make a new link and code."
)
TELL = (
    "Is a way not safe any more? Do not use it, and tell everybody who might use it. You cannot write it on their "
    "record: ask {team} today to see that it is written there."
)
TELL_HERE = (
    "They have no record here. If a way is not safe any more, do not use it, and tell everybody who might use it."
)
WAITS = " It shows nothing: something was kept from them, or left the plan. Release a new copy for them."


@dataclass(frozen=True)
class OwnPage:
    """Somebody who takes part, and how it stands with their own page."""

    member: Member
    line: str
    state: str
    link: FamilyLink | None
    is_old_enough: bool


@dataclass(frozen=True)
class Said:
    """Something that somebody wrote on their own page."""

    said: FamilySaid
    line: str


@dataclass(frozen=True)
class OwnPages:
    """Everybody who may have a page, and what was written, the newest first."""

    pages: tuple[OwnPage, ...]
    said: tuple[Said, ...]


def pages_of(seen: SeenPlan) -> OwnPages:
    """Gather the pages of a plan, and what was written there."""
    members, wrote = readers_of(seen), [(one, seen.members[one.link.member_id]) for one in said_to(seen)]
    last, has_copy = {link.member_id: link for link in links_of(seen)}, with_a_copy(seen)
    for link in last.values():
        link.member, link.plan = seen.members[link.member_id], seen.plan
    unsafe = not_safe_now(last.values())
    pages = tuple(
        _page(one, link, has_copy=one.pk in has_copy, is_safe=link is None or link.pk not in unsafe)
        for one in members
        for link in [last.get(one.pk)]
    )
    return OwnPages(pages, tuple(Said(one, member_line(writer)) for one, writer in wrote if not writer.is_hidden))


def _page(member: Member, link: FamilyLink | None, *, has_copy: bool, is_safe: bool) -> OwnPage:
    would_open = link is not None and link.ended_at is None and link.expires_at > timezone.now() and link.plan.is_open
    is_on = would_open and is_safe
    waits = WAITS if is_on and not has_copy else ""
    state = NOT_SAFE_NOW if would_open and not is_safe else f"{_state(link)}{waits}"
    return OwnPage(member, member_line(member), state, link if is_on else None, has_the_age(member))


def _state(link: FamilyLink | None) -> str:
    if link is None:
        return "Off."
    if link.ended_at:
        return f"Shut on {day(timezone.localdate(link.ended_at))}: {link.ended_because.rstrip('.')}."
    if link.expires_at <= timezone.now():
        return f"Its time was over on {day_and_time(link.expires_at)}."
    if link.plan.ended_on:
        return f"Shut when the plan ended, on {day(link.plan.ended_on)}."
    opened = f"Opened last on {day_and_time(link.opened_at)}." if link.opened_at else "Not opened yet."
    return f"On until {day_and_time(link.expires_at)}. {opened}"


@dataclass(frozen=True)
class Reach:
    """How somebody can be reached, as far as the reader may see that, and whether the reader may write more down."""

    ways: Sequence[SafeContact] = ()
    may_add: bool = False


def reach_of(seen: SeenPlan, member: Member) -> Reach:
    """Give how somebody can be reached, where the reader may see that of them; it is a look at their record."""
    if member.person is None:
        return Reach()
    by = seen.reader
    found = seen_among(by, [member.person]).get(member.person.pk)
    if found is None or not found.opens(Part.WHERE):
        return Reach()
    look(by=by, subject=member.person, page="how to reach them safely", reason=found.reasons[0].words)
    named = {one.person_id for one in seen.members.values() if one.person_id}
    return Reach(ways_on_file(member, named | {one.person_id for one in seen.everybody}), found.opens(Part.STORY))


@dataclass(frozen=True)
class WaysTold:
    """The ways in words, each with whether it is not safe; where more is written down, or whom to tell."""

    lines: tuple[tuple[str, bool], ...]
    where: str
    tell: str


def ways_told(seen: SeenPlan, member: Member, reach: Reach) -> WaysTold:
    """Say how somebody can be reached, and what to do when a way is not safe any more (design, section 4, rule 5)."""
    told = (one for one in reach.ways if one.person_id == member.person_id)
    lines = tuple((contact_line(one), one.is_safe == SafeContact.Safe.NO) for one in told)
    where = reverse("record_contact_add", args=[member.person.public_id]) if member.person and reach.may_add else ""
    return WaysTold(lines, where, TELL.format(team=seen.plan.team) if member.person else TELL_HERE)


@dataclass(frozen=True)
class Before:
    """What stands before somebody’s own page, and where it is put right; nowhere, where the reader cannot do it."""

    why: str
    do: str = ""
    where: str = ""


def before_switching_on(seen: SeenPlan, member: Member, reach: Reach) -> list[Before]:
    """List what is missing before a page can be switched on: the age, a copy to read, a safe way for the code."""
    age = settings.OWN_PAGE_FROM_AGE
    if not has_the_age(member):
        why = f"A page of their own is for young people of {age} or older, and we must know that they are."
        return [Before(why, "Write words and pictures for them instead", _at("plan_copy_stories", seen))]
    found = []
    if member.pk not in with_a_copy(seen):
        found.append(Before(NO_COPY, "Read and release a copy for them", _copy_for(seen, member)))
    if member.person and not safe_among(reach.ways):
        found.append(_no_way(member.person, seen.plan, reach))
    return found


def _no_way(person: Person, plan: Plan, reach: Reach) -> Before:
    """Lead to where a safe way is written down, or say who can do it: not everybody who leads writes on a record."""
    if reach.may_add:
        return Before(NO_WAY, "Write down a safe way", reverse("record_contact_add", args=[person.public_id]))
    return Before(f"{NO_WAY} Then ask {plan.team} to write it on their record: you cannot do that yourself.")


def _copy_for(seen: SeenPlan, member: Member) -> str:
    """Give where a copy is released: before the plan was agreed there is none, which the page of all copies says."""
    if agreed_last(seen) is None:
        return _at("plan_copies", seen)
    return reverse("plan_copy_write", args=[seen.plan.public_id, member.public_id])


def _at(name: str, seen: SeenPlan) -> str:
    return reverse(name, args=[seen.plan.public_id])
