"""Which file may be taken: told by what is in it, never by its name or by what the browser says of it.

Libraries that tell kinds of files apart look at the first bytes only. Here a file must be of one kind through and
through, so that nothing can be a photo to us and a program to somebody else.
"""

import io
import unicodedata
import zipfile
from typing import NamedTuple

from righthelp.design_system.forms import NOT_KEPT, TURNS_TEXT_AROUND, can_be_seen
from righthelp.files import office, pictures, plain_text
from righthelp.files.kinds import KINDS, LARGEST, LONGEST_NAME, Kind
from righthelp.files.refusals import EMPTY, NOT_WHOLE, OLD_OR_LOCKED, TOO_LARGE, WRONG_KIND, NotAccepted

BEGINNING = 1024  # where programs still look for the head of a PDF, and browsers for signs of a web page
END = 4096
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # Word, Excel, Outlook before 2007, and later ones under a password
ALSO_A_PAGE = (b"<html", b"<script", b"<svg", b"<iframe", b"<!doctype")
NOT_IN_NAMES = frozenset('<>:"|?*/\\')
NO_NAME = "file"


class Examined(NamedTuple):
    """A file that may be taken: its kind, and what is kept of it."""

    kind: Kind
    content: bytes


def examined(content: bytes) -> Examined:
    """Find out what a file is; photos lose the place where they were taken and all else that is no picture.

    Raises:
        NotAccepted: for everything that is not through and through of one kind that the table names.
    """
    if not content:
        raise NotAccepted(EMPTY)
    if len(content) > LARGEST:
        raise NotAccepted(TOO_LARGE)
    kind = KINDS[_key(content)]
    kept = pictures.CLEANED[kind.key](content) if kind.key in pictures.CLEANED else content
    if _is_also_another(kind, kept):
        raise NotAccepted(WRONG_KIND)
    return Examined(kind, kept)


def _key(content: bytes) -> str:
    if content.startswith(OLD_OFFICE):
        raise NotAccepted(OLD_OR_LOCKED)
    if content.startswith(office.STARTS):
        return office.key_of(content)
    for kind in KINDS.values():
        if kind.starts and content.startswith(kind.starts):
            return kind.key
    if pictures.is_heic(content):
        return "heic"
    if plain_text.is_plain(content):
        return "txt"
    raise NotAccepted(WRONG_KIND)


def _is_also_another(kind: Kind, content: bytes) -> bool:
    """Say whether another program could take the file for something else: a page, a PDF, an archive."""
    beginning = content[:BEGINNING].lower()
    if any(sign in beginning for sign in ALSO_A_PAGE):
        return True
    if kind.key == "pdf":
        if b"%%EOF" not in content[-END:]:
            raise NotAccepted(NOT_WHOLE)
    elif b"%pdf-" in beginning:
        return True
    return not content.startswith(office.STARTS) and zipfile.is_zipfile(io.BytesIO(content))


def cleaned_name(name: str, kind: Kind) -> str:
    """Make a name that is safe to show and to save under; its ending says what the file is.

    >>> cleaned_name("../../etc/my\\u202efdp.exe", KINDS["pdf"])
    'myfdp.exe.pdf'
    >>> cleaned_name("C:\\\\photos\\\\bruise.JPEG", KINDS["jpeg"]), cleaned_name(" . ", KINDS["txt"])
    ('bruise.jpg', 'file.txt')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(" " if ch in NOT_IN_NAMES or ch.isspace() else ch for ch in last if _may_stand(ch))
    stem, dot, ending = " ".join(seen.split()).rpartition(".")
    whole = stem if dot and ending.lower() in kind.extensions else f"{stem}{dot}{ending}"
    room = LONGEST_NAME - len(kind.extension) - 1
    cut = whole.strip(" .")[:room].strip(" .")
    return f"{cut if can_be_seen(cut) else NO_NAME}.{kind.extension}"


def _may_stand(ch: str) -> bool:
    return ch.isspace() or (unicodedata.category(ch) not in NOT_KEPT and ch not in TURNS_TEXT_AROUND)
