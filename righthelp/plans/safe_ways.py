"""By which ways link and code of a family’s own page may go: those that its reader said are safe.

They stand on the reader’s own record (design, section 4, rule 5); nobody thinks of one while the page is switched on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from righthelp.people.known import accounts_of
from righthelp.people.models import SafeContact
from righthelp.people.places import protected_places, tells_of
from righthelp.people.same import contacts_once, safe_among
from righthelp.plans.models import FamilyLink, Member, Plan

Channel, Safe = SafeContact.Channel, SafeContact.Safe
IN_PERSON = str(Channel.IN_PERSON.label)


def people_in(plan: Plan) -> set[int]:
    """Give the keys of everybody on file whom a plan names."""
    children = plan.children.order_by().values_list("person", flat=True)
    named = plan.members.order_by().filter(person__isnull=False).values_list("person", flat=True)
    return set(children.union(named))


def ways_on_file(member: Member, beside: Collection[int]) -> list[SafeContact]:
    """Give the ways to reach somebody that still hold; a protected place of those beside them is none (BP-248)."""
    if member.person_id is None:
        return []
    accounts = accounts_of({*beside, member.person_id})
    protected = protected_places(accounts.values())
    noted = contacts_once([one for one in accounts[member.person_id].of(SafeContact) if one.to_on is None])
    return [one for one in noted if not tells_of(one.value, protected)]


def unsafe_channels(ways: Iterable[SafeContact]) -> set[str]:
    """Name the kinds of way that are noted as not safe, with none of their kind that is."""
    noted = list(ways)
    safe = {one.channel for one in safe_among(noted)}
    return {one.get_channel_display() for one in noted if one.is_safe == Safe.NO and one.channel not in safe}


def not_safe_now(links: Collection[FamilyLink]) -> set[int]:
    """Give the links, by key, whose code went by a way that does not stand as safe any more, or whose own way does not.

    What was noted after a link was made shuts it for good, also once it is over: a code that may be in the wrong hands
    opens nothing when the way is safe again. Only what was noted by mistake, and taken back, does not count.
    """
    people = {one.member.person_id for one in links if one.member.person_id}
    noted: defaultdict[int | None, list[SafeContact]] = defaultdict(list)
    for way in SafeContact.objects.filter(person__in=people, withdrawn_at__isnull=True):
        noted[way.person_id].append(way)
    return {one.pk for one in links if not _stands(one, noted[one.member.person_id])}


def _stands(link: FamilyLink, noted: Sequence[SafeContact]) -> bool:
    if link.code_to_id is None:
        return link.member.person_id is None  # given in person
    counts = [one for one in noted if one.to_on is None or (one.is_safe == Safe.NO and one.noted_at > link.made_at)]
    goes_on = any(one.pk == link.code_to_id and one.to_on is None for one in safe_among(counts))
    return goes_on and link.link_way not in unsafe_channels(counts)
