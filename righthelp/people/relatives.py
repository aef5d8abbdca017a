"""The family on a person's page: who they are to each other, who lives together, what is noted about contact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from righthelp.design_system.formatters import day
from righthelp.people.access import Circle, Seen
from righthelp.people.known import Account
from righthelp.people.lines import Line, days_of, said_of
from righthelp.people.models import Name, Person, Relationship, Residence
from righthelp.people.places import is_at, letters_of, places_hidden_from
from righthelp.people.presenters import born_words, in_use, name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import DESCENT, OVER, RAISING, WORDS, of_sex, said_of_tie, sibling_words
from righthelp.people.values import FAMILY

Kind = Relationship.Kind
BY_BIRTH = frozenset(
    {Kind.PARENT, Kind.SIBLING, Kind.TWIN, Kind.IDENTICAL_TWIN, Kind.GRANDPARENT, Kind.AUNT_OR_UNCLE, Kind.COUSIN}
)
CLOSE = RAISING | {Kind.SIBLING, Kind.TWIN, Kind.IDENTICAL_TWIN}
ORDER = list(WORDS)
Homes = set[tuple[str, str]]


@dataclass(frozen=True)
class Relative:
    """Somebody of the family, or who matters."""

    relation: str
    name: str
    person: Person
    notes: tuple[str, ...]
    contact: str
    said: str
    tie_id: UUID | None = None
    is_over: bool = False
    is_child_side: bool = False
    kind: str = Kind.SIBLING
    safety: str = ""  # what others should know when the child is with them (BP-253)
    is_important: bool = False

    @property
    def may_end(self) -> bool:
        """Say whether it can be over: nobody stops being a mother or a cousin."""
        return not self.is_over and self.kind not in BY_BIRTH

    @property
    def raises(self) -> bool:
        """Say whether it is one of those who may have parental responsibility."""
        return self.kind in RAISING

    @property
    def born(self) -> str:
        """Say when somebody was born, or is due (BN-093)."""
        if self.person.born_on:
            return f"born {born_words(self.person)}"
        return f"due on {day(self.person.due_on)}" if self.person.due_on else ""


def relatives(circle: Circle, accounts: Mapping[int, Account]) -> list[Relative]:
    """List the family as far as the reader may see it: parents first, then in the order of the kinds."""
    return [*_tied(circle, accounts), *_partners(circle, accounts), *_through_parents(circle, accounts)]


def _tied(circle: Circle, accounts: Mapping[int, Account]) -> Iterator[Relative]:
    own = circle.seen.person.pk
    seen_ties = [tie for tie in circle.ties if circle.may_see(tie)]
    called = sibling_words(own, seen_ties)
    for tie in sorted((tie for tie in seen_ties if own in _ends(tie)), key=lambda tie: _place(tie, own)):
        other = circle.others[tie.relative_id if tie.person_id == own else tie.person_id]
        words = called.get(other.person.pk) if tie.kind == Kind.SIBLING else None
        yield Relative(
            of_sex(words, other.person) if words else said_of_tie(tie, other.person),
            _name(other, accounts),
            other.person,
            tuple(_notes(circle, tie, other, accounts)),
            tie.contact_restriction if _may_read_contact(circle, tie) else "",
            said_of(tie, tie.noted_by.name if tie.noted_by else ""),
            tie.public_id,
            tie.to_on is not None,
            tie.person_id == own,
            tie.kind,
            tie.safety if _may_read_contact(circle, tie) else "",
            tie.is_important and tie.person_id == own,
        )


def withdrawn_ties(circle: Circle, accounts: Mapping[int, Account]) -> Iterator[Line]:
    """Give what was said of the family and withdrawn, or replaced by what was noted later."""
    own = circle.seen.person.pk
    for tie in circle.withdrawn:
        if circle.may_see(tie):
            other = circle.others[tie.relative_id if tie.person_id == own else tie.person_id]
            about = (tie.contact_restriction, tie.safety) if _may_read_contact(circle, tie) else ()
            by = tie.withdrawn_by.name if tie.withdrawn_by else ""
            yield Line(
                said_of_tie(tie, other.person),
                "\n".join(filter(None, (_name(other, accounts), *about))),
                said_of(tie, tie.noted_by.name if tie.noted_by else ""),
                (),
                FAMILY,
                tie.public_id,
                is_over=tie.to_on is not None,
                withdrawn=f"Withdrawn on {day(tie.withdrawn_at)} by {by}: {tie.withdrawn_because}",
            )


def _through_parents(circle: Circle, accounts: Mapping[int, Account]) -> Iterator[Relative]:
    """Give brothers and sisters of whom nobody has written more than that they share a parent whom the reader sees."""
    own = circle.seen.person.pk
    seen_ties = [tie for tie in circle.ties if circle.may_see(tie)]
    tied = {key for tie in seen_ties if own in _ends(tie) for key in _ends(tie)}
    for key, words in sibling_words(own, seen_ties).items():
        if key not in tied and circle.others[key].person.stage != Person.Stage.LOST:
            other = circle.others[key]
            together = _together(circle, Kind.SIBLING, other, accounts)
            yield Relative(of_sex(words, other.person), _name(other, accounts), other.person, together, "", "")


def _partners(circle: Circle, accounts: Mapping[int, Account]) -> Iterator[Relative]:
    """Give the partners of parents of whom nobody has written what they are to the child (BN-080, BN-093)."""
    own, ties = circle.seen.person.pk, [tie for tie in circle.ties if circle.may_see(tie)]
    told = {key for tie in ties if own in _ends(tie) for key in _ends(tie)}
    parents = {tie.relative_id for tie in ties if tie.person_id == own and tie.kind in DESCENT}
    for tie in (tie for tie in ties if tie.kind in OVER and tie.to_on is None):
        for parent, partner in (_ends(tie), _ends(tie)[::-1]):
            if parent in parents and partner not in told:
                told.add(partner)
                yield _partner(circle, tie, circle.others[parent], circle.others[partner], accounts)


def _partner(
    circle: Circle, tie: Relationship, parent: Seen, partner: Seen, accounts: Mapping[int, Account]
) -> Relative:
    words = f"{said_of_tie(tie, partner.person)} of {_name(parent, accounts)}"
    together = _together(circle, Kind(tie.kind), partner, accounts)
    return Relative(words, _name(partner, accounts), partner.person, together, "", "", kind=tie.kind)


def _ends(tie: Relationship) -> tuple[int, int]:
    return tie.person_id, tie.relative_id


def _place(tie: Relationship, own: int) -> tuple[bool, bool, int, int]:
    """What is over comes last, parents first, children after."""
    return tie.to_on is not None, tie.person_id != own, ORDER.index(tie.kind), tie.pk


def _name(other: Seen, accounts: Mapping[int, Account]) -> str:
    return name_among(other.person, accounts[other.person.pk].of(Name))


def _notes(circle: Circle, tie: Relationship, other: Seen, accounts: Mapping[int, Account]) -> Iterator[str]:
    is_child = tie.person_id == circle.seen.person.pk
    yield from [days_of(tie.from_on, tie.to_on)] if tie.from_on or tie.to_on else []
    yield from _together(circle, Kind(tie.kind), other, accounts)
    if tie.has_parental_responsibility is not None:
        has = "Has" if tie.has_parental_responsibility else "Does not have"
        who = _first_name(circle.seen.person, accounts, "This person")
        yield f"{has} parental responsibility" if is_child else f"{who} {has.lower()} parental responsibility"
    if tie.is_important:
        child = circle.seen.person if is_child else other.person
        yield f"Important to {_first_name(child, accounts, 'the child')}"


def _first_name(person: Person, accounts: Mapping[int, Account], nameless: str) -> str:
    name = in_use(accounts[person.pk].of(Name))
    return (name.first if name else "") or nameless


def _together(circle: Circle, kind: Kind, other: Seen, accounts: Mapping[int, Account]) -> tuple[str, ...]:
    """Say whether two people live together, from addresses that the reader may see of both."""
    mine, theirs = _homes_of_both(circle, other, accounts)
    if mine & theirs:
        return ("Lives at the same address",)
    return ("Lives elsewhere",) if mine and theirs and kind in CLOSE else ()


def live_together(circle: Circle, other: Seen, accounts: Mapping[int, Account]) -> bool:
    """Say whether somebody lives with the one in the middle, as far as the reader may see where both live."""
    mine, theirs = _homes_of_both(circle, other, accounts)
    return bool(mine & theirs)


def _homes_of_both(circle: Circle, other: Seen, accounts: Mapping[int, Account]) -> tuple[Homes, Homes]:
    hidden = places_hidden_from(circle.looks, accounts)
    return _homes(circle.seen, accounts, hidden), _homes(other, accounts, hidden)


def _homes(seen: Seen, accounts: Mapping[int, Account], hidden: list[Residence]) -> Homes:
    if not seen.opens(Part.WHERE):
        return set()
    homes = accounts[seen.person.pk].of(Residence)
    now = (home for home in homes if home.to_on is None and (not home.is_protected or seen.opens(Part.PROTECTED)))
    return {(letters_of(home.line), letters_of(home.postcode)) for home in now if not is_at(home, hidden)}


def _may_read_contact(circle: Circle, tie: Relationship) -> bool:
    """Say whether what is said of contact and safety may be read: it is known of the child, on either page."""
    child = circle.seen if tie.person_id == circle.seen.person.pk else circle.others[tie.person_id]
    return circle.seen.opens(Part.STORY) and child.opens(Part.STORY)
