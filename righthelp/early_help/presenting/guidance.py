"""What the pages of the assessment show of the guidance: its questions, what it calls good, and what to read first."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.early_help.actions.assessing import BOXES
from righthelp.guidance.models import Passage
from righthelp.guidance.panel import PanelItem, panel_items
from righthelp.guidance.search.panel import PanelMatch, panel_for
from righthelp.guidance.search.worry import read
from righthelp.guidance.who_to_call import Call
from righthelp.guidance.who_to_call import who_to_call as calls_of

if TYPE_CHECKING:
    from righthelp.early_help.assessed import Subject, Whole

Kind = Passage.Kind
TOOLKIT = "toolkit"


def questions_of(whole: "Whole") -> list[Passage]:
    """Give the questions that the guidance asks (BG-021 to BG-027)."""
    return whole.guided.of(Kind.QUESTION)


def good_assessment(whole: "Whole") -> list[str]:
    """Give what the guidance calls a good early help assessment (BG-013 to BG-016); nothing where it does not say."""
    return [one.text for one in whole.guided.of(Kind.GOOD_ASSESSMENT) if one.text]


def toolkit(whole: "Whole") -> list[Passage]:
    """Give the links to how an assessment is done (BG-017, BT-003)."""
    return [one for one in whole.guided.of(Kind.LINK) if TOOLKIT in one.title.lower()]


def who_to_ring(whole: "Whole") -> list[Call]:
    """Give the numbers of the guidance, for now."""
    return calls_of(whole.guided.contacts, timezone.now(), whole.guided.closed)


def panel_of(whole: "Whole", calls: list[Call]) -> list[PanelItem]:
    """Give what to do first where words may describe a crime; of a child's words only what this reader may read."""
    found: dict[str, PanelMatch] = {}
    for subject in whole.everybody:
        if text := written_about(whole, subject, ["worries"]):
            for match in panel_for(read(text)):
                found.setdefault(match.key, match)
    return panel_items(found.values(), calls) if found else []


def written_about(whole: "Whole", subject: "Subject", boxes: Collection[str] = BOXES) -> str:
    """Give what is written of somebody, as far as this reader may read it: to be searched, and kept nowhere."""
    return "\n".join(text for text in _texts(whole, subject, boxes) if text)


def _texts(whole: "Whole", subject: "Subject", boxes: Collection[str]) -> Iterator[str]:
    voice = whole.voice(subject)
    if voice:
        yield voice.words if whole.words_open.opens(voice) else ""
        yield voice.life_now
    for _, answer in whole.said(subject):
        yield from (getattr(answer, box) for box in boxes)
