"""The ladder that holds now: the steps of the guidance in use or the default, with the partnership's own days."""

import csv
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db.models import OuterRef, Subquery

from righthelp.calendar.timescales import timescale
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Edition, Passage
from righthelp.work.disagreements.models import LadderFrom, OwnLadder

TABLE = Path(__file__).parent.parent / "data" / "ladder.csv"
WHO_TO_WHOM = re.compile(r"[\w’' -]{1,40} to [\w’' -]{1,40}")
OWN = ("steps", "version", "changed_at")
DEFAULT_MARK = "Right Help’s default: your partnership’s guidance prints no steps"


@dataclass(frozen=True)
class Rung:
    """One step: its title, and how many working days it may take."""

    title: str
    days: int


@dataclass(frozen=True)
class Ladder:
    """The steps in order, where they come from, and what the guidance says about disagreements.

    `printed`: what it prints where that is no full ladder, such as the name of its escalation policy (BP-259).
    """

    rungs: tuple[Rung, ...]
    origin: LadderFrom
    edition: Edition | None = None
    own: OwnLadder | None = None
    note: str = ""
    link: str = ""
    printed: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        """Give the version of the partnership's own ladder; 0 while it has none."""
        return self.own.version if self.own else 0

    def as_kept(self) -> list[dict[str, Any]]:
        """Give the steps as they are kept with a disagreement."""
        return [asdict(rung) for rung in self.rungs]


def ladder_now() -> Ladder:
    """Give the ladder that a disagreement raised today starts with."""
    passages = _passages()
    if not passages:
        edition = edition_in_use()
        own = OwnLadder.objects.filter(framework=edition.framework_id).first() if edition else None
        return _ladder(edition, [], own)
    heading, *steps = passages
    printed = [one.text for one in steps]
    return _ladder(heading.edition, printed, _own_of(heading), note=heading.text, link=heading.url)


def _ladder(edition: Edition | None, printed: Sequence[str], own: OwnLadder | None, **said: str) -> Ladder:
    """Put the partnership's own steps in the place of the others; with the same titles it keeps the origin."""
    rungs, origin = ladder_of(printed)
    told = tuple(printed) if origin is LadderFrom.DEFAULT else ()
    if own:
        before = [rung.title for rung in rungs]
        rungs = tuple(Rung(step["title"], step["days"]) for step in own.steps)
        origin = origin if [rung.title for rung in rungs] == before else LadderFrom.OWN
    return Ladder(rungs, origin, edition, own, **said, printed=told)


def ladder_of(printed: Sequence[str]) -> tuple[tuple[Rung, ...], LadderFrom]:
    """Give the steps as printed, or the default where the guidance prints no full ladder (Barnsley, Staffordshire).

    A ladder is full where its first step says who speaks with whom.

    >>> [rung.title for rung in ladder_of(["Worker to worker", "The Partnership"])[0]]
    ['Worker to worker', 'The Partnership']
    >>> ladder_of(["Follow up your concern."])[1].value, ladder_of([])[1].value
    ('default', 'default')
    """
    default = default_ladder()
    if not printed or not WHO_TO_WHOM.fullmatch(printed[0].strip()):
        return default, LadderFrom.DEFAULT
    days = [rung.days for rung in default]
    rungs = tuple(Rung(title, days[min(place, len(days) - 1)]) for place, title in enumerate(printed))
    return rungs, LadderFrom.GUIDANCE


def default_ladder() -> tuple[Rung, ...]:
    """Read the default steps, with the days that the timescales table holds."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return tuple(Rung(row["title"], timescale(row["timescale"]).amount) for row in csv.DictReader(file))


def _passages() -> list[Passage]:
    """Load what the guidance in use says of disagreements, with its edition and the partnership's own steps: one query.

    The first holds what is said of them all, the others the steps that are printed.
    """
    in_use = Edition.objects.in_use().values("pk")[:1]
    found = Passage.objects.filter(kind=Passage.Kind.ESCALATION, edition__in=in_use)
    own = OwnLadder.objects.filter(framework=OuterRef("edition__framework"))
    with_own = found.annotate(**{f"own_{name}": Subquery(own.values(name)) for name in OWN})
    return list(with_own.select_related("edition__framework").order_by("position"))


def _own_of(passage: Passage) -> OwnLadder | None:
    kept = {name: vars(passage)[f"own_{name}"] for name in OWN}
    return OwnLadder(framework_id=passage.edition.framework_id, **kept) if kept["version"] else None
