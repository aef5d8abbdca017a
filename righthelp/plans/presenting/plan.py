"""What the page of a plan shows beside its parts: how it stands, and who takes part."""

from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.design_system.formatters import day
from righthelp.plans.models import Action, Member, Plan, PlanVersion
from righthelp.plans.presenters import member_line, member_name
from righthelp.plans.presenting.content import PlanContent

State = Plan.State


@dataclass(frozen=True)
class People:
    """Who takes part now: those who work with the family, the family itself, and whom they chose."""

    workers: tuple[Member, ...]
    family: tuple[Member, ...]
    network: tuple[Member, ...]
    left: tuple[Member, ...]


def people_of(content: PlanContent) -> People:
    """Sort those who take part, without the children."""
    everybody = [one for one in content.members.values() if one.kind != Member.Kind.CHILD]
    here = [one for one in everybody if one.is_here]

    def of(kind: str) -> tuple[Member, ...]:
        return tuple(one for one in here if one.kind == kind)

    left = tuple(one for one in everybody if not one.is_here)
    return People(of(Member.Kind.WORKER), of(Member.Kind.FAMILY), of(Member.Kind.NETWORK), left)


def holder_line(action: Action) -> str:
    """Say who does an action, and whether they take part no longer."""
    return f"{member_line(action.holder)}{'' if action.holder.is_here else ' (has left)'}"


def names_of(members: Iterable[Member]) -> dict[str, str]:
    """Give the names of those who take or took part, by public id."""
    return {str(one.public_id): member_name(one) for one in members}


def state_line(plan: Plan, last: PlanVersion | None, *, is_changed: bool) -> str:
    """Say how a plan stands (docs/states.md)."""
    state = plan.state_with(last, is_changed=is_changed)
    said = f"version {last.number}, agreed on {day(last.agreed_on)}" if last else ""
    return {
        State.ENDED: f"This plan ended on {day(plan.ended_on)}",
        State.NOT_AGREED: "Not agreed yet: this is still being written",
        State.CHANGED: f"Changed since {said}",
        State.AGREED: f"As agreed: {said}",
    }[state]
