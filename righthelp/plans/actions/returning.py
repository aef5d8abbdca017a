"""What is kept from somebody is kept from the same person, however they come into a plan again, and from newcomers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from righthelp.plans.models import PARTS, Item, Member, Need, Note, Plan, Strength
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenters import member_name

if TYPE_CHECKING:
    from righthelp.people.models import Person

WITH_OWNER = (Strength, Need)
Kept = Item | Member | Note
ALL_BUT_WORKERS = (*OUTSIDE, Member.Kind.CHILD)


def who_was_here(plan: Plan, person: "Person | None") -> Member | None:
    """Give whoever left a plan and is the same: by the record alone, for a name can be somebody else’s.

    What is kept from somebody, or whom they must not learn of, hangs on how they take part, so that is taken up again.
    """
    left = plan.members.filter(practitioner__isnull=True, left_on__isnull=False).order_by("-left_on", "-pk")
    return left.filter(person=person).first() if person else None


def keep_as_before(member: Member) -> None:
    """Keep from somebody what was kept from whoever left and went by the same name: it may be the same person.

    Nor are they named to anybody who was not to learn of those. What was given to those is not theirs.
    """
    kinds: tuple[type[Kept], ...] = (*PARTS, Note, Member)
    for one in _namesakes(member):
        for kind in kinds:
            for kept in kind._default_manager.filter(kept_from=one):
                kept.kept_from.add(member)
        member.kept_from.add(*one.kept_from.all())


def _namesakes(member: Member) -> list[Member]:
    """List those who left and went by the same name; two who both have a record are not the same."""
    kinds = (member.kind,) if member.kind == Member.Kind.WORKER else OUTSIDE
    left = member.plan.members.with_who().filter(kind__in=kinds, practitioner=None, left_on__isnull=False)
    some = (one for one in left if not (member.person_id and one.person_id))
    return [one for one in some if goes_by(one, member_name(member))]


def goes_by(member: Member, name: str) -> bool:
    """Say whether somebody goes by a name, however it is written."""
    return member_name(member).casefold().split() == name.casefold().split()


def kept_in(plan: Plan) -> list[Kept]:
    """List what is kept from somebody in a plan, or is somebody’s own: parts, points of minutes, who is not named."""
    found: list[Kept] = list(Member.objects.filter(plan=plan, kept_from__isnull=False).distinct())
    found += Note.objects.filter(meeting__plan=plan, kept_from__isnull=False).distinct()
    for kind in PARTS:
        kept = Q(kept_from__isnull=False)
        owned = Q(of_member__isnull=False) if kind in WITH_OWNER else Q()
        found += kind._default_manager.filter(kept | owned if owned else kept, plan=plan).distinct()
    return found


def keep_from_newcomer(member: Member, kept: Iterable[Kept]) -> None:
    """Keep from somebody of the family who is new in a plan what is kept from others there, or is somebody’s own.

    It was decided without them. Whoever writes the plan can say otherwise, part by part.
    """
    if member.kind in ALL_BUT_WORKERS:
        for one in kept:
            one.kept_from.add(member)


def unnamed_as_before(member: Member) -> None:
    """Have a worker go unnamed to those who were not to learn of them before: in this plan, or one that it carries on.

    What was carried over knows them by name.
    """
    name = member_name(member)
    by_account = Q(practitioner=member.practitioner) if member.practitioner_id else Q(practitioner__name=name)
    same = Member.objects.filter(by_account | Q(practitioner=None, name=name), plan=member.plan, kind=member.kind)
    before = same.exclude(pk=member.pk).order_by().values("kept_from")
    member.kept_from.add(*Member.objects.filter(pk__in=before))
