"""What the pages of a plan show of copies, the child’s own version and the family’s own page."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from righthelp.plans.access import SeenPlan
from righthelp.plans.copies import Section, agreed_last
from righthelp.plans.models import Copy, FamilyLink, Member, Plan, PlanChild, PlanVersion
from righthelp.plans.paper_access import copies_of, readers_of
from righthelp.plans.policies.given import MayHave, may_have
from righthelp.plans.policies.papers import readable, shows_all
from righthelp.plans.presenters import member_line
from righthelp.plans.presenting.changes import is_changed_since
from righthelp.plans.presenting.content import content_of

Found = TypeVar("Found")
KEPT_SINCE = "Something of it may be kept from them since. Their own page does not show it any more."
CHANGED_SINCE = "The plan has changed since, and is not agreed anew yet."
SAME_STILL = "The plan has not changed since."
STRUCK_SINCE = "This review was struck through since: it does not stand. Tell them so."
PUT_RIGHT_SINCE = "Something in these minutes was put right since. Release new ones."
OUTDATED = {Copy.Kind.PLAN: KEPT_SINCE, Copy.Kind.MINUTES: PUT_RIGHT_SINCE, Copy.Kind.REVIEW: STRUCK_SINCE}


def outdated(copy: Copy) -> str:
    """Say why a copy must not be given any more; nothing of one that may be."""
    return OUTDATED[Copy.Kind(copy.kind)] if copy.outdated_at else ""


@dataclass(frozen=True)
class Reader:
    """Somebody who takes part and has no account, with the copies that were released for them, the newest first."""

    member: Member
    line: str
    copies: tuple[Copy, ...]

    @property
    def last_plan(self) -> Copy | None:
        """Give the copy of the plan that they have, or are to get."""
        return next((one for one in self.copies if one.kind == Copy.Kind.PLAN), None)


@dataclass(frozen=True)
class Papers:
    """The papers of a plan in short, for its page: how many readers there are, and how many lack the last version."""

    is_agreed: bool
    readers: int
    without_last: int
    unread: int


@dataclass(frozen=True)
class Copies:
    """Who takes part without an account, and what they have.

    `log` are all copies that the reader may open, of those also who take part no longer (BP-302). `is_changed`: the
    plan was changed after it was agreed last; `opened` when copies were opened on own pages, as `opened_there` says.
    """

    readers: tuple[Reader, ...]
    log: tuple[Copy, ...]
    names: dict[int, str]
    agreed: PlanVersion | None
    is_changed: bool
    opened: dict[int, dt.datetime]

    def opened_at(self, copy: Copy) -> dt.datetime | None:
        """Give when a copy was last opened on its reader’s own page."""
        return self.opened.get(copy.pk)

    def since(self, copy: Copy) -> str:
        """Say whether the plan has changed since a copy of it was released, or minutes or a review were put right."""
        if copy.outdated_at:
            return outdated(copy)
        if copy.kind != Copy.Kind.PLAN or self.agreed is None:
            return ""
        if copy.of_version_id != self.agreed.pk:
            return f"The plan has changed since: version {self.agreed.number} is agreed."
        return CHANGED_SINCE if self.is_changed else SAME_STILL

    @property
    def waiting(self) -> list[Reader]:
        """Give those who have no copy of the version agreed last; what a child gets is thought about each time."""
        grown = [one for one in self.readers if one.member.kind != Member.Kind.CHILD]
        key = self.agreed.pk if self.agreed else None
        return [one for one in grown if key and not (one.last_plan and one.last_plan.of_version_id == key)]


@dataclass(frozen=True)
class Reading:
    """What somebody should know who reads a copy before it goes."""

    whose: str
    is_unagreed: bool
    children: tuple[PlanChild, ...]
    leaves_common_out: bool
    own_words: tuple[PlanChild, ...]
    unnamed: tuple[tuple[str, str], ...]
    chosen: frozenset[str]
    gives_away: tuple[str, ...]
    hard_words: tuple[tuple[str, str], ...]


def papers_of(seen: SeenPlan) -> Papers:
    """Count who takes part without an account, who lacks the version agreed last, and what families wrote unread."""
    # whether a child gets a copy is thought about each time
    grown = [one for one in readers_of(seen) if one.kind != Member.Kind.CHILD]
    without = [one for one in grown if one.pk not in seen.parts.given]
    unread = seen.parts.unread if seen.may_change else 0
    return Papers(seen.parts.last is not None, len(grown), len(without), unread)


def copies_on_page(seen: SeenPlan) -> Copies:
    """Gather who takes part, what was released for them, and how it went."""
    copies = [one for one in copies_of(seen) if shows_all(seen, one)]
    names = {key: member_line(one) for key, one in seen.members.items()}
    readers = tuple(
        Reader(one, names[one.pk], tuple(copy for copy in copies if copy.member_id == one.pk))
        for one in readers_of(seen)
    )
    is_changed = is_changed_since(seen, content_of(seen))
    return Copies(readers, tuple(copies), names, agreed_last(seen), is_changed, opened_there(seen.plan))


def opened_there(plan: Plan) -> dict[int, dt.datetime]:
    """Give when the copies that stand on own pages now were opened there last, by key: with the right link and code.

    Of each reader it is the one released last, also where whoever asks may not see that one: an older copy is not it.
    """
    standing = Copy.objects.filter(plan=plan, kind=Copy.Kind.PLAN, outdated_at__isnull=True)
    there = {member: (key, at) for member, key, at in standing.values_list("member", "pk", "released_at")}
    links = FamilyLink.objects.filter(plan=plan, opened_at__isnull=False).order_by("opened_at")
    opened = dict(links.values_list("member", "opened_at"))
    found = ((key, opened.get(member), released) for member, (key, released) in there.items())
    return {key: at for key, at, released in found if at and at >= released}


def reading_of(seen: SeenPlan, member: Member, sections: Sequence[Section], chosen: Collection[str]) -> Reading:
    """Say what to look out for in a copy, and what it leaves out."""
    may = may_have(seen, member)
    children = readable(seen, may)
    return Reading(
        whose=member_line(member),
        is_unagreed=not sections and agreed_last(seen) is None,
        children=tuple(children),
        leaves_common_out=not may.reads_all,
        own_words=tuple(one for one in children if one.wants and one.person_id != member.person_id),
        unnamed=_unnamed(seen, may),
        chosen=frozenset(chosen),
        gives_away=given_away_in(sections),
        hard_words=hard_words_in(sections),
    )


def given_away_in(sections: Iterable[Section]) -> tuple[str, ...]:
    """List what looks like a postcode or a telephone number in a copy, each once."""
    return _once(found for one in sections for found in one.gives_away)


def hard_words_in(sections: Iterable[Section]) -> tuple[tuple[str, str], ...]:
    """List the words of a copy that a family may stumble over, each with what to say instead (BP-206)."""
    return _once(found for one in sections for found in one.hard_words)


def _unnamed(seen: SeenPlan, may: MayHave) -> tuple[tuple[str, str], ...]:
    """List those whose actions the copy has without their names, but for whoever must not be named to this reader."""
    about = {*may.reads, *([None] if may.reads_all else [])}
    holders = _once(one.holder for one in content_of(seen).actions if one.child_id in about and may.may_have(one))
    unnamed = (one for one in holders if not may.may_know(one) and not may.must_not_know(one) and not one.is_hidden)
    return tuple((str(one.public_id), member_line(one)) for one in unnamed)


def _once(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(dict.fromkeys(found))
