"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, QueryDict

A_PAGE = 25
MOST_DIGITS = 5


def page_number(address: QueryDict, name: str = "page") -> int:
    """Read from an address which page of a list is asked for; anything but a number is the first."""
    asked = address.get(name, "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS
    return max(int(asked), 1) if is_number else 1


def page_links(*, before: str, after: str) -> dict[str, Any] | None:
    """Give what the pagination of GOV.UK draws: the addresses of the pages before and after, where there are any."""
    links = {name: {"href": to} for name, to in (("previous", before), ("next", after)) if to}
    return {"landmarkLabel": "Pages", **links} if links else None


def links_within(name: str, number: int, *, has_next: bool) -> dict[str, Any] | None:
    """Give the links of one list of several on a page; each list has a name, and its number in the address."""
    before, after = (f"?{name}={to}#{name}" for to in (number - 1, number + 1))
    return page_links(before=before if number > 1 else "", after=after if has_next else "")


def paged(request: HttpRequest, name: str, rows: Sequence[object]) -> dict[str, Any]:
    """Give one page of some rows, how many there are, and the links to the pages before and after."""
    number = page_number(request.GET, name)
    first = (number - 1) * A_PAGE
    pages = links_within(name, number, has_next=len(rows) > first + A_PAGE)
    return {"rows": rows[first : first + A_PAGE], "total": len(rows), "pages": pages}
