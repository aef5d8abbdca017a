"""What somebody of the family said; taking it back; what a manager decided after that; setting a record aside."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.consent.models import Agreement, Consent, Kept, Said
from righthelp.consent.notices import tell_who_decides

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


TakenBack = Callable[[Sequence[Said]], None]
_on_withdrawal: dict[str, TakenBack] = {}


class AlreadyOver(Exception):
    """Somebody took it back or set it aside already, or decided the next steps."""


@dataclass(frozen=True)
class Who:
    """Who said something, in what standing, how and when: a person on file, or a name."""

    standing: str
    how: str
    said_on: dt.date
    said_by: "Person | None" = None
    said_by_name: str = ""
    competence: str = ""


@dataclass(frozen=True)
class ToService:
    """What they said of a service, named in words."""

    answer: str
    service: str
    limits: str = ""


@dataclass(frozen=True)
class ToShare:
    """What they said of sharing: what for, what, with whom; a yes is explicit and free (SF-053)."""

    answer: str
    purpose: str
    information: str
    shared_with: str
    limits: str = ""
    was_told: bool = False
    is_free: bool = False


@dataclass(frozen=True)
class Withdrawn:
    """That somebody took their yes back: when, how, and what they said."""

    withdrawn_on: dt.date
    withdrawn_how: str
    withdrawn_words: str


@transaction.atomic
def note_said(
    *,
    who: Who,
    children: "Sequence[Person]",
    agency: "Agency",
    by: "Practitioner",
    to_service: ToService | None = None,
    to_share: ToShare | None = None,
) -> list[Said]:
    """Write down what somebody said of a service, of sharing, or of both, on the record of each child.

    Raises:
        ValueError: without a child, or where they spoke about neither.
    """
    answers: list[tuple[Any, ToService | ToShare | None]] = [(Agreement, to_service), (Consent, to_share)]
    spoken = [(model, answer) for model, answer in answers if answer]
    if not children or not spoken:
        raise ValueError("an answer is about at least one child, and a service or sharing")
    shared = {**vars(who), "agency": agency, "written_by": by, "together": uuid.uuid4()}
    made: list[Said] = []
    for child in dict.fromkeys(children):
        for model, answer in spoken:
            one = model.objects.create(child=child, **shared, **asdict(answer))
            record(by=by, name=NOTED[model], subject=child, refs=_ref(one))
            made.append(one)
    return made


NOTED = {Agreement: "consent.agreement_noted", Consent: "consent.consent_noted"}


def when_withdrawn(name: str, do: TakenBack) -> None:
    """Have something done in the transaction in which a yes is taken back; the same name again replaces it."""
    _on_withdrawal[name] = do


@transaction.atomic
def withdraw(*, records: Sequence[Said], withdrawn: Withdrawn, by: "Practitioner") -> None:
    """Note that a yes was taken back; it then waits for a manager, who is told, to decide the next steps (BP-203).

    Raises:
        AlreadyOver: where one of them does not stand any more, or was a no.
    """
    now = timezone.now()
    changed = {**asdict(withdrawn), "withdrawn_by": by, "withdrawn_at": now}
    for one in records:
        standing = type(one).objects.not_set_aside().filter(pk=one.pk, withdrawn_at__isnull=True)
        if not standing.exclude(answer=Said.Answer.NO).update(**changed):
            raise AlreadyOver
        record(by=by, name="consent.withdrawn", subject=one.child, refs=_ref(one))
        one.withdrawn_by, one.withdrawn_at = by, now
    tell_who_decides(records)
    for do in _on_withdrawal.values():
        do(records)


@transaction.atomic
def note_next_steps(
    *, records: Sequence[Said], steps: str, because: str, by: "Practitioner", decided_by_name: str = ""
) -> None:
    """Note what a manager decided after a yes was taken back, with the reason (BP-203).

    `decided_by_name`: the manager, where they have no account and somebody else notes it.

    Raises:
        AlreadyOver: where it was not taken back, or somebody decided already.
    """
    changed = {"next_steps": steps, "next_because": because, "next_decided_by": decided_by_name}
    for one in records:
        waiting = type(one).objects.not_set_aside().filter(pk=one.pk, withdrawn_at__isnull=False, next_at__isnull=True)
        if not waiting.update(**changed, next_by=by, next_at=timezone.now()):
            raise AlreadyOver
        record(by=by, name="consent.next_steps_noted", subject=one.child, refs=_ref(one))


@transaction.atomic
def set_aside(*, records: Sequence[Kept], because: str, by: "Practitioner") -> None:
    """Set records aside, which were wrong or are written anew: they stay readable, with the reason, and do not count.

    Raises:
        AlreadyOver: where somebody did so already.
    """
    changed = {"set_aside_by": by, "set_aside_at": timezone.now(), "set_aside_because": because}
    for one in records:
        if not type(one).objects.not_set_aside().filter(pk=one.pk).update(**changed):
            raise AlreadyOver
        record(by=by, name="consent.set_aside", subject=one.child, refs=_ref(one))


def _ref(one: Kept) -> dict[str, int]:
    return {str(one._meta.model_name): one.pk}
