"""What the pages about who may see a record, and who did, show."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.models import Membership, Practitioner
from righthelp.audit.models import Look
from righthelp.audit.queries import who_asked_for
from righthelp.audit.rules import Asked
from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import day_of, due, is_open, last_moment, working_days_elapsed
from righthelp.calendar.timescales import timescale
from righthelp.design_system.formatters import count, in_words
from righthelp.people.access import Seen
from righthelp.people.models import EmergencyOpening, Person, SampleCheck
from righthelp.people.presenters import name_of
from righthelp.people.reasons import Part

REVIEWED = "emergency_opening_reviewed"


@dataclass(frozen=True)
class LookRow:
    """One look, or refused look, at a record."""

    at: dt.datetime
    who: str
    where: str
    page: str
    reason: str
    was_refused: bool
    out_of_hours: bool


@dataclass(frozen=True)
class OpeningRow:
    """One emergency opening in the list of those that wait, or of those that were reviewed."""

    opening: EmergencyOpening
    where: str
    waits: str
    is_overdue: bool
    is_own: bool


@dataclass(frozen=True)
class CheckRow:
    """One look of a sample in the list."""

    check: SampleCheck
    look: LookRow
    is_own: bool


def parts_of(seen: Seen) -> tuple[list[str], list[str]]:
    """Name the parts of a record that are open to a reader, and those that are not; not whether anything is there."""
    return [part.value for part in Part if seen.opens(part)], [part.value for part in Part if not seen.opens(part)]


def record_words(person: Person, seen: Seen | None) -> str:
    """Name a record: by the person's name to whoever may see it, else by whose record it is and its first letters."""
    if seen:
        return name_of(person)
    return f"Record {str(person.public_id)[:8]}, {person.agency or 'the partnership’s own'}"


def looked_or_refused(person: Person) -> dict[int, list[Membership]]:
    """Give everybody who looked at a record or was refused it, by key, with where they worked when."""
    looked, refused = who_asked_for(person)
    return _workplaces(Q(practitioner__in=looked) | Q(practitioner__in=refused))


def workplaces(keys: Collection[int]) -> dict[int, list[Membership]]:
    """Give people by key, with where they worked when."""
    return _workplaces(Q(practitioner__in=keys))


def look_rows(asked: Collection[Asked], people: Mapping[int, list[Membership]]) -> list[LookRow]:
    """Say of each look who it was, where they worked on that day, and whether the partnership was open."""
    closed = closed_days()
    return [
        LookRow(
            at=one.at,
            who=people[one.actor_id][0].practitioner.name,
            where=_where(people[one.actor_id], day_of(one.at)),
            page=one.page,
            reason=one.reason,
            was_refused=one.was_refused,
            out_of_hours=not is_open(partnership_hours(), one.at, closed),
        )
        for one in asked
    ]


def opening_rows(
    openings: Collection[EmergencyOpening], reader: Practitioner, people: Mapping[int, list[Membership]]
) -> list[OpeningRow]:
    """Say of each emergency opening how long it waits, and whether it has waited too long."""
    now, closed = timezone.now(), closed_days()
    return [
        OpeningRow(
            opening=one,
            where=_where(people[one.practitioner_id], day_of(one.opened_at)),
            waits="" if one.reviewed_at else _waits(one, now, closed),
            is_overdue=one.reviewed_at is None and now > last_moment(due(timescale(REVIEWED), one.opened_at, closed)),
            is_own=one.practitioner_id == reader.pk,
        )
        for one in openings
    ]


def check_rows(checks: Iterable[SampleCheck], reader: Practitioner) -> list[CheckRow]:
    """Show the looks of a sample: what was drawn is in the log for ever."""
    listed = list(checks)
    looks = {one.pk: one for one in Look.objects.filter(pk__in=[check.look_id for check in listed])}
    found = [looks[check.look_id] for check in listed]
    rows = look_rows([as_asked(one) for one in found], workplaces({one.actor_id for one in found}))
    return [
        CheckRow(check, row, one.actor_id == reader.pk) for check, row, one in zip(listed, rows, found, strict=True)
    ]


def as_asked(look: Look) -> Asked:
    """Read one look of the log as the rows of the pages are made from."""
    return Asked(look.at, look.actor_id, look.page, look.reason, was_refused=False)


def _waits(opening: EmergencyOpening, now: dt.datetime, closed: frozenset[dt.date]) -> str:
    days = working_days_elapsed(opening.opened_at, now, closed)
    return f"has waited {count(days, 'working day')}" if days else "has waited less than a working day"


def _workplaces(whose: Q) -> dict[int, list[Membership]]:
    found: defaultdict[int, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.filter(whose).select_related("practitioner", "team__agency"):
        found[membership.practitioner_id].append(membership)
    return dict(found)


def _where(memberships: Iterable[Membership], day: dt.date) -> str:
    held = (one for one in memberships if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day))
    return in_words(sorted({one.team.agency.name for one in held}))
