"""A worry as somebody wrote it, read once for everything that is asked of it. It is kept nowhere."""

import re
from dataclasses import dataclass
from itertools import pairwise

from righthelp.guidance.search.model import Floats, Reading, model
from righthelp.guidance.search.panel_rules import Phrase, phrases_in
from righthelp.guidance.search.words import normal, sentences

MOST_SENTENCES, MOST_CLAUSES = 60, 60
CLAUSE_END = re.compile(r"\s*[,;:]\s+|\s+(?:and|but|plus|&)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Worry:
    """Its words; the same in normal form on one line; sentences, clauses, windows and their reading; phrases.

    The phrases are those that call for an entry of the panel.
    Windows are the sentences, each two neighbours, the whole, and then the clauses: "hungry and dirty" is two needs.
    """

    text: str
    line: str
    sentences: list[str]
    clauses: list[str]
    windows: list[str]
    reading: Reading
    phrases: dict[str, Phrase]

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
        row: Floats = figures[len(self.windows) - len(self.clauses) - 1]
        return row

    def of_clauses(self, figures: Floats) -> Floats:
        """Keep the rows of the clauses."""
        rows: Floats = figures[len(self.windows) - len(self.clauses) :]
        return rows


def read(text: str) -> Worry:
    """Read what somebody wrote; of a very long text the first sentences."""
    parts = sentences(text)[:MOST_SENTENCES]
    windows = [*parts, *(f"{first} {second}" for first, second in pairwise(parts))]
    if len(parts) > 2:
        windows.append(" ".join(parts))
    windows += (clauses := _clauses(parts))
    line = " ".join(normal(text).split())
    return Worry(text, line, parts, clauses, windows, model().read(windows), phrases_in(line, parts))


def _clauses(listed: list[str]) -> list[str]:
    """Split the sentences that join several things with "and" or a comma."""
    split = (CLAUSE_END.split(sentence) for sentence in listed)
    return [clause for clauses in split if len(clauses) > 1 for clause in clauses if clause][:MOST_CLAUSES]
