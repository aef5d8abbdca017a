"""Who is at the front door: now, in the days to come, and when nobody is."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import may
from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import LONDON, ONE_DAY, day_of, is_open
from righthelp.front_door.models import Shift
from righthelp.front_door.policies import MANAGE, WORK
from righthelp.front_door.rules import Span, opening_spans, uncovered
from righthelp.people.readers import with_roles

if TYPE_CHECKING:
    from collections.abc import Collection

    from righthelp.agencies.models import Practitioner

AHEAD = dt.timedelta(days=7)
NOTE_WAITS = dt.timedelta(days=1)  # a note that nobody read by then is of yesterday
Part = Shift.Part
MANAGING = (Part.MANAGER, Part.DEPUTY)


@dataclass(frozen=True)
class Rota:
    """Who is on now, when nobody is in the coming days, and notes of earlier shifts that somebody should read."""

    now: list[Shift]
    nobody: list[Span]
    no_manager: list[Span]
    notes: list[Shift]


def rota_for(reader: "Practitioner", now: dt.datetime) -> Rota:
    """Read it all in one query, for the head of the worklist."""
    until = now + AHEAD
    around = list(Shift.objects.between(now - NOTE_WAITS, until).select_related("practitioner"))
    managed = [(one.starts_at, one.ends_at) for one in around if one.part == Part.MANAGER]
    opened = list(opening_spans(partnership_hours(), now, until, closed_days()))
    return Rota(
        now=_by_part(one for one in around if one.starts_at <= now < one.ends_at),
        nobody=uncovered([(now, until)], [(one.starts_at, one.ends_at) for one in around]),
        no_manager=uncovered(opened, managed),
        notes=[one for one in around if _is_to_read(one, reader, now)],
    )


def on_now(now: dt.datetime, *parts: str) -> "list[Practitioner]":
    """List those whose shift holds now, in these parts or in any, each once.

    Not whoever has left the front door since, or manages it no more: an alert to them would reach nobody.
    """
    chosen = [one for one in _by_part(Shift.objects.at(now)) if not parts or one.part in parts]
    here = people_here() if chosen else {}
    held = ((here.get(one.practitioner_id), MANAGE if one.part in MANAGING else WORK) for one in chosen)
    return list(dict.fromkeys(one for one, permission in held if one and may(one, permission)))


def duty_managers(now: dt.datetime, closed: "Collection[dt.date]" = ()) -> "list[Practitioner]":
    """List whoever answers for the front door now: the duty manager; outside opening hours whoever has that part.

    Where nobody is on, the deputy, or else everybody who manages the front door, or else who works there: an alert
    always reaches somebody.
    """
    is_late = not is_open(partnership_hours(), now, frozenset(closed))
    parts = [Part.MANAGER, *([Part.OUT_OF_HOURS] if is_late else [])]
    return on_now(now, *parts) or deputies(now)


def deputies(now: dt.datetime) -> "list[Practitioner]":
    """List whoever is deputy now, or else whoever manages the front door, or else whoever works there."""
    return on_now(now, Part.DEPUTY) or list((people_here(MANAGE) or people_here()).values())


def people_here(permission: str = WORK) -> "dict[int, Practitioner]":
    """Give everybody who works at the front door, or manages it, and may sign in, by key, in the order of names."""
    found = with_roles((), [Membership.objects.current().with_one_of([permission])])
    return dict(sorted(found.items(), key=lambda item: (item[1].name.casefold(), item[0])))


def days_of_week(monday: dt.date) -> list[tuple[dt.date, list[Shift]]]:
    """Give each day of a week with the shifts that begin on it."""
    days = [monday + ONE_DAY * number for number in range(7)]
    start, end = (dt.datetime.combine(day, dt.time.min, LONDON) for day in (monday, monday + 7 * ONE_DAY))
    begun = Shift.objects.standing().filter(starts_at__gte=start, starts_at__lt=end).select_related("practitioner")
    shifts = _by_part(begun)
    return [(day, [one for one in shifts if day_of(one.starts_at) == day]) for day in days]


def _by_part(shifts: Iterable[Shift]) -> list[Shift]:
    order: Sequence[str] = (Part.MANAGER, Part.DEPUTY, Part.WORKER, Part.OUT_OF_HOURS)
    return sorted(shifts, key=lambda one: (order.index(one.part), one.starts_at, one.pk))


def _is_to_read(shift: Shift, reader: "Practitioner", now: dt.datetime) -> bool:
    return bool(shift.note and shift.note_read_at is None and shift.practitioner_id != reader.pk) and (
        shift.starts_at <= now
    )
