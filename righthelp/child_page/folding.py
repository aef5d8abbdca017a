"""The family with each person once, of whom several records are on file that the reader may know to be one person."""

from collections.abc import Sequence
from dataclasses import replace

from righthelp.child_page.access import Glance
from righthelp.people.models import Person
from righthelp.people.relatives import Relative

Row = tuple[int, str, bool]


def folded_family(glance: Glance, family: Sequence[Relative]) -> list[Relative]:
    """Put the rows together that say the same of one person from several of their records."""
    rows: dict[Row, list[Relative]] = {}
    for one in family:
        rows.setdefault(_row(glance, one), []).append(one)
    return [_as_one(glance, told) for told in rows.values()]


def _row(glance: Glance, one: Relative) -> Row:
    """Tell rows apart by what somebody is to the child; of one record alone nothing is put together."""
    is_folded = len(glance.folded.records_of(one.person.pk)) > 1
    return glance.folded.lead(one.person.pk), one.kind if is_folded else f"{one.tie_id}", one.is_child_side


def _as_one(glance: Glance, told: Sequence[Relative]) -> Relative:
    first = told[0]
    records = glance.folded.records_of(first.person.pk)
    if len(records) == 1:
        return first
    of_known_sex = next((one for one in told if one.person.sex != Person.Sex.NOT_KNOWN), first)
    lead = records[0].person
    return replace(
        first,
        person=lead,
        relation=of_known_sex.relation,
        name=glance.folded.name_of(lead.pk, glance.accounts),
        notes=tuple(dict.fromkeys(note for one in told for note in one.notes)),
        contact="\n".join(dict.fromkeys(one.contact for one in told if one.contact)),
        safety="\n".join(dict.fromkeys(one.safety for one in told if one.safety)),
        is_over=all(one.is_over for one in told),
    )
