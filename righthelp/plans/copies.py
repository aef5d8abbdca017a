"""What each reader's own copy of a plan says: only what is about children whose parts they may read.

No address, no telephone of anybody, nothing that is kept from them, no words of a child unless somebody puts them in.
Two parents who live apart each have their own. What is written for all the children goes only to those who may read
about each of them: it can say of one child what another child's father must not know.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db.models import prefetch_related_objects
from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.design_system.plain_words import FOR_FAMILIES
from righthelp.plans.access import SeenPlan
from righthelp.plans.models import Action, Item, Member, PlanVersion
from righthelp.plans.policies.given import MayHave, may_have
from righthelp.plans.policies.papers import ALL, readable
from righthelp.plans.presenters import child_name, member_line
from righthelp.plans.presenting.content import ChildPart, GoalPart, WorryPart, content_of

DISAGREE = (
    "You can say so at any time. Tell any of the people who work with you, or ask for a meeting. You can ask us to "
    "write down what you think, and to look again. If something here is wrong, ask us to put it right."
)
COMMON = (
    ("family_wants", "What the family wants"),
    ("network", "How your own people help"),
    ("bottom_line", "What must hold so that the children are safe"),
)
PARTS_IN_COPIES = ("strengths", "worries", "goals", "actions")
# What tells where somebody lives or how they are reached, however it is written.
POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
TELEPHONE = r"(?<!\d)\(?(?:\+44[\s.-]?|0044[\s.-]?|0)(?:\(0\)|[\s().-]{0,2}\d){9,11}(?!\d)"
EMAIL = r"[^\s@]+@[^\s@]+\.[^\s@.,;]+"
WAYS = "road|rd|street|st|lane|avenue|ave|close|drive|court|crescent|place|terrace|gardens|grove|square"
STREET = rf"\b\d+[a-z]?,?\s+(?:[^\W\d][\w.’'-]*\s+){{1,3}}(?:{WAYS})\b"
GIVES_AWAY = re.compile(f"{POSTCODE}|{TELEPHONE}|{EMAIL}|{STREET}", re.IGNORECASE)
AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Section:
    """One part of a copy: its heading and its lines.

    `child` is the public id of the child of the plan whom it is about, `ALL` where it is about all of them, and empty
    where it says nothing of any; `scale` that of the goal whose scale the reader may mark on their own page.
    """

    title: str
    lines: Sequence[str]
    child: str = ""
    scale: str = ""

    @property
    def gives_away(self) -> list[str]:
        """List what looks like a postcode, a telephone number, an email address, or a house in a street.

        >>> Section("Who does what", ["Ring 01632 960 001", "Meet at 4 Mill Lane, WM3 4AB"]).gives_away
        ['01632 960 001', '4 Mill Lane', 'WM3 4AB']
        """
        return [found for line in self.lines for found in GIVES_AWAY.findall(line)]

    @property
    def hard_words(self) -> list[tuple[str, str]]:
        """List the words that a family may stumble over, each with what to say instead (BP-206)."""
        left, found = "\n".join(self.lines), []
        for word, say in sorted(FOR_FAMILIES, key=lambda row: -len(row[0])):
            # the longest first, so that “failed to engage” is not remarked on twice
            flags = re.NOFLAG if word.isupper() else re.IGNORECASE
            left, times = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", "…", left, flags=flags)
            found += [(word, say)] if times else []
        return found


def plan_sections(
    seen: SeenPlan, member: Member, *, words_of: Collection[str] = (), named: Collection[str] = ()
) -> list[Section]:
    """Write what one member would be given of the plan as it was agreed last; nothing before it was agreed.

    `words_of`: the public ids of the children whose own words go in, because somebody thought about it; a child's own
    copy always has the child's own. `named`: those of members who are named though this reader need not know them.
    """
    prefetch_related_objects([member], "reads")
    agreed, may = agreed_last(seen), may_have(seen, member, named=named)
    children = readable(seen, may)
    if agreed is None or not children:
        return []
    ids, content = {one.pk: str(one.public_id) for one in seen.everybody}, content_of(seen)
    writing = _Writing(may, agreed.written, _by_id(agreed.written), ids, frozenset(words_of))
    common = [*writing.common(), *writing.part(content.for_all)] if may.reads_all else []
    own = [one for part in content.children if part.child in children for one in writing.part(part)]
    return [*common, *own, *_last(seen)] if common or own else []


def _by_id(written: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for kind in ("children", *PARTS_IN_COPIES) for one in written[kind]}


def agreed_last(seen: SeenPlan) -> PlanVersion | None:
    """Give the version of a plan that was agreed last."""
    return seen.parts.last


def as_written(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Give sections as a copy keeps them."""
    return [{**asdict(one), "lines": list(one.lines)} for one in sections]


