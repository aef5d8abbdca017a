"""The getter of a drawn family: who of everybody around somebody may stand on it, asked once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from righthelp.people.access import Seen, looked, person_on_file, seen_among_tied
from righthelp.people.close import tie_of
from righthelp.people.genogram.around import Kin, kin_of
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import Residence
from righthelp.people.places import protected_places
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Drawn:
    """Somebody with everybody around, and what is known of those of them whom the reader may see.

    `at_home` are those records that also open where somebody lives: no other record may put anybody into a home.
    """

    seen: Seen
    kin: Kin
    accounts: Mapping[int, Account]
    at_home: frozenset[int]
    protected: tuple[Residence, ...]  # no line may tell who lives there, whoever of them is seen


def family_to_draw(reader: "Practitioner", public_id: UUID, *, page: str) -> Drawn:
    """Give the family around somebody as far as a reader may see it, and log the look; else 404 with no hint.

    Records that are stated to be one person are drawn as one, where the reader may see both.
    """
    person = person_on_file(public_id)
    kin = kin_of(person)
    ties = [tie_of(tie) for tie in kin.ties]
    found = seen_among_tied(reader, {**kin.people, person.pk: person}.values(), ties, restricted=set(kin.restricted))
    seen = looked(reader, person, found, page)
    joined = kin.stated.groups({key: one.reasons for key, one in found.items()})
    own = joined.get(person.pk)
    for key in kin.stated.others(person.pk, {key: one.reasons for key, one in found.items()}):
        looked(reader, found[key].person, found, page)
    same = {key: person.pk if root == own else root for key, root in joined.items()}
    accounts = accounts_of({person.pk, *kin.people})
    protected = tuple(protected_places(accounts.values()))
    at_home = frozenset(key for key, one in found.items() if one.opens(Part.WHERE))
    return Drawn(seen, replace(kin, same=same), {key: accounts[key] for key in found}, at_home, protected)
