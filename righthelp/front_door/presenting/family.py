"""Who of the family can be told, and how each of them can be reached safely (design, section 4, rule 5)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.front_door.models import Contact, NamedPerson
from righthelp.people.access import Seen, seen_among
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import Person, Relationship, Residence, SafeContact
from righthelp.people.places import places_hidden_from, tells_of
from righthelp.people.presenters import name_of
from righthelp.people.queries import bring_names
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

IS_SAFE, FAMILY_TOLD, USEFUL = "safe_to_speak", "family_told", "useful"
NOT_FAMILY = frozenset({NamedPerson.Kind.WORKER})


@dataclass(frozen=True)
class Relative:
    """One of the family: name, how they can be reached safely, and what else whoever asked wrote of them."""

    name: str
    safe: list[SafeContact]
    written: str = ""


@dataclass(frozen=True)
class Family:
    """The family of a contact, and what whoever asked said of speaking with them, which stands at the top."""

    relatives: list[Relative]
    is_safe: str
    knows: str
    useful: str

    @property
    def names(self) -> list[str]:
        """Give everybody once, by name."""
        return list(dict.fromkeys(one.name for one in self.relatives))

    @property
    def ways(self) -> list[str]:
        """Give the ways in which somebody can be told."""
        return [str(label) for label in SafeContact.Channel.labels]


def family_of(by: "Practitioner", contact: Contact) -> Family:
    """Give the family as whoever asked named them, and those around the children on file whom the reader may see."""
    answers = {one.key: one.in_words for one in contact.answers.all()}
    named = [one for one in contact.people.all() if one.kind not in NOT_FAMILY]
    around = _on_file(by, contact, named)
    known = {seen.person.pk for seen in around.seen}
    relatives = [Relative(name_of(seen.person), around.safe_contacts(seen)) for seen in around.seen]
    relatives += [Relative(one.name, [], _written(one)) for one in named if one.person_id not in known]
    told = (answers.get(key, "") for key in (IS_SAFE, FAMILY_TOLD, USEFUL))
    return Family(relatives, *told)


def _on_file(by: "Practitioner", contact: Contact, named: list[NamedPerson]) -> "Around":
    """Give the close family of the children on file, and those named whose records are found, as far as open."""
    children = {child.person_id for child in contact.children.all() if child.person_id}
    ties = Relationship.objects.filter(person__in=children, withdrawn_at__isnull=True)
    keys = {*ties.values_list("relative", flat=True), *(one.person_id for one in named if one.person_id)} | children
    found = seen_among(by, Person.objects.filter(pk__in=keys))
    bring_names([seen.person for seen in found.values()])
    accounts = accounts_of(keys)
    return Around(
        sorted(found.values(), key=lambda seen: name_of(seen.person)), accounts, places_hidden_from(found, accounts)
    )


@dataclass(frozen=True)
class Around:
    """Those of the family whom a reader may see, with what is known of each, and places that must not show (BP-248)."""

    seen: list[Seen]
    accounts: dict[int, Account]
    hidden: list[Residence]

    def safe_contacts(self, seen: Seen) -> list[SafeContact]:
        """Give the ways to reach somebody, where that part of the record is open."""
        if not seen.opens(Part.WHERE):
            return []
        held = self.accounts[seen.person.pk].of(SafeContact)
        return [one for one in held if one.to_on is None and not tells_of(one.value, self.hidden)]


def _written(one: NamedPerson) -> str:
    return ", ".join(filter(None, (one.get_kind_display(), one.phone)))
