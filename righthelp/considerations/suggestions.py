"""Which descriptors come close to what was written about a child. They are there to choose from; nothing is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.considerations.models import ConsideredChild
from righthelp.guidance.models import Descriptor
from righthelp.guidance.search import engine
from righthelp.guidance.search.worry import read

MOST_MATCHES = 16


@dataclass(frozen=True)
class Suggestion:
    """A descriptor that comes close, and the words that it comes close to."""

    descriptor: Descriptor
    because: str


def suggestions(child: ConsideredChild, choice: Iterable[Descriptor]) -> list[Suggestion]:
    """Find, in a choice from the guidance, what comes close to the worry and to what is written about the child."""
    by_code = {descriptor.code: descriptor for descriptor in choice}
    found = engine.search(child.consideration.edition, read(_text(child)), limit=MOST_MATCHES)
    return [Suggestion(by_code[match.code], match.because.sentence) for match in found if match.code in by_code]


def _text(child: ConsideredChild) -> str:
    written = (child.consideration.worry, child.worries, child.strengths, child.life_now)
    return "\n".join(text for text in written if text)
