"""The table of what is asked of whoever asks for help (data/questions.csv). A row is known by its key."""

import csv
from dataclasses import dataclass
from pathlib import Path

SECTIONS = {
    "worry": "What has happened",
    "child": "The child’s view, and what works well",
    "help": "Help so far",
    "family": "Speaking with the family",
    "wishes": "What should happen",
    "useful": "Useful to know",
}

# the questions with which a section goes on to another page, as a page holds one matter
NEW_PAGE = frozenset({"working_well", "family_said", "adults"})
PAGES = {  # the pages that hold a part of a section, by key
    "family": "Is it safe, do they know, do they agree",
    "family_said": "What they said, and why all the same",
}

MANY = 3  # long answers in a section, from which each has a page of its own


@dataclass(frozen=True)
class Question:
    """One question: the words on the page, whom it is asked of, and why its answer matters.

    `options` are the answers to choose from, by key; empty where the answer is written in words. `is_important` says
    that whoever sends without an answer is offered to add it first: help, never a condition. `tells` is what an answer
    is to whoever reads it (a fact, an opinion, what somebody else said), and `in_short` names it in the ledger.
    """

    key: str
    section: str
    title: str
    title_for_family: str
    hint: str
    why: str
    asked_of: frozenset[str]
    is_urgent: bool
    is_important: bool
    options: dict[str, str]
    tells: str
    in_short: str

    @property
    def is_choice(self) -> bool:
        """Say whether one answer is chosen from a list."""
        return bool(self.options)

    def titled(self, came_by: str) -> str:
        """Give the question in the words for whoever is asked."""
        return (self.title_for_family if came_by in {"family", "young"} else "") or self.title

    def in_words(self, text: str) -> str:
        """Write an answer as people read it."""
        return self.options.get(text, text)


def _read() -> dict[str, Question]:
    with (Path(__file__).parent / "data" / "questions.csv").open(newline="", encoding="utf-8") as file:
        return {row["key"]: _question(row) for row in csv.DictReader(file)}


def _question(row: dict[str, str]) -> Question:
    options = dict(part.split("=", 1) for part in row["options"].split(";") if part)
    return Question(
        key=row["key"],
        section=row["section"],
        title=row["title"],
        title_for_family=row["title_for_family"],
        hint=row["hint"],
        why=row["why"],
        asked_of=frozenset(row["asked_of"].split()),
        is_urgent=row["is_urgent"] == "yes",
        is_important=row["is_important"] == "yes",
        options=options,
        tells=row["tells"],
        in_short=row["in_short"],
    )


QUESTIONS = _read()


def asked_of(came_by: str) -> list[Question]:
    """List the questions for one way in, in the order in which people tell a story."""
    return [question for question in QUESTIONS.values() if came_by in question.asked_of]


def in_section(came_by: str, section: str) -> list[Question]:
    """List the questions of one section for one way in."""
    return [question for question in asked_of(came_by) if question.section == section]


def sections_of(came_by: str) -> dict[str, str]:
    """Give the sections that hold a question for one way in, by key, with their titles."""
    held = {question.section for question in asked_of(came_by)}
    return {key: title for key, title in SECTIONS.items() if key in held}


def pages_of(came_by: str) -> dict[str, list[Question]]:
    """Share the questions out over pages, by the key of each page: a question a page where a section is long.

    >>> [len(page) for page in pages_of("request").values()]
    [3, 1, 1, 1, 1, 1, 1, 1, 3, 2, 2, 1, 1]
    """
    pages: dict[str, list[Question]] = {}
    for key in sections_of(came_by):
        asked = in_section(came_by, key)
        is_long = sum(not one.is_choice for one in asked) >= MANY
        pages |= {one.key: [one] for one in asked} if is_long else _by_matter(key, asked)
    return pages


def _by_matter(section: str, asked: list[Question]) -> dict[str, list[Question]]:
    """Share a section out, by the key of the section and of the questions with which another page begins."""
    pages: dict[str, list[Question]] = {}
    page = section
    for one in asked:
        page = one.key if one.key in NEW_PAGE and pages else page
        pages.setdefault(page, []).append(one)
    return pages


def page_title(key: str, asked: list[Question], came_by: str) -> str:
    """Name a page of questions: by its only question, or by the matter that it holds."""
    return asked[0].titled(came_by) if len(asked) == 1 else PAGES.get(key) or SECTIONS[key]
