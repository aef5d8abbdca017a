"""What may be a crime or a serious injury, read from what is written. It chooses no level, and is kept nowhere.

It stays after a level is decided: a level below the highest ends no duty to act.
"""

from collections.abc import Iterator

from righthelp.considerations.models import Consideration
from righthelp.considerations.record import words_leave
from righthelp.guidance.panel import PanelItem, panel_items
from righthelp.guidance.search.panel import PanelMatch, panel_for
from righthelp.guidance.search.words import sentences
from righthelp.guidance.search.worry import read
from righthelp.guidance.who_to_call import Call

BESIDE = 2  # sentences of the worry


def panel_of(consideration: Consideration, calls: list[Call], *, on_paper: bool = False) -> list[PanelItem]:
    """Give what to do first, for the worry and what is written about the children; nothing where nothing calls for it.

    Nothing for what is set aside. On paper a child's words that are kept back are not read: the panel quotes.

    What is written about a child is read twice: beside the first sentences of the worry, because a few words alarm
    falsely alone and are lost in a long text; and beside the whole worry, so that an age in it is known.
    """
    if consideration.is_set_aside:
        return []
    found: dict[str, PanelMatch] = {}
    for text in dict.fromkeys(_texts(consideration, on_paper=on_paper)):
        for match in panel_for(read(text)):
            found.setdefault(match.key, match)
    return panel_items(found.values(), calls)


def may_be_crime(consideration: Consideration) -> bool:
    """Say whether the page shows anything to read first; then a level below the highest asks for a reason."""
    return bool(panel_of(consideration, []))


def _texts(consideration: Consideration, *, on_paper: bool) -> Iterator[str]:
    worry = consideration.worry
    beginning = " ".join(sentences(worry)[:BESIDE])
    if worry:
        yield worry
    for child in consideration.children.all():
        words = child.words if words_leave(child) or not on_paper else ""
        for text in (words, child.worries, child.life_now):
            if text:
                yield from (f"{text}\n{beginning}", f"{text}\n{worry}")
