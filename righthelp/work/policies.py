"""Who may say who works with a child; and the reasons to see a record that working with the child gives."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from righthelp.agencies.policies import agencies_where, may
from righthelp.people.access import Seen, seen_among_tied
from righthelp.people.policies import in_own_right, restricted_among
from righthelp.people.reasons import EVERYDAY, Part, Question, Reason
from righthelp.people.rows import Row, shaped
from righthelp.work.kinds import KINDS, kinds_begun_in
from righthelp.work.models import Cover, Episode, Involvement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.people.models import Person
    from righthelp.people.rows import Asked
    from righthelp.work.kinds import EpisodeKind

HERE, MANAGED = "works with", "work of teams managed"
# social care sees what is protected, partner agencies the everyday parts
IN_SOCIAL_CARE = EVERYDAY | {Part.PROTECTED, Part.HEALTH, Part.CRIME, Part.IMMIGRATION}


@dataclass(frozen=True)
class ForTheDays(Reason):
    """A reason that holds for the days of a cover, and lets nobody in for longer."""


def reasons_from_work(reader: "Practitioner", people: Collection[int]) -> Question:
    """Ask for the reasons that current work gives: one's own, a colleague's whom one covers, one's team's as manager.

    The manager of a team also because of its pieces of work, before anybody works in them: allocation is their task.
    """
    here = Involvement.objects.filter(child__in=people).on(timezone.localdate()).exclude(practitioner=None)
    until = Subquery(_covers_there(reader).order_by("-starts_on", "-pk").values("ends_on")[:1])
    asked = shaped(
        HERE, here, key="child_id", other="practitioner_id", team="team_id", agency="team__agency_id",
        who="practitioner__name", role="role", first_on="starts_on", last_on=until, place=Cast("pk", TextField()),
    )  # fmt: skip
    return Question((asked, *_work_of_teams_managed(reader, people)), partial(_read, reader))


def _work_of_teams_managed(reader: "Practitioner", people: Collection[int]) -> "list[Asked]":
    """Ask for the pieces of work that go on in the teams that somebody manages; most people manage none."""
    teams = [one for one in teams_managed(reader) if may(reader, "write considerations", one.agency)]
    going_on = Episode.objects.going_on().filter(child__in=people, team__in=teams)
    of_work = {"key": "child_id", "agency": "team__agency_id", "role": "kind", "first_on": "begun_on"}
    return [shaped(MANAGED, going_on, **of_work, place=Cast("pk", TextField()))] if teams else []


def _read(reader: "Practitioner", rows: Mapping[str, list[Row]]) -> dict[int, list[Reason]]:
    """Read why each child is open, the latest work first."""
    here = sorted(rows.get(HERE, ()), key=_since, reverse=True)
    agencies = {one.pk: one for one in agencies_where(reader, "write considerations")}
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for row in here:
        agency = agencies.get(row.agency or 0)
        found[row.key or 0].extend(_why(reader, row, agency) if agency else ())
    for row in sorted(rows.get(MANAGED, ()), key=_since, reverse=True):
        words = f"Your team works with this child: {KINDS[row.role].name}"
        found[row.key or 0].append(Reason(words, _parts_in(reader, agencies[row.agency or 0])))
    return found


def _since(row: Row) -> tuple[dt.date, int]:
    """Give the place of a piece of work, or of somebody's part in it, among the others."""
    return row.first_on or dt.date.min, int(row.place)


def reach_of_work(reader: "Practitioner") -> "list[QuerySet[Any, Any]]":
    """Ask whom current work may open: one's own, that of colleagues whom one covers, that of one's teams as manager."""
    today, teams = timezone.localdate(), teams_managed(reader)
    return [
        _children_of_own_work(reader, today),
        Involvement.objects.filter(team__in=teams).on(today).order_by().values("child"),
        Episode.objects.going_on().filter(team__in=teams).order_by().values("child"),
    ]


def own_and_covered(reader: "Practitioner") -> Q:
    """Say with which children somebody works, or whose work they cover; those of their team or agency are not meant."""
    return Q(pk__in=_children_of_own_work(reader, timezone.localdate()))


def _children_of_own_work(reader: "Practitioner", today: dt.date) -> "QuerySet[Any, Any]":
    asked = Q(practitioner=reader)
    for one in covers_of(reader, today):
        asked |= Q(practitioner=one.absent_id, team=one.team_id)
    return Involvement.objects.filter(asked).on(today).order_by().values("child")


def _why(reader: "Practitioner", row: Row, agency: "Agency") -> list[Reason]:
    """Say why somebody's part in the life of a child opens the child's record to a reader, if it does.

    The last day of the row is that on which the reader stands in for them.
    """
    parts = _parts_in(reader, agency)
    if row.other == reader.pk:
        return [Reason(f"You work with this child: {row.role}", parts)]
    if row.team in {one.pk for one in teams_managed(reader)}:
        return [Reason(f"{row.who}, whom you manage, works with this child", parts)]
    if row.last_on:
        return [ForTheDays(f"You stand in for {row.who} until {row.last_on:%-d %B %Y}", parts)]
    return []


def is_covered(reader: "Practitioner") -> Q:
    """Say whose part in the work is meant: of those for whom somebody stands in today, asked with what is read."""
    return Q(Exists(_covers_there(reader)))


def _covers_there(reader: "Practitioner") -> "QuerySet[Cover, Any]":
    """Ask, of each part in the work, how somebody stands in for whoever has it."""
    covers = Cover.objects.by(reader).on(timezone.localdate())
    return covers.filter(absent=OuterRef("practitioner"), team=OuterRef("team")).order_by()


