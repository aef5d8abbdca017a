"""Learn from the everyday examples: `python -m righthelp.guidance.search.train`.

Needs the test requirements (scikit-learn). The same examples give the same arrays.
"""

import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from righthelp.guidance.search.model import FILE
from righthelp.guidance.search.needs import (
    DATA,
    Example,
    PanelExample,
    examples,
    is_shown,
    panel_examples,
    rows_of,
)
from righthelp.guidance.search.vectors import vectors
from righthelp.guidance.search.words import letter_patterns, normal, word_patterns

FEWEST_WORD = 2
FEWEST_LETTER = 8
STRICTNESS = {"need": 5.0, "seriousness": 0.6, "panel": 6.0}
NOTHING = "none"
PANEL_DATA = DATA.parent
# Needs whose serious examples call for a panel entry, from this seriousness up.
SHARED = {
    "fgm": ("fgm", 2),
    "forced-marriage-and-honour": ("forced-marriage-honour", 2),
    "harm-by-professional": ("harm-by-professional", 2),
    "private-fostering": ("private-fostering", 1),
    "sexual-abuse-at-home": ("sexual-abuse", 3),
    "sexual-abuse-by-known-person": ("sexual-abuse", 3),
    "sexual-abuse-by-stranger-or-online": ("sexual-abuse", 3),
}
# A missed entry is worse than one that shows without need.
WEIGHT_OF_A_MISS = 3
# People write a disclosure among ordinary sentences, and several ordinary worries in one text: the panel learns both.
MIXED, MOST_ORDINARY = 3000, 4


def fingerprint(listed: Iterable[tuple[object, ...]]) -> str:
    """Give a short mark of the examples, so that a test notices arrays that were not made anew."""
    return hashlib.sha256("\n".join("|".join(map(str, row)) for row in listed).encode()).hexdigest()[:16]


def main() -> None:
    """Train and write the arrays, with progress."""
    from scipy.sparse import csr_matrix, hstack

    listed, warnings = examples(), panel_examples()
    mixed = _mixed(listed, warnings)
    texts = [normal(text) for text in _texts(listed, warnings, mixed)]
    counted = [_counted(text) for text in texts]
    patterns, rarity = _patterns(counted[: len(listed) + len(warnings)])
    _say(f"{len(listed)} examples, {len(warnings)} panel examples, {len(mixed)} mixed, {len(patterns)} patterns")
    found = vectors(texts)
    features = hstack([_matrix(counted, patterns, rarity, csr_matrix), csr_matrix(found)]).tocsr()
    of_needs = features[: len(listed)]
    arrays = {
        **_learn("need", of_needs, [example.need for example in listed]),
        **_learn("seriousness", of_needs, [example.seriousness for example in listed]),
        **_learn_panel(features, listed, [*warnings, *mixed]),
    }
    shown = [place for place, example in enumerate(listed) if is_shown(example)]
    vectors_kept = np.round(found[shown] * 127).astype(np.int8)
    _write(arrays, patterns, rarity, vectors_kept, fingerprint([*listed, *warnings]))


def _texts(*lists: Sequence[Example] | Sequence[PanelExample]) -> list[str]:
    return [example.text for listed in lists for example in listed]


def _mixed(listed: Sequence[Example], warnings: Sequence[PanelExample]) -> list[PanelExample]:
    """Put examples of the panel among ordinary ones, and ordinary ones together; the same each time."""
    chance, called = random.Random(1), _called_together(warnings)  # noqa: S311  nothing secret hangs on it
    ordinary = [example.text for example in listed if _calls_nothing(example)]
    calling = [text for text, entries in called.items() if NOTHING not in entries]
    rows = [PanelExample(NOTHING, _joined(chance.sample(ordinary, chance.randint(2, 6)))) for _ in range(MIXED)]
    for text in chance.sample(calling, MIXED):
        parts = [text, *chance.sample(ordinary, chance.randint(1, MOST_ORDINARY))]
        chance.shuffle(parts)
        rows += [PanelExample(entry, _joined(parts)) for entry in sorted(called[text])]
    return rows


def _calls_nothing(example: Example) -> bool:
    entries = {entry for entry, _ in _unclear()} | {entry for entry, _ in SHARED.values()}
    return all(_calls_example(entry, example) is False for entry in entries)


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _learn(name: str, features: Any, labels: list[Any]) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression

    learnt = LogisticRegression(C=STRICTNESS[name], max_iter=100, class_weight="balanced").fit(features, labels)
    _say(f"{name}: {len(learnt.classes_)} labels")
    return _kept(name, [str(label) for label in learnt.classes_], learnt.coef_, learnt.intercept_)


