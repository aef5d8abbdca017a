"""What is asked about people who are on file and about people who are not, with the truth beside it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from righthelp.people.invented.addresses import Streets
from righthelp.people.invented.enough import enough, known_by_mother
from righthelp.people.invented.families import CHILD, UNBORN, Person
from righthelp.people.invented.nobody import somebody_not_on_file
from righthelp.people.invented.noise import NOISES
from righthelp.people.invented.noise.asked import BIRTH, FIRST, PLACE, SURNAME, WHOLE, Asked, Noise, Subject
from righthelp.people.invented.noise.mothers import describe_by_mother, name_the_mother

QUERY_COLUMNS = (
    "query_id", "kind", "first_name", "middle_name", "surname", "sex", "dob", "age", "edd", "address_line", "town",
    "postcode", "mother_first_name", "mother_surname", "mother_dob",
)  # fmt: skip
TRUTH_COLUMNS = ("query_id", "person_id", "noise", "community", "relatives", "at_address")
ON_FILE = 0.8
HOW_MANY = (1,) * 9 + (2,) * 7 + (3,) * 3 + (4,)
HARD_HOW_MANY = (2, 2, 3)
LIGHT_HOW_MANY = (0, 0, 1, 1, 2)
ONLY_TWO = 0.2
# Without a forename, nothing tells somebody who is not on file from a brother or sister who is.
WHO_THEY_ARE = frozenset({"first name missing", "initial only"})
TRIES = 40
REACH = list(accumulate(each.weight for each in NOISES))
FIELDS = {
    "name": ("first_name", "surname"),
    "first name": ("first_name",),
    "surname": ("surname",),
    "birth": ("dob",),
    "address": ("address_line", "town", "postcode"),
    "postcode": ("postcode",),
}
PAIRS = (
    ("name", "birth"), ("name", "address"), ("name", "postcode"), ("first name", "birth"), ("surname", "birth"),
    ("first name", "address"), ("birth", "postcode"),
)  # fmt: skip


@dataclass
class Questions:
    """Asks about subjects, one after another."""

    rng: random.Random
    streets: Streets
    today: date
    hard: bool = False

    def ask(self, subjects: Sequence[Subject]) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
        """Give each query with its truth."""
        known = round(len(subjects) * ON_FILE)
        on_file = [True] * known + [False] * (len(subjects) - known)
        self.rng.shuffle(on_file)
        for number, (subject, is_known) in enumerate(zip(subjects, on_file, strict=True), 1):
            query_id = f"Q{number:06}"
            words, truth = (self._about if is_known else self._about_nobody)(subject, subjects)
            yield {"query_id": query_id, **words}, {"query_id": query_id, **truth}

    def _about(self, subject: Subject, others: Sequence[Subject]) -> tuple[dict[str, str], dict[str, str]]:
        asked = self._asked(subject.person, others)
        kinds = self._blur(asked)
        return asked.words, _truth(subject, kinds, asked.moved_in_with)

    def _about_nobody(self, near: Subject, others: Sequence[Subject]) -> tuple[dict[str, str], dict[str, str]]:
        who, subject = somebody_not_on_file(self.rng, self.streets, self.today, near)
        asked = self._asked(subject.person, others)
        kinds = self._blur_lightly(asked)
        return asked.words, _truth(subject, [who, *kinds], None)

    def _asked(self, person: Person, others: Sequence[Subject]) -> Asked:
        chance = self.rng.random
        words = dict.fromkeys(QUERY_COLUMNS[1:], "")
        words.update(kind=person.kind, first_name=person.first, surname=person.surname)
        words["middle_name"] = person.middle if chance() < 0.3 else ""
        words["sex"] = person.sex if chance() < 0.85 else ""
        words["edd" if person.kind == UNBORN else "dob"] = person.born.isoformat()
        asked = Asked(words, person, self.rng, self.streets, self.today, others)
        asked.write_home(person.home)
        if person.kind == CHILD and chance() < 0.15:
            name_the_mother(asked)
        return asked

    def _blur(self, asked: Asked) -> list[str]:
        if known_by_mother(asked.person):
            how_many = 2 if self.hard else self.rng.choice(LIGHT_HOW_MANY)
            return [describe_by_mother(asked), *self._several(asked, how_many, {FIRST, SURNAME, BIRTH, WHOLE})]
        if self.hard and self.rng.random() < ONLY_TWO:
            return _only_two(asked)
        how_many = self.rng.choice(HARD_HOW_MANY if self.hard else HOW_MANY)
        return self._several(asked, how_many, {WHOLE} if self.hard else set())

    def _blur_lightly(self, asked: Asked) -> list[str]:
        if asked.person.kind == UNBORN:
            return [describe_by_mother(asked)]
        return self._several(asked, self.rng.choice(LIGHT_HOW_MANY), {BIRTH, PLACE}, WHO_THEY_ARE)

    def _several(self, asked: Asked, how_many: int, spared: set[str], but: frozenset[str] = frozenset()) -> list[str]:
        """Blur as many different fields as asked for, but not in these ways."""
        kinds: list[str] = []
        for _ in range(TRIES):
            if len(kinds) == how_many:
                break
            kind = self.rng.choices(NOISES, cum_weights=REACH)[0]
            if kind.field not in spared and kind.name not in but and _blurs(asked, kind):
                kinds.append(kind.name)
                spared = spared | {kind.field}
        return kinds


def _blurs(asked: Asked, kind: Noise) -> bool:
    """Blur; what would leave nobody to find is undone."""
    before, moved = dict(asked.words), asked.moved_in_with
    if kind.blur(asked) and enough(asked):
        return True
    asked.words.update(before)
    asked.moved_in_with = moved
    return False


def _only_two(asked: Asked) -> list[str]:
    fitting = [pair for pair in PAIRS if _on_file(asked.person, pair)]
    pair = asked.rng.choice(fitting or PAIRS[:1])
    left = {"kind", *FIELDS[pair[0]], *FIELDS[pair[1]]}
    asked.clear(*(column for column in asked.words if column not in left))
    return [f"only {pair[0]} and {pair[1]}"]


def _on_file(person: Person, pair: tuple[str, str]) -> bool:
    """Say whether the file holds what a query of two fields gives."""
    needs = {"birth": {"dob"}, "address": {"address"}, "postcode": {"address", "postcode"}, "surname": {"surname"}}
    return not any(needs.get(part, set()) & person.missing for part in pair)


def _truth(subject: Subject, kinds: Sequence[str], moved_in_with: list[str] | None) -> dict[str, str]:
    person, family = subject.person, subject.family
    neighbours = family.living_at(person.home, but=person) if moved_in_with is None else moved_in_with
    return {
        "person_id": person.person_id,
        "noise": "+".join(kinds) or "none",
        "community": person.strand.community,
        "relatives": ";".join(family.relatives(person)),
        "at_address": ";".join(neighbours),
    }
