"""Every change to a disagreement. What was sent stays: steps are opened and ended once, what was said is added.

Whose turn it is after each, and who raised it, are told (`disagreements.notices`).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.work.disagreements.ladder import Ladder, Rung, ladder_now
from righthelp.work.disagreements.models import Disagreement, DisagreementStep, LadderFrom, OwnLadder, Said
from righthelp.work.disagreements.notices import tell_whose_turn
from righthelp.work.disagreements.policies import (
    complained_of,
    may_lead_on,
    may_say,
    may_settle,
    may_withdraw,
    may_write_for_others,
)
from righthelp.work.disagreements.rules import FIRST, Climb, StepEnd, Who, after, due_on, why_not_on_step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.guidance.models import Framework
    from righthelp.people.models import Person


class ChangedMeanwhile(Exception):
    """Somebody else noted something since the page was shown."""


class NotAllowed(Exception):
    """Whoever asks may not do this; the words say why, where there is more to say."""


class NothingSaid(Exception):
    """Nothing is noted yet of what one of the sides said."""


@dataclass(frozen=True)
class Speaker:
    """Who speaks for a side: somebody with an account, in an agency, or somebody by name."""

    name: str
    practitioner: "Practitioner | None" = None
    agency: "Agency | None" = None

    @property
    def who(self) -> Who:
        """Give them as the rules know them."""
        return Who(self.practitioner.pk if self.practitioner else None, self.name)


@dataclass(frozen=True)
class Raised:
    """What somebody writes when they raise a disagreement; the names are those of the model's fields."""

    about: str
    what: str
    happened_on: dt.date
    agency: "Agency | None"
    agency_name: str
    facts: str
    view: str
    wants: str
    at_risk: bool = False
    subject_kind: str = ""
    subject_id: UUID | None = None
    subject_page: str = ""
    told_by_name: str = ""
    told_by_organisation: str = ""
    told_by_reach: str = ""


@transaction.atomic
def raise_disagreement(
    *,
    raised: Raised,
    with_whom: Speaker,
    children: "Collection[Person]",
    agency: "Agency",
    by: "Practitioner",
    joins: "Collection[Person]" = (),
) -> Disagreement:
    """Raise a disagreement for an agency; the first step begins, between whoever raises it and whoever it is with.

    Without children whose records `by` may open it is read with the decision that it is about; `joins` are those whose
    records are linked there already. Where somebody without an account tells of it, `by` writes it down, and the first
    step is between them and whoever it is with.

    Raises:
        NotAllowed: with one's own agency, with oneself, about neither a child nor a decision, or written down for
            another by somebody who may not.
    """
    _check_raised(raised, with_whom, children, agency, by)
    ladder = ladder_now()
    made = Disagreement.objects.create(
        **vars(raised), raised_by=by, raised_for=agency, complained_of=with_whom.practitioner,
        complained_of_name=with_whom.name, ladder=ladder.as_kept(), ladder_from=ladder.origin, edition=ladder.edition,
        is_by_decision=not children,
    )  # fmt: skip
    made.children.set(children or joins)
    record(by=by, name="work.disagreement_raised", subject=made, refs={"agency": agency.pk})
    step = _open_step(made, FIRST, by=by)
    ours = Speaker(raised.told_by_name) if raised.told_by_name else Speaker(by.name, by, agency)
    _name(step, made, ours, with_whom, by=by)
    tell_whose_turn(made, "raised", by=by)
    return made


def _check_raised(
    raised: Raised, with_whom: Speaker, children: "Collection[Person]", agency: "Agency", by: "Practitioner"
) -> None:
    is_for_other = bool(raised.told_by_name)
    if is_for_other and not may_write_for_others(by):
        raise NotAllowed("The front door, leads and managers write disagreements down for others")
    if raised.agency == agency and not is_for_other:
        raise NotAllowed("This way is for disagreements with another agency")
    if with_whom.who.is_same(Who(by.pk, by.name)):
        words = "This is about what you did. Ask a colleague or a manager to write it down"
        raise NotAllowed(words if is_for_other else "Nobody raises a disagreement with themselves")
    if not children and not raised.subject_id:
        raise NotAllowed("A disagreement is about a child whose record is here, or about a decision that is")


@transaction.atomic
def join_record(*, kind: str, decisions: "Collection[UUID]", child: "Person", by: "Practitioner") -> None:
    """Say of which child’s record these decisions are; what was raised about them without one joins it, once."""
    for it in _about(kind, decisions).filter(is_by_decision=True, children__isnull=True):
        it.children.add(child)
        record(by=by, name="work.disagreement_joined_record", subject=it, refs={"person": child.pk})


