"""One person as written down for the first time, and who they are to the child."""

import datetime as dt
from dataclasses import dataclass, field

from righthelp.people.models import Person, Relationship
from righthelp.people.presenters import NAMELESS, unborn
from righthelp.people.rules import PREGNANCY

Kind = Relationship.Kind
Sex = Person.Sex
Certainty = Person.Certainty
MOTHER, FATHER, PARENT, PARTNER = "mother", "father", "parent", "partner"
SIBLING, TWIN, GRANDPARENT = "sibling", "twin", "grandparent"
NO_MOTHER, NO_FATHER = "no_mother", "no_father"
# key: what it reads as, the kind of relationship to the child, the sex that the word itself says
RELATIONS: dict[str, tuple[str, str, str]] = {
    MOTHER: ("Mother", Kind.PARENT, Sex.FEMALE),
    FATHER: ("Father", Kind.PARENT, Sex.MALE),
    PARENT: ("Parent", Kind.PARENT, ""),
    "adoptive_parent": ("Adoptive parent", Kind.ADOPTIVE_PARENT, ""),
    "step_parent": ("Step-parent", Kind.STEP_PARENT, ""),
    PARTNER: ("Partner of a parent", "", ""),
    SIBLING: ("Brother or sister", Kind.SIBLING, ""),
    TWIN: ("Twin", Kind.TWIN, ""),
    GRANDPARENT: ("Grandparent", Kind.GRANDPARENT, ""),
    "aunt_or_uncle": ("Aunt or uncle", Kind.AUNT_OR_UNCLE, ""),
    "cousin": ("Cousin", Kind.COUSIN, ""),
    "foster_carer": ("Foster carer", Kind.FOSTER_CARER, ""),
    "connected_carer": ("Connected carer", Kind.CONNECTED_CARER, ""),
    "guardian": ("Special guardian", Kind.GUARDIAN, ""),
    "friend": ("Family friend", Kind.FRIEND, ""),
    "other": ("Somebody else who matters", Kind.OTHER, ""),
    NO_FATHER: ("Father not yet identified", "", ""),
    NO_MOTHER: ("Mother not yet identified", "", ""),
}
PARENTS = frozenset({MOTHER, FATHER, PARENT, "adoptive_parent"})
BY_BIRTH = frozenset({MOTHER, FATHER, PARENT})
SIBLINGS = frozenset({SIBLING, TWIN})
UNIDENTIFIED = frozenset({NO_FATHER, NO_MOTHER})
MAY_BE_UNBORN = SIBLINGS | {"cousin", "other"}
BORN_AROUND = dt.timedelta(weeks=20)  # a baby lives from about 22 weeks on, and is due at 40
LASTS = {Certainty.MONTH: dt.timedelta(days=30), Certainty.YEAR: dt.timedelta(days=365)}


@dataclass(frozen=True)
class Home:
    """Where somebody lives."""

    line: str = ""
    town: str = ""
    postcode: str = ""
    is_protected: bool = False

    def __bool__(self) -> bool:
        return bool(self.line or self.town or self.postcode)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.line, self.town, self.postcode) if part)


@dataclass(frozen=True)
class Entry:
    """One person as written down."""

    first: str = ""
    middle: str = ""
    last: str = ""
    used: str = ""
    sex: str = Sex.NOT_KNOWN
    born_on: dt.date | None = None
    born_on_is: str = ""
    due_on: dt.date | None = None
    home: Home = field(default_factory=Home)
    phone: str = ""
    school: str = ""
    nhs: str = ""
    relation: str = ""
    partner_of: str = ""
    parent_of: str = ""
    shares: tuple[str, ...] = ()
    has_parental_responsibility: bool | None = None
    lives: str = ""
    tried: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """Give the whole name."""
        return " ".join(part for part in (self.first, self.middle, self.last) if part)

    @property
    def called(self) -> str:
        """Say who is meant, with or without a name."""
        if self.relation in UNIDENTIFIED:
            return RELATIONS[self.relation][0]
        if self.is_unborn and not (self.first or self.middle or self.used):
            return unborn(self.last)
        return self.name or self.used or NAMELESS

    @property
    def is_unborn(self) -> bool:
        """Say whether it is a baby who is due."""
        return self.due_on is not None and self.born_on is None

    def may_be(self, person: Person) -> bool:
        """Say whether somebody on file can be this person: nobody who is born is a baby not yet born.

        One who was born around the due date is: nobody had told us of the birth.
        """
        if not self.is_unborn or self.due_on is None:
            return True
        if person.born_on:
            return _apart(self.due_on, person.born_on, person.born_on_is) < BORN_AROUND
        if person.due_on:
            return abs(self.due_on - person.due_on) < PREGNANCY
        return person.stage == Person.Stage.UNBORN


def _apart(due: dt.date, born: dt.date, certainty: str) -> dt.timedelta:
    """Give how far a due date is from a birth, of which perhaps only the month or year is known."""
    last = born + LASTS.get(Certainty(certainty), dt.timedelta())
    return max(born - due, due - last, dt.timedelta())


@dataclass(frozen=True)
class Choice:
    """What was chosen for somebody who may be on file: the record itself, or a statement that it is the same person."""

    record: Person | None = None
    same_as: Person | None = None


NEW = Choice()
