"""Names that may mean one person: nicknames, spellings, other scripts, surnames that end differently for women."""

import csv
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "name_groups.csv"
FIRST, LAST = "first", "last"
# Slavic surnames: as a woman bears it, as a man does. The longest ending comes first.
ENDINGS = (
    ("skaya", "ski"), ("skaia", "ski"), ("skaja", "ski"), ("skiy", "ski"), ("skyi", "ski"), ("skyy", "ski"),
    ("skij", "ski"), ("ckaya", "cki"), ("ska", "ski"), ("sky", "ski"), ("cka", "cki"), ("cky", "cki"),
    ("dzka", "dzki"), ("tska", "cki"), ("tski", "cki"), ("tsky", "cki"), ("ovna", "ov"), ("owna", "ov"),
    ("ova", "ov"), ("owa", "ov"), ("off", "ov"), ("ow", "ov"), ("eva", "ev"), ("ewa", "ev"), ("yeva", "ev"),
    ("yev", "ev"), ("eff", "ev"), ("ew", "ev"), ("iene", "as"), ("iute", "as"), ("aite", "as"), ("aitis", "as"),
    ("ovych", "ovic"), ("ovich", "ovic"), ("owicz", "ovic"), ("ovicz", "ovic"), ("evich", "evic"), ("ewicz", "evic"),
)  # fmt: skip
SHORTEST_STEM = 3


@cache
def _groups(part: str) -> tuple[dict[str, frozenset[int]], dict[str, str], list[tuple[str, ...]]]:
    """Give, for a part of the name: the groups of each name, the name that stands for it, and the groups."""
    member: dict[str, set[int]] = defaultdict(set)
    listed: list[tuple[str, ...]] = []
    stands: dict[str, str] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == part:
                names = tuple(row["names"].split())
                stands[names[0]] = names[0]
                for name in names:
                    member[name].add(len(listed))
                listed.append(names)
    for names in listed:
        for name in names:
            stands.setdefault(name, names[0])
    return {name: frozenset(found) for name, found in member.items()}, stands, listed


@lru_cache(1 << 16)
def stem(surname: str) -> str:
    """Give a surname without what its ending says of the bearer's sex.

    >>> stem("kowalska"), stem("ivanova"), stem("wisniewski"), stem("smith")
    ('kowalski', 'ivanov', 'wisniewski', 'smith')
    """
    for ending, put in ENDINGS:
        if surname.endswith(ending) and len(surname) - len(ending) >= SHORTEST_STEM:
            return surname[: -len(ending)] + put
    return surname


@lru_cache(1 << 16)
def stands_for(name: str, part: str) -> str:
    """Give the name under which its group is filed; the name itself when it is in none.

    >>> stands_for("liz", FIRST), stands_for("mohd", FIRST), stands_for("kowalska", LAST), stands_for("zzz", FIRST)
    ('elizabeth', 'mohammed', 'kowalski', 'zzz')
    """
    stands = _groups(part)[1]
    if part == LAST and name not in stands:
        name = stem(name)
    return stands.get(name, name)


@lru_cache(1 << 16)
def all_stand_for(name: str, part: str, most: int) -> tuple[str, ...]:
    """Give every name under which somebody so called may be filed, the likeliest first."""
    member, stands, listed = _groups(part)
    found = [stands_for(name, part)]
    for number in sorted(member.get(name, ())):
        found.append(listed[number][0])
    for number in sorted(member.get(name, ())):
        found += [stands[other] for other in listed[number]]
    return tuple(dict.fromkeys(found))[:most]


@lru_cache(1 << 16)
def alike(one: str, other: str, part: str) -> bool:
    """Say whether two names are forms of one.

    >>> alike("bob", "robert", FIRST), alike("aysha", "ayesha", FIRST), alike("nowakowska", "nowakowski", LAST)
    (True, True, True)
    >>> alike("bob", "william", FIRST), alike("smith", "jones", LAST)
    (False, False)
    """
    member = _groups(part)[0]
    if member.get(one, frozenset()) & member.get(other, frozenset()):
        return True
    return part == LAST and stem(one) == stem(other)
