"""Filing people so that they can be found: many at once, or one whose record changed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from righthelp.people.matching.bulk import put
from righthelp.people.matching.card import Card, write
from righthelp.people.matching.groups import FIRST, LAST, stands_for
from righthelp.people.matching.keys import Row, keys_of_rows, rows_on_file
from righthelp.people.matching.models import MatchRecord, MatchShelf, MatchTally
from righthelp.people.matching.on_record import cards_of, in_turn
from righthelp.people.matching.shortlist import Postings
from righthelp.people.models import Person

SHELF_BITS = 17
TOGETHER = 200_000  # people filed in one go, and in one transaction
READ_TOGETHER = 2_000
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


def file_many(people: Collection[int], say: Callable[[int, int], None] = nothing_said) -> int:
    """File people who are not filed yet, a transaction a lot, so that a stopped run goes on where it was."""
    done = 0
    for lot in in_turn(people, TOGETHER):
        with transaction.atomic():
            done = _file_lot(lot, done, lambda count: say(count, len(people)))
    return done


def _file_lot(lot: list[int], done: int, say: Callable[[int], None]) -> int:
    owners: list[int] = []
    rows: list[Row] = []
    tallies: Counter[str] = Counter()
    for batch in in_turn(lot, READ_TOGETHER):
        cards = cards_of(batch, dt.date.today())
        put(MatchRecord, ("person_id", "line"), ((card.person, write(card)) for card in cards))
        for card in cards:
            filed = rows_on_file(card)
            rows += filed
            owners += [card.person] * len(filed)
            tallies.update(tally_words(card))
        done += len(batch)
        say(done)
    _put_on_shelves(_pairs(rows, owners))
    _add_to_tallies(tallies)
    return done


def _pairs(rows: list[Row], owners: list[int]) -> Pairs:
    """Give each key with each person under it, in order, once."""
    if not rows:
        return np.empty(0, dtype=np.uint64)
    keys = keys_of_rows(rows)
    pairs = keys.astype(np.uint64) << np.uint64(32) | np.array(owners, dtype=np.uint64)[:, None]
    pairs = np.sort(pairs[keys != 0])
    return pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs


def _put_on_shelves(pairs: Pairs) -> None:
    if not len(pairs):
        return
    numbers = (pairs >> SHIFT).astype(np.int64)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    ends = np.append(starts[1:], len(pairs))
    little = pairs.astype("<u8")
    rows = zip(numbers[starts].tolist(), starts.tolist(), ends.tolist(), strict=True)
    put(MatchShelf, ("shelf", "pairs"), ((number, little[start:end].tobytes()) for number, start, end in rows))


def _add_to_tallies(tallies: Counter[str]) -> None:
    words = sorted(tallies)
    for batch in (words[start : start + 5_000] for start in range(0, len(words), 5_000)):
        known = dict(MatchTally.objects.filter(pk__in=batch).values_list("word", "people"))
        MatchTally.objects.bulk_create(
            [MatchTally(word, known.get(word, 0) + tallies[word]) for word in batch],
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["people"],
        )


def tally_words(card: Card) -> set[str]:
    """Give the words under which a person's names are counted: as they are, and by their group."""
    found = {ALL}
    for name in card.names:
        found |= first_words(name.first) | last_words(name.last)
    return found


def first_words(first: str) -> set[str]:
    """Give the words to count a first name by."""
    return {f"f {first[:LONGEST_WORD]}", f"F {stands_for(first, FIRST)[:LONGEST_WORD]}"} if first else set()


def last_words(last: str) -> set[str]:
    """Give the words to count a surname by."""
    return {f"l {last[:LONGEST_WORD]}", f"L {stands_for(last, LAST)[:LONGEST_WORD]}"} if last else set()


def file_again(person: int) -> None:
    """File a person anew after a change of their own record or of a parent's name; call it in that transaction.

    Keys of what no longer holds stay until the next `righthelp people index`: they lead to the line, which is right.
    """
    cards = cards_of([person], dt.date.today())
    if not cards:
        return
    rows = rows_on_file(cards[0])
    new = not MatchRecord.objects.filter(pk=person).update(line=write(cards[0]))
    pairs = _pairs(rows, [person] * len(rows))
    if new:
        put(MatchRecord, ("person_id", "line"), [(person, write(cards[0]))])
        _count_one(tally_words(cards[0]))
    else:
        filed = shelved(np.unique((pairs >> np.uint64(32)).astype(np.uint32)))
        pairs = np.setdiff1d(pairs, filed.keys.astype(np.uint64) << np.uint64(32) | filed.people.astype(np.uint64))
    _put_on_shelves(pairs)


def _count_one(words: set[str]) -> None:
    counted = ", ".join(["(%s, 1)"] * len(words))
    table = connection.ops.quote_name(MatchTally._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (word, people) VALUES {counted} "  # noqa: S608 - our own names
            f"ON CONFLICT (word) DO UPDATE SET people = {table}.people + 1",
            sorted(words),
        )


def shelved(keys: NDArray[np.uint32]) -> Postings:
    """Give who is filed under these keys."""
    numbers = np.unique(keys >> np.uint32(32 - SHELF_BITS)).tolist()
    found = MatchShelf.objects.filter(shelf__in=numbers).values_list("pairs", flat=True)
    pairs = np.frombuffer(b"".join(map(bytes, found)), dtype="<u8")
    filed = (pairs >> np.uint64(32)).astype(np.uint32)
    wanted = np.isin(filed, keys)
    return Postings(filed[wanted], pairs[wanted].astype(np.uint32))


def tallies(words: set[str]) -> dict[str, int]:
    """Count the people who bear names."""
    return dict(MatchTally.objects.filter(pk__in=words).values_list("word", "people"))
