"""Files that people send, good and bad, made here byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from righthelp.files.documents import Document, Paragraph
from righthelp.files.pdf import to_pdf
from righthelp.files.tests.samples import MADE_AT

TEXT = "Jacob was not brought to three appointments.\nŻółć, مرحبا\n".encode()
PLACE = b"51.3811N 2.3590W"


def sent(content: bytes, name: str = "note.txt", kind: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def pdf() -> bytes:
    return to_pdf(Document(title="A letter", footer="", reference="A1", made_at=MADE_AT, blocks=(Paragraph("Words"),)))


def word() -> bytes:
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph("Words")
    made.save(file)
    return file.getvalue()


def excel() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "Words")
    return file.getvalue()


def archive(members: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def with_members(content: bytes, more: Mapping[str, bytes]) -> bytes:
    """Put members into an archive, or others in the place of those it has."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return archive({**{name: old.read(name) for name in old.namelist()}, **more})


ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def open_document(**more: bytes) -> bytes:
    members = {"mimetype": ODT_TYPE, "content.xml": b"<c/>", "META-INF/manifest.xml": b"<m/>"}
    return archive({**members, **{name.replace("__", "/"): content for name, content in more.items()}})


def exif(turn: int, order: str = ">") -> bytes:
    """Make what a phone notes: how to turn the photo, and where it was taken."""
    tags = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turn, 0) + struct.pack(f"{order}HHII", 0x8825, 4, 1, 38)
    head = (b"MM" if order == ">" else b"II") + struct.pack(f"{order}HIH", 42, 8, 2)
    return b"Exif\0\0" + head + tags + struct.pack(f"{order}I", 0) + PLACE


def part(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


SCAN = part(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
JFIF = part(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
COLOURS = part(0xE2, b"ICC_PROFILE\0\1\1sRGB")
FRAME = part(0xC0, b"\x08\0\1\0\1\1\1\x11\0")


def jpeg(*notes: bytes, behind: bytes = b"") -> bytes:
    return b"\xff\xd8" + JFIF + b"".join(notes) + COLOURS + FRAME + SCAN + b"\xff\xd9" + behind


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = b"\x89PNG\r\n\x1a\n"
HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
DOTS = chunk(b"IDAT", zlib.compress(b"\0\0"))
LAST = chunk(b"IEND", b"")


def png(*notes: bytes, behind: bytes = b"") -> bytes:
    return PNG + HEADER + b"".join(notes) + DOTS + LAST + behind


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def heic(brand: bytes = b"heic", others: bytes = b"mif1heic") -> bytes:
    return box(b"ftyp", brand + bytes(4) + others) + box(b"meta", b"Exif") + box(b"mdat", PLACE)


GOOD: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "docx": word,
    "xlsx": excel,
    "odt": open_document,
    "txt": lambda: TEXT,
    "jpeg": jpeg,
    "png": png,
    "heic": heic,
}
