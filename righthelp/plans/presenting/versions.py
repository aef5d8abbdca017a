"""A version of a plan as it was agreed, put together again for whoever reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.plans.presenting.changes import Lines, Names, lines_of, words_of
from righthelp.plans.snapshots import Written


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
    wants = {one["id"]: {"What the child wants": one["wants"]} for one in written["children"] if one["wants"]}
    words = {"": words_of(written), **wants}

    def below(kind: str, of: str, key: str) -> tuple[WrittenPart, ...]:
        rows = [one for one in written[kind] if one[of] == key]
        return tuple(
            WrittenPart(lines_of(kind, one, names), below("actions", "goal", one["id"]) if kind == "goals" else ())
            for one in rows
        )

    def parts(kind: str, child: str) -> tuple[WrittenPart, ...]:
        rows = [one for one in written[kind] if (one["child"] or "") == child]
        return tuple(
            WrittenPart(lines_of(kind, one, names), below("goals", "worry", one["id"]) if kind == "worries" else ())
            for one in rows
        )

    return [
        WrittenChild(child, words.get(child, {}), *(parts(kind, child) for kind in ("strengths", "needs", "worries")))
        for child in ("", *shown)
        if child in {"", *(one["id"] for one in written["children"])}
    ]
