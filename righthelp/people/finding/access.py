"""Who is found by some words, for one reader, each look logged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from righthelp.audit.actions import look
from righthelp.people.finding.own import fitting_among_own, is_street_alone
from righthelp.people.finding.sight import KnownOf, Sight
from righthelp.people.finding.words import Asked
from righthelp.people.known import Account, accounts_of
from righthelp.people.matching.card import Card
from righthelp.people.matching.explain import SENTENCES
from righthelp.people.matching.find import NOT_FOUND, POSSIBLE, SAME_PERSON, Found, Looked, look_for, look_for_each
from righthelp.people.models import Identifier, SafeContact
from righthelp.people.models.details import DIGITS
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

PAGE = "found"
FINDS_ANYBODY = "Found in a search; their role finds anybody, and opens nothing by itself"
FAMILY = "Family of somebody found"
ALIKE = "Much like somebody found, but with another first name or date of birth"
ONE_OF_BOTH = "Family of somebody found, or much like them but with another first name or date of birth"
FITS_IN_PART = "Something fits what you wrote, but not the first name or the date of birth"
FAMILY_OF_FITTING = "Family of somebody whom some of what you wrote fits"
ONE_OF_THESE = "Something fits what you wrote, or somebody of their family, but not the first name or the date of birth"
SAME_HOME = "On file at the same address"
OF_HOME, OF_PARENTS = (
    frozenset(words for (field, _), words in SENTENCES.items() if field == about) for about in ("home", "parent")
)
EARLIER = frozenset({SENTENCES["home", "former"], SENTENCES["home", "former_postcode"]})
PARENTS_NAME = SENTENCES["last", "parent"]
ORDER = (SAME_PERSON, POSSIBLE, NOT_FOUND)
MOST = 20
NOBODY = Looked([], [], [], frozenset())


@dataclass(frozen=True)
class Hit:
    """One person found: how sure it is and why, and the records that are stated to be the same person."""

    one: KnownOf
    account: Account
    band: str
    because: tuple[str, ...]
    also: "tuple[Hit, ...]" = ()
    tells_homes: bool = True
    only_lives_there: bool = False


@dataclass(frozen=True)
class Hits:
    """What a search gives: those in the bands, those around them, and whether a restricted record fits."""

    people: list[Hit]
    around: list[Hit]
    is_closed: bool

    def in_band(self, band: str) -> list[Hit]:
        """Give those of one band."""
        return [hit for hit in self.people if hit.band == band]


def people_found(reader: "Practitioner", asked: Asked) -> Hits:
    """Look for somebody; give whom the reader may know of, and log a look at each."""
    sight = Sight(reader)
    numbered = _by_number(asked) if asked.numbers else {}
    cards = _to_match(asked.cards)
    looked = look_for(cards, lambda people: sight.on_file(people | numbered.keys())) if cards else NOBODY
    looked = _with_own(looked, fitting_among_own(sight, asked.cards))
    hits = _shown(sight, [(looked, numbered)])[0]
    return replace(hits, people=[_as_asked(hit, asked) for hit in hits.people])


def _to_match(cards: Iterable[Card]) -> list[Card]:
    """Leave out streets without house, postcode and town: to the matcher they are another address, or nothing."""
    plain = [replace(card, homes=tuple(home for home in card.homes if not is_street_alone(home))) for card in cards]
    return [card for card in plain if card.names or card.born or card.due or card.homes or card.parents]


def _with_own(looked: Looked, own: Iterable[Found]) -> Looked:
    """Put first whom the words fit among the records open to the reader; what was found surely stays sure."""
    sure = {one.person for one in looked.candidates if one.band == SAME_PERSON}
    first = [replace(one, band=SAME_PERSON) if one.person in sure else one for one in own]
    known = {one.person for one in first}
    return replace(looked, candidates=[*first, *(one for one in looked.candidates if one.person not in known)])


def _as_asked(hit: Hit, asked: Asked) -> Hit:
    """Say of an address no more than was asked: a postcode alone knows no house, a house alone no postcode."""
    plain = {} if asked.has_house else {SENTENCES["home", "postcode"]: "Same postcode"}
    plain |= {} if asked.has_postcode else {SENTENCES["home", "close"]: "Same house and street, or nearly so"}
    return replace(hit, because=tuple(plain.get(words, words) for words in hit.because))


def people_like(
    reader: "Practitioner", people: Sequence[tuple[Card, str]], *, but: Set[int] = frozenset()
) -> list[Hits]:
    """Look for several people at once, each by a card and perhaps an NHS number; `but` are not looked for."""
    sight = Sight(reader, but)
    numbered = [_by_number(Asked(nhs=nhs)) if nhs else {} for _, nhs in people]
    more = {key for found in numbered for key in found}
    looked = look_for_each([[card] for card, _ in people], lambda keys: sight.on_file(keys | more))
    return _shown(sight, list(zip(looked, numbered, strict=True)))


def records_known(reader: "Practitioner", people: Collection[int], *, page: str) -> dict[int, Hit]:
    """Give some records by key, those of whom the reader may know, as a search would show them; log the looks."""
    sight = Sight(reader)
    sight.look(people)
    known = [key for key in people if key in sight.known]
    silent = sight.silent_about_homes(known)
    accounts = accounts_of(known)
    found = {
        key: Hit(sight.known[key], accounts[key], POSSIBLE, (), tells_homes=key not in silent) for key in known
    }  # fmt: skip
    _log(reader, found.values(), page)
    return found


def _shown(sight: Sight, found: "Sequence[tuple[Looked, Numbered]]") -> list[Hits]:
    """Give what the reader may know of each search, all read at once, and log a look at everybody shown."""
    sight.look(key for looked, numbered in found for key in _keys_of(sight, looked, numbered))
    finds = [_Find(sight, looked, numbered) for looked, numbered in found]
    sight.silent_about_homes({key for find in finds for key in find.everybody()})
    accounts = accounts_of({key for find in finds for key in find.everybody()})
    hits = [find.hits(accounts) for find in finds]
    _log(sight.reader, [hit for one in hits for hit in (*one.people, *one.around)])
    return hits


def _keys_of(sight: Sight, looked: Looked, numbered: "Numbered") -> set[int]:
    there = looked.at_address if sight.finds_anybody else []
    return {*_likely(looked), *numbered, *_alike(looked), *there}


def _alike(looked: Looked) -> list[int]:
    """Give those who look like family by more than where they live: neighbours are no family."""
    return [key for key in looked.alike if key not in looked.by_home]


def _likely(looked: Looked) -> dict[int, Found]:
    return {one.person: one for one in looked.candidates if one.band != NOT_FOUND}


class _Find:
    """One search: whom it found, as far as the reader may know of them."""

    def __init__(self, sight: Sight, looked: Looked, numbered: "Numbered") -> None:
        self.sight, self.looked, self.found = sight, looked, _likely(looked)
        known = {key: given for key, given in numbered.items() if key in sight.known}
        self.numbers = {key: kept for key, given in known.items() if (kept := _open_reasons(sight, key, given))}
        self.sure = {key for key, given in self.numbers.items() if any(one.is_sure for one in given)}
        keys = dict.fromkeys([*self.sure, *self.numbers, *self.found])
        self.keys = [key for key in keys if key in sight.known]
        self.alike = [key for key in _alike(looked) if key in sight.known]
        self.kin = {other for key in self.keys for other in sight.family_of(key)}
        self.like_them = {other for key in self.alike for other in (key, *sight.family_of(key))}
        self.around = self._around()
        self.same = sight.same_as()
        roots = {self.same[key] for key in (*self.keys, *self.around) if key in self.same}
        self.linked = [key for key, root in self.same.items() if root in roots]
        self.is_closed = bool(sight.closed & {*self.found, *numbered})

    def everybody(self) -> list[int]:
        """Give the keys of all whom the page may show."""
        return list(dict.fromkeys([*self.keys, *self.around, *self.linked]))

    def hits(self, accounts: Mapping[int, Account]) -> Hits:
        """Give those in the bands, and those around them."""
        shown = _as_one({key: self._hit(key, accounts[key]) for key in self.everybody()}, self.same)
        people = sorted((shown[key] for key in self.keys if key in shown), key=lambda hit: ORDER.index(hit.band))
        around = [key for key in self.around if key in shown]
        told = [shown[key] for key in around if _may_stand_around(self.sight, key, self.looked)]
        return Hits(people, told[: max(MOST - len(people), 0)], self.is_closed)

    def _hit(self, key: int, account: Account) -> Hit:
        band = SAME_PERSON if key in self.sure else self.found[key].band if key in self.found else POSSIBLE
        said = [one.words for one in self.numbers.get(key, ())]
        said += _may_be_told(self.sight, key, self.found[key].because) if key in self.found else []
        if key in self.around:
            said = [SAME_HOME if key in self.looked.at_address else self._why_around(key)]
        silent = self.sight.silent_about_homes([key])
        return Hit(
            self.sight.known[key], account, band, tuple(said), tells_homes=not silent,
            only_lives_there=self._only_lives_there(key),
        )  # fmt: skip

    def _why_around(self, key: int) -> str:
        """Say why somebody stands with those found; where a record is closed, not whether the two are family."""
        if not all(self.sight.known[one].seen for one in (key, *self.keys, *self.alike)):
            return ONE_OF_BOTH if self.keys else ONE_OF_THESE
        if key in self.kin:
            return FAMILY
        if key in self.alike:
            return ALIKE if self.keys else FITS_IN_PART
        return FAMILY_OF_FITTING

    def _only_lives_there(self, key: int) -> bool:
        return key in self.looked.at_address and key not in {*self.keys, *self.kin, *self.like_them}

    def _around(self) -> list[int]:
        """Give the family of those found, those who look like family with theirs, and who lives at the address."""
        kin = [other for key in self.keys[:3] for other in self.sight.family_of(key)]
        kin += [other for key in self.alike for other in (key, *self.sight.family_of(key))]
        there = [key for key in self.looked.at_address if key in self.sight.known]
        return [key for key in dict.fromkeys([*kin, *there]) if key not in self.keys]


def _as_one(made: dict[int, Hit], same: dict[int, int]) -> dict[int, Hit]:
    """Put records that are stated to be one person into one result, under the first of them that was found."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key in made:
        groups[same.get(key, key)].append(key)
    return {first: replace(made[first], also=tuple(made[key] for key in more)) for first, *more in groups.values()}


