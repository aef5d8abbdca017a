"""What changed in a plan since it was agreed, or from one version to another: part by part, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date

from righthelp.design_system.formatters import day
from righthelp.plans.models import Plan
from righthelp.plans.parts import PART_NAMES
from righthelp.plans.snapshots import Written, written_of

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.presenting.content import PlanContent

Lines = dict[str, str]
Names = Mapping[str, str]
PROGRESS = ("done_on", "impact", "reached_on")
NEW, CHANGED, LEFT_OUT = "New", "Changed", "No longer in the plan"
PLAN_WORDS = {
    "family_wants": "What the family wants",
    "network": "The family’s own people",
    "network_offer": "Meeting with their own people",
    "bottom_line": "The bottom line",
}


@dataclass(frozen=True)
class Change:
    """One difference: the kind of part, what happened to it, and the lines that differ, before and now."""

    kind: str
    how: str
    before: Lines
    now: Lines
    because: str = ""


@dataclass(frozen=True)
class Changes:
    """What is different for one child, or for all where `child` is empty."""

    child: str
    changes: tuple[Change, ...]


def changes_between(
    before: Written, now: Written, *, names: Names, shown: Iterable[str], because: Mapping[str, str] | None = None
) -> list[Changes]:
    """Give what is different, for all first and then child by child; children who are not shown are left out.

    `names` are those of members and children by public id; `because`, why a part was dropped.
    """
    children = ["", *shown]
    found = {child: list(_of(child, before, now, names, because or {})) for child in children}
    return [Changes(child, tuple(changes)) for child, changes in found.items() if changes]


def is_changed_since(seen: "SeenPlan", content: "PlanContent") -> bool:
    """Say whether what was agreed last reads differently now; what was done or reached since is no change of it."""
    if content.last is None:
        return False
    before, now = _agreed_part(shown_of(seen, content.last.written)), _agreed_part(written_of(seen.plan, content))
    return bool(changes_between(before, now, names={}, shown=[str(one.public_id) for one in seen.children]))


def shown_of(seen: "SeenPlan", written: Written) -> Written:
    """Give what was written down without the own and the role of anybody whom this reader must not learn of."""
    hidden = {str(one.public_id) for one in seen.members.values() if one.is_hidden}
    own = {kind: [one for one in written[kind] if one["of"] not in hidden] for kind in ("strengths", "needs")}
    members = [{**one, "role": "" if one["id"] in hidden else one["role"]} for one in written["members"]]
    return {**written, **own, "members": members}


def takes_part(names: Names, key: str, role: str) -> str:
    """Say who somebody is, and what to the family as it was written down then."""
    return ", ".join(filter(None, (names.get(key, "Somebody"), role)))


def _agreed_part(written: Written) -> Written:
    without: Written = {"members": []}
    for kind in PART_NAMES:
        without[kind] = [{**part, **{name: "" for name in PROGRESS if name in part}} for part in written[kind]]
    return {**written, **without}


def _of(child: str, before: Written, now: Written, names: Names, because: Mapping[str, str]) -> Iterator[Change]:
    if child:
        yield from _words({"What the child wants": "wants"}, _child(before, child), _child(now, child))
    else:
        yield from _words({title: name for name, title in PLAN_WORDS.items()}, before["words"], now["words"])
        yield from _people(before, now, names)
    for kind in PART_NAMES:
        old, new = _parts(before, kind, child), _parts(now, kind, child)
        for key in dict.fromkeys([*old, *new]):
            change = _change(kind, old.get(key), new.get(key), names)
            if change:
                yield Change(*change, because=because.get(key, "") if key not in new else "")


def _change(kind: str, old: Written | None, new: Written | None, names: Names) -> tuple[str, str, Lines, Lines] | None:
    before = lines_of(kind, old, names) if old else {}
    now = lines_of(kind, new, names) if new else {}
    if before == now:
        return None
    if not (old and new):
        return PART_NAMES[kind], NEW if new else LEFT_OUT, before, now
    differ = [label for label in {**before, **now} if before.get(label) != now.get(label)]
    first = next(iter(before))
    kept = [] if first in differ else [first]
    return PART_NAMES[kind], CHANGED, _only(before, [*kept, *differ]), _only(now, [*kept, *differ])


def lines_of(kind: str, part: Written, names: Names) -> Lines:
    """Say what one part of a version says, label by label; what is empty is left out."""
    lines = {
        "strengths": lambda: {"What": part["text"], "Said by": part["said_by"]},
        "needs": lambda: {
            "Need": part["text"],
            "Whose need": names.get(part["of"] or "", ""),
            "What shows it": part["evidence"],
            "Nothing is done about it, because": part["no_action_because"],
        },
        "worries": lambda: {"Worry": part["text"]},
        "goals": lambda: {
            "Goal": part["text"],
            "0 means": part["scale_zero"],
            "10 means": part["scale_ten"],
            "Reached on": _day(part["reached_on"]),
        },
        "actions": lambda: {
            "What": part["what"],
            "What it is for": part["is_for"],
            "Who": names.get(part["holder"], ""),
            "By when": _day(part["due_on"]),
            "Done on": _day(part["done_on"]),
            "The difference it made": part["impact"],
        },
    }[kind]()
    return {label: text for label, text in lines.items() if text}


def words_of(written: Written) -> Lines:
    """Give what the family wants, their network and the bottom line, as a version has them."""
    return {PLAN_WORDS[name]: _said(name, text) for name, text in written["words"].items() if text}


def _words(asked: Mapping[str, str], old: Written, new: Written) -> Iterator[Change]:
    for title, name in asked.items():
        before, now = _said(name, old.get(name, "")), _said(name, new.get(name, ""))
        if before != now:
            how = CHANGED if before and now else NEW if now else LEFT_OUT
            yield Change(title, how, {title: before} if before else {}, {title: now} if now else {})


def _people(before: Written, now: Written, names: Names) -> Iterator[Change]:
    old, new = ({one["id"]: one["role"] for one in written["members"]} for written in (before, now))
    for key in dict.fromkeys([*old, *new]):
        if (key in old) != (key in new):
            line = {"Who takes part": takes_part(names, key, old.get(key) or new.get(key, ""))}
            yield Change(
                "Who takes part",
                NEW if key in new else LEFT_OUT,
                line if key in old else {},
                line if key in new else {},
            )


def _said(name: str, text: str) -> str:
    return str(Plan.NetworkOffer(text).label) if name == "network_offer" and text else text


def _child(written: Written, child: str) -> Written:
    return next((one for one in written["children"] if one["id"] == child), {})


def _parts(written: Written, kind: str, child: str) -> dict[str, Written]:
    return {one["id"]: one for one in written[kind] if (one["child"] or "") == child}


def _only(lines: Lines, labels: Iterable[str]) -> Lines:
    return {label: lines[label] for label in labels if label in lines}


def _day(text: str | None) -> str:
    return day(parse_date(text)) if text else ""
