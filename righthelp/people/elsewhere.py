"""What another record of the same person calls not safe: it counts for every reader, and is told to none (rule 5).

Whoever may see only one record learns nothing of the other, not even that there is one: what stands here as safe, and
is not by the other, is to them something to ask about before it is used (design, section 4).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from righthelp.people.links import stated_about
from righthelp.people.models import SafeContact
from righthelp.people.same import safe_among

if TYPE_CHECKING:
    from righthelp.people.access import Circle
    from righthelp.people.known import Account

Safe = SafeContact.Safe


def unsafe_elsewhere(people: Collection[int]) -> dict[int, list[SafeContact]]:
    """Give what is not safe, or was not, by another record of each of these people; two queries at most a step."""
    stated = stated_about(people)
    unsafe = list(SafeContact.objects.filter(person__in=stated.everybody, is_safe=Safe.NO, withdrawn_at__isnull=True))
    others = {key: stated.others_that_count(key) for key in people}
    return {key: [way for way in unsafe if way.person_id in others[key]] for key in people}


def with_doubts(circle: "Circle", accounts: "Mapping[int, Account]") -> "Mapping[int, Account]":
    """Let what another record of somebody here calls not safe stand as not asked, with nothing on how to use it."""
    found = unsafe_elsewhere(circle.looks) if circle.is_linked else {}
    for key, unsafe in found.items():
        for one in denied_by(unsafe, accounts[key].of(SafeContact)):
            one.is_safe, one.times, one.leave_message = Safe.NOT_ASKED, "", None
    return accounts


def denied_by(unsafe: Iterable[SafeContact], noted: Iterable[SafeContact]) -> list[SafeContact]:
    """Give those that are noted as safe, and are not now by what stands elsewhere."""
    now = [one for one in unsafe if one.to_on is None]
    return [one for one in noted if one.is_safe == Safe.YES and not safe_among([one, *now])]
