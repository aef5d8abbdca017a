"""How fast and how firmly the front door decides, and how far levels agree. It counts decisions, never people."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from righthelp.front_door.models import ContactDecision
from righthelp.front_door.rules import is_late, same_level

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.people.models import Restriction

MONTHS_BACK = 366
NO_AGENCY = "Everybody without an agency here"
LEVELS = {
    "asked": ("child__level__edition__framework", "child__level__number"),
    "decided": ("level__edition__framework", "level__number"),
    "again": ("sample__level__edition__framework", "sample__level__number"),
}
CLOCK = ("child__contact__due_at", "child__contact__decided_at", "supersedes")
FIELDS = ("decided_at", "child__contact__agency__name", *CLOCK, *(name for pair in LEVELS.values() for name in pair))


@dataclass
class AgreementRow:
    """The decisions of one month on what one agency asked: how many, and how often two saw the same level."""

    month: dt.date
    agency: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """Count the decisions."""
        return self.counts["decided"]

    @property
    def in_time(self) -> str:
        """Say of how many decisions the first was made within one working day (BP-116)."""
        return f"{self.counts['in time']} of {self.decided}"

    @property
    def again(self) -> int:
        """Count the children for whom it was decided again: they were not connected to the right help first time."""
        return self.counts["again"]

    def same(self, pair: str) -> str:
        """Say of how many decisions that can be compared two saw the same level."""
        compared = self.counts[f"{pair} compared"]
        return f"{self.counts[f'{pair} same']} of {compared}" if compared else "–"


def agreement(closed: "QuerySet[Restriction, Any]") -> list[AgreementRow]:
    """Give by month, and in it by agency, how far levels agree: of decisions of the last year, the latest month first.

    A level is compared only with one of the same framework. Nothing is counted by person.
    """
    since = timezone.now() - dt.timedelta(days=MONTHS_BACK)
    made = ContactDecision.objects.standing().filter(decided_at__gte=since).about_open(closed)
    rows: dict[tuple[dt.date, str], AgreementRow] = {}
    for one in made.order_by().values(*FIELDS).iterator():
        _add(rows, one)
    return sorted(rows.values(), key=lambda row: (-row.month.toordinal(), row.agency))


def _add(rows: dict[tuple[dt.date, str], AgreementRow], one: dict[str, Any]) -> None:
    month = timezone.localdate(one["decided_at"]).replace(day=1)
    agency = one["child__contact__agency__name"] or NO_AGENCY
    row = rows.setdefault((month, agency), AgreementRow(month, agency))
    row.counts.update(["decided", *_clock(one), *_compared(one)])


def _clock(one: dict[str, Any]) -> Iterator[str]:
    due_by, is_again = one["child__contact__due_at"], one["supersedes"] is not None
    first = one["child__contact__decided_at"] if is_again else one["decided_at"]
    if first is not None and not is_late(due_by, first, first):
        yield "in time"
    if is_again:
        yield "again"


def _compared(one: dict[str, Any]) -> Iterator[str]:
    seen = {name: _level(one, pair) for name, pair in LEVELS.items()}
    for name in ("asked", "again"):
        same = same_level(seen[name], seen["decided"])
        if same is not None:
            yield f"{name} compared"
            yield from _same(name, is_same=same)


def _same(name: str, *, is_same: bool) -> Iterable[str]:
    return [f"{name} same"] if is_same else []


def _level(one: dict[str, Any], pair: tuple[str, str]) -> tuple[int, int] | None:
    framework, number = (one[name] for name in pair)
    return None if framework is None else (framework, number)
