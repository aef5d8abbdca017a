"""What was released for somebody leaves their own page once something of it is kept from them; and pages are shut."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.messages.actions import notify_each
from righthelp.plans import notices
from righthelp.plans.copies import PARTS_IN_COPIES
from righthelp.plans.models import Copy, FamilyLink, Item, Member, Plan

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

WAITS = "A family’s own page shows nothing until a new copy is released"
NO_LONGER = "They no longer take part"


def outdate_copies(*, plan: Plan, members: Collection[Member], by: "Practitioner") -> None:
    """Have the copies of a plan that were released for some members show on their own pages no more.

    Paper that was given cannot be called back; a page that is on can. Whoever sees to the plan is told to release a
    new copy. Called in the transaction in which something comes to be kept from these members.
    """
    copies = Copy.objects.filter(plan=plan, member__in=members, kind=Copy.Kind.PLAN, outdated_at__isnull=True)
    keys = sorted(set(copies.values_list("member", flat=True).order_by()))
    copies.update(outdated_at=timezone.now())
    for key in keys:
        record(by=by, name="plans.copy_taken_off_page", subject=plan, refs={"member": key})
    for link in FamilyLink.objects.filter(member__in=keys, ended_at__isnull=True):
        tell_who_sees_to(plan, f"family page waits {link.pk} {timezone.now():%Y%m%d%H%M%S}", WAITS, beside=by)


def outdate_copies_with(*, part: Item, by: "Practitioner") -> None:
    """Do the same for those on whose pages a part stands that is no longer part of the plan."""
    plan, about = part.plan, str(part.public_id)
    copies = Copy.objects.filter(plan=plan, kind=Copy.Kind.PLAN, outdated_at__isnull=True).select_related("of_version")
    kept = set(part.kept_from.values_list("pk", flat=True))
    last = {one.member_id: one for one in copies.select_related("member").order_by("released_at", "pk")}
    holding = [one.member for one in last.values() if one.member_id not in kept and about in _parts_of(one)]
    outdate_copies(plan=plan, members=[one for one in holding if _reads(one, part)], by=by)


def end_pages(*, members: Iterable[Member], because: str, by: "Practitioner") -> None:
    """Shut the own pages of some members: their links open nothing any more, also if they take part again."""
    for link in FamilyLink.objects.filter(member__in=members, ended_at__isnull=True).select_related("plan"):
        end_link(link, because, by)


def end_link(link: FamilyLink, because: str, by: "Practitioner | None") -> None:
    """Shut the page of one link, which is held."""
    end = {"ended_at": timezone.now(), "ended_because": because, "ended_by": by}
    FamilyLink.objects.filter(pk=link.pk).update(**end)
    record(by=by, name="plans.family_page_off", subject=link.plan, refs={"link": link.pk})


def tell_who_sees_to(plan: Plan, key: str, title: str, *, beside: "Practitioner | None" = None) -> None:
    """Give who sees to a plan a notice of the family’s own pages; not whoever did it themselves."""
    people = [one for one in notices.who_sees_to(plan) if one != beside]
    notify_each(people, key=key, title=title, page=reverse("family_pages", args=[plan.public_id]))


def _parts_of(copy: Copy) -> set[str]:
    written = copy.of_version.written if copy.of_version else {}
    return {one["id"] for kind in PARTS_IN_COPIES for one in written.get(kind, ())}


def _reads(member: Member, part: Item) -> bool:
    """Say whether what is said of the child of a part, or of all, goes to somebody."""
    return part.child_id is None or member.reads.filter(pk=part.child_id).exists()
