"""The only way to a child at a glance: it checks, logs one look, and gives of each part only what the reader may see.

What the rooms below give here is theirs to check; what is read in one go (`hanging`) is checked here by their rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.utils import timezone

from righthelp.agencies.models import Agency
from righthelp.agencies.policies import reads_of
from righthelp.child_page.hanging import hanging_on
from righthelp.considerations.about import Thinking, thinking_about
from righthelp.people.access import Circle, Seen, person_with_family, seen_among
from righthelp.people.elsewhere import with_doubts
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import Detail, Identifier, Name, Person, Residence
from righthelp.people.places import places_hidden_from
from righthelp.people.presenters import is_child
from righthelp.people.reasons import Part
from righthelp.people.rows import Row
from righthelp.people.same import Folded, folded
from righthelp.people.values import part_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Held = TypeVar("Held", Name, Detail, Identifier)
OF_CONCERN = frozenset({"entry", "worker", "work", "sent", "plan_review", "thought"})


@dataclass(frozen=True)
class Glance:
    """What one reader may see of a child.

    `accounts` holds what is known of everybody at a tie, of those hidden from the reader too: their protected addresses
    must not show through somebody else who lives there. Show only people of the circle. What hangs on other records of
    the same person (`Circle.same`) is read as one with this record's; others around who are one person are `folded`.
    """

    reader: "Practitioner"
    circle: Circle
    folded: Folded
    accounts: Mapping[int, Account]
    is_of_concern: bool
    entries: tuple[Row, ...] = ()
    workers: tuple[Row, ...] = ()
    work: tuple[Row, ...] = ()
    sent: tuple[Row, ...] = ()
    reviews: tuple[Row, ...] = ()
    searches: tuple[Row, ...] = ()
    thinking: Thinking = field(default_factory=Thinking)

    @property
    def seen(self) -> Seen:
        """Give the look at the child."""
        return self.circle.seen

    @property
    def child(self) -> Person:
        """Give the child."""
        return self.circle.seen.person

    @property
    def account(self) -> Account:
        """Give what this record says of the child."""
        return self.accounts[self.child.pk]

    @property
    def records(self) -> tuple[Seen, ...]:
        """Give the records of the child that the reader may see, this one first."""
        return (self.circle.seen, *self.circle.same)

    @cached_property
    def hidden_places(self) -> list[Residence]:
        """Give every place that is protected for anybody here whose protected addresses the reader may not see."""
        return places_hidden_from(self.circle.looks, self.accounts)

    def held(self, model: type[Held]) -> list[Held]:
        """Give what any record of the child says that stands and is open to the reader."""
        values = ((seen, value) for seen in self.records for value in self.accounts[seen.person.pk].of(model))
        return [value for seen, value in values if seen.opens(part_of(value))]


def child_at_a_glance(reader: "Practitioner", public_id: UUID) -> Glance:
    """Give what somebody may see of a child, and log the look with why; else 404 with no hint.

    Of a record that is open only through the family it gives who it is and how to reach them, and no more.
    """
    circle = person_with_family(reader, public_id, page="child at a glance")
    child = circle.seen.person
    accounts = with_doubts(circle, accounts_of(circle.everybody))
    is_young = is_child(child, timezone.localdate())
    if not circle.seen.opens(Part.STORY):
        return Glance(reader, circle, folded(circle), accounts, is_young)
    records = [one.person.pk for one in (circle.seen, *circle.same) if one.opens(Part.STORY)]
    rows = hanging_on(reader, records)
    return Glance(
        reader=reader,
        circle=circle,
        folded=folded(circle),
        accounts=accounts,
        is_of_concern=is_young or bool(OF_CONCERN & rows.keys()),
        entries=tuple(_read(reader, circle, rows.get("entry", []))),
        workers=tuple(rows.get("worker", ())),
        work=tuple(rows.get("work", ())),
        sent=tuple(rows.get("sent", ())),
        reviews=tuple(rows.get("plan_review", ())),
        searches=tuple(rows.get("search", ())),
        thinking=thinking_about(reader, circle.seen, records) if "thought" in rows else Thinking(),
    )


def _read(reader: "Practitioner", circle: Circle, entries: list[Row]) -> Iterable[Row]:
    """Keep the entries that the reader may read, as the chronology does: a test holds the two against each other."""
    stories = _stories(reader, circle, {one.other for one in entries if one.other})
    for one in entries:
        if one.other in stories and reads_of(reader, Agency(pk=one.agency)):
            yield one


def _stories(reader: "Practitioner", circle: Circle, firsts: set[int]) -> set[int]:
    """Give those of these children of whom the reader may read what is known.

    Of the child and everybody at a tie the circle knows; an entry filed first to anybody else is rare, and asks anew.
    """
    known = {circle.seen.person.pk: circle.seen, **circle.others, **{one.person.pk: one for one in circle.same}}
    elsewhere = firsts - known.keys() - {key for tie in circle.ties for key in (tie.person_id, tie.relative_id)}
    if elsewhere:
        known |= seen_among(reader, Person.objects.filter(pk__in=elsewhere))
    return {key for key in firsts if key in known and known[key].opens(Part.STORY)}
