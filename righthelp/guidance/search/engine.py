"""Search: from a worry in ordinary words to descriptors, best first, each with its reason.

Three signals are joined for each descriptor: how far the sentences are about the needs it is tied to, how
serious they read beside its place on the ladder, and how near its own words are. The figures order a list
and are never shown: people decide. Weights were set on tests/narratives/tuning.jsonl, never on held_out.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from righthelp.guidance.models import Edition
from righthelp.guidance.search.index import Entry, Index, index_of
from righthelp.guidance.search.model import Floats, model, shares
from righthelp.guidance.search.needs import Example, shown_examples
from righthelp.guidance.search.words import lowering
from righthelp.guidance.search.worry import Worry

LEADS = 0.25  # from which share of a sentence a need leads it


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
    """One descriptor found. The score orders; it is never shown on a page."""

    pk: int
    code: str
    level: int
    theme: str
    theme_slug: str
    text: str
    score: float
    because: Because
    seriousness: float


def search(edition: Edition, worry: Worry, *, limit: int = 10) -> list[Match]:
    """Find the descriptors closest to a worry, best first; nothing for an empty text or an empty edition."""
    index = index_of(edition)
    if not index.entries or worry.is_empty:
        return []
    scores, needs = _score(index, worry)
    order = np.argsort(-scores, kind="stable")[:limit]
    reasons = {need: _reason(int(need), worry) for need in set(needs[order])}  # many descriptors share a need
    return [_match(index.entries[row], float(scores[row]), reasons[needs[row]]) for row in order]


def leading_needs(worry: Worry) -> list[str]:
    """Name the needs that each sentence is clearly about, sentence by sentence; nothing where none stands out."""
    parts = worry.of_sentences(shares(worry.reading.needs))
    clear = [place for row in parts for place in np.argsort(-row) if row[place] >= LEADS]
    return list(dict.fromkeys(model().labels[place] for place in clear))


def _score(index: Index, worry: Worry, weights: Weights = WEIGHTS) -> tuple[Floats, Floats]:
    """Join the signals; gives each descriptor its score and the need that carried it."""
    parts = shares(worry.reading.needs * weights.sharpness)
    cues = np.array([lowering(sentence) for sentence in worry.sentences], dtype=np.float32)[:, None]
    about_all, about = _about(worry, parts, np.ones_like(cues), weights), _about(worry, parts, cues, weights)
    need_seriousness = _seriousness(worry, parts, weights)
    tied = np.where(index.is_top[:, None], index.ties * about_all, index.ties * about)
    needs = tied.argmax(axis=1)
    strength = tied.max(axis=1) + weights.other_ties * tied.sum(axis=1)
    fit = _level_fit(index.place, need_seriousness[needs], weights)
    vectors = worry.reading.vectors
    near = np.maximum(worry.of_sentences(vectors) @ index.vectors.T, 0).max(axis=0)
    near = near + weights.own_words_whole * (worry.of_whole(vectors) @ index.vectors.T)
    joined: Floats = strength**weights.power * (weights.base + fit) + weights.own_words * near
    return joined, needs


def _about(worry: Worry, parts: Floats, cues: Floats, weights: Weights) -> Floats:
    """How far the whole text is about each need."""
    by_sentence = worry.of_sentences(parts) * cues
    strongest = weights.strongest * by_sentence.max(axis=0)
    about: Floats = strongest + weights.average * by_sentence.mean(axis=0) + weights.whole * worry.of_whole(parts)
    return about


def _seriousness(worry: Worry, parts: Floats, weights: Weights) -> Floats:
    """How serious the sentences about each need read, from 0 to 4."""
    expected = (worry.reading.seriousness @ np.arange(5)).astype(np.float32)
    part = worry.of_sentences(parts)
    part = part / (part.sum(axis=0) + 1e-9)
    by_need = (part * worry.of_sentences(expected)[:, None]).sum(axis=0)
    joined: Floats = by_need * (1 - weights.whole_seriousness) + weights.whole_seriousness * worry.of_whole(expected)
    return joined


def _level_fit(place: Floats, seriousness: Floats, weights: Weights) -> Floats:
    fit = np.exp(-((place - seriousness - weights.shift) ** 2) / (2 * weights.width**2))
    joined: Floats = np.where((place == 0) & (seriousness > 0.8), fit * weights.strength_only, fit)
    return joined


def _match(entry: Entry, score: float, reason: tuple[Because, float]) -> Match:
    return Match(entry.pk, entry.code, entry.level, entry.theme, entry.theme_slug, entry.text, score, *reason)


def _reason(need: int, worry: Worry) -> tuple[Because, float]:
    """Say which sentence a need stands in, what it is like, and how serious the sentence reads."""
    best = int(worry.of_sentences(worry.reading.needs)[:, need].argmax())
    example = _nearest_example(need, worry.reading.vectors[best])
    seriousness = float(worry.reading.seriousness[best] @ np.arange(5))
    return Because(worry.sentences[best], example.need, example.text), seriousness


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
