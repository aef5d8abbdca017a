"""How fast and how firmly the front door decides, and how far levels agree. It counts decisions, never people."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from righthelp.front_door.models import ContactDecision
from righthelp.front_door.rules import same_level

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
CLOCK = ("was_late", "supersedes", "superseded_by")
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
        return f"{self.counts['in time']} of {self.decided}" if self.decided else "–"

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

    Each child counts once, with the decision that stands. Only what a manager found of a decision counts also where
    it was decided again since: else to decide again would take a disagreement out of sight. A level is compared only
    with one of the same framework. Nothing is counted by person.
    """
    since = timezone.now() - dt.timedelta(days=MONTHS_BACK)
    kept = Q(superseded_by__isnull=True) | Q(sample__level__isnull=False)
    made = ContactDecision.objects.filter(kept, decided_at__gte=since).about_open(closed).annotate(was_late=_was_late())
    rows: dict[tuple[dt.date, str], AgreementRow] = {}
    for one in made.order_by().values(*FIELDS).iterator():
        _add(rows, one)
    return sorted(rows.values(), key=lambda row: (-row.month.toordinal(), row.agency))


def _was_late() -> Coalesce:
    """Ask why a child’s first decision took longer than its day, or the first since it was opened again.

    The clock of a contact is that of all its children, and begins anew when it is opened again: whether one decision
    was late stands in the decision itself, which then says why.
    """
    since = Q(child__reopened_at__isnull=True) | Q(decided_at__gte=F("child__reopened_at"))
    first = ContactDecision.objects.filter(since, child=OuterRef("child")).order_by("decided_at", "pk")
    return Coalesce(Subquery(first.values("late_because")[:1]), F("late_because"))


def _add(rows: dict[tuple[dt.date, str], AgreementRow], one: dict[str, Any]) -> None:
    month = timezone.localdate(one["decided_at"]).replace(day=1)
    agency = one["child__contact__agency__name"] or NO_AGENCY
    row = rows.setdefault((month, agency), AgreementRow(month, agency))
    stands = one["superseded_by"] is None
    row.counts.update([*(_clock(one) if stands else ()), *_compared(one, ("asked", "again") if stands else ("again",))])


def _clock(one: dict[str, Any]) -> Iterator[str]:
    yield "decided"
    if not one["was_late"]:
        yield "in time"
    if one["supersedes"] is not None:
        yield "again"


def _compared(one: dict[str, Any], names: Iterable[str]) -> Iterator[str]:
    seen = {name: _level(one, pair) for name, pair in LEVELS.items()}
    for name in names:
        same = same_level(seen[name], seen["decided"])
        if same is not None:
            yield f"{name} compared"
            yield from _same(name, is_same=same)


def _same(name: str, *, is_same: bool) -> Iterable[str]:
    return [f"{name} same"] if is_same else []


def _level(one: dict[str, Any], pair: tuple[str, str]) -> tuple[int, int] | None:
    framework, number = (one[name] for name in pair)
    return None if framework is None else (framework, number)
