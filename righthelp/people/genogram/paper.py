"""On which paper a drawing can be read: no name on it is ever printed smaller than seven points. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Literal

from righthelp.people.genogram.boxes import NAME, WIDTH

LEAST_POINTS = 7
OVERLAP = 2 * WIDTH  # more than a person is wide: whoever is cut on one part stands whole on the next


class Sheet(StrEnum):
    """What a browser prints a drawing on: A4 either way, or not at all, since only the PDF takes larger paper."""

    UPRIGHT = "upright"
    SIDEWAYS = "sideways"
    TOO_LARGE = "too-large"


@dataclass(frozen=True)
class Room:
    """How large a drawing may be, in its own pixels, for its names to be read on a kind of paper."""

    width: int
    height: int

    def holds(self, width: int, height: int) -> bool:
        """Say whether a drawing fits."""
        return width <= self.width and height <= self.height


@dataclass(frozen=True)
class Part:
    """What of a drawing stands on one page: the whole of it, or a piece that overlaps with those beside it."""

    left: int
    top: int
    width: int
    height: int


def room_of(millimetres_across: int, millimetres_down: int) -> Room:
    """Measure the space within the margins of a page.

    >>> room_of(254, 127)
    Room(width=1542, height=771)
    """
    across, down = (int(one / 25.4 * 72 * NAME / LEAST_POINTS) for one in (millimetres_across, millimetres_down))
    return Room(across, down)


IN_THE_TEXT = Room(760, room_of(162, 205).height)  # a wider drawing has small letters beside those of the words
PDF_ROOM: dict[Literal["a4", "a3"], Room] = {"a4": room_of(273, 168), "a3": room_of(396, 255)}
BROWSER_ROOM = {Sheet.UPRIGHT: room_of(180, 255), Sheet.SIDEWAYS: room_of(270, 180)}


def sheet_for(width: int, height: int) -> Sheet:
    """Choose what a browser prints a drawing on."""
    return next((sheet for sheet, room in BROWSER_ROOM.items() if room.holds(width, height)), Sheet.TOO_LARGE)


def parts_of(width: int, height: int, room: Room) -> list[Part]:
    """Part a drawing over as many pages as it needs, line by line.

    >>> [(part.left, part.width) for part in parts_of(3000, 500, Room(2000, 600))]
    [(0, 1606), (1394, 1606)]
    """
    return [
        Part(left, top, across, down)
        for top, down in _cuts(height, room.height)
        for left, across in _cuts(width, room.width)
    ]


def _cuts(length: int, room: int) -> list[tuple[int, int]]:
    """Cut a length into even pieces that overlap; room for less than two overlaps counts as so much."""
    number = max(1, ceil((length - OVERLAP) / max(OVERLAP, room - OVERLAP)))
    piece = ceil((length + (number - 1) * OVERLAP) / number)
    return [(place * (piece - OVERLAP), piece) for place in range(number)]
