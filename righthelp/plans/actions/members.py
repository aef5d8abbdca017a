"""Who takes part in a plan. Those with an account follow from their work with the children; others are noted here."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.plans.actions.holding import hold, hold_to_add, move_on
from righthelp.plans.actions.own_pages import NO_LONGER, end_pages, outdate_copies
from righthelp.plans.actions.returning import keep_as_before, keep_from_newcomer, kept_in, who_was_here
from righthelp.plans.models import Member, Plan, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


class AlreadyHere(Exception):
    """They take part in the plan already."""


@transaction.atomic
def add_member(
    *,
    plan: Plan,
    kind: str,
    role: str,
    by: "Practitioner",
    person: "Person | None" = None,
    name: str = "",
    organisation: str = "",
    phone: str = "",
    email: str = "",
    reads: Collection[PlanChild] = (),
) -> Member:
    """Note that somebody without an account takes part: of the family, of their network, or of another service.

    `reads` are the children whose parts they may be given. Whoever took part before by the same record is the same
    again, so that what is kept from them stays kept; so it does from a namesake who left (`keep_as_before`). From
    somebody new of the family is kept what is kept from others (`keep_from_newcomer`).

    Raises:
        AlreadyHere: when that person takes part.
        HasEnded, NotAllowed: as `hold` does.
    """
    held = hold(plan, by)
    who = {"person": person, "name": name, "organisation": organisation, "phone": phone, "email": email}
    about = {"kind": kind, "role": role, "joined_on": timezone.localdate(), "noted_by": by, **who}
    try:
        with transaction.atomic():
            member = who_was_here(held, person) or Member(plan=held)
            is_new = member.pk is None
            _joined(member, about)
    except IntegrityError:
        raise AlreadyHere from None
    if is_new:
        keep_from_newcomer(member, kept_in(held))
    keep_as_before(member)
    member.reads.set(reads)
    record(by=by, name="plans.member_added", subject=plan, refs={"member": member.pk})
    return member


def _joined(member: Member, about: Mapping[str, Any]) -> None:
    """Write how somebody takes part from today."""
    for field, value in {**about, "name": "" if about["person"] else about["name"]}.items():
        setattr(member, field, value)
    member.left_on, member.left_because = None, ""
    member.version += 1 if member.pk else 0
    member.save()


@transaction.atomic
def let_member_leave(*, member: Member, because: str, by: "Practitioner", on: dt.date | None = None) -> None:
    """Note that somebody of the family or network no longer takes part; who left stays as they left.

    Somebody's work ends in `work`.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for somebody with an account, whose part follows from their work.
    """
    if member.practitioner_id:
        raise ValueError("whoever has an account leaves a plan when their work with the children ends")
    hold(member.plan, by)
    last = max(on or timezone.localdate(), member.joined_on)
    if not Member.objects.filter(pk=member.pk, left_on__isnull=True).update(left_on=last, left_because=because):
        return
    end_pages(members=[member], because=NO_LONGER, by=by)
    outdate_copies(plan=member.plan, members=[member], by=by)
    record(by=by, name="plans.member_left", subject=member.plan, refs={"member": member.pk})


@transaction.atomic
def change_member(*, member: Member, version: int, changes: Mapping[str, str], by: "Practitioner") -> None:
    """Change how somebody is reached, what they are to the family, or who stands in for them; one's own part, too.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does; as `hold_to_add` does for one's own.
    """
    take_hold = hold_to_add if member.practitioner_id == by.pk else hold
    take_hold(member.plan, by)
    move_on(member, version)
    for name, value in changes.items():
        setattr(member, name, value)
    member.save(update_fields=list(changes))
    refs = {"member": member.pk}
    record(by=by, name="plans.member_changed", subject=member.plan, fields=list(changes), refs=refs)


@transaction.atomic
def set_reads(*, member: Member, version: int, children: Collection[PlanChild], by: "Practitioner") -> None:
    """Say which children's parts a member of the family or network may be given.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(member.plan, by)
    move_on(member, version)
    member.reads.set(children)
    record(by=by, name="plans.member_reads_set", subject=member.plan, refs={"member": member.pk}, fields=["reads"])
