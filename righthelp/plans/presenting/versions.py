"""A version of a plan as it was agreed, put together again for whoever reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.plans.presenting.changes import Lines, Names, lines_of, words_of
from righthelp.plans.snapshots import Written

BELOW = {"worries": ("goals", "worry"), "goals": ("actions", "goal")}


@dataclass(frozen=True)
class WrittenPart:
    """One part of a version, with what belongs to it: the goals of a worry statement, the actions of a goal."""

    lines: Lines
    below: tuple["WrittenPart", ...] = ()


@dataclass(frozen=True)
class WrittenChild:
    """What a version says of one child, or of all where `child` is empty."""

    child: str
    words: Lines
    strengths: tuple[WrittenPart, ...]
    needs: tuple[WrittenPart, ...]
    worries: tuple[WrittenPart, ...]


def version_of(written: Written, *, names: Names, shown: Iterable[str]) -> list[WrittenChild]:
    """Give what was agreed, for all first and then child by child; children who are not shown are left out."""
    in_version = {"", *(one["id"] for one in written["children"])}
    return [_of_child(written, child, names) for child in ("", *shown) if child in in_version]


def _of_child(written: Written, child: str, names: Names) -> WrittenChild:
    strengths, needs, worries = (
        _parts(written, kind, "child", child, names) for kind in ("strengths", "needs", "worries")
    )
    return WrittenChild(child, _words(written, child), strengths, needs, worries)


def _words(written: Written, child: str) -> Lines:
    """Give what is said of nothing in particular: the words for all, or what a child wants."""
    if not child:
        return words_of(written)
    wants = next(one["wants"] for one in written["children"] if one["id"] == child)
    return {"What the child wants": wants} if wants else {}


def _parts(written: Written, kind: str, of: str, key: str, names: Names) -> tuple[WrittenPart, ...]:
    """Give the parts of one kind that are `of` the child, the worry or the goal with this key."""
    rows = [one for one in written[kind] if (one[of] or "") == key]
    return tuple(WrittenPart(lines_of(kind, one, names), _below(written, kind, one["id"], names)) for one in rows)


def _below(written: Written, kind: str, key: str, names: Names) -> tuple[WrittenPart, ...]:
    if kind not in BELOW:
        return ()
    below, of = BELOW[kind]
    return _parts(written, below, of, key, names)
