"""Search: from a worry in ordinary words to descriptors, best first, each with its reason.

Three signals are joined for each descriptor: how far the sentences are about the needs it is tied to, how
serious they read beside its place on the ladder, and how near its own words are. The figures order a list
and are never shown: people decide. Weights were set on tests/narratives/tuning.jsonl, never on held_out.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from righthelp.guidance.models import Edition
from righthelp.guidance.search.index import Entry, Index, index_of
from righthelp.guidance.search.model import Floats, model, shares
from righthelp.guidance.search.needs import Example, shown_examples
from righthelp.guidance.search.vectors import vectors
from righthelp.guidance.search.words import lowering, normal
from righthelp.guidance.search.worry import Worry

LEADS = 0.25  # from which share of a sentence a need leads it
LEADS_CLAUSE = 0.4  # a few words alone say less
FOREMOST = 12  # so many of the closest descriptors of worries stand before any strength
BELOW = 0.99
OWN_WORDS_OF_STRENGTHS, LEAST_OF_STRENGTHS = 0.5, 0.8  # below, the first level says something else


@dataclass(frozen=True)
class Weights:
    """How the signals are joined."""

    sharpness: float = 0.5
    strongest: float = 0.6
    average: float = 0.5
    whole: float = 1.8
    whole_seriousness: float = 0.4
    other_ties: float = 0.4
    shift: float = 0.0
    width: float = 1.6
    strength_only: float = 0.5
    base: float = 1.2
    power: float = 0.6
    own_words: float = 0.15
    own_words_whole: float = 0.5
    clauses: float = 0.3
    peak: float = 0.9
    peak_share: float = 0.1
    told: float = 0.5
    told_seriousness: float = 3.5


WEIGHTS = Weights()


@dataclass(frozen=True)
class Because:
    """Why a descriptor is in the list: the narrator's sentence, and the everyday example nearest to it."""

    words: str
    need: str
    example: str

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        return f"You wrote “{self.words}”. This is like: “{self.example}”"


@dataclass(frozen=True)
class Match:
    """One descriptor found. The score orders; it is never shown on a page.

    Seriousness and closeness are those of the words quoted: from 0 to 4, and how far they are about its need.
    """

    pk: int
    code: str
    level: int
    theme: str
    theme_slug: str
    text: str
    score: float
    because: Because
    seriousness: float
    closeness: float = 0.0


def search(edition: Edition, worry: Worry, *, limit: int = 10) -> list[Match]:
    """Find the descriptors closest to a worry, best first; nothing for an empty text or an empty edition.

    What fits only the things that go well stands behind what fits the worries.
    """
    index = index_of(edition)
    if not index.entries or worry.is_empty:
        return []
    if worry.strengths is None or worry.worries is worry:
        found = _found(index, worry)
        return _matches(index, found, np.argsort(-found.scores, kind="stable")[:limit])
    worries, strengths = _apart(index, worry, worry.strengths)
    order = np.argsort(-np.maximum(worries.scores, strengths.scores), kind="stable")[:limit]
    is_worry = worries.scores[order] >= strengths.scores[order]
    listed = [*_matches(index, worries, order[is_worry]), *_matches(index, strengths, order[~is_worry])]
    return sorted(listed, key=lambda match: -match.score)


def strengths_in(edition: Edition, worry: Worry, *, limit: int) -> list[Match]:
    """Find what the first level says of the things that go well: for each of them the one that comes closest."""
    index = index_of(edition)
    if not index.entries or worry.strengths is None:
        return []
    found = _found(index, worry.strengths)
    rows = [row for row, entry in enumerate(index.entries) if entry.level == 1]
    matches = _matches(index, found, np.array(rows, dtype=int))
    own = vectors([normal(match.because.words) for match in matches])
    figures = found.scores[rows] + OWN_WORDS_OF_STRENGTHS * (index.vectors[rows] * own).sum(axis=1)
    by_words: dict[str, Match] = {}
    for place in np.argsort(-figures, kind="stable"):
        if figures[place] >= LEAST_OF_STRENGTHS and matches[place].closeness >= LEADS:
            by_words.setdefault(matches[place].because.words, matches[place])
    return list(by_words.values())[:limit]


