"""Slips of the fingers, names written as heard, and names in another script."""

import random
from functools import cache

from righthelp.people.invented.names import Strand, plain, read, variants
from righthelp.people.invented.noise.asked import Asked

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
HEARD = (
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("y", "i"), ("ee", "ea"), ("ea", "ee"), ("ai", "ay"),
    ("ou", "ow"), ("c", "k"),
    ("k", "c"), ("th", "t"), ("gh", "g"), ("ei", "ie"), ("ll", "l"), ("tt", "t"), ("nn", "n"), ("ss", "s"),
    ("oo", "u"),
    ("w", "v"), ("j", "y"), ("sz", "sh"), ("cz", "ch"), ("rz", "zh"), ("x", "sh"), ("q", "k"), ("z", "s"), ("s", "z"),
    ("er", "ar"), ("or", "er"), ("an", "en"), ("in", "en"), ("on", "en"), ("a", "e"), ("o", "u"),
    ("u", "oo"), ("l", "ll"),
)  # fmt: skip
CYRILLIC = dict(zip("abcdefghijklmnoprstuvwyz", "абцдефгхийклмнопрстуввыз", strict=True))
IN_CYRILLIC = frozenset({"polish", "romanian"})
IN_A_SCRIPT_OF_THEIR_OWN = frozenset({"somali", "arab", "pakistani", "chinese", "korean"})


def slip(rng: random.Random, word: str) -> str:
    """Make one slip of the fingers: a key beside, a letter dropped, doubled, or two in the wrong order."""
    if len(word) < 3:
        return word
    at = rng.randrange(1, len(word)) if rng.random() < 0.9 else 0
    kind = rng.random()
    if kind < 0.3:
        return word[:at] + _key_beside(rng, word[at]) + word[at + 1 :]
    if kind < 0.55:
        return word[:at] + word[at + 1 :]
    if kind < 0.75:
        return word[:at] + word[at] + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def slip_in(asked: Asked, field: str) -> bool:
    """Make a slip in a field, in long words now and then two."""
    word = slip(asked.rng, asked.words[field])
    if len(word) > 6 and asked.rng.random() < 0.15:
        word = slip(asked.rng, word)
    return asked.change(field, word)


def as_heard(asked: Asked, field: str) -> bool:
    """Write a name as it sounds: as another name that sounds alike, or letter by letter."""
    return another(asked, field, "sound") or _respell(asked, field)


def another(asked: Asked, field: str, kind: str) -> bool:
    """Write another form of a name, where the lists know one."""
    part = "first" if field == "first_name" else "last"
    forms = variants(part, kind, asked.words[field])
    return bool(forms) and asked.change(field, asked.rng.choice(forms))


def in_script(strand: Strand, word: str) -> str:
    """Write a name in the script of its people, or as somebody used to Cyrillic would; empty when it is not known."""
    if strand.name in IN_CYRILLIC:
        return "".join(CYRILLIC.get(letter, letter) for letter in plain(word).lower()).title()
    return _scripts().get(word, "") if strand.name in IN_A_SCRIPT_OF_THEIR_OWN else ""


@cache
def _scripts() -> dict[str, str]:
    return {row["name"]: row["written"] for row in read("scripts.csv")}


def _respell(asked: Asked, field: str) -> bool:
    word = asked.words[field]
    fitting = [(shape, heard) for shape, heard in HEARD if shape in word[1:]]
    if len(word) < 4 or not fitting:
        return False
    shape, heard = asked.rng.choice(fitting)
    return asked.change(field, word[0] + word[1:].replace(shape, heard, 1))


def _key_beside(rng: random.Random, letter: str) -> str:
    for row, keys in enumerate(KEYS):
        at = keys.find(letter.lower())
        if at >= 0:
            return rng.choice(keys[max(0, at - 1) : at] + keys[at + 1 : at + 2] + KEYS[(row + 1) % 3][at : at + 1])
    return "e"