def _may_stand_around(sight: Sight, key: int, looked: Looked) -> bool:
    """Say whether being listed tells nothing of an address that the reader may not see."""
    if key not in looked.at_address:
        return True
    if sight.silent_about_homes([key]):
        return False
    return key in looked.living_there or sight.known[key].opens(Part.WHERE)


def _may_be_told(sight: Sight, key: int, because: Iterable[str]) -> list[str]:
    """Leave out reasons that would tell what the reader may not see: other addresses, and who the parents are."""
    one = sight.known[key]
    hidden: set[str] = set() if one.opens(Part.WHERE) else {*EARLIER}
    if sight.silent_about_homes([key]):
        hidden |= OF_HOME
    if not sight.parents_are_known(key):
        hidden |= {*OF_PARENTS, PARENTS_NAME}
    return [words for words in because if words not in hidden]


@dataclass(frozen=True)
class ByNumber:
    """A number that fits: in words, the part of the record where it stands, and whether it is one person's alone."""

    words: str
    part: Part
    is_sure: bool


Numbered = dict[int, list[ByNumber]]
SAME_NHS = "Same NHS number"
WORDS_OF_NUMBERS: dict[str, str] = {
    Identifier.Kind.NHS: SAME_NHS,
    Identifier.Kind.UPN: "Same unique pupil number",
    Identifier.Kind.LOCAL: "Same local number",
}
PHONES = (SafeContact.Channel.PHONE, SafeContact.Channel.TEXT)


