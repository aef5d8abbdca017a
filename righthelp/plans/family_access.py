"""The ways to a family’s own page: by its link, and for those who keep the plan."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.plans.access import SeenPlan
from righthelp.plans.copies import Section, as_read
from righthelp.plans.family_secrets import digest_of
from righthelp.plans.models import Copy, FamilyLink, FamilySaid, Goal
from righthelp.plans.policies.own_pages import is_open, may_show

if TYPE_CHECKING:
    from django.db.models import QuerySet


def link_by(token: str) -> FamilyLink | None:
    """Give the link that a token belongs to, while it is open: nobody shut it, and nothing is as it was not then.

    It is shut when its time is over, when its reader takes part no longer or turns out to be too young for it, when the
    plan has ended, when a way by which link or code went is not safe any more, and when the record of anybody whom the
    plan is about, or the reader’s, opens to named people only.
    """
    links = FamilyLink.objects.select_related("plan", "member__person").prefetch_related("plan__children")
    found = links.filter(token_digest=digest_of(token)).first()
    return found if found and is_open(found) else None


def sections_by(link: FamilyLink) -> list[Section]:
    """Give what a page shows: its reader’s own copy that was released last, of the children they may read of today.

    Nothing, once something was kept from them since: until somebody reads and releases a new copy.
    """
    copy = Copy.objects.filter(member=link.member, kind=Copy.Kind.PLAN, outdated_at__isnull=True).last()
    if copy is None:
        return []
    may = may_show(link)
    return [one for one in as_read(copy.sections) if one.child in may]


def goals_by(link: FamilyLink) -> dict[str, Goal]:
    """Give the goals whose scale a page offers: those of the copy that still stand, by public id."""
    return goals_in(link, sections_by(link))


def goals_in(link: FamilyLink, sections: Iterable[Section]) -> dict[str, Goal]:
    """Give the goals of what a page shows, where that is read already."""
    offered = [one.scale for one in sections if one.scale]
    standing = Goal.objects.filter(plan=link.plan, public_id__in=offered, dropped_at__isnull=True, has_scale=True)
    return {str(goal.public_id): goal for goal in standing}


def links_of(seen: SeenPlan) -> "QuerySet[FamilyLink]":
    """Give the links of a plan, the oldest first."""
    return FamilyLink.objects.filter(plan=seen.plan).select_related("made_by", "ended_by")


def with_a_copy(seen: SeenPlan) -> set[int]:
    """Give the keys of those for whom a copy of the plan was released that their own page can show."""
    copies = Copy.objects.filter(plan=seen.plan, kind=Copy.Kind.PLAN, outdated_at__isnull=True)
    return set(copies.order_by().values_list("member", flat=True))


def link_in(seen: SeenPlan, link_id: UUID) -> FamilyLink:
    """Give one link of a plan; else 404."""
    link = links_of(seen).filter(public_id=link_id).first()
    if link is None or seen.members[link.member_id].is_hidden:
        raise Http404
    link.plan, link.member = seen.plan, seen.members[link.member_id]
    return link


def said_to(seen: SeenPlan) -> "QuerySet[FamilySaid]":
    """Give what was written on the pages of a plan, the newest first; only for those who see to it, or did last."""
    said = FamilySaid.objects.filter(link__plan=seen.plan).select_related("link__member__person", "read_by")
    return said.order_by("-said_at", "-pk") if seen.standing.keeps else said.none()


def said_in(seen: SeenPlan, public_id: UUID) -> FamilySaid:
    """Give one of these; else 404."""
    said = said_to(seen).filter(public_id=public_id).first()
    if said is None:
        raise Http404
    return said
