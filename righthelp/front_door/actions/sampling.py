"""Decisions that managers look at again, drawn by chance."""

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.models import ContactDecision, Sample
from righthelp.front_door.policies import manages_here
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.models import Level


class NothingToDraw(Exception):
    """Nobody else decided anything in these days that was not looked at again already."""


class LookedAtAlready(Exception):
    """Somebody looked at it again first."""


@transaction.atomic
def draw_sample(*, days: int, size: int, by: "Practitioner") -> list[Sample]:
    """Draw decisions of the last days by chance, which `by` neither made nor agreed to; nobody chooses them.

    Raises:
        NotAllowed: when somebody does not manage the front door.
        NothingToDraw: where there is none.
    """
    require(manages_here(by))
    since = timezone.now() - dt.timedelta(days=days)
    fit = ContactDecision.objects.standing().filter(decided_at__gte=since, sample__isnull=True)
    others = fit.about_open(closed_people(by))
    keys = list(others.exclude(decided_by=by).exclude(manager=by).order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise NothingToDraw
    chosen = secrets.SystemRandom().sample(keys, min(size, len(keys)))
    made = [Sample.objects.create(decision_id=key, drawn_by=by) for key in sorted(chosen)]
    for one in made:
        record(by=by, name="front_door.sample_drawn", subject=one, refs={"contact_decision": one.decision_id})
    return made


@transaction.atomic
def note_sample(*, sample: Sample, level: "Level", finding: str, by: "Practitioner") -> None:
    """Say at which level somebody would have decided, and what they found; never about their own decision.

    Raises:
        NotAllowed: when somebody does not manage the front door, or decided or agreed to it.
        LookedAtAlready: when somebody was first.
    """
    decision = sample.decision
    require(manages_here(by) and by.pk not in (decision.decided_by_id, decision.manager_id))
    require_worker(by, decision.child.contact)
    done = {"level": level, "finding": finding, "done_by": by, "done_at": timezone.now()}
    if not Sample.objects.filter(pk=sample.pk, done_at__isnull=True).update(**done):
        raise LookedAtAlready
    record(by=by, name="front_door.sample_looked_at", subject=sample)