def _by_number(asked: Asked) -> Numbered:
    """Give who has exactly this number."""
    found: defaultdict[int, list[ByNumber]] = defaultdict(list)
    for person, reason in [*_identified(asked), *_reached(asked)]:
        found[person].append(reason)
    return dict(found)


def _identified(asked: Asked) -> Iterator[tuple[int, ByNumber]]:
    kinds = Identifier.Kind
    either = Q(kind=kinds.NHS, value=asked.nhs) | Q(kind=kinds.UPN, value=asked.upn)
    either |= Q(kind=kinds.LOCAL, value__in=[*asked.others, *filter(None, (asked.nhs, asked.phone))])
    rows = Identifier.objects.filter(either, withdrawn_at__isnull=True).order_by("pk")[:MOST]
    for person, kind in rows.values_list("person_id", "kind"):
        words = WORDS_OF_NUMBERS[kind]
        yield person, ByNumber(words, Part.STORY, kind != kinds.LOCAL)


def _reached(asked: Asked) -> Iterator[tuple[int, ByNumber]]:
    if not asked.phone:
        return
    written = [asked.phone, f"+44{asked.phone[1:]}", f"0044{asked.phone[1:]}", f"+440{asked.phone[1:]}"]
    rows = SafeContact.objects.annotate(digits=DIGITS).filter(digits__in=written, channel__in=PHONES)
    rows = rows.filter(withdrawn_at__isnull=True).order_by("pk")[:MOST]
    for person in rows.values_list("person_id", flat=True):
        yield person, ByNumber("Same telephone number", Part.WHERE, False)


def _open_reasons(sight: Sight, key: int, given: list[ByNumber]) -> list[ByNumber]:
    """Keep the numbers that the reader may see; a role that finds anybody finds by any number."""
    return [one for one in given if sight.finds_anybody or sight.known[key].opens(one.part)]


@transaction.atomic
def _log(reader: "Practitioner", hits: Iterable[Hit], page: str = PAGE) -> None:
    shown = {one.one.person.pk: one.one for hit in hits for one in (hit, *hit.also)}
    for one in shown.values():
        look(by=reader, subject=one.person, page=page, reason=one.seen.reasons[0].words if one.seen else FINDS_ANYBODY)
