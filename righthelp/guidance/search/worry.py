"""A worry as somebody wrote it, read once for everything that is asked of it. It is kept nowhere."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from righthelp.guidance.search.apart import clauses_of, set_apart
from righthelp.guidance.search.model import Floats, Reading, model
from righthelp.guidance.search.panel_rules import Phrase, phrases_in
from righthelp.guidance.search.words import normal, sentences

MOST_SENTENCES, MOST_CLAUSES = 60, 60


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

    @cached_property
    def worries(self) -> "Worry":
        """What is left when what goes well is set apart; the whole where nothing is, or where nothing else is left."""
        left, well = self._apart
        return _of(left) if left and well else self

    @cached_property
    def strengths(self) -> "Worry | None":
        """What goes well, by itself; None where nothing is said to."""
        _, well = self._apart
        return _of(well) if well else None

    @cached_property
    def _apart(self) -> tuple[list[str], list[str]]:
        """The sentences of both kinds."""
        rows = self.reading.seriousness
        read = dict(zip(self.clauses, self.of_clauses(rows), strict=True))
        read |= dict(zip(self.sentences, self.of_sentences(rows), strict=True))
        return set_apart(self.sentences, read, self.phrases.values())

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
    return _of(sentences(text)[:MOST_SENTENCES], text)


def _of(parts: list[str], text: str = "") -> Worry:
    text = text or " ".join(parts)
    windows = [*parts, *(f"{first} {second}" for first, second in pairwise(parts))]
    if len(parts) > 2:
        windows.append(" ".join(parts))
    clauses = [clause for sentence in parts for clause in clauses_of(sentence)][:MOST_CLAUSES]
    windows += clauses
    line = " ".join(normal(text).split())
    return Worry(text, line, parts, clauses, windows, model().read(windows), phrases_in(line, parts))
