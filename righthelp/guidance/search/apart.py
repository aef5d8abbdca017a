"""What goes well set apart from what worries, sentence by sentence and clause by clause.

Words count as going well only where they praise and are read as going well: either by itself is too often wrong.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

import numpy as np

from righthelp.guidance.search.model import Floats
from righthelp.guidance.search.panel_rules import Phrase
from righthelp.guidance.search.words import praises

GOING_WELL = 1  # below this seriousness words read as a strength; 4 is harm
SURELY_WELL = 0.5  # from which share of "going well"
LEFT_OUT = " … "
CLAUSE_END = re.compile(r"\s*[,;:]\s+|\s+(?:and|but|plus|&)\s+", re.IGNORECASE)


def clauses_of(sentence: str) -> list[str]:
    """Split a sentence that joins several things with "and" or a comma; nothing where it tells one thing.

    >>> clauses_of("He is hungry and dirty, and his mum drinks.")
    ['He is hungry', 'dirty', 'and his mum drinks.']
    """
    clauses = [sentence[start:end] for start, end in _places(sentence)]
    return clauses if len(clauses) > 1 else []


def set_apart(
    sentences: Iterable[str], read: Mapping[str, Floats], told: Iterable[Phrase]
) -> tuple[list[str], list[str]]:
    """Give what worries and what goes well; `read` holds how serious each sentence and clause reads.

    Nothing is reworded: where something is left out in the middle of a sentence, dots stand in its place. The
    sentences that hold a plain phrase ("dad shook him but he is happy now") stay whole.
    """
    told_words = [phrase.words for phrase in told if phrase.is_certain]
    worries: list[str] = []
    strengths: list[str] = []
    for sentence in sentences:
        is_told = any(sentence in words for words in told_words)
        runs = [(False, sentence)] if is_told else _runs(sentence, read)
        for goes_well, kept in ((False, worries), (True, strengths)):
            if words := LEFT_OUT.join(text for well, text in runs if well == goes_well):
                kept.append(words)
    return worries, strengths


def seriousness(row: Floats) -> float:
    """Say how serious words read, from 0 (going well) to 4 (harm)."""
    return float(row @ np.arange(5))


def _places(sentence: str) -> list[tuple[int, int]]:
    """Say where each clause of a sentence begins and ends."""
    ends = [match.span() for match in CLAUSE_END.finditer(sentence)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(sentence)]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]


def _runs(sentence: str, read: Mapping[str, Floats]) -> list[tuple[bool, str]]:
    """Take a sentence apart where it turns from a worry to a strength or back."""
    places = _places(sentence)
    texts = [sentence[start:stop] for start, stop in places]
    is_calm = all(seriousness(read[text]) < GOING_WELL for text in texts if text in read)
    if len(places) < 2 or (is_calm and _goes_well(sentence, read)):
        return [(_goes_well(sentence, read), sentence)]
    marked = zip([_goes_well(text, read) for text in texts], places, strict=True)
    runs = [(well, [place for _, place in run]) for well, run in groupby(marked, lambda part: part[0])]
    return [(well, sentence[run[0][0] : run[-1][1]]) for well, run in runs]


def _goes_well(text: str, read: Mapping[str, Floats]) -> bool:
    row = read.get(text)
    return row is not None and float(row[0]) >= SURELY_WELL and seriousness(row) < GOING_WELL and praises(text)
