"""By which ways link and code of a family’s own page may go: those that its reader said are safe.

They stand on the reader’s own record (design, section 4, rule 5); nobody thinks of one while the page is switched on.
What any other record of the same person calls not safe is not safe here: it counts, and is not shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db.models import QuerySet

from righthelp.people.elsewhere import unsafe_elsewhere
from righthelp.people.known import accounts_of
from righthelp.people.links import Stated, stated_about
from righthelp.people.models import SafeContact
from righthelp.people.places import protected_places, tells_of
from righthelp.people.queries import is_linked
from righthelp.people.same import held_now, only_unsafe, safe_among, unsafe_by, ways_counting
from righthelp.plans.models import FamilyLink, Member, Plan
from righthelp.work.sheet import contact_line

Channel, Safe = SafeContact.Channel, SafeContact.Safe
IN_PERSON = str(Channel.IN_PERSON.label)


def people_in(plan: Plan) -> set[int]:
    """Give the keys of everybody on file whom a plan names."""
    children = plan.children.order_by().values_list("person", flat=True)
    named = plan.members.order_by().filter(person__isnull=False).values_list("person", flat=True)
    return set(children.union(named))


def ways_on_file(member: Member, beside: Collection[int]) -> list[SafeContact]:
    """Give the ways to reach somebody that still hold; a protected place of those beside them is none (BP-248).

    What is not safe by another record of theirs stands among them, under its key: it is for no page to show.
    """
    if member.person_id is None:
        return []
    own = member.person_id
    stated = stated_about({own}) if vars(member).get("is_linked", True) else Stated()
    accounts = accounts_of({*beside, own, *stated.everybody})
    protected = protected_places(accounts.values())
    noted = ways_counting(held_now(accounts, [own]), held_now(accounts, stated.others_that_count(own)))
    return [one for one in noted if not tells_of(one.value, protected)]


def reached_by(member: Member, unsafe: Mapping[int | None, Sequence[SafeContact]]) -> Iterator[str]:
    """Write telephone and e-mail of somebody as the plan has them; what is not safe by their record as just that.

    `unsafe` is what `unsafe_ways` gives. What only another record of theirs calls not safe is left out.
    """
    for value in filter(None, (member.phone, member.email)):
        denied = unsafe_by(value, unsafe.get(member.person_id, ()))
        own = only_unsafe(one for one in denied if one.person_id == member.person_id)
        yield from map(contact_line, own[:1]) if denied else [value]


def unsafe_ways(members: Iterable[Member]) -> dict[int | None, list[SafeContact]]:
    """Give what is not safe now to reach those who take part, by person, on whichever record of theirs it stands."""
    on_file = {one.person_id: vars(one).get("is_linked", True) for one in members if one.person_id}
    noted = unsafe_elsewhere({key for key, is_linked in on_file.items() if is_linked})
    for way in _noted_about(on_file).filter(is_safe=Safe.NO):
        noted.setdefault(way.person_id, []).append(way)
    return {key: [one for one in ways if one.to_on is None] for key, ways in noted.items()}


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
    for way in _noted_about(people).annotate(is_linked=is_linked("person")):
        noted[way.person_id].append(way)
    linked = {key for key, ways in noted.items() if key and any(vars(way)["is_linked"] for way in ways)}
    for key, ways in unsafe_elsewhere(linked).items():
        noted[key] += ways
    return {one.pk for one in links if not _stands(one, noted[one.member.person_id])}


def _noted_about(people: Collection[int]) -> QuerySet[SafeContact]:
    return SafeContact.objects.filter(person__in=people, withdrawn_at__isnull=True)


def _stands(link: FamilyLink, noted: Sequence[SafeContact]) -> bool:
    if link.code_to_id is None:
        return link.member.person_id is None  # given in person
    counts = [one for one in noted if one.to_on is None or (one.is_safe == Safe.NO and one.noted_at > link.made_at)]
    goes_on = any(one.pk == link.code_to_id and one.to_on is None for one in safe_among(counts))
    return goes_on and link.link_way not in unsafe_channels(counts)
