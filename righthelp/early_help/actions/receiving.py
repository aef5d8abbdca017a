"""Children come to early help from another room, with what is known of them there."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.design_system.formatters import day
from righthelp.early_help.actions.beside import tell_beside
from righthelp.early_help.actions.coming import keep_along, let_see, why_of, write_along
from righthelp.early_help.actions.opening import going_on_in, lock_team, open_help
from righthelp.early_help.concerned import concerned_by
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.pages import help_page
from righthelp.messages.actions import notify_each
from righthelp.people.models import Restriction
from righthelp.people.readers import with_roles
from righthelp.plans.actions.carrying import bring_over
from righthelp.plans.actions.plans import bring_in
from righthelp.plans.models import Plan, PlanChild
from righthelp.plans.policies import COORDINATE, may_change
from righthelp.work.models import PassedOn
from righthelp.work.passing import HELP_SO_FAR, WHAT_HAPPENED, Passing, Received

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team

ROOM, STEPS_DOWN = "early_help", "step_down"
WAITS = "Early help waits for somebody in your agency to take it up"
COMES = "A child was passed on to early help that you see to"
NO_REASON = "It was passed on without words."
EARLIER = "They had a plan before, until {}. What was not reached can be carried over on the page of the plan."


@transaction.atomic
def receive(passing: Passing, by: "Practitioner") -> Received:
    """Open early help in the team to which children are passed on, so that it is offered to their family.

    Brothers and sisters who come from the same record come together. A child whom the team helps already comes to that;
    the others join the early help of one of them. Nothing that came along is lost, and whoever sees to it is told each
    time (BN-049). The last plan of each child that ended goes on with them, whoever comes first. Where another team
    helps one of the children, both are told, and neither plan is copied.

    Raises:
        ValueError: where nobody said which team takes it.
    """
    if passing.team is None:
        raise ValueError("early help is passed on to a team")
    team = lock_team(passing.team)  # brothers and sisters who come at once wait for each other
    own = _own_of_each(passing, team)
    there = next(iter(own.values()), None) or _from_same_record(passing, team)
    it = there or _opened(passing, team, by)
    before = _here(it) if there else set()
    if there:
        _come_to(there, own, passing, by)
        tell_beside(it, [one.person for one in passing.children], passing.agency, by)
    else:
        for child in passing.children:
            write_along(it, child.texts, by, PlanChild.objects.get(plan=it.plan, person=child.person))
    _go_on(it, passing, by, before)
    return Received(it.public_id, help_page(it))


def _own_of_each(passing: Passing, team: "Team") -> dict[int, EarlyHelp]:
    """Give the early help of the team that goes on for each child who has one, by the child’s key."""
    found = ((one.person.pk, going_on_in(team, [one.person]).first()) for one in passing.children)
    return {key: it for key, it in found if it}


def _from_same_record(passing: Passing, team: "Team") -> EarlyHelp | None:
    """Give the early help of others from the same record that waits in the team.

    Where one of their records is restricted, each has their own: one plan would be shut to the team for all of them.
    """
    came = PassedOn.objects.filter(from_room=passing.from_room, from_id=passing.from_id, to_room=ROOM).order_by()
    here = EarlyHelp.objects.going_on().with_plan().filter(plan__team=team, begun_on__isnull=True)
    there = here.filter(public_id__in=came.values("to_id")).first()
    if there is None:
        return None
    people = {*_here(there), *(one.person.pk for one in passing.children)}
    return None if Restriction.objects.filter(person__in=people, lifted_at__isnull=True).exists() else there


def _come_to(there: EarlyHelp, own: Mapping[int, EarlyHelp], passing: Passing, by: "Practitioner") -> None:
    """Have each child come to the early help that is theirs, or to that of the others, and tell those who see to it."""
    for one in passing.children:
        it = own.get(one.person.pk, there)
        child = bring_in(plan=it.plan, person=one.person, by=by)
        if len(passing.children) == 1:
            _put(it, _joined(passing.texts, one.texts), passing, by, child)
        else:
            _put(it, one.texts, passing, by, child)
    if len(passing.children) > 1:
        _put(there, passing.texts, passing, by, None)
    for it in dict.fromkeys((there, *own.values())):
        let_see(it, by)
        number = PassedOn.objects.filter(to_room=ROOM, to_id=it.public_id).count()
        notify_each(concerned_by(it), key=f"early help {it.pk} comes {number}", title=COMES, page=help_page(it))


def _put(
    it: EarlyHelp, texts: Mapping[str, str], passing: Passing, by: "Practitioner", child: PlanChild | None
) -> None:
    """Write what came along where it waits to be offered; where somebody leads it, keep it for them to read."""
    if it.begun_on is None and may_change(by, it.plan):
        write_along(it, texts, by, child)
    else:
        keep_along(it, texts, by, agency=passing.agency, child=child)


def _joined(some: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    return {key: "\n".join(filter(None, (some.get(key), more.get(key)))) for key in {*some, *more}}


def _opened(passing: Passing, team: "Team", by: "Practitioner") -> EarlyHelp:
    people, texts = [one.person for one in passing.children], passing.texts
    is_down = passing.asks_for == STEPS_DOWN
    it = open_help(
        people=people,
        team=team,
        came_by=EarlyHelp.CameBy.STEPPED_DOWN if is_down else EarlyHelp.CameBy.FRONT_DOOR,
        because=why_of(texts) or NO_REASON,
        need_seen_on=passing.need_seen_on or timezone.localdate(),
        help_so_far=texts.get(HELP_SO_FAR, ""),
        passed_by=passing.agency,
        by=by,
    )
    write_along(it, texts, by)
    coordinating = Membership.objects.current().with_one_of([COORDINATE]).filter(team__agency=team.agency)
    told = with_roles((), [coordinating]).values()
    notify_each(told, key=f"early help waits {it.pk}", title=WAITS, page=help_page(it))
    return it


def _here(it: EarlyHelp) -> set[int]:
    """Give the children whom early help is for, by the person’s key."""
    return set(PlanChild.objects.filter(plan=it.plan_id, left_on__isnull=True).values_list("person", flat=True))


def _go_on(it: EarlyHelp, passing: Passing, by: "Practitioner", before: Collection[int]) -> None:
    """Have what was agreed before and not reached go on for every child who came; the newest plan first.

    Nothing is written into a plan by which somebody works already: whoever leads it reads that there is an earlier one.
    """
    came = PlanChild.objects.filter(plan=it.plan_id, person__in=_here(it) - {*before})
    for earlier, children in _ended_plans(came):
        if it.begun_on is None:
            bring_over(plan=it.plan, from_plan=earlier, children=children, by=by)
            continue
        for child in children:
            why = {WHAT_HAPPENED: EARLIER.format(day(earlier.ended_on))}
            keep_along(it, why, by, agency=passing.agency, child=child)


def _ended_plans(children: Iterable[PlanChild]) -> list[tuple[Plan, list[PlanChild]]]:
    """Give the last plan of any kind that ended of each child, with those whose last it is; the newest first."""
    found: dict[Plan, list[PlanChild]] = {}
    for child in children:
        ended = Plan.objects.filter(children__person=child.person_id, ended_on__isnull=False)
        if earlier := ended.order_by("-pk").first():
            found.setdefault(earlier, []).append(child)
    return sorted(found.items(), key=lambda pair: -pair[0].pk)
