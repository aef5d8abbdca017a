"""Word vectors from inside the installed wheel: no download, no torch."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZE = 256
Vectors = NDArray[np.float32]


@cache
def _words() -> Any:
    import wordllama  # slow to import; only search needs it

    # Without cache_dir it looks for the network even though the weights are inside the wheel.
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def vectors(texts: Sequence[str]) -> Vectors:
    """Give each text a vector of length one, SIZE numbers wide."""
    if not texts:
        return np.zeros((0, SIZE), dtype=np.float32)
    with np.errstate(invalid="ignore"):  # a text without any known word has no length
        found: Vectors = _words().embed(list(texts), norm=True)
    return np.nan_to_num(found)
