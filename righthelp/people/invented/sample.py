"""Choosing whom to ask about, while families pass by once."""

import random
from dataclasses import dataclass, field

from righthelp.people.invented.families import ADULT, CHILD, UNBORN, Family
from righthelp.people.invented.noise.asked import Subject

SHARES = {CHILD: 0.65, ADULT: 0.27, UNBORN: 0.08}


def sizes(queries: int) -> dict[str, int]:
    """Say how many of each kind are asked about."""
    found = {kind: int(queries * share) for kind, share in SHARES.items()}
    found[CHILD] += queries - sum(found.values())
    return found


@dataclass
class Sample:
    """People to ask about: a fair sample of each kind."""

    rng: random.Random
    sizes: dict[str, int]
    community: str | None = None
    seen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHARES, 0))
    kept: dict[str, list[Subject]] = field(default_factory=lambda: {kind: [] for kind in SHARES})

    def look_at(self, family: Family) -> None:
        """Take or leave each person of a family."""
        for person in family.people:
            if self.community in (None, person.strand.community):
                self._consider(Subject(person, family))

    def _consider(self, subject: Subject) -> None:
        kind = subject.person.kind
        kept, size = self.kept[kind], self.sizes[kind]
        self.seen[kind] += 1
        if len(kept) < size:
            kept.append(subject)
        elif (place := self.rng.randrange(self.seen[kind])) < size:
            kept[place] = subject

    def subjects(self) -> list[Subject]:
        """Give as many subjects as were wanted, in an order of chance; where people are few, they come up again."""
        found = [kept[at % len(kept)] for kind, kept in self.kept.items() if kept for at in range(self.sizes[kind])]
        everybody = list(found)
        while everybody and len(found) < sum(self.sizes.values()):
            found.append(self.rng.choice(everybody))
        self.rng.shuffle(found)
        return found
