"""How those with an account come into a plan and leave it: both follow from their work with its children."""

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.plans import notices
from righthelp.plans.actions.returning import unnamed_as_before
from righthelp.plans.models import Action, Member, Plan
from righthelp.plans.workers import same_in_team
from righthelp.work.models import Handover, Involvement

if TYPE_CHECKING:
    from righthelp.plans.queries import MemberQuerySet


def follow_work(involvement: Involvement) -> None:
    """Have whoever comes to work with a child in the work of a plan take part in it, and leave when all of it ended.

    Somebody without an account stands by name, once for all the children. In what role they stand, and how they are
    reached, is what their work says now: where they lead, as the lead. What they were to do goes to whoever took their
    work over; where nobody did, whoever leads the plan is told.
    """
    plan = _held(involvement)
    if plan is None:
        return
    member, parts = _of(plan, involvement).first(), _parts(plan, involvement)
    if not parts:
        if member:
            _leave(plan, member, involvement)
    elif member is None:
        _join(plan, parts[0])
    else:
        _stand_as(member, parts, brings_phone=involvement.ends_on is None and bool(involvement.phone))


def _held(involvement: Involvement) -> Plan | None:
    """Take hold of the plan, so that two who come at once do not both write the same member."""
    if involvement.episode_id is None:
        return None
    here = Plan.objects.filter(children__episode=involvement.episode_id).order_by().values("pk")
    return Plan.objects.select_for_update(of=("self",)).select_related("team__agency").filter(pk__in=here).first()


def _join(plan: Plan, part: Involvement) -> None:
    who = {"practitioner": part.practitioner, "team": part.team, "name": part.name}
    about = {"organisation": part.organisation, "phone": part.phone, "role": part.role}
    joined = {"joined_on": part.starts_on, "noted_by": part.noted_by}
    unnamed_as_before(Member.objects.create(plan=plan, kind=Member.Kind.WORKER, **who, **about, **joined))


def _stand_as(member: Member, parts: list[Involvement], *, brings_phone: bool) -> None:
    """Say in what role they take part now; the number that they gave themselves stays until work brings another."""
    phone = next(one.phone for one in parts if one.phone) if brings_phone else member.phone
    if (member.role, member.phone) != (parts[0].role, phone):
        Member.objects.filter(pk=member.pk).update(role=parts[0].role, phone=phone)


def _leave(plan: Plan, member: Member, involvement: Involvement) -> None:
    last = max(involvement.ends_on or timezone.localdate(), member.joined_on)
    Member.objects.filter(pk=member.pk).update(left_on=last, left_because=involvement.ended_because)
    if plan.is_open:
        _pass_on(plan, member, involvement)


def _pass_on(plan: Plan, member: Member, involvement: Involvement) -> None:
    """Give what somebody who left was to do to whoever took their work over; tell whoever leads of the rest."""
    left = list(Action.objects.to_do().filter(holder=member).select_related("child"))
    handed = _handed_on(plan, involvement) if left else {}
    for action in left:
        later = handed.get(action.child.episode_id if action.child else None)
        to = _of(plan, later).first() if later else None
        if later and to:
            Action.objects.filter(pk=action.pk).update(holder=to, version=F("version") + 1)
            refs = {"action": action.pk, "member": to.pk}
            record(by=later.noted_by, name="plans.action_handed_over", subject=plan, refs=refs)
            notices.tell_of_actions_handed_over(member, to)
    notices.tell_of_actions_left(plan, member)


def _handed_on(plan: Plan, involvement: Involvement) -> dict[int | None, Involvement]:
    """Give who took over which piece of work of somebody in a plan, by its key; by None, whoever took over the last."""
    theirs = Involvement.objects.filter(episode__in_plan__plan=plan, **same_in_team(involvement))
    found = Handover.objects.filter(earlier__in=theirs.order_by().values("pk"), later__ends_on__isnull=True).order_by(
        "handed_at", "pk"
    )
    later = [one.later for one in found.select_related("later__noted_by")]
    by_work: dict[int | None, Involvement] = {one.episode_id: one for one in later}
    return {**by_work, None: later[-1]} if later else {}


def _of(plan: Plan, involvement: Involvement) -> "MemberQuerySet":
    return Member.objects.here().filter(plan=plan, kind=Member.Kind.WORKER, **same_in_team(involvement))


def _parts(plan: Plan, involvement: Involvement) -> list[Involvement]:
    """List what the same person does in the work of a plan now; where they lead, that first."""
    here = Involvement.objects.filter(episode__in_plan__plan=plan, ends_on__isnull=True, **same_in_team(involvement))
    return list(here.select_related("practitioner", "team", "noted_by").order_by("-leads", "starts_on", "pk"))
