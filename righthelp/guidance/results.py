"""A worry answered: the panel first, then themes in order, each as a ladder; strengths apart."""

from dataclasses import dataclass

from righthelp.guidance.models import Edition, Passage
from righthelp.guidance.presenters import Rung, ladder
from righthelp.guidance.search.apart import GOING_WELL
from righthelp.guidance.search.engine import LEADS, Match, leading_needs, search, strengths_in
from righthelp.guidance.search.model import model
from righthelp.guidance.search.panel import PanelMatch, panel_for
from righthelp.guidance.search.worry import Worry, read

SEARCHED = 120
THEMES_SHOWN = 6
MOST_THEMES = 9
CLOSEST = 12
STRENGTHS_SHOWN = 3
TOP_CLOSE = 0.75  # of a theme's best score: from there its highest level is marked, however many others are closer
NEARLY = 0.9  # the same for the other levels
NO_STRENGTH = 0.5  # from here words are nearer to the second level than to what goes well


@dataclass(frozen=True)
class FoundTheme:
    """One theme of the answer, as a ladder with what came closest marked."""

    name: str
    slug: str
    rungs: list[Rung]
    close: dict[int, Match]
    because: Match


@dataclass(frozen=True)
class Answer:
    """What a worry found."""

    panel: list[PanelMatch]
    themes: list[FoundTheme]
    strengths: list[Match]
    has_descriptors: bool
    is_understood: bool


def answer(edition: Edition, text: str) -> Answer:
    """Search an edition and arrange what was found for people to read. No level is chosen here."""
    worry = read(text)
    is_understood = model().knows(text)
    matches = search(edition, worry, limit=SEARCHED) if is_understood else []
    has_descriptors = bool(matches) or edition.descriptors.exists()
    themes = _themes(edition, matches, _leading(worry))
    strengths = strengths_in(edition, worry, limit=STRENGTHS_SHOWN) if is_understood else []
    return Answer(panel_for(worry), themes, strengths, has_descriptors, is_understood)


def _leading(worry: Worry) -> list[str]:
    """Name the needs that lead the worries, then those that lead what goes well."""
    return leading_needs(worry.worries) + (leading_needs(worry.strengths) if worry.strengths else [])


def _themes(edition: Edition, matches: list[Match], leading: list[str]) -> list[FoundTheme]:
    close = _close(edition, matches)
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.theme_slug, match)
    slugs = _with_leading(list(first)[:THEMES_SHOWN], matches, leading)
    levels = list(edition.levels.all())
    missing = list(edition.passages.filter(kind=Passage.Kind.MISSING))
    themes = {theme.slug: theme for theme in edition.themes.as_ladders().filter(slug__in=slugs)}
    return [
        FoundTheme(themes[slug].name, slug, ladder(themes[slug], levels, missing), close, first[slug]) for slug in slugs
    ]


def _close(edition: Edition, matches: list[Match]) -> dict[int, Match]:
    """Find what to mark: the closest of all, and in each theme whatever comes nearly as close as its closest.

    So every level of a theme that fits is marked, and not only one; the highest level already from further away.
    """
    top = max(edition.levels.values_list("number", flat=True), default=0)
    best: dict[str, float] = {}
    for match in matches:
        best.setdefault(match.theme_slug, match.score)
    near = (
        match
        for match in matches
        if match.closeness >= LEADS
        and match.score >= (TOP_CLOSE if match.level == top else NEARLY) * best[match.theme_slug]
    )
    return {match.pk: match for match in [*matches[:CLOSEST], *near] if _fits(match)}


def _fits(match: Match) -> bool:
    """Say whether words are of the kind of their level: what goes well is close to the first level only."""
    return match.seriousness < GOING_WELL if match.level == 1 else match.seriousness >= NO_STRENGTH


def _with_leading(slugs: list[str], matches: list[Match], leading: list[str]) -> list[str]:
    """Add the theme of every need that leads a sentence, so that none of several worries is hidden by the others."""
    carried = {match.because.need: match.theme_slug for match in reversed(matches)}
    wanted = [carried[need] for need in leading if need in carried]
    return list(dict.fromkeys([*slugs, *wanted]))[:MOST_THEMES]
