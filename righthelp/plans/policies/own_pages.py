"""When somebody’s own page opens, and of which children it says something."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from righthelp.people.policies import restricted_among
from righthelp.plans.models import Member
from righthelp.plans.policies.given import reads_of_all
from righthelp.plans.policies.papers import ALL
from righthelp.plans.rules import is_old_enough
from righthelp.plans.safe_ways import not_safe_now

if TYPE_CHECKING:
    from righthelp.plans.models import FamilyLink


def is_open(link: "FamilyLink") -> bool:
    """Say whether a link opens its page now; the one rule, also for whoever writes on it (`link_by`)."""
    if link.ended_at is not None or link.expires_at <= timezone.now():
        return False
    if not (link.plan.is_open and link.member.is_here and has_the_age(link.member)) or not_safe_now([link]):
        return False
    people = [child.person_id for child in link.plan.children.all()]
    named = [link.member.person_id] if link.member.person_id else []
    return not restricted_among([*people, *named])


def has_the_age(member: Member) -> bool:
    """Say whether somebody has the age for a page of their own (`OWN_PAGE_FROM_AGE`)."""
    born_on = member.person.born_on if member.person else None
    is_child = member.kind == Member.Kind.CHILD
    return is_old_enough(born_on, timezone.localdate(), settings.OWN_PAGE_FROM_AGE, is_child=is_child)


def may_show(link: "FamilyLink") -> set[str]:
    """Give what a page may show sections about: the children whose parts its reader may be given today.

    Of all of them, only where they may read of each who ever was in the plan (`reads_of_all`).
    """
    children, reads = link.plan.children.all(), {child.pk for child in link.member.reads.all()}
    theirs = {str(child.public_id) for child in children if child.pk in reads and child.left_on is None}
    of_all = [ALL] if reads_of_all(reads, children) else []
    return {*theirs, *of_all, ""} if theirs else set()
