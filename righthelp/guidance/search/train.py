"""Learn from the everyday examples: `python -m righthelp.guidance.search.train`.

Needs the test requirements (scikit-learn). The same examples give the same arrays.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np

from righthelp.guidance.search.model import FILE
from righthelp.guidance.search.needs import Example, examples, needs
from righthelp.guidance.search.vectors import vectors
from righthelp.guidance.search.words import letter_patterns, normal, word_patterns

FEWEST_WORD = 2
FEWEST_LETTER = 6
STRICTNESS_NEEDS = 0.08
STRICTNESS_SERIOUSNESS = 0.6


def fingerprint(listed: Iterable[Example]) -> str:
    """Give a short mark of the examples, so that a test notices arrays that were not made anew."""
    return hashlib.sha256("\n".join("|".join(map(str, example)) for example in listed).encode()).hexdigest()[:16]


def main() -> None:
    """Train and write the arrays, with progress."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    listed = examples()
    texts = [normal(example.text) for example in listed]
    slugs = [need.slug for need in needs()]
    print(f"{len(texts)} examples of {len(slugs)} needs", file=sys.stderr)
    patterns, rarity, counted = _patterns(texts)
    print(f"{len(patterns)} patterns", file=sys.stderr)
    found = vectors(texts)
    features = hstack([_matrix(counted, patterns, rarity, csr_matrix), csr_matrix(found)]).tocsr()
    need_of = np.array([slugs.index(example.need) for example in listed])
    seriousness = np.array([example.seriousness for example in listed])
    by_need = LinearSVC(C=STRICTNESS_NEEDS, random_state=0).fit(features, need_of)
    by_seriousness = LogisticRegression(C=STRICTNESS_SERIOUSNESS, max_iter=300).fit(features, seriousness)
    learnt = [slugs[place] for place in by_need.classes_]
    _write(learnt, patterns, rarity, by_need, by_seriousness, found, fingerprint(listed))


def _patterns(texts: list[str]) -> tuple[list[str], Any, list[list[Counter[str]]]]:
    counted = [[_named("w:", word_patterns(text)), _named("l:", letter_patterns(text))] for text in texts]
    seen = Counter(pattern for both in counted for kind in both for pattern in kind)
    least = {"w:": FEWEST_WORD, "l:": FEWEST_LETTER}
    kept = sorted(pattern for pattern, number in seen.items() if number >= least[pattern[:2]])
    rarity = np.array([np.log((1 + len(texts)) / (1 + seen[pattern])) + 1 for pattern in kept], dtype=np.float32)
    return kept, rarity, counted


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


def _write(
    slugs: list[str], patterns: list[str], rarity: Any, by_need: Any, by_seriousness: Any, found: Any, mark: str
) -> None:
    need_weights, need_scale = _small(by_need.coef_.T)
    serious_weights, serious_scale = _small(by_seriousness.coef_.T)
    example_scale = float(np.abs(found).max() / 127)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        FILE,
        needs="\n".join(slugs),
        patterns="\n".join(patterns),
        rarity=rarity.astype(np.float16),
        need_weights=need_weights,
        need_scale=need_scale,
        need_bias=by_need.intercept_.astype(np.float32),
        serious_weights=serious_weights,
        serious_scale=serious_scale,
        serious_bias=by_seriousness.intercept_.astype(np.float32),
        example_vectors=np.round(found / example_scale).astype(np.int8),
        example_scale=example_scale,
        fingerprint=mark,
    )
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
