"""Ordinary words made comparable: normal form, sentences, word and letter patterns, cues."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

WORD = re.compile(r"[a-z0-9']+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
LONGEST_LETTERS = 5
SHORTEST_LETTERS = 3
FEWEST_WORDS = 3

# Cues that lower a worry. They never hide a descriptor of the highest level (engine.py).
DENIED = re.compile(
    r"\b(no (concerns?|worries|issues?|signs?|evidence|marks?|bruis\w+)|not (worried|concerned|aware of)|"
    r"den(y|ies|ied)|never (hit|hurt|touched|been|had|misses)|nothing (worrying|of concern)|without any)\b"
)
PAST = re.compile(
    r"\b(used to|years ago|in the past|previously|historic(al)?|has since|no longer|stopped|back then|"
    r"when (he|she|they|i) (was|were) (little|younger|small)|(is|are|has been) (sorted|resolved|fine) now)\b"
)
GOING_WELL = re.compile(
    r"\b(doing (really )?well|(is|are|always) (happy|clean|polite|settled|lovely|thriving)|"
    r"well (cared|looked) (for|after)|"
    r"good (attendance|relationship|support|friends)|supportive|proud of|loves (school|reading|coming)|"
    r"always (on time|brought|smiling)|can'?t fault|no problems)\b"
)
# Words of praise, and words that turn praise about. By themselves they say little: see worry.py.
PRAISE = re.compile(
    r"\b(love(s|d|ly)?|loving|adores?|devoted|enjoy(s|ed|ing)?|happy|happily|cheerful|smil\w+|giggl\w+|delight\w*|good|great|"
    r"brilliant\w*|excellent|fantastic|wonderful|amazing|beautiful\w*|perfect\w*|best|(?<!as )well|thriv\w+|settled|"
    r"proud|prais\w+|kind|caring|gentle|patient|polite\w*|pleasant|friendly|sociable|popular|chatty|funny|sweet|helpful|"
    r"support(s|ed|ive)|warm|clean|tidy|spotless|bright|clever|talented|capable|confident|resilient|keen|star|plenty|"
    r"(lots|loads) of (friends|mates)|healthy|on time|up to date|engag(es|ed|ing)|trusts?|"
    r"(works?|tries|tried) (really |very )?hard)\b"
)
TURNED = re.compile(
    r"\b(not|never|no|nothing|nobody|none|hardly|without|less|un(til|less)|till|when|used to|only|too|but|if|stopped|"
    r"except|wish\w*|want(s|ed)?|should|would|could|(do|does|did|is|was|has|have|had|wo|ca)nt)\b|n't\b"
)


def normal(text: str) -> str:
    """Bring capitals and apostrophes to one form.

    >>> normal("Mum’s TIRED")
    "mum's tired"
    """
    return text.lower().replace("’", "'").replace("‘", "'")


def sentences(text: str) -> list[str]:
    """Split what somebody wrote into sentences worth reading by themselves.

    >>> sentences("He is hungry again. Yes. No lunch for three days!")
    ['He is hungry again.', 'No lunch for three days!']
    """
    parts = [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
    return [part for part in parts if len(part.split()) >= FEWEST_WORDS] or [text.strip()]


def words(text: str) -> list[str]:
    """List the words of a normal text.

    >>> words("mum's tired, again")
    ["mum's", 'tired', 'again']
    """
    return WORD.findall(text)


def word_patterns(text: str) -> Counter[str]:
    """Count single words and pairs of neighbours."""
    listed = words(text)
    return Counter([*listed, *(f"{first} {second}" for first, second in pairwise(listed))])


def letter_patterns(text: str) -> Counter[str]:
    """Count runs of three to five letters within words, so that slips of the keyboard still match."""
    return Counter(_runs(text))


def _runs(text: str) -> Iterator[str]:
    for word in words(text):
        padded = f" {word} "
        for length in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1):
            if len(padded) <= length:
                yield padded
                break
            yield from (padded[start : start + length] for start in range(len(padded) - length + 1))


def lowering(sentence: str) -> float:
    """Say how much a sentence's worry counts: less where it is denied, over or going well.

    >>> lowering("we have no concerns about her"), lowering("she is hungry")
    (0.7, 1.0)
    """
    text = normal(sentence)
    return 0.7 if any(cue.search(text) for cue in (DENIED, PAST, GOING_WELL)) else 1.0


def praises(text: str) -> bool:
    """Say whether words of praise stand in a text, with nothing that turns them about.

    >>> praises("He loves reading"), praises("He has no good friends"), praises("He is dirty")
    (True, False, False)
    """
    words_ = normal(text)
    return bool(PRAISE.search(words_)) and not TURNED.search(words_)
