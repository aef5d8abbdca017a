"""What is in kept files, on disk: each content once, under its digest, readable for this program alone.

settings.UPLOADS/ab/ab12…: the folder is named by the first two digits. A file is written whole into settings.UPLOADS/
new, flushed, and only then given its name; so a name always leads to all of it, whenever the machine stops.
"""

import datetime as dt
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

NEW = "new"
SHELVES = (*(f"{number:02x}" for number in range(256)), NEW)
# long after any request is over: a file without a row is younger while its row is being written
LEFT_BEHIND = dt.timedelta(hours=1)


def digest_of(content: bytes) -> str:
    """Name a content."""
    return sha256(content).hexdigest()


def path_of(digest: str) -> Path:
    """Say where a content lies."""
    return Path(settings.UPLOADS) / digest[:2] / digest


def put(content: bytes) -> None:
    """Write a content to disk, unless it is there; when this returns it outlives a power cut."""
    path = path_of(digest_of(content))
    if path.exists():
        return
    shelf, new = _folder(path.parent), _folder(path.parent.parent / NEW)
    with tempfile.NamedTemporaryFile(dir=new, delete=False) as file:  # readable for its owner alone (0600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
    _flush(shelf)


def remove(digest: str) -> None:
    """Take a content off the disk."""
    path_of(digest).unlink(missing_ok=True)


def left_behind(now: dt.datetime) -> list[Path]:
    """Give files of one shelf that have lain there for an hour, which tells those of no row from those on their way.

    Each moment has its shelf. There are 257, a prime number: rounds every 20 seconds come by each, and so do rounds
    every hour.
    """
    shelf = Path(settings.UPLOADS) / SHELVES[int(now.timestamp()) % len(SHELVES)]
    before = (now - LEFT_BEHIND).timestamp()
    return [path for path in shelf.iterdir() if path.stat().st_mtime < before] if shelf.is_dir() else []


def _folder(path: Path) -> Path:
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        _flush(path.parent)
    return path


def _flush(folder: Path) -> None:
    """Have the names in a folder written to disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