def leading_needs(worry: Worry) -> list[str]:
    """Name the needs that each sentence, or a clause of one, is clearly about; nothing where none stands out."""
    figures = shares(worry.reading.needs)
    rows = [(row, LEADS) for row in worry.of_sentences(figures)]
    rows += [(row, LEADS_CLAUSE) for row in worry.of_clauses(figures)]
    clear = [place for row, least in rows for place in np.argsort(-row) if row[place] >= least]
    return list(dict.fromkeys(model().labels[place] for place in clear))


class Found(NamedTuple):
    """How close every descriptor of an index is to some words, and the need that carried each."""

    worry: Worry
    scores: Floats
    needs: Floats


def _found(index: Index, worry: Worry) -> Found:
    return Found(worry, *_score(index, worry))


def _matches(index: Index, found: Found, rows: NDArray[np.int64]) -> list[Match]:
    """Give the reason for each of some descriptors; many share a need."""
    parts = _parts(found.worry)
    placed = [(int(row), int(found.needs[row]), float(index.place[row])) for row in rows]
    reasons = {(need, place): _reason(need, place, parts) for need, place in {place[1:] for place in placed}}
    return [_match(index.entries[row], float(found.scores[row]), reasons[need, place]) for row, need, place in placed]


def _apart(index: Index, worry: Worry, well: Worry) -> tuple[Found, Found]:
    """Score the worries and what goes well apart; the words around them still say half of what a worry is about."""
    whole, left, strengths = _found(index, worry), _found(index, worry.worries), _found(index, well)
    led_by_worries, led_by_strengths = _leading(left.worry), _leading(well)
    only_well = np.isin(whole.needs, np.setdiff1d(led_by_strengths, led_by_worries))
    joined: Floats = np.where(only_well, left.scores, (left.scores + whole.scores) / 2)
    worries = left._replace(scores=joined)
    lowered: Floats = np.where(np.isin(strengths.needs, led_by_strengths), strengths.scores / strengths.scores.max(), 0)
    return worries, strengths._replace(scores=lowered * BELOW * _last_of_worries(worries, led_by_worries))


def _last_of_worries(worries: Found, leading: list[int]) -> float:
    """Give the score behind which strengths begin: after the closest of all, and the closest of every worry."""
    best = [float(worries.scores[worries.needs == need].max()) for need in leading if need in worries.needs]
    return min([*best, float(np.sort(worries.scores)[-FOREMOST:][0])])


def _leading(worry: Worry) -> list[int]:
    return [model().labels.index(need) for need in leading_needs(worry)]


def _score(index: Index, worry: Worry, weights: Weights = WEIGHTS) -> tuple[Floats, Floats]:
    """Join the signals; gives each descriptor its score and the need that carried it."""
    parts = _with_told(worry, shares(worry.reading.needs * weights.sharpness), weights)
    cues = np.array([lowering(sentence) for sentence in worry.sentences], dtype=np.float32)[:, None]
    about_all, about = _about(worry, parts, np.ones_like(cues), weights), _about(worry, parts, cues, weights)
    need_seriousness = _seriousness(worry, parts, weights)
    tied = np.where(index.is_top[:, None], index.ties * about_all, index.ties * about)
    needs = tied.argmax(axis=1)
    strength = tied.max(axis=1) + weights.other_ties * tied.sum(axis=1)
    fit = _level_fit(index.place, need_seriousness[needs], weights)
    peak = _level_fit(index.place, _peak(worry, parts, weights)[needs], weights)
    fit = np.where(index.is_top, np.maximum(fit, weights.peak * peak), fit)
    vectors = worry.reading.vectors
    near = np.maximum(worry.of_sentences(vectors) @ index.vectors.T, 0).max(axis=0)
    near = near + weights.own_words_whole * (worry.of_whole(vectors) @ index.vectors.T)
    joined: Floats = strength**weights.power * (weights.base + fit) + weights.own_words * near
    return joined, needs


def _with_told(worry: Worry, parts: Floats, weights: Weights) -> Floats:
    """Let a plain phrase ("dad batters him") speak for its need, however little the sentence says besides."""
    for row, need in _told(worry):
        parts[row, need] = max(parts[row, need], weights.told)
    return parts


