"""Names compared as people would."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.front_door.models import Contact

SHORTEST = 3  # a shorter word, such as an initial, tells nobody
MANY_ARE_CALLED = (  # what many are called tells nobody either
    "mister miss missus mrs master sir madam dame lady lord doctor prof professor nurse rev revd reverend father "
    "sister mum mummy mam dad daddy nan nana gran granny grandma grandad auntie aunt uncle the"
)
TITLES = frozenset(MANY_ARE_CALLED.split())


def plain(name: str) -> str:
    """Write a name so that commas, apostrophes and capitals make no difference.

    >>> plain("St. Mary’s School") == plain("st marys school")
    True
    """
    return " ".join(re.sub(r"[^\w\s]", "", name).casefold().split())


def words_in(text: str) -> frozenset[str]:
    """Give the words of a name that can tell somebody: not a title, unless there is nothing else.

    >>> sorted(words_in("Mrs O. Martins-Lind")), sorted(words_in("Mum"))
    (['lind', 'martins'], ['mum'])
    """
    words = frozenset(word for word in plain(text.replace("-", " ")).split() if len(word) >= SHORTEST)
    return words - TITLES or words


def sealed_name(contact: "Contact") -> str:
    """Give the name of whoever raised a worry, where the family may not be told of it; else nothing (BN-082)."""
    referrer = getattr(contact, "referrer", None)
    return "" if referrer is None or referrer.may_be_named else referrer.name