def _learn_panel(features: Any, listed: Sequence[Example], warnings: Sequence[PanelExample]) -> dict[str, Any]:
    """Learn each entry by itself, since a text may call for several; what is unclear is left out."""
    from sklearn.linear_model import LogisticRegression

    entries = sorted({example.entry for example in warnings} - {NOTHING})
    called = _called_together(warnings)
    weights, biases = [], []
    for entry in entries:
        calls = [_calls_example(entry, example) for example in listed]
        calls += [_calls_panel(entry, called[example.text]) for example in warnings]
        known = np.array([place for place, call in enumerate(calls) if call is not None])
        wanted = [bool(calls[place]) for place in known]
        learnt = LogisticRegression(
            C=STRICTNESS["panel"], max_iter=150, class_weight={False: 1, True: WEIGHT_OF_A_MISS}
        )
        learnt.fit(features[known], wanted)
        weights.append(learnt.coef_[0])
        biases.append(learnt.intercept_[0])
        _say(f"panel: {entry}, {sum(wanted)} of {len(wanted)} examples")
    return _kept("panel", entries, np.array(weights), np.array(biases))


def _called_together(warnings: Sequence[PanelExample]) -> dict[str, set[str]]:
    """Gather all the entries under which the same text is listed."""
    by_text: dict[str, set[str]] = {}
    for example in warnings:
        by_text.setdefault(example.text, set()).add(example.entry)
    return by_text


def _calls_example(entry: str, example: Example) -> bool | None:
    """Say whether an everyday example calls for an entry; None where it is unclear (panel_unclear.csv)."""
    shared, least = SHARED.get(example.need, ("", 0))
    if shared == entry and example.seriousness >= least:
        return True
    unclear = _unclear()
    least_unclear = min(unclear.get((entry, example.need), 9), unclear.get((entry, "any"), 9))
    return None if example.seriousness >= least_unclear else False


def _calls_panel(entry: str, listed_under: set[str]) -> bool | None:
    """Say whether a panel example calls for an entry; None where a neighbour may (panel_neighbours.csv)."""
    if entry in listed_under:
        return True
    return None if listed_under & _neighbours(entry) else False


@cache
def _unclear() -> dict[tuple[str, str], int]:
    rows = rows_of(PANEL_DATA / "panel_unclear.csv")
    return {(row["entry"], row["need"]): int(row["from_seriousness"]) for row in rows}


@cache
def _neighbours(entry: str) -> set[str]:
    rows = rows_of(PANEL_DATA / "panel_neighbours.csv")
    return {row["neighbour"] for row in rows if row["entry"] == entry}


def _kept(name: str, labels: list[str], weights: Any, bias: Any) -> dict[str, Any]:
    small, scale = _small(weights.T)
    return {
        f"{name}_labels": "\n".join(labels),
        f"{name}_weights": small,
        f"{name}_scale": scale,
        f"{name}_bias": bias.astype(np.float32),
    }


def _counted(text: str) -> list[Counter[str]]:
    return [_named("w:", word_patterns(text)), _named("l:", letter_patterns(text))]


def _patterns(counted: list[list[Counter[str]]]) -> tuple[list[str], Any]:
    seen = Counter(pattern for both in counted for kind in both for pattern in kind)
    least = {"w:": FEWEST_WORD, "l:": FEWEST_LETTER}
    kept = sorted(pattern for pattern, number in seen.items() if number >= least[pattern[:2]])
    rarity = np.array([np.log((1 + len(counted)) / (1 + seen[pattern])) + 1 for pattern in kept], dtype=np.float32)
    return kept, rarity


def _named(kind: str, counted: Counter[str]) -> Counter[str]:
    return Counter({kind + pattern: count for pattern, count in counted.items()})


def _matrix(counted: list[list[Counter[str]]], patterns: list[str], rarity: Any, build: Any) -> Any:
    place = {pattern: number for number, pattern in enumerate(patterns)}
    data, rows, columns = [], [], []
    for row, kinds in enumerate(counted):
        for kind in kinds:
            known = [(place[pattern], count) for pattern, count in kind.items() if pattern in place]
            weights = np.array([(1 + np.log(count)) * rarity[column] for column, count in known])
            length = np.sqrt((weights**2).sum()) or 1.0
            data += list(weights / length)
            rows += [row] * len(known)
            columns += [column for column, _ in known]
    return build((data, (rows, columns)), shape=(len(counted), len(patterns)), dtype=np.float32)


def _small(weights: Any) -> tuple[Any, Any]:
    """Keep a column of weights as whole numbers from -127 to 127, with its scale."""
    scale = np.abs(weights).max(axis=0) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def _write(arrays: dict[str, Any], patterns: list[str], rarity: Any, example_vectors: Any, mark: str) -> None:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        FILE,
        patterns="\n".join(patterns),
        rarity=rarity.astype(np.float16),
        example_vectors=example_vectors,
        fingerprint=mark,
        **arrays,
    )
    _say(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
