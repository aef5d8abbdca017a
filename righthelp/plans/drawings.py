"""A few simple line drawings for a child’s own version of the plan (data/pictures.csv); no colour, no likeness."""

import csv
from dataclasses import dataclass

from markupsafe import Markup, escape

from righthelp.plans.kinds import DATA

SIZE = 110  # on paper and on the page, in the units in which browsers and typst draw


@dataclass(frozen=True)
class Drawing:
    """One drawing: its key, the words that say the same, and its lines in a square of 100 by 100."""

    key: str
    title: str
    lines: str

    @property
    def svg(self) -> Markup:
        """Give the whole picture; a screen reader hears its title."""
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="{size}" height="{size}" role="img" '
            'aria-label="{title}" fill="none" stroke="#0b0c0c" stroke-width="3" stroke-linecap="round" '
            'stroke-linejoin="round">{lines}</svg>'
        ).format(size=SIZE, title=escape(self.title), lines=Markup(self.lines))  # noqa: S704  drawn by us


def _read() -> dict[str, Drawing]:
    with (DATA / "pictures.csv").open(newline="", encoding="utf-8") as file:
        return {row["key"]: Drawing(row["key"], row["title"], row["drawing"]) for row in csv.DictReader(file)}


DRAWINGS = _read()
