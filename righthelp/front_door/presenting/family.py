"""Who of the family can be told, and how each of them can be reached safely (design, section 4, rule 5)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from righthelp.front_door.models import Contact, FamilyTold, NamedChild, NamedPerson
from righthelp.front_door.names import plain, sealed_name
from righthelp.front_door.questions import QUESTIONS
from righthelp.people.access import Seen, seen_among_tied
from righthelp.people.close import tie_of
from righthelp.people.known import Account, accounts_of
from righthelp.people.links import Stated, stated_about
from righthelp.people.models import Name, Person, Relationship, Residence, SafeContact
from righthelp.people.places import places_hidden_from, tells_of
from righthelp.people.presenters import name_among, name_of
from righthelp.people.relations import DESCENT
from righthelp.people.same import ways_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

IS_SAFE, FAMILY_TOLD, USEFUL = "safe_to_speak", "family_told", "useful"
NOT_FAMILY = frozenset({NamedPerson.Kind.WORKER})
NOT_TOLD_EACH = NOT_FAMILY | {NamedPerson.Kind.SIBLING}  # brothers and sisters hear it from those who look after them


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
    named = [one for one in contact.people.all() if one.kind not in NOT_FAMILY and not _is_sealed(one, contact)]
    around = _on_file(by, contact, named)
    known = {seen.person.pk for seen in around.seen}
    relatives = [Relative(around.name_of(seen), around.safe_contacts(seen)) for seen in around.seen]
    relatives += [Relative(one.name, [], _written(one)) for one in named if one.person_id not in known]
    told = (QUESTIONS[key].in_words(vars(contact)[f"said_{key}"] or "") for key in (IS_SAFE, FAMILY_TOLD, USEFUL))
    return Family(relatives, *told)


def _is_sealed(one: NamedPerson, contact: Contact) -> bool:
    """Say whether it is whoever asked, of the family themselves, and must not be known to have asked (BN-082)."""
    return bool(sealed_name(contact)) and plain(one.name) == plain(sealed_name(contact))


def _on_file(by: "Practitioner", contact: Contact, named: list[NamedPerson]) -> "Around":
    """Give the close family of the children on file, and those named whose records are found, as far as open."""
    children = {child.person_id for child in contact.children.all() if child.person_id}
    written: list[NamedChild | NamedPerson] = [*contact.children.all(), *named]
    linked = {one.person_id: one for one in written if one.person_id and one.person}
    asked = Relationship.objects.with_whether_closed().select_related("person", "relative")
    ties = list(asked.close_to(linked.keys()))
    everybody = {one.pk: one for tie in ties for one in (tie.person, tie.relative)}
    everybody |= {key: one.person for key, one in linked.items() if key and one.person}
    closed = {key for key, one in linked.items() if key and vars(one)["is_closed"]} | _closed(ties)
    looks = seen_among_tied(by, everybody.values(), map(tie_of, ties), restricted=closed)
    keys = {tie.relative_id for tie in ties if tie.person_id in children} | linked.keys()
    found = {key: seen for key, seen in looks.items() if key in keys}
    people = {key for key in keys if key}
    stated = stated_about(people)
    accounts = accounts_of(people | stated.everybody)
    around = Around(list(found.values()), accounts, places_hidden_from(found, accounts), stated)
    return replace(around, seen=sorted(around.seen, key=around.name_of))


def _closed(ties: Iterable[Relationship]) -> set[int]:
    """Give those at some ties whose records only named people open, as it was read with them."""
    found = {tie.person_id for tie in ties if vars(tie)["is_person_closed"]}
    return found | {tie.relative_id for tie in ties if vars(tie)["is_relative_closed"]}


@dataclass(frozen=True)
class Around:
    """Those of the family whom a reader may see, with what is known of each, and places that must not show (BP-248)."""

    seen: list[Seen]
    accounts: dict[int, Account]
    hidden: list[Residence]
    stated: Stated

    def name_of(self, seen: Seen) -> str:
        """Give the name that somebody uses."""
        return name_among(seen.person, self.accounts[seen.person.pk].of(Name))

    def safe_contacts(self, seen: Seen) -> list[SafeContact]:
        """Give the ways to reach somebody, where that part of the record is open."""
        held = ways_of(seen.person.pk, {one.person.pk: one for one in self.seen}, self.stated, self.accounts)
        return [one for one in held if not tells_of(one.value, self.hidden)]


def _written(one: NamedPerson) -> str:
    return ", ".join(filter(None, (one.get_kind_display(), one.phone)))


def is_family_told(contact: Contact, noted: Iterable[FamilyTold]) -> bool:
    """Say whether each of the family was told since a contact came or was opened again, or it is written why not.

    Each is known by the name that was written, or the one on file; parents who are only on file are told, too. What is
    only planned tells nobody. Where nobody of the family is named, one note is enough.
    """
    since = contact.reopened_at
    done = {plain(one.whom) for one in noted if not one.is_plan and (since is None or one.noted_at >= since)}
    return bool(done) and all(names & done for names in _to_be_told(contact))


def _to_be_told(contact: Contact) -> list[set[str]]:
    """Give each of the family by the names under which they may be noted."""
    named = [one for one in contact.people.all() if one.kind not in NOT_TOLD_EACH and not _is_sealed(one, contact)]
    linked = {one.person_id for one in named if one.person_id}
    children = [one.person_id for one in contact.children.all() if one.person_id]
    if not linked and not children:
        return [{plain(one.name)} for one in named]
    ties = Relationship.objects.with_whether_closed().filter(person__in=children, kind__in=DESCENT)
    parents = {one.relative_id for one in ties.filter(withdrawn_at__isnull=True) if not vars(one)["is_relative_closed"]}
    people = Person.objects.filter(pk__in=linked | parents).with_names()
    on_file = {one.pk: plain(name_of(one)) for one in people}
    written = [{plain(one.name)} | {on_file[key] for key in [one.person_id] if key} for one in named]
    return written + [{on_file[key]} for key in parents - linked]
