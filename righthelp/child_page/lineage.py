"""Whether the family is written down over three generations, said without drawing it (BP-168)."""

import datetime as dt

from righthelp.child_page.access import Glance
from righthelp.people.genogram.family import TREE, Family, Member, Nature, ParentLink
from righthelp.people.genogram.gaps import Gaps, gaps_of

NATURES = {nature.value: nature for nature in TREE}


def generations_in_words(glance: Glance, today: dt.date) -> str:
    """Say whether three generations are there, as far as the reader may see; the drawing says who is missing."""
    circle, own = glance.circle, glance.child.pk
    links = {
        ParentLink(glance.folded.lead(tie.person_id), glance.folded.lead(tie.relative_id), NATURES[tie.kind])
        for tie in circle.ties
        if tie.kind in NATURES and circle.may_see(tie)
    }
    keys = {own, *(key for link in links for key in (link.child, link.parent))}
    members = tuple(Member(key) for key in sorted(keys))
    family = Family(centre=own, on=today, members=members, parents=tuple(sorted(links, key=_place)))
    return Gaps(gaps_of(family).generations, ()).summary


def _place(link: ParentLink) -> tuple[int, int, Nature]:
    return link.child, link.parent, link.nature