@transaction.atomic
def leave_record(*, kind: str, decisions: "Collection[UUID]", by: "Practitioner") -> None:
    """Take a wrong record out of what was raised about these decisions: from now on the decision stands for it."""
    for it in _about(kind, decisions).filter(children__isnull=False).distinct():
        it.children.clear()
        Disagreement.objects.filter(pk=it.pk).update(is_by_decision=True)
        record(by=by, name="work.disagreement_left_record", subject=it)


def _about(kind: str, decisions: "Collection[UUID]") -> "QuerySet[Disagreement]":
    return Disagreement.objects.filter(subject_kind=kind, subject_id__in=decisions)


@transaction.atomic
def name_speakers(
    *, disagreement: Disagreement, ours: Speaker, theirs: Speaker, version: int, by: "Practitioner"
) -> None:
    """Say who speaks with whom on the step where a disagreement stands; once, by the side that raised it.

    Raises:
        NotAllowed: to anybody else, or where one of the two cannot speak there; the words say why.
        ChangedMeanwhile: when somebody named them, or went on, in the meantime.
    """
    _allow(may_lead_on(by, disagreement))
    _take(disagreement, version)
    if disagreement.now.is_named:
        raise ChangedMeanwhile
    _name(disagreement.now, disagreement, ours, theirs, by=by)
    tell_whose_turn(disagreement, f"named {disagreement.now.pk}", by=by)


@transaction.atomic
def note_said(
    *,
    disagreement: Disagreement,
    side: str,
    spoke_on: dt.date,
    facts: str,
    view: str,
    version: int,
    by: "Practitioner",
) -> Said:
    """Note what a side said on the step where a disagreement stands: facts and opinion apart.

    Raises:
        NotAllowed: for a side of which this person may not note it.
        ChangedMeanwhile: when somebody noted something else, or went on, in the meantime.
    """
    _allow(side in may_say(by, disagreement))
    _take(disagreement, version)
    words = {"spoke_on": spoke_on, "facts": facts, "view": view}
    said = Said.objects.create(step=disagreement.now, side=side, noted_by=by, **words)
    refs = {"step": disagreement.now.pk, "said": said.pk}
    record(by=by, name="work.disagreement_said", subject=disagreement, refs=refs)
    tell_whose_turn(disagreement, f"said {said.pk}", by=by)
    return said


@transaction.atomic
def go_up(
    *, disagreement: Disagreement, because: str, version: int, by: "Practitioner", to: int = 0
) -> DisagreementStep:
    """End a step on which nothing was settled, and begin the next, or a higher one where a child might be at risk.

    Raises:
        NotAllowed: to anybody but the side that raised it.
        NoSuchStep: past the top, or past a step without that risk.
        ChangedMeanwhile: when somebody went on in the meantime.
    """
    _allow(may_lead_on(by, disagreement))
    climb = _after(disagreement, StepEnd.NOT_SETTLED, to=to)
    _take(disagreement, version)
    before = disagreement.now
    _end_step(before, StepEnd.NOT_SETTLED, note=because, by=by)
    is_skip = climb.position > before.position + 1
    step = _open_step(disagreement, climb.position, skipped_because=because if is_skip else "", by=by)
    refs = {"step": step.pk}
    record(by=by, name="work.disagreement_taken_up", subject=disagreement, refs=refs)
    tell_whose_turn(disagreement, f"step {step.pk}", by=by)
    return step


@transaction.atomic
def settle(
    *, disagreement: Disagreement, agreed: str, changes: str, learned: str, version: int, by: "Practitioner",
    decided: bool = False,
) -> None:  # fmt: skip
    """End a disagreement with what was agreed, what changes for the child, and what was learned.

    `decided`: at the last step, where no agreement was found and whoever holds that step decided.

    Raises:
        NotAllowed: to whoever it is with, and to anybody but those who lead it on or hold the last step.
        NothingSaid: before it is noted what each side said.
        NoSuchStep: when it is decided below the top.
        ChangedMeanwhile: when somebody went on in the meantime.
    """
    _allow(may_settle(by, disagreement))
    outcome = StepEnd.DECIDED if decided else StepEnd.SETTLED
    _after(disagreement, outcome)
    if not all(disagreement.has_spoken(side) for side in Said.Side.values):
        raise NothingSaid
    _take(disagreement, version)
    _end_step(disagreement.now, outcome, by=by)
    words = {"agreed": agreed, "changes": changes, "learned": learned}
    _end(disagreement, outcome, by=by, **words)
    record(by=by, name="work.disagreement_settled", subject=disagreement, fields=["outcome", *words])


@transaction.atomic
def withdraw(*, disagreement: Disagreement, because: str, version: int, by: "Practitioner") -> None:
    """End a disagreement because whoever raised it withdraws it, with why.

    Raises:
        NotAllowed: to anybody else.
        ChangedMeanwhile: when somebody went on in the meantime.
    """
    _allow(may_withdraw(by, disagreement))
    _take(disagreement, version)
    _end_step(disagreement.now, StepEnd.WITHDRAWN, by=by)
    _end(disagreement, StepEnd.WITHDRAWN, by=by, agreed=because)
    record(by=by, name="work.disagreement_withdrawn", subject=disagreement, fields=["outcome", "agreed"])


