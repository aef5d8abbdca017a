"""Sending a kept file out. It has no address of its own: rooms above check who may have it, then call `serve`."""

import logging

from django.http import FileResponse, Http404

from righthelp.files import store
from righthelp.files.models import Upload

log = logging.getLogger("righthelp.files")
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",  # should a browser show it all the same
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def serve(upload: Upload) -> FileResponse:
    """Send a file, to be saved and never shown; piece by piece, whatever its size.

    Raises:
        Http404: where it is not open (`closed_because` says why in words), or is missing on disk.
    """
    if not upload.is_open:
        raise Http404
    try:
        content = store.path_of(upload.digest).open("rb")
    except FileNotFoundError:
        log.error("the content of file %d is missing on disk", upload.pk)
        raise Http404 from None
    return FileResponse(
        content, as_attachment=True, filename=upload.name, content_type=upload.of_kind.content_type, headers=HEADERS
    )
