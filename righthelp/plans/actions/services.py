"""Services that are asked to help with a need, or that the family is told of, and their answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.consent.actions import Considered, share
from righthelp.consent.models import Consent
from righthelp.design_system.formatters import day
from righthelp.plans.actions.holding import hold_to_add, require_begun
from righthelp.plans.models import Need, Plan, Referral

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.guidance.models import Service
    from righthelp.people.models import Person

LINE = 200


class AlreadyAnswered(Exception):
    """Somebody wrote its answer down meanwhile."""


@dataclass(frozen=True)
class Asking:
    """Which service is asked to help with which need, what should be different, what it is told, and who agreed.

    It is of the directory, an agency, or a name. Where the family is only told of it (`is_signpost`), it is told
    nothing.
    """

    need: Need
    asked_on: dt.date
    change: str
    agreed: str
    told: str = ""
    is_signpost: bool = False
    service: "Service | None" = None
    agency: "Agency | None" = None
    name: str = ""


@dataclass(frozen=True)
class RestsOn:
    """On what telling a service rests: a basis in law, and the yes of the family where there is one (BP-113)."""

    agency: "Agency"
    basis: str
    consent: Consent | None = None
    condition: str = ""


@dataclass(frozen=True)
class Answered:
    """What a service said, and for how long it helps (BN-030)."""

    answer: str
    answered_on: dt.date
    answer_words: str = ""
    begins_on: dt.date | None = None
    hoped_end_on: dt.date | None = None


@transaction.atomic
def ask_service(
    *, plan: Plan, asking: Asking, children: "Sequence[Person]", by: "Practitioner", rests_on: RestsOn | None = None
) -> Referral:
    """Note that a service was asked, and write what it was told into the ledger of each child (BP-142, BN-043).

    The family can be told of a service, to go there themselves, whether or not they agree to the help of the plan.

    Raises:
        DoesNotStand: where the yes was taken back, or is not about each child.
        HasEnded, NotAllowed: as `hold_to_add` does.
        NotBegun: before the family agreed to the help that the plan is for, unless they are only told of the service.
        ValueError: for a need of another plan, or where something is told and it rests on nothing.
    """
    held = hold_to_add(plan, by)
    if asking.need.plan_id != held.pk or not asking.need.stands:
        raise ValueError("a service is asked for a need of this plan")
    if not asking.is_signpost:
        require_begun(held)
        _into_ledger(asking, children, rests_on, by)
    made = Referral.objects.create(plan=held, asked_by=by, **vars(asking))
    name = "plans.family_told_of_service" if asking.is_signpost else "plans.service_asked"
    record(by=by, name=name, subject=plan, refs={"referral": made.pk, "need": asking.need.pk})
    return made


@transaction.atomic
def note_service_answer(*, referral: Referral, answered: Answered, by: "Practitioner") -> None:
    """Note what a service said, or that the family chose other help; that there was a wait stays readable.

    Raises:
        AlreadyAnswered: when somebody wrote the last word down meanwhile; a wait can still end.
        HasEnded, NotAllowed: as `hold_to_add` does.
    """
    hold_to_add(referral.plan, by)
    held = Referral.objects.filter(pk=referral.pk, answer__in=("", Referral.Answer.WAITING_LIST)).first()
    if held is None:
        raise AlreadyAnswered
    before = "\n".join(filter(None, (held.answered_before, _answer_of(held))))
    Referral.objects.filter(pk=held.pk).update(**vars(answered), answer_noted_by=by, answered_before=before)
    record(by=by, name="plans.service_answered", subject=referral.plan, refs={"referral": referral.pk})


def _into_ledger(asking: Asking, children: "Sequence[Person]", rests_on: RestsOn | None, by: "Practitioner") -> None:
    if rests_on is None:
        raise ValueError("what a service is told rests on something")
    to: dict[str, Any] = {"to_agency": asking.agency} if asking.agency else {"to_name": _name_of(asking)[:LINE]}
    what = Considered(asking.asked_on, facts=asking.told, **to)
    because = "" if rests_on.consent else asking.agreed
    share(
        what=what, basis=rests_on.basis, condition=rests_on.condition, children=children, agency=rests_on.agency,
        by=by, consent=rests_on.consent, because=because,
    )  # fmt: skip


def _answer_of(held: Referral) -> str:
    if held.answered_on is None:
        return ""
    begins = f", from {day(held.begins_on)}" if held.begins_on else ""
    said = f"{held.get_answer_display()}{begins}"
    return f"{day(held.answered_on)}: {'. '.join(filter(None, (said, held.answer_words)))}"


def _name_of(asking: Asking) -> str:
    return asking.name or str(asking.service)
