"""The early help that concerns somebody: what they see to or take part in, and what waits in their teams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.policies import WRITES, agencies_answered_for
from righthelp.early_help.presenting.help import State, ended_for, state_of
from righthelp.people.policies import closed_people
from righthelp.people.queries import bring_names, is_restricted
from righthelp.plans.goes import Goes, goes_of
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.policies import standings
from righthelp.plans.presenters import child_name
from righthelp.plans.queries import how_it_goes
from righthelp.work.models import Involvement
from righthelp.work.policies import open_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.early_help.queries import EarlyHelpQuerySet
    from righthelp.people.models import Person


@dataclass(frozen=True)
class HelpInList:
    """One family’s early help in a list; in that of a child for whom it ended, `ended` says so."""

    help: EarlyHelp
    names: str
    state: State
    goes: Goes
    ended: str = ""


def mine(by: "Practitioner") -> "EarlyHelpQuerySet":
    """Ask for what somebody sees to or takes part in."""
    here = Member.objects.here().filter(practitioner=by).order_by().values("plan")
    return _open_to(by).filter(Q(holder=by) | Q(plan__in=here))


def waiting(by: "Practitioner") -> "EarlyHelpQuerySet":
    """Ask for what waits in a team of somebody, or of an agency for which they answer."""
    own = [one for one in by.memberships_now if may(by, WRITES, one.team.agency)]
    whose = Q(plan__team__in=[one.team_id for one in own]) | Q(plan__team__agency__in=agencies_answered_for(by))
    return _open_to(by).filter(whose, holder__isnull=True, begun_on__isnull=True)


def rows_of(by: "Practitioner", found: Iterable[EarlyHelp], of: "Person | None" = None) -> list[HelpInList]:
    """Name the children whose records are open to somebody; where there is none, the row is left out.

    `of`: the child in whose list it stands, who is named also where it ended for them.
    """
    listed, today = list(found), timezone.localdate()
    asked = PlanChild.objects.filter(plan__in=[one.plan_id for one in listed]).select_related("person")
    children = list(asked.annotate(is_closed=is_restricted("person")))
    closed = {one.person_id for one in children if vars(one)["is_closed"]}
    opened = open_to(by, [one.person for one in children], closed) if children else {}
    shown = [one for one in children if one.person_id in opened]
    bring_names([one.person for one in shown])
    # any other child who left is named only where nobody else is
    names = {**_names(shown), **_names(one for one in shown if one.left_on is None or one.person == of)}
    ended = {one.plan_id: ended_for(one) for one in shown if one.left_on and one.person == of}
    return [
        HelpInList(
            one,
            names[one.plan_id],
            state_of(one, is_led=vars(one)["is_led"]),
            goes_of(one.plan, one, today),
            ended.get(one.plan_id, ""),
        )
        for one in listed
        if one.plan_id in names
    ]


def _names(children: Iterable[PlanChild]) -> Mapping[int, str]:
    found: dict[int, list[str]] = {}
    for child in children:
        found.setdefault(child.plan_id, []).append(child_name(child))
    return {plan: ", ".join(names) for plan, names in found.items()}


def _open_to(by: "Practitioner") -> "EarlyHelpQuerySet":
    """Ask for what goes on, but what names somebody whose record is closed to the reader."""
    going_on = EarlyHelp.objects.going_on().with_plan().filter(~_is_shut(by))
    return _standing(going_on).order_by("opened_at", "pk")


def _standing(these: "EarlyHelpQuerySet") -> "EarlyHelpQuerySet":
    """Say of each what `rows_of` shows: whether somebody leads it, and how its plan goes (BN-047)."""
    return these.annotate(is_led=is_led(), **how_it_goes("plan"))


def is_led() -> Exists:
    """Ask of early help whether somebody leads its work."""
    leading = Involvement.objects.filter(leads=True, ends_on__isnull=True, episode__in_plan__plan=OuterRef("plan"))
    return Exists(leading)


def with_child(by: "Practitioner", child: "Person") -> list[HelpInList]:
    """Give the early help of a child that somebody may read, the latest first."""
    here = PlanChild.objects.filter(person=child).order_by().values("plan")
    found = list(_standing(EarlyHelp.objects.with_plan().filter(~_is_shut(by), plan__in=here)))
    theirs = standings(by, [one.plan for one in found])
    return rows_of(by, [one for one in found if theirs[one.plan_id].took_part], of=child)


def _is_shut(by: "Practitioner") -> Exists:
    """Ask of early help whether it names somebody whose record is closed to the reader."""
    return Exists(PlanChild.objects.filter(plan=OuterRef("plan"), person__in=closed_people(by)))
