"""Filing people so that they can be found: many at once, or one whose record changed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from itertools import chain

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from righthelp.people.matching.bulk import put, put_few, read_among, seldom_collected
from righthelp.people.matching.card import Card, write
from righthelp.people.matching.groups import FIRST, LAST, stands_for
from righthelp.people.matching.keys import Row, keys_of_rows, rows_on_file
from righthelp.people.matching.models import MatchRecord, MatchShelf, MatchTally
from righthelp.people.matching.on_record import cards_of, in_turn
from righthelp.people.matching.shortlist import Postings, among
from righthelp.people.models import Person

SHELF_BITS = 17
TOGETHER = 200_000  # people filed in one go, and in one transaction
READ_TOGETHER = COUNTED_TOGETHER = 2_000
SHIFT = np.uint64(64 - SHELF_BITS)
LONGEST_WORD = 110
ALL = ""
Pairs = NDArray[np.uint64]


def nothing_said(done: int, of: int) -> None:
    """Say nothing of progress."""


def file_all(say: Callable[[int, int], None] = nothing_said) -> int:
    """File everybody who is not filed yet; returns how many."""
    return file_many(list(_unfiled()), say)


def file_anew(say: Callable[[int, int], None] = nothing_said) -> int:
    """Throw away what is filed and file everybody."""
    with transaction.atomic():
        for model in (MatchShelf, MatchTally, MatchRecord):
            model._default_manager.all().delete()
        return file_all(say)


def _unfiled() -> Iterable[int]:
    return Person.objects.filter(match_record__isnull=True).order_by("pk").values_list("pk", flat=True).iterator()


@seldom_collected()
def file_many(people: Collection[int], say: Callable[[int, int], None] = nothing_said) -> int:
    """File people who are not filed yet, a transaction a lot, so that a stopped run goes on where it was."""
    done = 0
    for lot in in_turn(people, TOGETHER):
        with transaction.atomic():
            done = _file_lot(lot, done, lambda count: say(count, len(people)))
    return done


def _file_lot(lot: list[int], done: int, say: Callable[[int], None]) -> int:
    pairs: list[Pairs] = []
    counts: Counter[str] = Counter()
    for batch in in_turn(lot, READ_TOGETHER):
        cards = cards_of(batch, dt.date.today())
        put(MatchRecord, ("person_id", "line"), ((card.person, write(card)) for card in cards))
        pairs.append(_pairs(cards))
        counts.update(chain.from_iterable(map(tally_words, cards)))
        done += len(batch)
        say(done)
    _put_on_shelves(_in_order(np.concatenate(pairs)))
    _add_to_tallies(counts)
    return done


def _pairs(cards: Iterable[Card]) -> Pairs:
    """Give each key with each person under it."""
    rows: list[Row] = []
    owners: list[int] = []
    for card in cards:
        filed = rows_on_file(card)
        rows += filed
        owners += [card.person] * len(filed)
    if not rows:
        return np.empty(0, dtype=np.uint64)
    keys = keys_of_rows(rows)
    pairs = keys.astype(np.uint64) << np.uint64(32) | np.array(owners, dtype=np.uint64)[:, None]
    found: Pairs = pairs[keys != 0]
    return found


def _in_order(pairs: Pairs) -> Pairs:
    """Give the pairs in order, each once."""
    pairs = np.sort(pairs)
    return pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs


def _put_on_shelves(pairs: Pairs) -> None:
    put(MatchShelf, ("shelf", "pairs"), _shelves(pairs))


def _shelves(pairs: Pairs) -> Iterable[tuple[int, bytes]]:
    """Cut pairs into shelves: the number of each, and what lies there."""
    numbers = (pairs >> SHIFT).astype(np.int64)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    little, bounds = pairs.astype("<u8").tobytes(), (8 * np.append(starts, len(pairs))).tolist()
    spans = zip(numbers[starts].tolist(), bounds[:-1], bounds[1:], strict=True)
    return ((number, little[start:end]) for number, start, end in spans)


def _add_to_tallies(counts: Mapping[str, int]) -> None:
    """Count so many more people under each word; in order, so that two who file at once do not wait in a ring."""
    add = f"ON CONFLICT (word) DO UPDATE SET people = {MatchTally._meta.db_table}.people + excluded.people"
    words = sorted(counts.items())
    for start in range(0, len(words), COUNTED_TOGETHER):
        put_few(MatchTally, ("word", "people"), words[start : start + COUNTED_TOGETHER], add)


def tally_words(card: Card) -> set[str]:
    """Give the words under which a person's names are counted: as they are, and by their group."""
    found = {ALL}
    for name in card.names:
        found |= first_words(name.first) | last_words(name.last)
    return found


@lru_cache(1 << 16)
def first_words(first: str) -> frozenset[str]:
    """Give the words to count a first name by."""
    return frozenset((f"f {first[:LONGEST_WORD]}", f"F {stands_for(first, FIRST)[:LONGEST_WORD]}") if first else ())


@lru_cache(1 << 16)
def last_words(last: str) -> frozenset[str]:
    """Give the words to count a surname by."""
    return frozenset((f"l {last[:LONGEST_WORD]}", f"L {stands_for(last, LAST)[:LONGEST_WORD]}") if last else ())


def file_again(person: int) -> None:
    """File a person anew after a change of their own record or of a parent's name; call it in that transaction.

    Keys of what no longer holds stay until the next `righthelp people index`: they lead to the line, which is right.
    """
    cards = cards_of([person], dt.date.today())
    if not cards:
        return
    line, pairs = write(cards[0]), _in_order(_pairs(cards))
    if put_few(MatchRecord, ("person_id", "line"), [(person, line)], "ON CONFLICT (person_id) DO NOTHING"):
        _add_to_tallies(dict.fromkeys(tally_words(cards[0]), 1))
    else:
        MatchRecord.objects.filter(pk=person).update(line=line)
        filed = shelved(np.unique((pairs >> np.uint64(32)).astype(np.uint32)))
        pairs = np.setdiff1d(pairs, filed.keys.astype(np.uint64) << np.uint64(32) | filed.people.astype(np.uint64))
    if len(pairs):
        put_few(MatchShelf, ("shelf", "pairs"), [*_shelves(pairs)])


def shelved(keys: NDArray[np.uint32]) -> Postings:
    """Give who is filed under these keys."""
    keys = np.unique(keys)
    numbers = np.unique(keys >> np.uint32(32 - SHELF_BITS)).tolist()
    found = read_among("SELECT pairs FROM people_matchshelf WHERE shelf AMONG", numbers)
    pairs = np.frombuffer(b"".join(lying for (lying,) in found), dtype="<u8")
    filed = (pairs >> np.uint64(32)).astype(np.uint32)
    wanted = among(filed, keys)
    return Postings(filed[wanted], pairs[wanted].astype(np.uint32))


def tallies(words: set[str]) -> dict[str, int]:
    """Count the people who bear names."""
    return dict(read_among("SELECT word, people FROM people_matchtally WHERE word AMONG", words))


def lines(people: set[int]) -> dict[int, str]:
    """Give what is compared of these people."""
    return dict(read_among("SELECT person_id, line FROM people_matchrecord WHERE person_id AMONG", people))
