"""How wide words are and where they break: the server draws without a browser to ask."""

import re
import unicodedata

NARROW, WIDE = frozenset("fijlrtI.,:;'’!|()[] -"), frozenset("mwMW@—")
BOLD = 1.1
ELLIPSIS, HYPHEN = "…", "-"
FEWEST = 4  # letters that stand alone on a line
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

    It breaks at spaces and hyphens; a word that is too long in itself breaks with a hyphen.

    >>> wrapped("Wilhelmina Featherstonehaugh-Carter", 15, 112, 4)
    ['Wilhelmina', 'Featherstone-', 'haugh-Carter']
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


def is_whole(text: str, size: float, room: float) -> bool:
    """Say whether no word of a text need be broken."""
    return all(width_of(part.strip(), size) <= room for part in WORD_PART.findall(text))


def _pieces(word: str, size: float, room: float) -> list[str]:
    """Break a word where it must be, and never so late that a letter or two are left over."""
    pieces, left = [], word
    while left and width_of(left, size) > room:
        fits = max(1, sum(width_of(left[:end] + HYPHEN, size) <= room for end in range(1, len(left))))
        end = max(1, min(fits, len(left) - FEWEST)) if fits > FEWEST else fits
        pieces.append(left[:end] + (HYPHEN if _is_joined(left[end - 1 : end + 1]) else ""))
        left = left[end:]
    return [*pieces, left]


def _is_joined(two: str) -> bool:
    """Say whether a hyphen may stand between two letters: only scripts with capitals break words with one."""
    return all(letter.lower() != letter.upper() for letter in two)


def _shortened(line: str, size: float, room: float) -> str:
    while line and width_of(line + ELLIPSIS, size) > room:
        line = line[:-1]
    return line + ELLIPSIS
