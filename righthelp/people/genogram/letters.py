"""How wide words are and where they break: the server draws without a browser to ask."""

import re
import unicodedata

NARROW, WIDE = frozenset("fijlrtI.,:;'’!|()[] -"), frozenset("mwMW@—")
BOLD = 1.1
ELLIPSIS = "…"
WORD_PART = re.compile(r"\s*(?:[^\s-]+-*|-+)")


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is, rather too wide than too narrow: no reader's browser shows the same letters.

    >>> width_of("ill", 10) < width_of("abc", 10) < width_of("ABC", 10) < width_of("MWM", 10)
    True
    """
    return sum(_share(letter) for letter in text) * size


def _share(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.05
    if letter in NARROW:
        return 0.38
    if letter in WIDE:
        return 0.95
    return 0.69 if letter.isupper() else 0.61


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """Break a text into at most `most` lines that fit; what does not fit any more becomes an ellipsis.

    >>> wrapped("Wilhelmina Featherstonehaugh-Carter", 15, 112, 4)
    ['Wilhelmina', 'Featherstoneh', 'augh-Carter']
    >>> wrapped("one two three four", 15, 40, 2)
    ['one', 'two…']
    """
    lines: list[str] = []
    for part in WORD_PART.findall(text.strip()):
        if lines and width_of(lines[-1] + part, size) <= room:
            lines[-1] += part
        else:
            lines += _pieces(part.strip(), size, room)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shortened(lines[most - 1], size, room)]


def _pieces(word: str, size: float, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shortened(line: str, size: float, room: float) -> str:
    while line and width_of(line + ELLIPSIS, size) > room:
        line = line[:-1]
    return line + ELLIPSIS
