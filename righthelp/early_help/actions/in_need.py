"""Early help that goes on as work under section 17 with the same lead practitioner, supervised by a social worker.

Only where the partnership allows it (BP-052); a manager in children’s social care decides it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Subquery
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.design_system.formatters import day
from righthelp.early_help.actions.competences import Looked, note_competences
from righthelp.early_help.actions.supervision import (
    ASKED_AS,
    SUPERVISES_AS,
    bring_in,
    children_of,
    let_go,
    let_supervise,
    require_supervisor,
)
from righthelp.early_help.actions.team import Joining, add_to_team, working_in
from righthelp.early_help.local import way
from righthelp.early_help.models import ChildInNeed, EarlyHelp, InNeed, Supervision
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies.in_need import may_confirm, may_decide, may_note_supervision
from righthelp.early_help.supervising import leading_now
from righthelp.messages.actions import notify_each
from righthelp.plans.actions.holding import hold_to_add
from righthelp.plans.models import PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Membership, Practitioner

ASKED = "You are asked whether early help goes on under section 17"
BEGUN = "Early help goes on under section 17"
DECIDED_AGAIN = "Somebody else leads now, and it was decided again"
PASSED_ON = "Somebody else supervises now"


class NotHere(Exception):
    """This partnership keeps work under section 17 with social workers."""


class NoLead(Exception):
    """Nobody leads it, so there is nobody to go on."""


class AlreadyInNeed(Exception):
    """It goes on under section 17 already."""


class BeforeItBegan(Exception):
    """The day lies before early help itself began."""


class HasEndedAlready(Exception):
    """It does not go on under section 17 any more."""


@dataclass(frozen=True)
class Found:
    """What the assessment found about one child in need: the limb of section 17, needs, risks of harm (BP-051)."""

    child: PlanChild
    limb: str
    needs: str
    risks: str
    response: str


@dataclass(frozen=True)
class Decided:
    """What a manager decides: which children are in need and why, who supervises, and what supports the lead.

    `confirmed` are the keys of what is confirmed beside what was. `family_says` is what the family says to it, for the
    ledger of what was shared about each child.
    """

    children: tuple[Found, ...]
    took_part: str
    because: str
    begun_on: dt.date
    supervisor: "Membership"
    competences: str
    time: str
    support: str
    next_supervision_on: dt.date
    family_says: str = ""
    confirmed: frozenset[str] = frozenset()


@transaction.atomic
def ask_manager(*, help: EarlyHelp, manager: "Membership", family_says: str, by: "Practitioner") -> None:
    """Ask a manager in social care to decide; they come into the team for every child, so that they can read it.

    What is written stands on the early help with its day and who asked, for whoever decides, until section 17 begins;
    what was written to another manager stays before it.

    Raises:
        NotHere: where the partnership keeps section 17 with social workers.
        AlreadyInTeam: when the manager was asked before.
        HasEnded, NotAllowed: as `hold` does.
    """
    _allowed_here()
    joining = Joining(manager.practitioner, manager.team, ASKED_AS, family_says)
    add_to_team(help=help, children=children_of(help), joining=joining, by=by, told=ASKED)
    help.refresh_from_db(fields=["section_17_asked"])
    asked = f"{day(timezone.localdate())}, {by.name}: {family_says}"
    _write_asked(help, "\n\n".join(filter(None, (help.section_17_asked, asked))))


@transaction.atomic
def begin_in_need(*, help: EarlyHelp, decided: Decided, by: "Practitioner") -> InNeed:
    """Have the lead practitioner go on under section 17; whoever supervises comes to work with the children in need.

    Where it goes on already with somebody who no longer leads, that ends, and it is decided again: the competences
    that were looked at were another person's (BP-054).

    Raises:
        NotHere: where the partnership keeps section 17 with social workers (BP-052).
        NoLead: when nobody leads it.
        BeforeItBegan: for a day before early help began.
        SupervisesThemselves, NotASupervisor: as `require_supervisor` does (BP-053).
        AlreadyInNeed: when it does so already with whoever leads now.
        HasEnded, NotAllowed: as `hold_to_add` does, and for anybody but a manager in social care; where it is confirmed
            what the lead brings, for themselves.
        ValueError: without a child, or for one with whom no work goes on here.
    """
    hold_to_add(help.plan, by)
    require(may_decide(by))
    _allowed_here()
    _require_children(help, decided)
    part = working_in(help).filter(leads=True).select_related("practitioner").first()
    if part is None or part.practitioner is None:
        raise NoLead
    if help.begun_on and decided.begun_on < help.begun_on:
        raise BeforeItBegan
    require_supervisor(help, decided.supervisor)
    _end_with_another(help, part.practitioner, decided.begun_on, by)
    made = _create(help, part.practitioner, decided, by)
    _write_asked(help, "")  # it is answered, and stood in the reason from the start: no later question begins with it
    _confirm(made, decided, by)
    bring_in(made, decided.family_says, by)
    record(by=by, name="early_help.in_need_begun", subject=help, refs={"in_need": made.pk})
    notify_each([made.lead, made.supervisor], key=f"in need {made.pk} begun", title=BEGUN, page=help_page(help))
    return made


@transaction.atomic
def note_supervision(
    *, in_need: InNeed, held_on: dt.date, said: str, decided: str, next_on: dt.date, by: "Practitioner"
) -> Supervision:
    """Note that supervisor and lead thought about the work together, and when they do so next (BP-055).

    Raises:
        HasEndedAlready: when it goes on under section 17 no longer.
        HasEnded, NotAllowed: as `hold_to_add` does, and for anybody else than both and the managers.
    """
    held = _hold(in_need, by)
    require(may_note_supervision(by, held, leading_now(held.help)))
    what = {"held_on": held_on, "said": said, "decided": decided, "next_on": next_on}
    made = Supervision.objects.create(in_need=held, noted_by=by, **what)
    latest = Supervision.objects.filter(in_need=held).order_by("-held_on", "-pk").values("next_on")[:1]
    InNeed.objects.filter(pk=held.pk).update(next_supervision_on=Subquery(latest))
    record(by=by, name="early_help.supervised", subject=held.help, refs={"in_need": held.pk})
    return made


@transaction.atomic
def pass_supervision(*, in_need: InNeed, supervisor: "Membership", by: "Practitioner", family_says: str = "") -> None:
    """Have another social worker supervise from now on; whoever did works with the children for it no longer.

    Raises:
        SupervisesThemselves, NotASupervisor: as `require_supervisor` does.
        HasEndedAlready: when it goes on under section 17 no longer.
        HasEnded, NotAllowed: as `hold_to_add` does, and for anybody but the supervisor and the managers.
    """
    held = _hold(in_need, by)
    require(may_decide(by) or by.pk == held.supervisor_id)
    require_supervisor(held.help, supervisor)
    let_supervise(held, supervisor.practitioner, supervisor.team, by)
    bring_in(held, family_says, by)
    now, today = supervisor.practitioner_id, timezone.localdate()
    let_go(held.help, [SUPERVISES_AS], on=today, because=PASSED_ON, by=by, but=now)


@transaction.atomic
def end_in_need(*, in_need: InNeed, on: dt.date, because: str, by: "Practitioner") -> None:
    """Say that it goes on under section 17 no longer; the early help itself goes on, without those who came for this.

    Raises:
        HasEndedAlready: when it ended already.
        HasEnded, NotAllowed: as `hold_to_add` does, and for anybody but a manager in social care.
    """
    held = _hold(in_need, by)
    require(may_decide(by))
    _end(held, on, because, by)
    let_go(held.help, [SUPERVISES_AS, ASKED_AS], on=timezone.localdate(), because=because, by=by)


def _write_asked(help: EarlyHelp, asked: str) -> None:
    help.section_17_asked = asked
    help.save(update_fields=["section_17_asked"])


def _allowed_here() -> None:
    if not way().leads_hold_section_17:
        raise NotHere


def _end_with_another(help: EarlyHelp, lead: "Practitioner", on: dt.date, by: "Practitioner") -> None:
    for one in InNeed.objects.going_on().filter(help=help).exclude(lead=lead).select_related("help"):
        _end(one, on, DECIDED_AGAIN, by)
        let_go(help, [SUPERVISES_AS], on=timezone.localdate(), because=DECIDED_AGAIN, by=by)


def _end(held: InNeed, on: dt.date, because: str, by: "Practitioner") -> None:
    held.ended_on, held.ended_by, held.ended_because = max(on, held.begun_on), by, because
    held.save(update_fields=["ended_on", "ended_by", "ended_because"])
    record(by=by, name="early_help.in_need_ended", subject=held.help, refs={"in_need": held.pk})


def _require_children(help: EarlyHelp, decided: Decided) -> None:
    here = set(children_of(help))
    if not decided.children or any(one.child not in here for one in decided.children):
        raise ValueError("somebody is in need with whom work goes on here")


def _create(help: EarlyHelp, lead: "Practitioner", decided: Decided, by: "Practitioner") -> InNeed:
    left_out = ("supervisor", "family_says", "children", "confirmed")
    columns = {name: getattr(decided, name) for name in Decided.__dataclass_fields__ if name not in left_out}
    supervisor = {"supervisor": decided.supervisor.practitioner, "supervisor_team": decided.supervisor.team}
    try:
        with transaction.atomic():
            made = InNeed.objects.create(help=help, lead=lead, decided_by=by, **columns, **supervisor)
    except IntegrityError:
        raise AlreadyInNeed from None
    ChildInNeed.objects.bulk_create(ChildInNeed(in_need=made, **vars(one)) for one in decided.children)
    return made


def _confirm(made: InNeed, decided: Decided, by: "Practitioner") -> None:
    """Note what the manager confirms of the lead; nobody confirms it of themselves (BP-054)."""
    if decided.confirmed:
        require(may_confirm(by, made.lead_id, made))
        looked = Looked(decided.competences, confirmed=decided.confirmed)
        note_competences(help=made.help, who=made.lead, looked=looked, by=by)


def _hold(in_need: InNeed, by: "Practitioner") -> InNeed:
    hold_to_add(in_need.help.plan, by)
    held = InNeed.objects.going_on().select_related("help__plan").filter(pk=in_need.pk).first()
    if held is None:
        raise HasEndedAlready
    return held
