"""A font whose every letter is a box: where no other font has a letter, the box shows and the letter stays in the PDF.

PDF/UA forbids a letter without a shape. With this font last in line, a name in a script that we have no font for
can still be searched, copied and read aloud.
"""

import struct
from collections.abc import Iterable
from itertools import pairwise

__all__ = ["FAMILY", "box_font"]

FAMILY = "RightHelpBoxes"  # no spaces, since it is the PostScript name as well
UNITS, WIDTH, HEIGHT, EDGE, LINE = 1000, 620, 700, 80, 50
NO_SHAPE, BOX, SPACE = 0, 1, 2
LAST_CODE_POINT = 0x10FFFF


def box_font() -> bytes:
    """Make the font as a TrueType file."""
    tables = sorted(_tables().items())
    start = 12 + 16 * len(tables)
    directory, body = b"", b""
    for tag, table in tables:
        padded = _padded(table)
        directory += struct.pack(">4sIII", tag, _checksum(padded), start + len(body), len(table))
        body += padded
    return struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128) + directory + body


def _padded(table: bytes) -> bytes:
    return table + bytes(-len(table) % 4)


def _checksum(padded: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF


def _tables() -> dict[bytes, bytes]:
    box = _padded(_outline())
    return {
        b"OS/2": _metrics(),
        b"cmap": _letters(),
        b"glyf": box + box,
        b"head": _shorts(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 3, UNITS, *[0] * 8, *_corners(), 0, 8, 2, 1, 0),
        b"hhea": _shorts(1, 0, 800, -200, 0, WIDTH, EDGE, EDGE, WIDTH - EDGE, 1, *[0] * 7, 3),
        b"hmtx": _shorts(WIDTH, EDGE, WIDTH, EDGE, WIDTH, 0),
        b"loca": struct.pack(">4I", 0, len(box), 2 * len(box), 2 * len(box)),
        b"maxp": _shorts(1, 0, 3, 8, 2, 0, 0, 1, *[0] * 8),
        b"name": _names(),
        b"post": _shorts(3, 0, 0, 0, -100, LINE, *[0] * 10),
    }


def _shorts(*numbers: int) -> bytes:
    return b"".join(struct.pack(">H", number & 0xFFFF) for number in numbers)


def _corners() -> tuple[int, int, int, int]:
    return EDGE, 0, WIDTH - EDGE, HEIGHT


def _outline() -> bytes:
    left, bottom, right, top = _corners()
    outer = [(left, bottom), (right, bottom), (right, top), (left, top)]
    near, far, low, high = left + LINE, right - LINE, bottom + LINE, top - LINE
    inner = [(near, low), (near, high), (far, high), (far, low)]
    across, up = zip(*outer, *inner, strict=True)
    header = _shorts(2, left, bottom, right, top, 3, 7, 0)
    return header + bytes([1] * 8) + _shorts(*_steps(across), *_steps(up))


def _steps(places: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *places])]


def _letters() -> bytes:
    # format 13 gives one glyph to a whole range of letters
    groups = struct.pack(">6I", 0x20, 0x20, SPACE, 0x21, LAST_CODE_POINT, BOX)
    return struct.pack(">HHHHI HHIII", 0, 1, 3, 10, 12, 13, 0, 16 + len(groups), 0, 2) + groups


def _names() -> bytes:
    family_whole_and_postscript = (1, 4, 6)
    name = FAMILY.encode("utf-16-be")
    records = b"".join(_shorts(3, 1, 0x409, kind, len(name), 0) for kind in family_whole_and_postscript)
    return _shorts(0, 3, 6 + len(records)) + records + name


def _metrics() -> bytes:
    sizes = _shorts(4, WIDTH, 400, 5, *[0] * 12)
    marks = bytes(26) + b"RHLP" + _shorts(64, 0x20, 0xFFFF)
    return sizes + marks + _shorts(800, -200, 0, 800, 200, 0, 1, 0, 0, 500, HEIGHT, 0, 0x20, 1)
