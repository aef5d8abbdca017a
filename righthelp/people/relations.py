"""What people are to each other in plain words, read from either side."""

from collections.abc import Iterable

from righthelp.people.models import Person, Relationship

Kind = Relationship.Kind
Words = tuple[str, str, str]  # of a woman, of a man, of anybody

WORDS: dict[str, Words] = {
    Kind.PARENT: ("Mother", "Father", "Parent"),
    Kind.ADOPTIVE_PARENT: ("Adoptive mother", "Adoptive father", "Adoptive parent"),
    Kind.STEP_PARENT: ("Stepmother", "Stepfather", "Step-parent"),
    Kind.FOSTER_CARER: ("Foster carer",) * 3,
    Kind.CONNECTED_CARER: ("Connected carer",) * 3,
    Kind.GUARDIAN: ("Special guardian",) * 3,
    Kind.MARRIED: ("Wife", "Husband", "Husband or wife"),
    Kind.CIVIL_PARTNER: ("Civil partner",) * 3,
    Kind.PARTNER: ("Partner",) * 3,
    Kind.SEPARATED: ("Separated partner",) * 3,
    Kind.DIVORCED: ("Divorced partner",) * 3,
    Kind.SIBLING: ("Sister", "Brother", "Brother or sister"),
    Kind.TWIN: ("Twin sister", "Twin brother", "Twin"),
    Kind.IDENTICAL_TWIN: ("Identical twin sister", "Identical twin brother", "Identical twin"),
    Kind.GRANDPARENT: ("Grandmother", "Grandfather", "Grandparent"),
    Kind.AUNT_OR_UNCLE: ("Aunt", "Uncle", "Aunt or uncle"),
    Kind.COUSIN: ("Cousin",) * 3,
    Kind.FRIEND: ("Family friend",) * 3,
    Kind.OTHER: ("Somebody else who matters",) * 3,
}
BACK: dict[str, Words] = {
    Kind.PARENT: ("Daughter", "Son", "Child"),
    Kind.ADOPTIVE_PARENT: ("Adopted daughter", "Adopted son", "Adopted child"),
    Kind.STEP_PARENT: ("Stepdaughter", "Stepson", "Stepchild"),
    Kind.FOSTER_CARER: ("Foster child",) * 3,
    Kind.CONNECTED_CARER: ("Child in their care, as a connected carer",) * 3,
    Kind.GUARDIAN: ("Child in their care, as special guardian",) * 3,
    Kind.GRANDPARENT: ("Granddaughter", "Grandson", "Grandchild"),
    Kind.AUNT_OR_UNCLE: ("Niece", "Nephew", "Niece or nephew"),
}
HALF: Words = ("Half-sister", "Half-brother", "Half-brother or half-sister")
UNSURE: Words = (
    "Sister or half-sister",
    "Brother or half-brother",
    "Brother or sister, full or half",
)
NOT_ALL_PARENTS = "not all their parents are shown here"
RAISING = frozenset(
    {
        Kind.PARENT,
        Kind.ADOPTIVE_PARENT,
        Kind.STEP_PARENT,
        Kind.FOSTER_CARER,
        Kind.CONNECTED_CARER,
        Kind.GUARDIAN,
        Kind.GRANDPARENT,
        Kind.AUNT_OR_UNCLE,
    }
)
DESCENT = frozenset({Kind.PARENT, Kind.ADOPTIVE_PARENT})
OVER = frozenset({Kind.MARRIED, Kind.CIVIL_PARTNER, Kind.PARTNER})
BOTH = 2


def of_sex(words: Words, person: Person) -> str:
    """Choose the word for a woman, a man or anybody."""
    return words[{Person.Sex.FEMALE: 0, Person.Sex.MALE: 1}.get(Person.Sex(person.sex), 2)]


def said_of_tie(tie: Relationship, other: Person) -> str:
    """Say what the other is to whoever stands at the opposite end of a relationship."""
    is_back = tie.person_id == other.pk and tie.kind in BACK
    words = of_sex((BACK if is_back else WORDS)[tie.kind], other)
    if other.stage == Person.Stage.LOST:
        return "Pregnancy"
    if other.due_on and not other.born_on and is_back:
        words = "Unborn baby" if tie.kind == Kind.PARENT else words
    return f"Former {words[0].lower()}{words[1:]}" if tie.to_on and tie.kind in OVER else words


def sibling_words(person: int, ties: Iterable[Relationship]) -> dict[int, Words]:
    """Give those who share a parent, each with what they can be called, as far as these ties tell."""
    parents: dict[int, set[int]] = {}
    for tie in ties:
        if tie.kind in DESCENT:
            parents.setdefault(tie.person_id, set()).add(tie.relative_id)
    own = parents.get(person, set())
    return {
        other: words_by_parents(own, theirs) for other, theirs in parents.items() if other != person and own & theirs
    }


def words_by_parents(own: set[int], theirs: set[int]) -> Words:
    """Call two who share a parent full or half only where the parents that are known prove it.

    >>> words_by_parents({1, 2}, {1, 2})[0], words_by_parents({1, 2}, {2, 3})[0], words_by_parents({1, 2}, {2})[0]
    ('Sister', 'Half-sister', 'Sister or half-sister')
    """
    if len(own & theirs) >= BOTH:
        return WORDS[Kind.SIBLING]
    return HALF if len(own) >= BOTH <= len(theirs) else UNSURE
