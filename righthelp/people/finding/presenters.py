"""What the page of a search shows of each person found."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from righthelp.design_system.formatters import day
from righthelp.people.finding.access import Hit, Hits
from righthelp.people.matching.find import POSSIBLE, SAME_PERSON
from righthelp.people.models import Name, Person, Residence
from righthelp.people.presenters import age_of, born_words, in_use, is_child, name_among
from righthelp.people.reasons import Part
from righthelp.people.sections import front_of

BANDS = ((SAME_PERSON, "Very likely the same person"), (POSSIBLE, "Possibly"))
AROUND = "Family and people at the address"
MOST_AROUND = 5


@dataclass(frozen=True)
class Row:
    """One record: its name, other names, when born, where, why it is shown, and whether it is open."""

    public_id: UUID
    name: str
    others: str
    born: str
    where: str
    because: tuple[str, ...]
    is_open: bool
    opens_at: str
    also: "tuple[Row, ...]" = ()
    whose: str = ""


def bands_of(hits: Hits, today: dt.date) -> list[tuple[str, list[Row]]]:
    """Give the headings of the page with the people under each; nothing for a band without anybody."""
    groups = [(title, hits.in_band(band)) for band, title in BANDS] + [(AROUND, hits.around)]
    return [(title, [row_of(hit, today) for hit in found]) for title, found in groups if found]


def titled_rows(hits: Hits, today: dt.date, most_around: int = MOST_AROUND) -> list[tuple[str, Row]]:
    """Give everybody as one list, each with the heading of their band."""
    found = [(title, row_of(hit, today)) for band, title in BANDS for hit in hits.in_band(band)]
    return found + [(AROUND, row_of(hit, today)) for hit in hits.around[:most_around]]


def row_of(hit: Hit, today: dt.date) -> Row:
    """Write one person found."""
    person, names = hit.one.person, hit.account.of(Name)
    shown = in_use(names)
    return Row(
        person.public_id,
        name_among(person, names),
        ", ".join(dict.fromkeys(str(name) for name in names if name != shown)) if hit.one.seen else "",
        _born(person, today),
        _where(hit),
        hit.because,
        hit.one.seen is not None,
        front_of(person) if is_child(person, today) else reverse("record", args=[person.public_id]),
        tuple(row_of(one, today) for one in hit.also),
        whose_record(person),
    )


def whose_record(person: Person) -> str:
    """Say which agency began a record, and when, so that two that read the same are told apart."""
    whose = person.agency.name if person.agency else "the partnership’s register"
    return f"Record of {whose}, begun on {day(person.noted_at)}"


def _born(person: Person, today: dt.date) -> str:
    age = age_of(person, today)
    return f"Born {born_words(person)}, {age[:1].lower()}{age[1:]}" if person.born_on else age


def _where(hit: Hit) -> str:
    """Write where somebody lives now: never a protected address, and only where the reader may see it."""
    if not (hit.one.opens(Part.WHERE) and hit.tells_homes):
        return ""
    homes = [home for home in hit.account.of(Residence) if home.to_on is None and not home.is_protected]
    return "; ".join(map(str, homes))
