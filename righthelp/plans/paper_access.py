"""The ways to the papers of a plan: whose copy it is, and a copy that was released."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from righthelp.plans.access import SeenPlan
from righthelp.plans.models import Copy, Given, Member, PlanChild, Story
from righthelp.plans.policies.papers import shows_all

if TYPE_CHECKING:
    from django.db.models import QuerySet


def readers_of(seen: SeenPlan) -> list[Member]:
    """List those who take part, have no account and may be named: whoever has an account reads the plan here."""
    return [one for one in seen.members_here if one.practitioner_id is None]


def reader_in(seen: SeenPlan, member_id: UUID) -> Member:
    """Give one of those who take part, have no account and may be named; else 404."""
    member = next((one for one in readers_of(seen) if one.public_id == member_id), None)
    if member is None:
        raise Http404
    member.plan = seen.plan
    return member


def copies_of(seen: SeenPlan) -> "QuerySet[Copy]":
    """Give the copies of a plan, the newest first, with how they went; whose they are, `seen.members` says."""
    along = ("of_version", "meeting", "review", "released_by")
    copies = Copy.objects.filter(plan=seen.plan).select_related(*along)
    ways = Prefetch("given", Given.objects.select_related("noted_by"))
    return copies.prefetch_related(ways).order_by("-released_at", "-pk")


def copy_in(seen: SeenPlan, copy_id: UUID) -> Copy:
    """Give a copy, where the reader may see each child that it says something of, and whose it is; else 404."""
    copy = copies_of(seen).filter(public_id=copy_id).first()
    if copy is None or not shows_all(seen, copy):
        raise Http404
    copy.plan, copy.member = seen.plan, seen.members[copy.member_id]
    return copy


def story_in(seen: SeenPlan, child_id: UUID, story_id: UUID) -> Story:
    """Give one version of what a child is told, where the child’s record is open; else 404."""
    child = seen.child(child_id)
    story = stories_of(child).filter(public_id=story_id).first()
    if story is None:
        raise Http404
    story.child = child
    return story


def stories_of(child: PlanChild) -> "QuerySet[Story]":
    """Give all versions of what a child is told, the oldest first."""
    return Story.objects.filter(child=child).select_related("made_by", "released_by").prefetch_related("lines")
