"""Why the family is not asked, what follows a refusal, and who was told of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.consent.actions.advice import AdviceTaken, ask_approval, note_advice
from righthelp.consent.models import Agreement, Consent, GoingOn, Said, Telling

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


class AlreadyDecided(Exception):
    """Somebody wrote down already what follows this refusal."""


@dataclass(frozen=True)
class WhyNot:
    """Why the family is not asked first: whether that would be safe, the ground, the reason (SF-054, BN-075)."""

    safe: str
    ground: str
    because: str


@dataclass(frozen=True)
class AfterRefusal:
    """What follows a refusal: may the child suffer harm (SF-030), what do they want, do we go on, why (SF-060)."""

    harm: str
    wishes: str
    goes_on: bool
    because: str


@dataclass(frozen=True)
class Told:
    """That somebody was told, when and how."""

    told_on: dt.date
    how: str


@dataclass(frozen=True)
class NotTold:
    """Why somebody was not told."""

    because: str


@transaction.atomic
def note_why_not(
    *,
    why: WhyNot,
    children: "Sequence[Person]",
    agency: "Agency",
    by: "Practitioner",
    approval: "Practitioner | AdviceTaken | None" = None,
) -> list[GoingOn]:
    """Write down why the family is not asked first, for each child, and ask for approval (SF-056).

    `approval`: the manager or lead who is asked, or the advice that was taken elsewhere; None where nobody could be
    asked yet. Nothing waits for it.

    Raises:
        ValueError: without a child.
    """
    if not children:
        raise ValueError("a reason is about at least one child")
    shared = {"agency": agency, "written_by": by, "together": uuid.uuid4(), "approval_waits": approval is None}
    made = [GoingOn.objects.create(child=child, **asdict(why), **shared) for child in dict.fromkeys(children)]
    for one in made:
        record(by=by, name="consent.not_asked", subject=one.child, refs={"goingon": one.pk})
    _approve(made, approval, by)
    return made


@transaction.atomic
def decide_after_refusal(
    *,
    refusals: Sequence[Said],
    after: AfterRefusal,
    by: "Practitioner",
    approval: "Practitioner | AdviceTaken | None" = None,
) -> list[GoingOn]:
    """Write down what follows a refusal; where somebody goes on, ask for approval or note the advice (SF-058).

    What one conversation refused for a child, help and sharing, is decided together.

    Raises:
        AlreadyDecided: where somebody did so already, or a refusal does not stand any more.
    """
    together = uuid.uuid4()
    waits = after.goes_on and approval is None
    made = []
    for child, said in _by_child(refusals).items():
        _still_open(said)
        one = GoingOn.objects.create(
            child=child, agency=said[0].agency, written_by=by, together=together, approval_waits=waits,
            agreement=next((one for one in said if isinstance(one, Agreement)), None),
            consent=next((one for one in said if isinstance(one, Consent)), None), **asdict(after),
        )  # fmt: skip
        record(by=by, name="consent.decided_after_refusal", subject=child, refs={"goingon": one.pk})
        made.append(one)
    _approve(made, approval, by)
    return made


@transaction.atomic
def note_telling(*, goings_on: Sequence[GoingOn], whom: str, told: Told | NotTold, by: "Practitioner") -> None:
    """Note that whoever refused was told afterwards (SF-062), or social care that they refused (SF-061); or why not."""
    for one in goings_on:
        Telling.objects.create(going_on=one, whom=whom, was_told=isinstance(told, Told), noted_by=by, **asdict(told))
        record(by=by, name=TELLINGS[whom], subject=one.child, refs={"goingon": one.pk})


TELLINGS = {
    Telling.Whom.PARENT.value: "consent.telling_parent_noted",
    Telling.Whom.SOCIAL_CARE.value: "consent.telling_social_care_noted",
}


def _by_child(refusals: Sequence[Said]) -> "dict[Person, list[Said]]":
    found: dict[Person, list[Said]] = {}
    for one in refusals:
        found.setdefault(one.child, []).append(one)
    return found


def _still_open(said: Sequence[Said]) -> None:
    """Lock what was refused, so that two people do not decide at once."""
    for one in said:
        found = type(one).objects.select_for_update().get(pk=one.pk)
        if not found.is_refusal or found.after.filter(set_aside_at__isnull=True).exists():
            raise AlreadyDecided


def _approve(made: Sequence[GoingOn], approval: "Practitioner | AdviceTaken | None", by: "Practitioner") -> None:
    if isinstance(approval, AdviceTaken):
        note_advice(goings_on=made, taken=approval, by=by)
    elif approval is not None:
        ask_approval(goings_on=made, asked_of=approval, by=by)
