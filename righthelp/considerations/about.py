"""All that considerations say of one child for one reader: levels, drafts, and the child's own words, read at once.

They come in the few queries that a page with many other parts can spare. The child's own words can disclose (design,
section 4, rule 2): they open only to those whom their readers setting names, and nobody else learns that there are any.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from righthelp.agencies.policies import agencies_where
from righthelp.considerations.levels import Sight, records_of, shut_to
from righthelp.considerations.models import ConsideredChild, Decision
from righthelp.considerations.policies import leads, may_know_level
from righthelp.guidance.models import Level
from righthelp.people.models import Restriction
from righthelp.work.models import Cover, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Seen

Readers = ConsideredChild.Readers
LivesAway = ConsideredChild.LivesAway


@dataclass(frozen=True)
class LevelDecided:
    """One level that people decided for somebody; `consideration_id` is None where this reader may not open it.

    `disagree_about` is the child in it, where the level holds there and this reader may open it (BN-065).
    """

    day: dt.date
    level: "Level"
    framework: str
    decided_by: str
    decided_with: str
    because: str
    look_again_on: dt.date | None
    superseded: bool
    consideration_id: UUID | None
    disagree_about: UUID | None = None


@dataclass(frozen=True)
class DraftAbout:
    """A draft about somebody that this reader may open."""

    public_id: UUID
    holder: str
    started: dt.date
    text: str = "NOT SENT"


@dataclass(frozen=True)
class Said:
    """What the child said, when, and asked what; `consideration_id` is None where the reader may not open it."""

    words: str
    on: dt.date | None
    question: str
    is_exact: bool
    consideration_id: UUID | None


@dataclass(frozen=True)
class Thinking:
    """What considerations say of a child: levels the oldest first, drafts, and words the newest first.

    `decided_at` is the moment of each level, `level_count` how many levels the guidance has that they come from.
    `lives_away_since` is the first day with somebody who is not family, by the latest thinking open to the reader.
    """

    levels: tuple[LevelDecided, ...] = ()
    decided_at: tuple[dt.datetime, ...] = ()
    level_count: int = 0
    drafts: tuple[DraftAbout, ...] = ()
    said: tuple[Said, ...] = ()
    lives_away_since: dt.date | None = None


def thinking_about(reader: "Practitioner", seen: "Seen", records: Sequence[int] | None = None) -> Thinking:
    """Give what considerations say of a child, as far as this reader may know it; two queries in most cases.

    `records` are the keys of the child's records whose story is open to the reader, where the page knows them already.
    """
    records = records_of(reader, seen) if records is None else records
    children = list(_considered(reader, records)) if records else []
    opened = _opened(reader, children)
    known = _known(reader, children, opened)
    return Thinking(
        levels=tuple(_levels(known, opened)),
        decided_at=tuple(decision.decided_at for decision, _ in known),
        level_count=max((vars(decision)["level_count"] for decision, _ in known), default=0),
        drafts=tuple(_drafts(opened)),
        said=tuple(_said(reader, children, opened)),
        lives_away_since=_away(opened),
    )


def _considered(reader: "Practitioner", records: Sequence[int]) -> QuerySet[ConsideredChild]:
    """Load a child in every consideration, with what was decided there and what says who may read it."""
    beside = ConsideredChild.objects.filter(consideration=OuterRef("consideration"))
    restricted = Restriction.objects.filter(lifted_at__isnull=True).values("person")
    levels = Level.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
    decisions = Decision.objects.select_related("level", "edition__framework", "decided_by").annotate(
        level_count=Subquery(levels.annotate(number_of=Count("pk")).values("number_of"))
    )
    found = ConsideredChild.objects.filter(person__in=records).annotate(
        is_undecided=Exists(beside.filter(decisions__isnull=True)),
        names_restricted=Exists(beside.filter(person__in=restricted)),
        is_helped=Exists(_help_by(reader)),
    )
    return found.select_related("consideration__agency", "consideration__holder").prefetch_related(
        Prefetch("decisions", decisions)
    )


def _help_by(reader: "Practitioner") -> QuerySet[Involvement]:
    """Ask whether somebody works with the child today, or stands in for somebody who does."""
    today = timezone.localdate()
    here = Involvement.objects.on(today).filter(child=OuterRef("person"))
    here = here.filter(team__agency__in=agencies_where(reader, "write considerations"))
    cover = Cover.objects.by(reader).on(today).filter(absent=OuterRef("practitioner"), team=OuterRef("team"))
    return here.filter(practitioner=reader) | here.filter(Exists(cover))


def _opened(reader: "Practitioner", children: list[ConsideredChild]) -> list[ConsideredChild]:
    """Leave out, in place, what a restricted record closes; give those whose consideration the reader may open."""
    naming = {one.consideration_id for one in children if vars(one)["names_restricted"]}
    shut, sight = shut_to(reader, naming) if naming else set(), Sight(reader)
    children[:] = [one for one in children if one.consideration_id not in shut]
    for one in children:
        vars(one.consideration)["is_draft"] = _is_draft(one)
    return [one for one in children if sight.opens(one.consideration)]


def _is_draft(one: ConsideredChild) -> bool:
    return vars(one)["is_undecided"] and not one.consideration.is_set_aside


def _known(
    reader: "Practitioner", children: Iterable[ConsideredChild], opened: list[ConsideredChild]
) -> list[tuple[Decision, ConsideredChild]]:
    """Give the decisions that the reader may know, first to last."""
    known = [one for one in children if one in opened or may_know_level(reader, one.consideration)]
    decided = [(decision, one) for one in known for decision in one.decisions.all()]
    return sorted(decided, key=lambda pair: (pair[0].decided_at, pair[0].pk))


def _levels(known: list[tuple[Decision, ConsideredChild]], opened: list[ConsideredChild]) -> Iterator[LevelDecided]:
    superseded = {decision.supersedes_id for decision, _ in known}
    for decision, one in known:
        yield LevelDecided(
            day=timezone.localdate(decision.decided_at),
            level=decision.level,
            framework=str(decision.edition.framework),
            decided_by=decision.decided_by.name,
            decided_with=decision.decided_with,
            because=decision.reason,
            look_again_on=decision.look_again_on,
            superseded=decision.pk in superseded,
            consideration_id=one.consideration.public_id if one in opened else None,
            disagree_about=one.public_id if one in opened and decision.pk not in superseded else None,
        )


def _drafts(opened: Iterable[ConsideredChild]) -> Iterator[DraftAbout]:
    drafts = {one.consideration_id: one.consideration for one in opened if _is_draft(one)}
    for it in sorted(drafts.values(), key=lambda it: it.started_at):
        yield DraftAbout(it.public_id, it.holder.name, timezone.localdate(it.started_at))


def _said(reader: "Practitioner", children: Iterable[ConsideredChild], opened: list[ConsideredChild]) -> Iterator[Said]:
    """Give each thing said once, though new thinking takes the words of earlier thinking along."""
    told: set[tuple[str, dt.date | None, str]] = set()
    spoken = [one for one in children if one.words and _may_hear(reader, one, is_open=one in opened)]
    for one in sorted(spoken, key=lambda one: (one.words_on or dt.date.min, one.pk), reverse=True):
        said = one.words.strip(), one.words_on, one.words_question.strip()
        if said not in told:
            told.add(said)
            yield Said(*said, one.words_exact, one.consideration.public_id if one in opened else None)


def _may_hear(reader: "Practitioner", one: ConsideredChild, *, is_open: bool) -> bool:
    """Say whether somebody may read what a child said: whoever wrote it down, the agency's leads, and where the
    readers setting says so those who help the child, once it is no draft.
    """
    it = one.consideration
    if it.is_set_aside:
        return False
    if is_open and (it.holder_id == reader.pk or leads(reader, it.agency)):
        return True
    helps: bool = vars(one)["is_helped"]
    return helps and one.words_readers != Readers.AGENCY and not _is_draft(one)


def _away(opened: Iterable[ConsideredChild]) -> dt.date | None:
    answered = [one for one in opened if one.lives_away and not one.consideration.is_set_aside]
    latest = max(answered, key=lambda one: (one.consideration.changed_at, one.pk), default=None)
    return latest.lives_away_since if latest and latest.lives_away == LivesAway.YES else None
