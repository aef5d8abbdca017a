"""The words at a couple's line."""

from righthelp.people.genogram.boxes import SMALL
from righthelp.people.genogram.family import Bond, Couple, Parting
from righthelp.people.genogram.letters import width_of

BEGAN = {
    Bond.MARRIED: "married",
    Bond.CIVIL_PARTNER: "partners",
    Bond.PARTNER: "together",
    Bond.NOT_KNOWN: "together",
}


def couple_labels(couple: Couple) -> tuple[str, ...]:
    """Say in a word and a year what the line means.

    >>> import datetime as dt
    >>> couple_labels(Couple(1, 2, Bond.MARRIED, Parting.DIVORCED, began=dt.date(2009, 5, 2)))
    ('married 2009', 'divorced')
    """
    said = []
    if couple.bond is Bond.CIVIL_PARTNER:
        said.append("civil")
    if couple.began or couple.bond is Bond.CIVIL_PARTNER:
        said.append(f"{BEGAN[couple.bond]} {couple.began.year if couple.began else ''}".strip())
    if couple.separated or couple.parting is Parting.SEPARATED:
        said.append(f"separated {couple.separated.year if couple.separated else ''}".strip())
    if couple.divorced or couple.parting is Parting.DIVORCED:
        said.append(f"divorced {couple.divorced.year if couple.divorced else ''}".strip())
    return tuple(said)


def labels_width(couple: Couple) -> int:
    """Say how wide the words at a couple's line are."""
    return round(max((width_of(label, SMALL) for label in couple_labels(couple)), default=0))


def bond_kind(couple: Couple) -> str:
    """Say which line stands for a couple; one of which only the end is known has a line of its own."""
    return "couple" if couple.bond is Bond.NOT_KNOWN else couple.bond.value
