"""Photos and pictures, kept as pictures only: the place where one was taken can lead to a protected address.

Of JPEG and PNG all that is not needed to draw them is left out: place, time, camera, small pictures of what was cut
off, and whatever was hung on behind. Phones write into a JPEG how it is to be turned; that is kept. A HEIC photo
cannot be rewritten in a few lines: it stays as it is, and pages warn of it (data/kinds.csv).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from righthelp.files.refusals import NOT_WHOLE, NotAccepted

T = TypeVar("T")

JPEG_STARTS, JPEG_ENDS = b"\xff\xd8", b"\xff\xd9"
SCAN, FILL = 0xDA, 0xFF
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})  # what programs note in a JPEG; the three below are needed to draw it
NEEDED_NOTES = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
EXIF = b"Exif\0\0"
AFTER_A_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
TURN = 0x0112  # the tag of EXIF that says how to turn a photo
TURNS = range(2, 9)

PNG_STARTS = bytes.fromhex("89504e470d0a1a0a")
PNG_PARTS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs".split())
OPTIONAL = 0x20  # of the first letter: a part that a program may leave out

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
BRANDS_THAT_LEAD = HEIC_BRANDS | {b"mif1"}
LONGEST_HEAD, SMALLEST_BOX = 256, 8
MOST_PARTS = 10_000  # no camera makes as many; somebody who wants to keep us busy could


def _jpeg(content: bytes) -> bytes:
    """Give a JPEG with its picture only.

    Raises:
        NotAccepted: where it is not whole.
    """
    kept, markers = [JPEG_STARTS], set()
    for marker, part in _few(_jpeg_parts(content)):
        markers.add(marker)
        if marker not in NOTES or _is_needed(marker, part):
            kept.append(part)
        elif marker == 0xE1 and part[4:].startswith(EXIF):
            kept.append(_only_the_turn(part[4 + len(EXIF) :]))
    if SCAN not in markers or not FRAMES & markers:
        raise NotAccepted(NOT_WHOLE)
    return b"".join([*kept, JPEG_ENDS])


def _is_needed(marker: int, part: bytes) -> bool:
    return any(marker == number and part[4:].startswith(name) for number, name in NEEDED_NOTES)


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Go from marker to marker up to the end of the picture; what hangs on behind it is not read."""
    at = len(JPEG_STARTS)
    while (marker := _marker(content, at)) != JPEG_ENDS[1]:
        if marker == FILL:
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if end < at + 4 or end > len(content):
            raise NotAccepted(NOT_WHOLE)
        if marker == SCAN:
            end = _end_of_scan(content, end)
        yield marker, content[at:end]
        at = end


def _marker(content: bytes, at: int) -> int:
    if len(content) < at + 2 or content[at] != 0xFF:
        raise NotAccepted(NOT_WHOLE)
    return content[at + 1]


def _end_of_scan(content: bytes, start: int) -> int:
    found = AFTER_A_SCAN.search(content, start)
    if not found:
        raise NotAccepted(NOT_WHOLE)
    return found.start()


def _only_the_turn(tiff: bytes) -> bytes:
    """Give a note that says how to turn the photo and nothing else; nothing where it stands upright."""
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        tags = [struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number) for number in range(count)]
    except struct.error:
        return b""
    turn = next((value for tag, _, _, value in tags if tag == TURN), 1)
    if turn not in TURNS:
        return b""
    note = EXIF + b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, TURN, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note


def _png(content: bytes) -> bytes:
    """Give a PNG with its picture only.

    Raises:
        NotAccepted: where it is not whole, or needs parts that no program has to know.
    """
    kept, names = [PNG_STARTS], []
    for name, part in _few(_png_parts(content)):
        names.append(name)
        if name in PNG_PARTS:
            kept.append(part)
        elif not name[0] & OPTIONAL:
            raise NotAccepted(NOT_WHOLE)
    if names[0] != b"IHDR" or b"IDAT" not in names:
        raise NotAccepted(NOT_WHOLE)
    return b"".join(kept)


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, name = len(PNG_STARTS), b""
    while name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content) or content[end - 4 : end] != zlib.crc32(content[at + 4 : end - 4]).to_bytes(4):
            raise NotAccepted(NOT_WHOLE)
        yield name, content[at:end]
        at = end


def is_heic(content: bytes) -> bool:
    """Say whether a file is a HEIC photo.

    Raises:
        NotAccepted: where it is one, but not whole.
    """
    if content[4:8] != b"ftyp" or not _is_named_heic(content):
        return False
    if not {b"meta", b"mdat"} <= set(_few(_box_names(content))):
        raise NotAccepted(NOT_WHOLE)
    return True


def _is_named_heic(content: bytes) -> bool:
    brands = content[8 : min(int.from_bytes(content[:4]), LONGEST_HEAD)]
    named = {brands[at : at + 4] for at in range(8, len(brands), 4)}
    return brands[:4] in BRANDS_THAT_LEAD and bool(HEIC_BRANDS & {brands[:4], *named})


def _box_names(content: bytes) -> Iterator[bytes]:
    """Go from box to box; together they fill the file."""
    at = 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4])
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        size = size or len(content) - at
        if size < SMALLEST_BOX or at + size > len(content):
            raise NotAccepted(NOT_WHOLE)
        yield content[at + 4 : at + 8]
        at += size


def _few(parts: Iterator[T]) -> Iterator[T]:
    for number, part in enumerate(parts):
        if number == MOST_PARTS:
            raise NotAccepted(NOT_WHOLE)
        yield part


CLEANED: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({"jpeg": _jpeg, "png": _png})
