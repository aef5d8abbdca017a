"""What pages show of work under section 17 that a lead practitioner does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.early_help.access import SeenHelp
from righthelp.early_help.actions.supervision import ASKED_AS
from righthelp.early_help.models import ChildInNeed, InNeed, Supervision
from righthelp.early_help.policies.in_need import may_confirm, may_decide, may_note_supervision
from righthelp.plans.models import Need, Worry
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.plans.models import PlanChild
    from righthelp.work.models import Involvement


@dataclass(frozen=True)
class InNeedShown:
    """One time under section 17, of the children who are shown, with its supervisions, the newest first."""

    it: InNeed
    children: list[tuple[str, ChildInNeed]]
    supervisions: list[Supervision]
    is_late: bool
    lead_changed: bool


@dataclass(frozen=True)
class SectionSeventeen:
    """Whether the partnership allows it, what goes on and went on, and what this reader may do."""

    is_allowed_here: bool
    asked: list["Involvement"]  # the managers who were asked, until it ends
    now: InNeedShown | None
    before: list[InNeedShown]
    may_ask: bool
    may_begin: bool
    may_supervise: bool
    may_confirm: bool
    may_pass: bool
    may_end: bool


def section_17_of(seen: SeenHelp, lead: int | None) -> SectionSeventeen:
    """Give what is shown; `lead` is who leads now, by key."""
    found = seen.help.in_need.with_people().prefetch_related("supervisions", "children")
    everything = [_shown(one, seen, lead) for one in found]
    now = next((one for one in everything if one.it.ended_on is None), None)
    by, goes_on = seen.plan.reader, seen.help.is_open and seen.plan.may_contribute
    allowed = now is not None or seen.beside.leads_hold_section_17
    may_begin_one = allowed and goes_on and lead is not None and (now is None or now.lead_changed)
    return SectionSeventeen(
        is_allowed_here=allowed,
        asked=_asked(seen),
        now=now,
        before=[one for one in reversed(everything) if one is not now],
        may_ask=may_begin_one and now is None and seen.may_change and not may_decide(by),
        may_begin=may_begin_one and may_decide(by),
        may_supervise=goes_on and now is not None and may_note_supervision(by, now.it, [lead or 0]),
        may_confirm=allowed and goes_on and lead is not None and may_confirm(by, lead, now.it if now else None),
        may_pass=goes_on and now is not None and (may_decide(by) or by.pk == now.it.supervisor_id),
        may_end=goes_on and now is not None and may_decide(by),
    )


def _asked(seen: SeenHelp) -> "list[Involvement]":
    """List the managers who were asked to decide, each once."""
    asked = (one for one in seen.plan.work if one.role == ASKED_AS and one.ends_on is None)
    return list({one.practitioner_id: one for one in asked}.values())


def _shown(one: InNeed, seen: SeenHelp, lead: int | None) -> InNeedShown:
    goes_on = one.ended_on is None and seen.help.is_open
    names = {child.pk: child_name(child) for child in seen.plan.children}
    return InNeedShown(
        one,
        [(names[found.child_id], found) for found in one.children.all() if found.child_id in names],
        list(reversed(one.supervisions.all())),
        is_late=goes_on and one.next_supervision_on < timezone.localdate(),
        lead_changed=goes_on and lead is not None and lead != one.lead_id,
    )


def first_found(seen: SeenHelp, children: "Iterable[PlanChild]") -> dict[str, str]:
    """Give what is known already of the questions of section 17: nothing is written twice."""
    written = seen.plan.parts.parts
    needs = [one for one in written[Need] if one.of_member_id is None]  # those of adults stand in the plan
    found = {"took_part": _took_part(seen), "because": seen.help.section_17_asked}
    for child in children:
        found[f"needs_{child.public_id}"] = _lines_for(child, needs)
        found[f"risks_{child.public_id}"] = _lines_for(child, written[Worry])
    return found


def _lines_for(child: "PlanChild", rows: "Sequence[Need | Worry]") -> str:
    """Give what is written of one child, and then of all of them."""
    own = [one.text for one in rows if one.child_id == child.pk]
    return "\n".join([*own, *(one.text for one in rows if one.child_id is None)])


def _took_part(seen: SeenHelp) -> str:
    """Give who took part in the early help assessment; where that is not written, who works with the children."""
    assessment = getattr(seen.help, "assessment", None)
    if assessment and assessment.who_took_part:
        return str(assessment.who_took_part)
    here = (f"{one.who}, {one.where}" for one in seen.plan.work if one.ends_on is None)
    return "; ".join(dict.fromkeys(here))
