"""By which ways link and code of a family’s own page may go: those that its reader said are safe.

They stand on the reader’s own record (design, section 4, rule 5); nobody thinks of one while the page is switched on.
"""

from collections.abc import Collection, Iterable

from righthelp.people.known import accounts_of
from righthelp.people.models import SafeContact
from righthelp.people.places import letters_of, protected_places, tells_of
from righthelp.people.same import contacts_once
from righthelp.plans.models import Member, Plan

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


def safe_among(ways: Iterable[SafeContact]) -> list[SafeContact]:
    """Give those that they said are safe, and of which no other note says that they are not."""
    noted = list(ways)
    unsafe = {_where(one) for one in noted if one.is_safe == Safe.NO}
    return [one for one in noted if one.is_safe == Safe.YES and _where(one) not in unsafe]


def unsafe_channels(ways: Iterable[SafeContact]) -> set[str]:
    """Name the kinds of way that are noted as not safe, with none of their kind that is."""
    noted = list(ways)
    safe = {one.channel for one in safe_among(noted)}
    return {one.get_channel_display() for one in noted if one.is_safe == Safe.NO and one.channel not in safe}


def _where(one: SafeContact) -> tuple[str, str]:
    return one.channel, letters_of(one.value)
