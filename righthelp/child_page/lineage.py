"""Whether the family is written down over three generations, said without drawing it (BP-168)."""

import datetime as dt
from collections.abc import Iterator

from righthelp.child_page.access import Glance
from righthelp.people.genogram.around import Related
from righthelp.people.genogram.gaps import Gaps
from righthelp.people.genogram.load import generations_among
from righthelp.people.models import Relationship


def generations_in_words(glance: Glance, today: dt.date) -> str:
    """Say whether three generations are there, as far as the reader may see; the drawing says who is missing."""
    return Gaps(generations_among(glance.child.pk, _related(glance), today), ()).summary


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
