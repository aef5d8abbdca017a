"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

A_PAGE = 25


def paged(request: HttpRequest, name: str, rows: Sequence[object]) -> dict[str, Any]:
    """Give one page of some rows, how many there are, and the links to the pages before and after."""
    asked = request.GET.get(name, "")
    number = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    first = (number - 1) * A_PAGE
    links: dict[str, Any] = {}
    if number > 1:
        links["previous"] = {"href": f"?{name}={number - 1}#{name}"}
    if len(rows) > first + A_PAGE:
        links["next"] = {"href": f"?{name}={number + 1}#{name}"}
    pages = {"landmarkLabel": "Pages", **links} if links else None
    return {"rows": rows[first : first + A_PAGE], "total": len(rows), "pages": pages}
