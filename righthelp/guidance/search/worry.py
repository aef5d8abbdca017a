"""A worry as somebody wrote it, read once for everything that is asked of it. It is kept nowhere."""

from dataclasses import dataclass
from itertools import pairwise

from righthelp.guidance.search.model import Floats, Reading, model
from righthelp.guidance.search.words import normal, sentences

MOST_SENTENCES = 60


@dataclass(frozen=True)
class Worry:
    """Its words; the same in normal form on one line; its sentences; its windows; and their reading.

    Windows are the sentences, each two neighbours, and the whole.
    """

    text: str
    line: str
    sentences: list[str]
    windows: list[str]
    reading: Reading

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written."""
        return not self.text.strip()

    def of_sentences(self, figures: Floats) -> Floats:
        """Keep the rows of the sentences."""
        rows: Floats = figures[: len(self.sentences)]
        return rows

    def of_neighbours(self, figures: Floats) -> Floats:
        """Keep the rows of two neighbours; of the only sentence where there is one."""
        count = len(self.sentences)
        rows: Floats = figures[count : 2 * count - 1] if count > 1 else figures
        return rows

    def of_whole(self, figures: Floats) -> Floats:
        """Keep the row of the whole text."""
        row: Floats = figures[-1]
        return row


def read(text: str) -> Worry:
    """Read what somebody wrote; of a very long text the first sentences."""
    parts = sentences(text)[:MOST_SENTENCES]
    windows = [*parts, *(f"{first} {second}" for first, second in pairwise(parts))]
    if len(parts) > 2:
        windows.append(" ".join(parts))
    return Worry(text, " ".join(normal(text).split()), parts, windows, model().read(windows))