def _told(worry: Worry) -> list[tuple[int, int]]:
    """Give the most serious of the sentences that hold a plain phrase, with the need that the phrase tells of."""
    needs, expected = model().labels, worry.reading.seriousness @ np.arange(5)
    told = []
    for phrase in worry.phrases.values():
        rows = [row for row, sentence in enumerate(worry.sentences) if sentence in phrase.words]
        if phrase.need in needs and rows:
            told.append((max(rows, key=lambda row: float(expected[row])), needs.index(phrase.need)))
    return told


def _expected(worry: Worry, weights: Weights = WEIGHTS) -> Floats:
    """How serious each window reads, from 0 to 4; what a plain phrase tells of is serious."""
    expected: Floats = (worry.reading.seriousness @ np.arange(5)).astype(np.float32)
    for row, _ in _told(worry):
        expected[row] = max(expected[row], weights.told_seriousness)
    return expected


def _about(worry: Worry, parts: Floats, cues: Floats, weights: Weights) -> Floats:
    """How far the whole text is about each need."""
    by_sentence = worry.of_sentences(parts) * cues
    strongest = weights.strongest * by_sentence.max(axis=0)
    if worry.clauses:
        leading = worry.of_clauses(parts)
        strongest = np.maximum(strongest, weights.clauses * leading.max(axis=0))
    about: Floats = strongest + weights.average * by_sentence.mean(axis=0) + weights.whole * worry.of_whole(parts)
    return about


def _seriousness(worry: Worry, parts: Floats, weights: Weights) -> Floats:
    """How serious the sentences about each need read, from 0 to 4."""
    expected = _expected(worry, weights)
    part = worry.of_sentences(parts)
    part = part / (part.sum(axis=0) + 1e-9)
    by_need = (part * worry.of_sentences(expected)[:, None]).sum(axis=0)
    joined: Floats = by_need * (1 - weights.whole_seriousness) + weights.whole_seriousness * worry.of_whole(expected)
    return joined


def _peak(worry: Worry, parts: Floats, weights: Weights) -> Floats:
    """The most serious sentence about each need: calm ones around it never hide the highest level."""
    expected = worry.of_sentences(_expected(worry, weights))
    about: Floats = np.where(worry.of_sentences(parts) >= weights.peak_share, expected[:, None], 0).max(axis=0)
    return about


def _level_fit(place: Floats, seriousness: Floats, weights: Weights) -> Floats:
    fit = np.exp(-((place - seriousness - weights.shift) ** 2) / (2 * weights.width**2))
    joined: Floats = np.where((place == 0) & (seriousness > 0.8), fit * weights.strength_only, fit)
    return joined


class Reason(NamedTuple):
    """Why, and how serious and how close the words quoted are."""

    because: Because
    seriousness: float
    closeness: float


class Parts(NamedTuple):
    """The sentences and clauses of a worry that can be quoted, with what each is about."""

    texts: list[str]
    shares: Floats
    seriousness: Floats
    vectors: Floats


def _parts(worry: Worry) -> Parts:
    def both(figures: Floats) -> Floats:
        return np.concatenate([worry.of_sentences(figures), worry.of_clauses(figures)])

    reading = worry.reading
    return Parts(
        [*worry.sentences, *worry.clauses],
        both(_with_told(worry, shares(reading.needs), WEIGHTS)),
        both(_expected(worry)),
        both(reading.vectors),
    )


def _match(entry: Entry, score: float, reason: Reason) -> Match:
    return Match(entry.pk, entry.code, entry.level, entry.theme, entry.theme_slug, entry.text, score, *reason)


def _reason(need: int, place: float, parts: Parts) -> Reason:
    """Quote the words that are most about a need and fit the level, with the example nearest to them."""
    fit = np.exp(-((parts.seriousness - place) ** 2) / (2 * WEIGHTS.width**2))
    best = int((parts.shares[:, need] * fit).argmax())
    example = _nearest_example(need, parts.vectors[best])
    because = Because(parts.texts[best], example.need, example.text)
    return Reason(because, float(parts.seriousness[best]), float(parts.shares[best, need]))


def _nearest_example(need: int, vector: Floats) -> Example:
    learnt = model()
    rows = _rows_of()[learnt.labels[need]]
    near = learnt.example_vectors[rows].astype(np.float32) @ vector
    return shown_examples()[rows[int(near.argmax())]]


@cache
def _rows_of() -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, example in enumerate(shown_examples()):
        rows.setdefault(example.need, []).append(row)
    return rows
