"""What hangs on a person, by the word that stands for it in addresses, and the part of the record it belongs to."""

from righthelp.people.details import DETAIL_KINDS
from righthelp.people.models import Detail, Identifier, Name, Relationship, Residence, SafeContact
from righthelp.people.reasons import Part

Value = Name | Residence | Identifier | Detail | SafeContact | Relationship
FAMILY = "family"
HELD: dict[str, type[Name | Residence | Identifier | Detail | SafeContact]] = {
    "names": Name,
    "homes": Residence,
    "numbers": Identifier,
    "details": Detail,
    "contacts": SafeContact,
}
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
