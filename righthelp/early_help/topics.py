"""What is talked about in an assessment: data/topics.csv, in the groups of data/topic_groups.csv, a page each.

A topic says for which children its hints differ: `early` before birth and until school, `teen` from secondary school.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DATA = Path(__file__).parent / "data"
Of = Literal["child", "adult", "family"]
EARLY_UNTIL, TEEN_FROM = 5, 11


@dataclass(frozen=True)
class Topic:
    """One topic: its title, and what one may talk about."""

    key: str
    of: str
    group: str
    title: str
    hint: str
    early: str
    teen: str
    source: str

    def hint_at(self, age: int | None) -> str:
        """Give the hint that fits the age in years; 0 before birth, None where nobody knows it."""
        if age is not None and age < EARLY_UNTIL:
            return self.early or self.hint
        if age is not None and age >= TEEN_FROM:
            return self.teen or self.hint
        return self.hint


@dataclass(frozen=True)
class Group:
    """The topics that stand on one page."""

    key: str
    of: str
    title: str
    lead: str
    topics: tuple[Topic, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


TOPICS = tuple(Topic(**row) for row in _rows("topics.csv"))


def _of_group(row: dict[str, str]) -> tuple[Topic, ...]:
    return tuple(topic for topic in TOPICS if (topic.of, topic.group) == (row["of"], row["key"]))


GROUPS = tuple(Group(**row, topics=_of_group(row)) for row in _rows("topic_groups.csv"))


def groups_of(of: str) -> tuple[Group, ...]:
    """Give the groups for a child, an adult, or the family as a whole, in the order of the table."""
    return tuple(group for group in GROUPS if group.of == of)


def topics_of(of: str) -> tuple[Topic, ...]:
    """Give the topics for a child, an adult, or the family as a whole."""
    return tuple(topic for group in groups_of(of) for topic in group.topics)
