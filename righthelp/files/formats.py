"""The formats in which people can take a document away."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.http import HttpResponse

from righthelp.files.documents import Document
from righthelp.files.pdf import to_pdf
from righthelp.files.word import to_word

__all__ = ["FORMATS", "Format", "download"]


class Format(NamedTuple):
    """One way to draw a document."""

    content_type: str
    draw: Callable[[Document], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format("application/pdf", to_pdf),
        "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
    }
)
FILE_NAME = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def download(document: Document, extension: str, *, name: str) -> HttpResponse:
    """Draw the document and send it as a file to keep.

    The caller gives a name without personal data, since names stay behind in download folders and logs.
    Raises `KeyError` for an unknown extension, `ValueError` for a name of more than letters, digits and hyphens.
    """
    if extension not in FORMATS:
        raise KeyError(f"no format {extension!r}; there are {', '.join(FORMATS)}")
    if not FILE_NAME.fullmatch(name):
        raise ValueError(f"a file name has letters, digits and hyphens only, not {name!r}")
    content_type, draw = FORMATS[extension]
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{extension}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(draw(document), content_type=content_type, headers=headers)
