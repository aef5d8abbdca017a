"""Phrases that call for an entry of the panel, from readable tables.

`panel_words.csv` holds families of words; a rule of `panel_rules.csv` names one as <adult>. `panel_signs.csv` holds
what must stand in a text before an entry may show at all, `panel_calm.csv` what speaks for ordinary life where no
phrase calls for the entry. Slips of the keyboard in the verbs of `panel_slips.csv`
are read as those verbs.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

from righthelp.guidance.search.model import model
from righthelp.guidance.search.needs import DATA, rows_of
from righthelp.guidance.search.words import WORD, normal

FAMILY = re.compile(r"<(\w+)>")
COMMON = 9.0  # rarity below which a word is so usual in the examples that it is no slip
SHORTEST_SLIP = 4
MOST_QUOTED = 4  # sentences


class Rule(NamedTuple):
    """A phrase for an entry; one that is certain is enough by itself ("he hits me")."""

    entry: str
    pattern: re.Pattern[str]
    is_certain: bool
    need: str


class Phrase(NamedTuple):
    """What matched for an entry: the words that hold it, whether it is enough by itself, and the need it tells of."""

    words: str
    is_certain: bool
    need: str


def phrases_in(line: str, sentences: list[str]) -> dict[str, Phrase]:
    """Give the entries that one of their phrases calls for; a phrase that is certain goes before others."""
    found: dict[str, Phrase] = {}
    words = without_slips(line)
    for rule in _rules():
        if rule.entry not in found and (match := rule.pattern.search(words)):
            quoted = _quoted(sentences, rule.pattern) if rule.is_certain else ""
            found[rule.entry] = Phrase(quoted or match[0], rule.is_certain, rule.need)
    return found


def has_signs(entry: str, line: str) -> bool:
    """Say whether a text holds every sign that an entry needs: no baby's injury without a baby."""
    words = without_slips(line)
    return all(sign.search(words) for sign in _patterns("panel_signs").get(entry, []))


def is_calm(entry: str, line: str) -> bool:
    """Say whether a text holds words that speak for ordinary life rather than for an entry: a valentine card."""
    return any(calm.search(line) for calm in _patterns("panel_calm").get(entry, []))


@cache
def _rules() -> list[Rule]:
    rows = rows_of(DATA.parent / "panel_rules.csv")
    rules = [Rule(row["entry"], _compiled(row["pattern"]), row["certain"] == "yes", row["need"]) for row in rows]
    return sorted(rules, key=lambda rule: not rule.is_certain)


@cache
def _patterns(table: str) -> dict[str, list[re.Pattern[str]]]:
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for row in rows_of(DATA.parent / f"{table}.csv"):
        patterns.setdefault(row["entry"], []).append(_compiled(row["pattern"]))
    return patterns


@cache
def _families() -> dict[str, str]:
    return {row["family"]: f"(?:{row['words']})" for row in rows_of(DATA.parent / "panel_words.csv")}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(FAMILY.sub(lambda match: _families()[match[1]], pattern))


def _quoted(sentences: list[str], pattern: re.Pattern[str]) -> str:
    """Quote the shortest run of sentences that holds the phrase."""
    runs = (
        " ".join(sentences[start : start + length])
        for length in range(1, min(MOST_QUOTED, len(sentences)) + 1)
        for start in range(len(sentences) - length + 1)
    )
    return next((run for run in runs if pattern.search(without_slips(normal(run)))), "")


def without_slips(line: str) -> str:
    """Read a slip in a verb as the verb: "punchd" as "punched"."""
    return WORD.sub(lambda match: _slips().get(match[0], match[0]), line)


@cache
def _slips() -> dict[str, str]:
    """Map every slip of one letter, or of two neighbours changed about, that is no usual word by itself."""
    rows = rows_of(DATA.parent / "panel_slips.csv")
    real = {row["verb"] for row in rows} | {word for row in rows for word in row["other_words"].split()}
    slips = {slip: row["verb"] for row in rows for slip in _one_away(row["verb"])}
    return {slip: verb for slip, verb in slips.items() if slip not in real and not _is_usual(slip)}


def _one_away(verb: str) -> Iterator[str]:
    """Every word one slip away that begins with the same letter."""
    parts = [(verb[:place], verb[place:]) for place in range(1, len(verb) + 1)]
    for head, tail in parts:
        yield from (head + letter + tail for letter in ascii_lowercase)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in ascii_lowercase)
    for (head, tail), _ in pairwise(parts):
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _is_usual(word: str) -> bool:
    place = model().patterns.get(f"w:{word}")
    return len(word) < SHORTEST_SLIP or (place is not None and float(model().rarity[place]) < COMMON)
