"""Names compared as people would."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.front_door.models import Contact

SHORTEST = 3  # a shorter word, such as a title or an initial, tells nobody


def plain(name: str) -> str:
    """Write a name so that commas, apostrophes and capitals make no difference.

    >>> plain("St. Mary’s School") == plain("st marys school")
    True
    """
    return " ".join(re.sub(r"[^\w\s]", "", name).casefold().split())


def words_in(text: str) -> frozenset[str]:
    """Give the words of a name that can tell somebody.

    >>> sorted(words_in("Mr O. Martins-Lind"))
    ['lind', 'martins']
    """
    return frozenset(word for word in plain(text.replace("-", " ")).split() if len(word) >= SHORTEST)


def sealed_name(contact: "Contact") -> str:
    """Give the name of whoever raised a worry, where the family may not be told of it; else nothing (BN-082)."""
    referrer = getattr(contact, "referrer", None)
    return "" if referrer is None or referrer.may_be_named else referrer.name
