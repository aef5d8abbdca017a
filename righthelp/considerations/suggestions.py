"""Which descriptors come close to what was written about a child. They are there to choose from; nothing is chosen."""

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


def suggestions(child: ConsideredChild) -> list[Suggestion]:
    """Find what comes close to the worry and to what is written about the child, leaving out what is chosen."""
    edition = child.consideration.edition
    found = {match.code: match for match in engine.search(edition, read(_text(child)), limit=MOST_MATCHES)}
    chosen = child.needs.filter(descriptor__isnull=False).values("descriptor")
    near = edition.descriptors.with_places().filter(code__in=found).exclude(pk__in=chosen)
    by_code = {descriptor.code: descriptor for descriptor in near}
    return [Suggestion(by_code[code], match.because.sentence) for code, match in found.items() if code in by_code]


def _text(child: ConsideredChild) -> str:
    written = (child.consideration.worry, child.worries, child.strengths, child.life_now)
    return "\n".join(text for text in written if text)
