"""Names compared as people would."""

import re


def plain(name: str) -> str:
    """Write a name so that commas, apostrophes and capitals make no difference.

    >>> plain("St. Mary’s School") == plain("st marys school")
    True
    """
    return " ".join(re.sub(r"[^\w\s]", "", name).casefold().split())
