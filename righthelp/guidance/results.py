"""A worry answered: the panel first, then themes in order, each as a ladder; strengths apart."""

from dataclasses import dataclass

from righthelp.guidance.models import Edition, Passage
from righthelp.guidance.presenters import Rung, ladder
from righthelp.guidance.search.engine import LEADS, Match, leading_needs, search
from righthelp.guidance.search.model import model
from righthelp.guidance.search.panel import PanelMatch, panel_for
from righthelp.guidance.search.worry import read

SEARCHED = 120
THEMES_SHOWN = 6
MOST_THEMES = 9
CLOSEST = 12
TOP_CLOSE = 0.75  # of a theme's best score: from there its highest level is marked, however many others are closer
GOING_WELL = 1  # below it a sentence reads as a strength; only then is a first level close to it


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
    themes = _themes(edition, matches, leading_needs(worry))
    return Answer(panel_for(worry), themes, _strengths(matches), has_descriptors, is_understood)


def _themes(edition: Edition, matches: list[Match], leading: list[str]) -> list[FoundTheme]:
    close = {match.pk: match for match in matches[:CLOSEST] if match.level > 1 or match.seriousness < GOING_WELL}
    close |= _highest_close(edition, matches)
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


def _highest_close(edition: Edition, matches: list[Match]) -> dict[int, Match]:
    """Find the highest level's descriptors that come nearly as close as the closest of their theme."""
    top = max(edition.levels.values_list("number", flat=True), default=0)
    best: dict[str, float] = {}
    for match in matches:
        best.setdefault(match.theme_slug, match.score)
    return {
        match.pk: match
        for match in matches
        if match.level == top and match.score >= TOP_CLOSE * best[match.theme_slug] and match.closeness >= LEADS
    }


def _with_leading(slugs: list[str], matches: list[Match], leading: list[str]) -> list[str]:
    """Add the theme of every need that leads a sentence, so that none of several worries is hidden by the others."""
    carried = {match.because.need: match.theme_slug for match in reversed(matches)}
    wanted = [carried[need] for need in leading if need in carried]
    return list(dict.fromkeys([*slugs, *wanted]))[:MOST_THEMES]


def _strengths(matches: list[Match]) -> list[Match]:
    """Things going well: the first level's descriptors whose words read as going well and are about their need."""
    return [
        match for match in matches if match.level == 1 and match.seriousness < GOING_WELL and match.closeness >= LEADS
    ][:3]
