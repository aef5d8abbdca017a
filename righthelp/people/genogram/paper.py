"""On which paper a drawing can be read: no name on it is ever printed smaller than seven points. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from righthelp.people.genogram.boxes import NAME

LEAST_POINTS = 7


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

    def with_letters(self, size: int) -> "Room":
        """Give the room for a drawing with names in smaller letters, which may be made less small.

        >>> Room(1500, 750).with_letters(13)
        Room(width=1300, height=650)
        """
        return Room(self.width * size // NAME, self.height * size // NAME)


def room_of(millimetres_across: int, millimetres_down: int) -> Room:
    """Measure the space within the margins of a page.

    >>> room_of(254, 127)
    Room(width=1542, height=771)
    """
    across, down = (int(one / 25.4 * 72 * NAME / LEAST_POINTS) for one in (millimetres_across, millimetres_down))
    return Room(across, down)


IN_THE_TEXT = Room(760, room_of(162, 205).height)  # a wider drawing has small letters beside those of the words
PDF_ROOM: dict[Literal["a4", "a3"], Room] = {"a4": room_of(273, 168), "a3": room_of(396, 255)}
BROWSER_ROOM = {Sheet.UPRIGHT: room_of(180, 220), Sheet.SIDEWAYS: room_of(270, 150)}  # the key stands below


def sheet_for(width: int, height: int, letters: int = NAME) -> Sheet:
    """Choose what a browser prints a drawing on, by how large the smallest letters of its names are."""
    fitting = (sheet for sheet, room in BROWSER_ROOM.items() if room.with_letters(letters).holds(width, height))
    return next(fitting, Sheet.TOO_LARGE)
