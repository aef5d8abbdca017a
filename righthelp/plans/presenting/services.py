"""Services that a plan asked for, each with its need and answer; and every service that contributes (BP-024)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.agencies.models import Agency
from righthelp.consent.access import standing_among
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Service
from righthelp.plans.models import Action, Member, Need, Referral
from righthelp.plans.presenters import child_name, member_line, place_of

if TYPE_CHECKING:
    from righthelp.consent.models import Consent
    from righthelp.plans.access import SeenPlan


@dataclass(frozen=True)
class Contributing:
    """A service that takes part: who of it, and what they do in the plan now."""

    name: str
    people: list[str]
    does: list[str]


@dataclass(frozen=True)
class Services:
    """What a plan asked for, and who contributes; the agency that coordinates stands by itself."""

    asked: list[Referral]
    contributing: list[Contributing]


def services_of(seen: "SeenPlan") -> Services:
    """Give the services of a plan, as far as this reader may see their needs."""
    asked = Referral.objects.filter(plan=seen.plan).select_related(
        "need__descriptor", "service", "agency", "asked_by", "answer_noted_by"
    )
    shown = [one for one in asked if seen.shows_part(one.need)]
    return Services(shown, _contributing(seen))


def whose_need(seen: "SeenPlan", need: Need) -> str:
    """Say whose need it is."""
    whose = next((one for one in seen.children if one.pk == need.child_id), None)
    return child_name(whose) if whose else "All the children"


def needs_to_serve(seen: "SeenPlan") -> list[Need]:
    """Give the needs for which a service can be asked: those that stand, of all the children or of one at work."""
    needs = Need.objects.filter(plan=seen.plan, dropped_at__isnull=True).select_related("descriptor")
    here = {one.pk: one for one in seen.children}
    shown = [one for one in needs if seen.is_at_work(one.child_id) and seen.shows_part(one)]
    for one in shown:
        if one.child_id:
            one.child = here[one.child_id]
    return shown


def agencies_to_ask(seen: "SeenPlan") -> list[Agency]:
    """List the agencies that can be asked to help; children’s social care is asked by stepping up (BN-043)."""
    found = Agency.objects.all()
    return list(found if _is_of_social_care(seen) else found.exclude(kind=Agency.Kind.SOCIAL_CARE))


def _is_of_social_care(seen: "SeenPlan") -> bool:
    return seen.plan.team.agency.kind == Agency.Kind.SOCIAL_CARE


def directory_for(seen: "SeenPlan") -> list[Service]:
    """List what the guidance under which the plan was begun calls help, the lowest level first (SF-029, BN-029)."""
    edition = seen.plan.edition or edition_in_use()
    here = Service.objects.filter(level__edition=edition).select_related("level")
    return list(here.order_by("level__number", "position")) if edition else []


def consents_for(seen: "SeenPlan") -> "list[Consent]":
    """List the consents to share that stand for the children at work who are shown, each conversation once."""
    reader, looks = seen.reader, [seen.seen[child.person_id] for child in seen.at_work]
    given = [one for standing in standing_among(reader, looks).values() for one in standing.given]
    return list({one.together: one for one in given}.values())


def _contributing(seen: "SeenPlan") -> list[Contributing]:
    here = [one for one in seen.members_here if one.kind == Member.Kind.WORKER]
    doing = Action.objects.to_do().filter(plan=seen.plan).values_list("holder", "what", "child")
    does: defaultdict[int, list[str]] = defaultdict(list)
    for holder, what, child in doing:
        if seen.is_at_work(child):
            does[holder].append(what)
    by_service: defaultdict[str, list[Member]] = defaultdict(list)
    for one in here:
        by_service[place_of(one)].append(one)
    return [_part(name, members, does) for name, members in sorted(by_service.items())]


def _part(name: str, members: Sequence[Member], does: dict[int, list[str]]) -> Contributing:
    people = [member_line(one) for one in members]
    return Contributing(name, people, [what for one in members for what in does.get(one.pk, [])])
