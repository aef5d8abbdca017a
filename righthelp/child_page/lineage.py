"""Whether the family is written down over three generations, said without drawing it (BP-168)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from righthelp.child_page.access import Glance
from righthelp.design_system.formatters import sentence_case
from righthelp.people.genogram.around import Related
from righthelp.people.genogram.load import gaps_among
from righthelp.people.models import Relationship
from righthelp.people.relations import NOT_ALL_PARENTS, UNSURE, of_sex, sibling_words
from righthelp.people.relatives import Relative

SIBLING = Relationship.Kind.SIBLING


def generations_in_words(glance: Glance, today: dt.date) -> str:
    """Say whether three generations are there, as far as the reader may see; the drawing says who is missing."""
    return gaps_among(glance.child.pk, _related(glance), today).summary


def _related(glance: Glance) -> Iterator[Related]:
    """Give the relationships between people whom the reader may see, each under the record that stands for them."""
    lead = glance.folded.lead
    for tie in glance.circle.ties:
        if glance.circle.may_see(tie):
            yield Related(
                person=lead(tie.person_id),
                relative=lead(tie.relative_id),
                kind=Relationship.Kind(tie.kind),
                from_on=tie.from_on,
                to_on=tie.to_on,
                is_important=tie.is_important,
            )


def as_far_as_parents_tell(glance: Glance, family: Iterable[Relative]) -> list[Relative]:
    """Call nobody a full brother or sister of whom too few parents are shown to tell."""
    ties = [tie for tie in glance.circle.ties if glance.circle.may_see(tie)]
    unsure = {
        key
        for record in glance.records
        for key, words in sibling_words(record.person.pk, ties).items()
        if words is UNSURE
    }
    return [_unsure(one) if one.kind == SIBLING and one.person.pk in unsure else one for one in family]


def _unsure(one: Relative) -> Relative:
    return replace(one, relation=of_sex(UNSURE, one.person), notes=(sentence_case(NOT_ALL_PARENTS), *one.notes))
