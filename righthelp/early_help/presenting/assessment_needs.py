"""What the guidance says that fits somebody: what is on the plan, what comes close, and the whole of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from righthelp.early_help.assessed import Subject, Whole
from righthelp.early_help.presenting.guidance import written_about
from righthelp.guidance.models import Descriptor, Edition, Passage
from righthelp.guidance.presenters import ladder, wording_notice
from righthelp.guidance.search import engine
from righthelp.guidance.search.worry import read
from righthelp.plans.presenters import evidence_line

MOST_MATCHES = 16
STRENGTH_LEVEL = 1


@dataclass(frozen=True)
class Near:
    """A descriptor that comes close, and the words that it comes close to."""

    descriptor: Descriptor
    because: str

    @property
    def is_strength(self) -> bool:
        """Say whether it is of the level at which most children are."""
        return self.descriptor.level.number == STRENGTH_LEVEL


def to_choose_from(whole: Whole, subject: Subject, asked: str = "") -> dict[str, Any]:
    """Give what the page shows; `asked` are words to search with, else what is written about them."""
    edition = whole.edition
    needs = whole.needs_of(subject)
    chosen = {need.descriptor_id for need in needs if need.descriptor_id}
    shown = {
        "needs": [(need, evidence_line(need)) for need in needs],
        "strengths": whole.strengths_of(subject),
        "chosen": chosen,
        "edition": edition,
        "near": [],
        "ladders": [],
    }
    return {**shown, **_of_guidance(edition, asked or written_about(whole, subject), chosen)} if edition else shown


def _of_guidance(edition: Edition, text: str, chosen: set[int]) -> dict[str, Any]:
    themes = list(edition.themes.prefetch_related(Prefetch("descriptors", Descriptor.objects.with_places())))
    levels = list(edition.levels.all())
    missing = list(edition.passages.filter(kind=Passage.Kind.MISSING).select_related("level"))
    still = [one for theme in themes for one in theme.descriptors.all() if one.pk not in chosen]
    return {
        "near": _near(edition, text, still) if text.strip() else [],
        "ladders": [(theme, ladder(theme, levels, missing)) for theme in themes],
        "wording_notice": wording_notice(edition),
    }


def _near(edition: Edition, text: str, choice: Iterable[Descriptor]) -> list[Near]:
    by_code = {one.code: one for one in choice}
    found = engine.search(edition, read(text), limit=MOST_MATCHES)
    return [Near(by_code[match.code], match.because.sentence) for match in found if match.code in by_code]
