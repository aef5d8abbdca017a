"""What hangs on a person, by the word that stands for it in addresses, and the part of the record it belongs to."""

from righthelp.people.details import DETAIL_KINDS
from righthelp.people.models import Detail, Fact, Identifier, Name, Relationship, Residence, SafeContact
from righthelp.people.reasons import Part

Value = Name | Residence | Identifier | Detail | SafeContact | Fact | Relationship
FAMILY = "family"
FACTS = "facts"  # told of in the log of what is known, changed on pages of their own
HELD: dict[str, type[Name | Residence | Identifier | Detail | SafeContact | Fact]] = {
    "names": Name,
    "homes": Residence,
    "numbers": Identifier,
    "details": Detail,
    "contacts": SafeContact,
    FACTS: Fact,
}
IN_ADDRESSES = (*(word for word in HELD if word != FACTS), FAMILY)
WORDS = {model: word for word, model in HELD.items()}


def held_as(value: Value) -> str:
    """Give the word that stands for a value in addresses."""
    return FAMILY if isinstance(value, Relationship) else WORDS[type(value)]


def part_of(value: Value) -> Part:
    """Give the part of a record to which something belongs."""
    if isinstance(value, Residence):
        return Part.PROTECTED if value.is_protected else Part.WHERE
    if isinstance(value, Detail):
        return DETAIL_KINDS[value.kind].part
    if isinstance(value, SafeContact):
        return Part.WHERE
    return Part.STORY if isinstance(value, Identifier) else Part.WHO
