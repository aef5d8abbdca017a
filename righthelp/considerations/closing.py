"""What a restricted record closes of this room: unsent drafts, and days to look again, with all who are named there."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.policies import leads, may_change
from righthelp.considerations.rules import look_again_waits_since
from righthelp.design_system.formatters import count
from righthelp.people.closing import CutOff, lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.considerations.queries import ConsiderationQuerySet
    from righthelp.people.models import Person

SINGULAR_AND_PLURAL = {
    "draft": ("unsent draft about this child", "unsent drafts about this child"),
    "look again": ("decision to look at again", "decisions to look at again"),
}


def cut_off_thinking(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, the drafts and the days to look again that none of these readers could open."""
    since = look_again_waits_since(timezone.localdate())
    asked = {"draft": Consideration.objects.drafts(), "look again": Consideration.objects.to_look_again(since)}
    for kind, considerations in asked.items():
        about = considerations.about([person.pk]).select_related("agency", "holder")
        left = [it for it in about if not any(_may_go_on(one, it) for one in readers)]
        shared = Counter(it.agency.name for it in left if _names_others(it, person))
        for agency, number in Counter(it.agency.name for it in left).items():
            beside = (
                f", {count(shared[agency], 'of them', 'of them')} about other children, too" if shared[agency] else ""
            )
            yield CutOff(agency, count(number, *SINGULAR_AND_PLURAL[kind]) + beside)


def lists_around(considerations: "ConsiderationQuerySet") -> list[set[int]]:
    """Give for each consideration that names somebody restricted who is on the lists of all of them, by key."""
    these = considerations.order_by().values("pk")
    named = ConsideredChild.objects.filter(consideration__in=these, person__isnull=False)
    pairs = list(named.values_list("consideration_id", "person_id"))
    lists = lists_of(person for _, person in pairs if person)
    found: dict[int, set[int]] = {}
    for consideration, person in pairs:
        if person in lists:
            found[consideration] = found.get(consideration, lists[person]) & lists[person]
    return list(found.values())


def _names_others(it: Consideration, person: "Person") -> bool:
    """Say whether a consideration is about anybody else, too: they go out of sight with it."""
    return it.children.exclude(person=person).exists()


def _may_go_on(reader: "Practitioner", it: Consideration) -> bool:
    return may_change(reader, it) or leads(reader, it.agency)
