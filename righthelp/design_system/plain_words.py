"""Words that others may not know or may hear as blame, with plainer ones: help while writing, never a mark (BN-088).

The table of words is data/plain_words.csv: written with capitals, a word counts only so; in small letters, either way.
`to_family` is what to say in a text that a family reads; a row without `instead` counts in such a text alone.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from righthelp.design_system.formatters import count, sentence_case

DATA = Path(__file__).parent / "data"
LONGEST_SENTENCE = 35
OPENING = 8  # words that show which sentence is meant
WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
BETWEEN = re.compile(r"[\s/‐‑–-]{1,3}")
ENDING = re.compile(r"['’]?s$")
CAPITALS = re.compile(r"[A-Z]{2,6}")
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
IN_BRACKETS = re.compile(r"\(([^()]{2,120})\)")
BEFORE_BRACKETS = 80
NAME = re.compile(r"([A-Z][a-z'’-]+) $")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
IN_FULL = "the whole words, the first time"
WHY = {
    "short": "others may not know it",
    "official": "others may not know what it means",
    "blame": "it can sound like blame",
    "doubt": "it can sound as if nobody believes it",
    "unclear": "it can mean many things",
}


@dataclass(frozen=True)
class Hint:
    """Words as they stand in a text, where they begin, why others may stumble, and what could be written instead."""

    words: str
    start: int
    instead: str
    why: str

    @property
    def sentence(self) -> str:
        """Say it to the writer."""
        return f"You wrote “{self.words}”: {WHY[self.why]}. You could write: {self.instead}."


@dataclass(frozen=True)
class _Row:
    parts: tuple[str, ...]
    instead: str
    why: str


def found(text: str) -> list[Hint]:
    """List the words that others may not know, in the order of the text, each once; none that the text explains."""
    words, explained = list(WORD.finditer(text)), _explained(text)
    hints: dict[str, Hint] = {}
    place = 0
    while place < len(words):
        row = _row_at(text, words, place) or _unknown(text, words, place)
        if row is None:
            place += 1
            continue
        first, last = words[place], words[place + len(row.parts) - 1]
        if row.why != "short" or _stem(first.group()) not in explained:
            once = row.parts[0] if row.instead == IN_FULL else row.instead
            hints.setdefault(once, Hint(text[first.start() : last.end()], first.start(), row.instead, row.why))
        place += len(row.parts)
    return list(hints.values())


def long_sentences(text: str) -> list[str]:
    """List the sentences of more than 35 words, as they stand."""
    sentences = (sentence.strip() for sentence in SENTENCE_END.split(text))
    return [sentence for sentence in sentences if len(WORD.findall(sentence)) > LONGEST_SENTENCE]


def about_length(text: str) -> str:
    """Say in one sentence which sentences are very long; nothing where none is.

    >>> about_length("She came. " + "She was hungry and " * 12)
    'One sentence is very long (it begins “She was hungry and She was hungry and…”): shorter ones are easier to read.'
    """
    long = long_sentences(text)
    if not long:
        return ""
    opening = " ".join(long[0].split()[:OPENING])
    which = "it begins" if len(long) == 1 else "the first begins"
    are = "is" if len(long) == 1 else "are"
    many = sentence_case(count(len(long), "sentence"))
    return f"{many} {are} very long ({which} “{opening}…”): shorter ones are easier to read."


def _row_at(text: str, words: list[re.Match[str]], place: int) -> _Row | None:
    """Find the longest entry of the table that begins at a word."""
    word = _straight(words[place].group())
    rows = {row for key in (word, _stem(word), word.lower()) for row in TABLE.get(key, ())}
    fitting = (row for row in rows if _fits(row, text, words[place : place + len(row.parts)]))
    return max(fitting, key=lambda row: len(row.parts), default=None)


def _fits(row: _Row, text: str, words: list[re.Match[str]]) -> bool:
    gaps = pairwise(words)
    return (
        len(words) == len(row.parts)
        and all(part in _ways(word.group()) for part, word in zip(row.parts, words, strict=True))
        and all(BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in gaps)
    )


def _unknown(text: str, words: list[re.Match[str]], place: int) -> _Row | None:
    """Take capitals for a short form unless everybody knows it, or it is a number, a surname or a shout."""
    word = _stem(words[place].group())
    if not _is_odd(word):
        return None
    before = NAME.search(text, max(0, words[place].start() - 40), words[place].start())
    if len(word) > 3 and before and before[1].upper() not in KNOWN:
        return None
    beside = {_stem(words[near].group()) for near in (place - 1, place + 1) if 0 <= near < len(words)} - {word}
    if any(_is_odd(near) and near not in TABLE for near in beside):
        return None
    return _Row((word,), IN_FULL, "short")


def _is_odd(word: str) -> bool:
    return bool(CAPITALS.fullmatch(word)) and word not in KNOWN and not ROMAN.fullmatch(word)


def _explained(text: str) -> set[str]:
    """Collect the short forms that the text explains: "child in need (CIN)" or "CIN (child in need)"."""
    return {short for brackets in IN_BRACKETS.finditer(text) for short in _explained_at(text, brackets)}


def _explained_at(text: str, brackets: re.Match[str]) -> Iterator[str]:
    before, inside = text[max(0, brackets.start() - BEFORE_BRACKETS) : brackets.start()], brackets[1].strip()
    if _spelt_by(inside, before):
        yield _stem(inside)
    last = WORD.findall(before)[-1:]
    if last and _spelt_by(last[0], inside):
        yield _stem(last[0])


def _spelt_by(short: str, words: str) -> bool:
    """Say whether words hold the letters of a short form in order, from the beginning of a word."""
    small, letters = words.lower(), _stem(short).lower()
    if not 2 <= len(letters) <= 7 or not short[:1].isupper():
        return False
    starts = (word.start() for word in WORD.finditer(small) if small[word.start()] == letters[0])
    rest = iter(small[next(starts, len(small)) :])
    return " " in words.strip() and all(letter in rest for letter in letters)


def _ways(word: str) -> set[str]:
    straight = _straight(word)
    return {straight, _stem(straight), straight.lower()}


def _stem(word: str) -> str:
    """Take the ending of "EHCPs" and "CAMHS’s" away."""
    return ENDING.sub("", word)


def _straight(word: str) -> str:
    return word.replace("’", "'")


def _rows() -> list[dict[str, str]]:
    with (DATA / "plain_words.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _for_families() -> list[tuple[str, str]]:
    """List what to say to a family instead; of two ways to write a word in capitals or not, the first."""
    said = [(words, row["to_family"]) for row in ROWS if row["to_family"] for words in row["words"].split("|")]
    return list({words.casefold(): (words, say) for words, say in reversed(said)}.values())[::-1]


def _read() -> dict[str, list[_Row]]:
    table = defaultdict(list)
    for row in ROWS:
        for words in row["words"].split("|") if row["instead"] else ():
            parts = tuple(WORD.findall(words))
            table[parts[0]].append(_Row(parts, row["instead"], row["why"]))
    return dict(table)


ROWS = _rows()
TABLE = _read()
FOR_FAMILIES = _for_families()
KNOWN = frozenset((DATA / "words_everybody_knows.csv").read_text(encoding="utf-8").split()[1:])
