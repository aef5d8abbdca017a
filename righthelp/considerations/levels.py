"""The levels decided for a person over all considerations, as far as a reader may know them (SF-003, SF-040).

Whoever may open a consideration knows what it decided. Whoever works in the agency that wrote it, and sees what is
known of the child in their own right, knows the level, the day, who decided with whom, and why; not the consideration.
One that names somebody whose record is restricted is left out for all but those whom that record names.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.calendar.queries import closed_days
from righthelp.considerations.models import Consideration, ConsideredChild, Decision
from righthelp.considerations.policies import leads, may_change, may_know_level, may_read
from righthelp.people.access import Seen, seen_among
from righthelp.people.links import stated_of
from righthelp.people.policies import closed_people
from righthelp.people.reasons import Part, reasons_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.considerations.queries import DecisionQuerySet


@dataclass(frozen=True)
class Known:
    """A decision that a reader may know, and whether the reader may open the consideration it stands in."""

    decision: Decision
    opens: bool


class Sight:
    """What one reader may open of considerations loaded with their status."""

    def __init__(self, reader: "Practitioner") -> None:
        self.reader = reader

    @cached_property
    def closed_days(self) -> Collection[dt.date]:
        """Give the days on which the partnership is closed, read only for a draft that a lead may see."""
        return closed_days()

    def opens(self, it: Consideration) -> bool:
        """Say whether the reader may open it, as far as no restricted record closes it."""
        if may_change(self.reader, it):
            return True
        draft: bool = vars(it)["is_draft"]
        days = self.closed_days if draft and leads(self.reader, it.agency) else ()
        return may_read(self.reader, it, is_draft=draft, now=timezone.now(), closed=days)


def records_of(reader: "Practitioner", seen: Seen) -> list[int]:
    """Give a record and those stated to be the same person, as far as what is known there is open to the reader."""
    if not seen.opens(Part.STORY):
        return []
    here, stated = seen.person.pk, stated_of(seen.person)
    if not stated.pairs:
        return [here]
    found = seen_among(reader, [seen.person, *stated.people.values()])
    others = stated.others(here, {key: one.reasons for key, one in found.items()})
    return [here, *(key for key in others if found[key].opens(Part.STORY))]


def known_decisions(reader: "Practitioner", records: Collection[int]) -> list[Known]:
    """Give the decisions about people whose story is open to the reader that the reader may know, first to last."""
    return _known(reader, Decision.objects.about(records)) if records else []


def decided_elsewhere(reader: "Practitioner", it: Consideration) -> list[Decision]:
    """Give what other considerations decided for the people named in this one, as far as its reader may know it."""
    people = [child.person_id for child in it.children.all() if child.person_id]
    if not people:
        return []
    known = _known(reader, Decision.objects.about(people).exclude(child__consideration=it))
    closed = {key for one in known if not one.opens and (key := one.decision.child.person_id)}
    story = _with_story(reader, closed)
    return [one.decision for one in known if one.opens or one.decision.child.person_id in story]


def _known(reader: "Practitioner", decisions: "DecisionQuerySet") -> list[Known]:
    sight, found = Sight(reader), []
    for one in decisions.not_beside(closed_people(reader)):
        it = one.child.consideration
        vars(it)["is_draft"] = vars(one)["is_undecided"]  # what has a decision is never set aside
        found.append(Known(one, sight.opens(it)))
    return [one for one in found if one.opens or may_know_level(reader, one.decision.child.consideration)]


def _with_story(reader: "Practitioner", people: Collection[int]) -> set[int]:
    """Give those whose story the reader has a reason to know; no restricted record comes so far (`closed_people`)."""
    found = reasons_of(reader, people) if people else {}
    return {key for key, reasons in found.items() if any(Part.STORY in reason.parts for reason in reasons)}


def shut_to(reader: "Practitioner", considerations: Collection[int]) -> set[int]:
    """Give those of these considerations, by key, that name somebody whose restricted record is closed to a reader."""
    if not considerations:
        return set()
    named = ConsideredChild.objects.filter(consideration__in=considerations, person__in=closed_people(reader))
    return set(named.values_list("consideration_id", flat=True))