def as_read(written: Sequence[dict[str, Any]]) -> list[Section]:
    """Give the sections that a copy keeps."""
    return [Section(**{**one, "lines": tuple(one["lines"])}) for one in written]


def fingerprint(sections: Sequence[Section]) -> str:
    """Tell one state of a copy from another without holding it."""
    return hashlib.sha256(json.dumps(as_written(sections)).encode()).hexdigest()


@dataclass(frozen=True)
class _Writing:
    """One copy as it is written: in the words that were agreed, without what was dropped or kept from the reader since.

    `said`: each part of the plan by its id, as the version has it; `children`: their public ids by key.
    """

    may: MayHave
    agreed: dict[str, Any]
    said: dict[str, dict[str, Any]]
    children: dict[int, str]
    words_of: frozenset[str]

    def common(self) -> Iterator[Section]:
        """Write what the family wants, how their people help, and what must hold."""
        words = self.agreed["words"]
        yield from (Section(title, (words[key],), ALL) for key, title in COMMON if words[key])

    def part(self, part: ChildPart) -> Iterator[Section]:
        """Write what is said of one child, or of all."""
        child, name = part.child, child_name(part.child) if part.child else "all the children"
        about = str(child.public_id) if child else ALL
        wants = self.said[about].get("wants") if about in self.said else ""
        if child and wants and self.may.may_have_words_of(child, self.words_of):
            yield Section(f"What {name} wants", (wants,), about)
        going_well = tuple(self.said[str(one.public_id)]["text"] for one in self._had(part.strengths))
        if going_well:
            yield Section(f"What goes well for {name}", going_well, about)
        for worry in part.worries:
            if self._may_have(worry.worry):
                yield from self._worry(worry, name, about)

    def _worry(self, part: WorryPart, name: str, about: str) -> Iterator[Section]:
        yield Section(f"What we worry about for {name}", (self.said[str(part.worry.public_id)]["text"],), about)
        for one in part.goals:
            if self._may_have(one.goal):
                yield from self._goal(one, name, about)

    def _goal(self, part: GoalPart, name: str, about: str) -> Iterator[Section]:
        goal = self.said[str(part.goal.public_id)]
        ends = (f"On a scale, 0 means: {goal['scale_zero']}", f"10 means: {goal['scale_ten']}")
        has_scale = bool(goal["scale_zero"])
        lines = (goal["text"], *(ends if has_scale else ()))
        yield Section(f"What we want to see for {name}", lines, about, goal["id"] if has_scale else "")
        doing = tuple(map(self._action, self._had(part.actions)))
        if doing:
            yield Section("Who does what for this", doing, about)

    def _action(self, action: Action) -> str:
        """Write an action as agreed, by the day that holds now, and whether it is done."""
        said = self.said[str(action.public_id)]
        done = f" Done on {day(action.done_on)}." if action.done_on else ""
        when = f"By {day(action.due_on)}.{done}"
        who = self.may.called(action.holder, member_line(action.holder))
        return f"{who}: {said['what']}\n{when} What it is for: {said['is_for']}"

    def _had(self, parts: Iterable[AnyItem]) -> list[AnyItem]:
        return [one for one in parts if self._may_have(one)]

    def _may_have(self, part: Item) -> bool:
        """Say whether a part was agreed, of the child that it is about now, and is not kept from this reader."""
        said = self.said.get(str(part.public_id))
        is_same = said is not None and said["child"] == self.children.get(part.child_id or 0)
        return is_same and self.may.may_have(part)


def _last(seen: SeenPlan) -> Iterator[Section]:
    """Write when the plan is looked at again, and what somebody can do who sees it differently."""
    if due_on := seen.review_due_on:
        late = " We are late with this. Ask us when it will be." if due_on < timezone.localdate() else ""
        yield Section("When we look at the plan again", (f"By {day(due_on)}.{late}",))
    yield Section("If you do not agree", (DISAGREE,))