def covers_of(reader: "Practitioner", day: dt.date) -> list[Cover]:
    """List whom somebody stands in for on a day."""
    return list(Cover.objects.by(reader).on(day).select_related("absent", "team"))


def _parts_in(reader: "Practitioner", agency: "Agency") -> frozenset[Part]:
    return IN_SOCIAL_CARE if may(reader, "find anybody", agency) else EVERYDAY


def manages(reader: "Practitioner", team: "Team | None") -> bool:
    """Say whether somebody is the manager of a team."""
    return team is not None and team.pk in {one.pk for one in teams_managed(reader)}


def teams_managed(reader: "Practitioner") -> "list[Team]":
    """List the teams whose children somebody sees as their manager."""
    return [one.team for one in reader.memberships_now if "see the team's children" in one.role_class.permissions]


def agencies_to_involve(by: "Practitioner", child: "Person", reasons: Iterable[Reason]) -> "list[Agency]":
    """List the agencies of which somebody may put colleagues, or themselves, to a child whose record is open so far.

    Whoever sees the child's own record to stay, for their own agency: nobody comes to a record by saying that they
    work with the child, or with one of the family, nor makes an emergency or a few days of cover last. A social care
    manager also for any other child: allocation is their task, but not where the record is restricted, since managing
    opens nothing of that.
    """
    stays = sees_to_stay(reasons)
    return [one for one in agencies_where(by, "write considerations") if stays or may_allocate(by, child, one)]


def sees_to_stay(reasons: Iterable[Reason]) -> bool:
    """Say whether a child's own record is open to somebody for longer than an emergency or some days of cover.

    Whoever allocates without it says why, and those who work with the child are told.
    """
    return in_own_right(reason for reason in reasons if not isinstance(reason, ForTheDays))


def may_allocate(by: "Practitioner", child: "Person", agency: "Agency") -> bool:
    """Say whether somebody may put people of an agency to a child whose record they do not see: its managers."""
    return may(by, "see the team's children", agency) and not restricted_among([child.pk])


def open_to(reader: "Practitioner", people: "Iterable[Person]", restricted: set[int] | None = None) -> dict[int, Seen]:
    """Keep those whose own record is open to somebody; what is seen through the family does not count, nor is read.

    `restricted`: those whose records only named people open, where whoever asks has read that already.
    """
    here = {one.pk: one for one in people}
    closed = restricted_among(here) if restricted is None else restricted
    found = seen_among_tied(reader, here.values(), (), restricted=closed)
    return {key: seen for key, seen in found.items() if seen.opens(Part.STORY)}


def reads(reader: "Practitioner", child: "Person") -> bool:
    """Say whether a child's own record is open to somebody."""
    return child.pk in open_to(reader, [child])


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
    """Say whether somebody may pass this work on: one's own, a lead, the team's manager.

    The lead of work that has a room of its own passes on there, with how the next one was chosen (BP-047).
    """
    team, episode = involvement.team, involvement.episode
    if team is None or (involvement.leads and episode is not None and episode.is_open and episode.about.room):
        return False
    own = by.pk == involvement.practitioner_id and may(by, "write considerations", team.agency)
    return own or answers_for(by, team)


def work_to_begin(by: "Practitioner", reasons: Iterable[Reason]) -> "list[tuple[EpisodeKind, Team]]":
    """List the kinds of work that somebody may begin, each with the team that does it: one of their own.

    Nobody makes an emergency or a few days of cover last by beginning work: a manager of the team would stay.
    """
    if not sees_to_stay(reasons):
        return []
    teams = {one.team_id: one.team for one in by.memberships_now if may(by, "write considerations", one.team.agency)}
    return [(kind, team) for team in teams.values() for kind in kinds_begun_in(team.agency.kind)]


def may_say_who_leads(by: "Practitioner", episode: Episode, reasons: Iterable[Reason]) -> bool:
    """Say whether somebody who reads the record may allocate work: a lead of the team's agency, a manager there.

    Of work that has a room of its own, the lead is named there, with how they were chosen (BP-047).
    """
    if episode.about.room:
        return False
    agency = episode.team.agency
    answers = answers_for(by, episode.team) or may(by, "see the team's children", agency)
    return answers and agency in agencies_to_involve(by, episode.child, reasons)


def may_take(by: "Practitioner", episode: Episode, reasons: Iterable[Reason]) -> bool:
    """Say whether somebody may lead work of their own team without being told to: only where its kind allows it."""
    is_theirs = episode.team_id in {one.team_id for one in by.memberships_now}
    allowed = is_theirs and episode.about.may_be_taken
    return allowed and episode.team.agency in agencies_to_involve(by, episode.child, reasons)


def may_end_work(by: "Practitioner", episode: Episode) -> bool:
    """Say whether somebody who reads the record may end a piece of work: whoever leads it, a lead, the manager.

    Work that has a room of its own ends there, with what that room asks for.
    """
    if episode.about.room:
        return False
    holder = episode.holder
    leads = holder is not None and holder.practitioner_id == by.pk
    return answers_for(by, episode.team) or (leads and may(by, "write considerations", episode.team.agency))


def may_arrange_cover(by: "Practitioner", absent: "Practitioner", team: "Team") -> bool:
    """Say whether somebody may have a colleague of a team covered: oneself, the agency's lead, the team's manager."""
    if by.pk == absent.pk:
        return may(by, "write considerations", team.agency)
    return answers_for(by, team)


def answers_for(by: "Practitioner", team: "Team") -> bool:
    """Say whether somebody passes on the work of a team: a lead or deputy of its agency, or its manager."""
    return may(by, "take over drafts", team.agency) or manages(by, team)