@transaction.atomic
def say_at_risk(*, disagreement: Disagreement, version: int, by: "Practitioner") -> None:
    """Say that a child might be at risk now: from here on each step ends the day it begins, and steps may be left out.

    Raises:
        NotAllowed: to anybody but the side that raised it.
        ChangedMeanwhile: when somebody went on in the meantime.
    """
    _allow(may_lead_on(by, disagreement) and not disagreement.at_risk)
    _take(disagreement, version)
    Disagreement.objects.filter(pk=disagreement.pk).update(at_risk=True)
    today = timezone.localdate()
    DisagreementStep.objects.filter(pk=disagreement.now.pk, due_on__gt=today).update(due_on=today)
    record(by=by, name="work.disagreement_at_risk", subject=disagreement, fields=["at_risk"])
    tell_whose_turn(disagreement, "at risk", by=by)


@transaction.atomic
def change_ladder(*, framework: "Framework", rungs: Sequence[Rung], version: int, by: "Practitioner") -> OwnLadder:
    """Set the partnership's own titles and days; what was raised before keeps the steps it began with.

    Raises:
        ChangedMeanwhile: when somebody changed them in the meantime; 0 is the version while there are none.
    """
    values = {"steps": Ladder(tuple(rungs), LadderFrom.OWN).as_kept(), "changed_by": by, "changed_at": timezone.now()}
    if version:
        kept = OwnLadder.objects.filter(framework=framework, version=version)
        if not kept.update(**values, version=F("version") + 1):
            raise ChangedMeanwhile
        own = OwnLadder.objects.get(framework=framework)
    else:
        own = _first_own(framework, values)
    record(by=by, name="work.ladder_changed", subject=own, fields=["steps"])
    return own


def _first_own(framework: "Framework", values: dict[str, object]) -> OwnLadder:
    try:
        with transaction.atomic():
            return OwnLadder.objects.create(framework=framework, **values)
    except IntegrityError:
        raise ChangedMeanwhile from None


def _name(step: DisagreementStep, it: Disagreement, ours: Speaker, theirs: Speaker, *, by: "Practitioner") -> None:
    raised = {"raised_by": Who(it.raised_by_id, it.raised_by.name), "told_by": Who(None, it.told_by_name)}
    fault = why_not_on_step(step.position, ours.who, theirs.who, complained_of=complained_of(it), **raised)
    if fault:
        raise NotAllowed(fault)
    named = {
        "ours": ours.practitioner, "ours_agency": ours.agency, "ours_name": ours.name, "theirs": theirs.practitioner,
        "theirs_agency": theirs.agency, "theirs_name": theirs.name, "named_by": by, "named_at": timezone.now(),
    }  # fmt: skip
    DisagreementStep.objects.filter(pk=step.pk).update(**named)
    refs = {one: who.key for one, who in (("ours", ours.who), ("theirs", theirs.who)) if who.key}
    record(by=by, name="work.disagreement_speakers_named", subject=it, refs={"step": step.pk, **refs})


def _open_step(it: Disagreement, position: int, *, by: "Practitioner", skipped_because: str = "") -> DisagreementStep:
    days = it.ladder[position - 1]["days"]
    due = due_on(timezone.localdate(), days, at_risk=it.at_risk, closed=closed_days())
    return DisagreementStep.objects.create(
        disagreement=it, position=position, complained_of=it.complained_of, due_on=due, opened_by=by,
        skipped_because=skipped_because,
    )  # fmt: skip


def _end_step(step: DisagreementStep, end: StepEnd, *, by: "Practitioner", note: str = "") -> None:
    ended = {"end": end.value, "end_note": note, "ended_at": timezone.now(), "ended_by": by}
    DisagreementStep.objects.filter(pk=step.pk).update(**ended)


def _end(it: Disagreement, outcome: StepEnd, *, by: "Practitioner", **words: str) -> None:
    ended = {"outcome": outcome.value, "ended_at": timezone.now(), "ended_by": by}
    Disagreement.objects.filter(pk=it.pk).update(**ended, **words)


def _after(it: Disagreement, outcome: StepEnd, *, to: int = 0) -> Climb:
    return after(Climb(it.now.position), outcome, steps=len(it.ladder), to=to, at_risk=it.at_risk)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed


def _take(it: Disagreement, version: int) -> None:
    """Take the next version, or refuse where somebody else did so first."""
    if not Disagreement.objects.filter(pk=it.pk, version=version).update(version=F("version") + 1):
        raise ChangedMeanwhile
