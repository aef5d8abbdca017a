"""Approval that is asked of a manager or lead, and advice that was taken elsewhere. Nothing waits for either."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.consent.models import Advice, GoingOn
from righthelp.consent.notices import tell_who_asked, tell_who_is_asked

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class AlreadyAnswered(Exception):
    """Somebody answered already."""


@dataclass(frozen=True)
class AdviceTaken:
    """Advice of somebody without an account here: from whom, when, what they said (SF-059)."""

    taken_from: str
    given_on: dt.date
    words: str


@transaction.atomic
def ask_approval(*, goings_on: Sequence[GoingOn], asked_of: "Practitioner", by: "Practitioner") -> list[Advice]:
    """Ask a manager or lead to approve (SF-056, SF-058); they get a notice.

    Raises:
        ValueError: where somebody would ask themselves.
    """
    if asked_of.pk == by.pk:
        raise ValueError("nobody approves what they write themselves")
    made = [Advice.objects.create(going_on=one, asked_of=asked_of, asked_by=by) for one in goings_on]
    _noted("consent.approval_asked", made, by)
    tell_who_is_asked(asked_of, made)
    return made


@transaction.atomic
def note_advice(*, goings_on: Sequence[GoingOn], taken: AdviceTaken, by: "Practitioner") -> list[Advice]:
    """Note advice that was taken from somebody without an account here (SF-058, SF-059)."""
    made = [
        Advice.objects.create(going_on=one, asked_by=by, answer=Advice.Answer.ADVICE, **asdict(taken))
        for one in goings_on
    ]
    _noted("consent.advice_noted", made, by)
    return made


@transaction.atomic
def answer_approval(*, asked: Sequence[Advice], answer: str, words: str, by: "Practitioner") -> None:
    """Give the answer of a manager or lead, with reasons (SF-056); whoever asked gets a notice.

    Raises:
        AlreadyAnswered: where one of them has an answer.
    """
    given = {"answer": answer, "words": words, "given_on": timezone.localdate(), "answered_by": by}
    for one in asked:
        if not Advice.objects.filter(pk=one.pk, answer="").update(**given, answered_at=timezone.now()):
            raise AlreadyAnswered
    _noted("consent.approval_answered", asked, by)
    tell_who_asked(asked)


def _noted(name: str, advice: Sequence[Advice], by: "Practitioner") -> None:
    keys = {one.going_on_id for one in advice}
    GoingOn.objects.filter(pk__in=keys, approval_waits=True).update(approval_waits=False)
    for one in advice:
        record(by=by, name=name, subject=one.going_on.child, refs={"goingon": one.going_on_id, "advice": one.pk})
