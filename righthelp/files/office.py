"""Documents of Word, Excel and OpenDocument: archives of which every member is looked at before one is believed."""

import io
import re
import struct
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from righthelp.files.refusals import HOLDS_TOO_MUCH, NOT_WHOLE, OLD_OR_LOCKED, RUNS_BY_ITSELF, WRONG_KIND, NotAccepted

STARTS = b"PK\x03\x04"
END, REST_OF_END = b"PK\x05\x06", 18  # of an archive without a comment; something else could hang on behind
MOST_MEMBERS = 2_000
MOST_INSIDE = 60 * 1024 * 1024  # uncompressed: ten megabytes can hold gigabytes of nothing
MOST_OF_A_LIST = 1024 * 1024
KNOWN_COMPRESSION = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LOCKED = 0x1
TYPES = "[Content_Types].xml"
MIMETYPE = "mimetype"
ODT = b"application/vnd.oasis.opendocument.text"
ODT_MEMBERS = {"content.xml", "META-INF/manifest.xml"}
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OOXML}wordprocessingml.document.main+xml": ("docx", "word/document.xml"),
    f"{OOXML}spreadsheetml.sheet.main+xml": ("xlsx", "xl/workbook.xml"),
}
RUNS = re.compile(
    r"vbaproject|vbadata|activex|oleobject|macrosheet|^basic/|^scripts/"
    r"|\.(exe|dll|com|scr|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|jar|lnk|msi)$"
)
RUNS_TYPE = re.compile(r"macroenabled|vbaproject|activex|macrosheet|oleobject")
# what the standard library raises for archives that somebody made wrong, by chance or on purpose
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def key_of(content: bytes) -> str:
    """Tell which document an archive is.

    Raises:
        NotAccepted: for any other archive, and for documents with macros, with a password, or swollen.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not content[-len(END) - REST_OF_END :].startswith(END):
                raise NotAccepted(NOT_WHOLE)
            return _key_of(archive)
    except NotAccepted:
        raise
    except BROKEN:
        raise NotAccepted(NOT_WHOLE) from None


def _key_of(archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    _look_at_members(archive, members)
    names = {member.filename for member in members}
    if MIMETYPE in names and TYPES not in names:
        return _open_document(archive, names)
    if TYPES in names and MIMETYPE not in names:
        return _microsoft(archive, names)
    raise NotAccepted(WRONG_KIND)


def _look_at_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_INSIDE:
        raise NotAccepted(HOLDS_TOO_MUCH)
    if any(RUNS.search(member.filename.lower()) for member in members):
        raise NotAccepted(RUNS_BY_ITSELF)
    if any(member.flag_bits & LOCKED for member in members):
        raise NotAccepted(OLD_OR_LOCKED)
    if not _are_in_order(archive, members) or archive.testzip() is not None:
        raise NotAccepted(NOT_WHOLE)


def _are_in_order(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bool:
    """Say whether the archive is all that there is, and each member one thing in one place."""
    names = {member.filename.lower() for member in members}
    return (
        len(names) == len(members)
        and 0 in {member.header_offset for member in members}
        and not any(_leads_out(name) for name in names)
        and all(member.compress_type in KNOWN_COMPRESSION for member in members)
    )


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    if archive.read(MIMETYPE) != ODT or not names >= ODT_MEMBERS:
        raise NotAccepted(WRONG_KIND)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise NotAccepted(OLD_OR_LOCKED)
    return "odt"


def _microsoft(archive: zipfile.ZipFile, names: set[str]) -> str:
    types = _content_types(archive)
    if any(RUNS_TYPE.search(one.lower()) for one in types):
        raise NotAccepted(RUNS_BY_ITSELF)
    found = {MAIN_PARTS[one] for one in types if one in MAIN_PARTS}
    if len(found) != 1:
        raise NotAccepted(WRONG_KIND)
    key, main_part = found.pop()
    if main_part not in names:
        raise NotAccepted(WRONG_KIND)
    return key


def _content_types(archive: zipfile.ZipFile) -> set[str]:
    if archive.getinfo(TYPES).file_size > MOST_OF_A_LIST:
        raise NotAccepted(HOLDS_TOO_MUCH)
    try:
        return {part.get("ContentType", "") for part in fromstring(archive.read(TYPES))}
    except (ParseError, LookupError):
        raise NotAccepted(NOT_WHOLE) from None
