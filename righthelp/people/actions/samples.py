"""Dip samples of the log of looks."""

import datetime as dt
import heapq
import random
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.audit.models import Look
from righthelp.audit.queries import look_ids
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.models import LookSample, Person, SampleCheck

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

SEED_BITS = 62


class NothingToDraw(Exception):
    """Nobody looked at a person's record in these days."""


class StillOpen(Exception):
    """Something of an earlier sample waits for the same person: it is finished before another is drawn."""


@transaction.atomic
def draw_sample(*, days: int, size: int, by: "Practitioner") -> LookSample:
    """Draw looks of the last days by chance; nobody chooses, and nobody draws again until they like what comes.

    Raises:
        NothingToDraw: when nobody looked at a person's record in these days.
        StillOpen: when `by` has not checked what was drawn before.
    """
    if waiting_for(by):
        raise StillOpen
    since, seed = timezone.now() - dt.timedelta(days=days), secrets.randbits(SEED_BITS)
    last = Look.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    chosen = drawn(seed=seed, since=since, up_to=last, size=size)
    if not chosen:
        raise NothingToDraw
    sample = LookSample.objects.create(drawn_by=by, seed=seed, since=since, up_to=last, size=size)
    SampleCheck.objects.bulk_create(SampleCheck(sample=sample, look_id=look_id) for look_id in chosen)
    record(by=by, name="people.looks_sampled", subject=sample)
    return sample


def drawn(*, seed: int, since: dt.datetime, up_to: int, size: int) -> list[int]:
    """Draw looks by a seed: the same seed gives the same looks, as rows of the log never change."""
    chance = random.Random(seed)  # noqa: S311  the seed itself comes from `secrets`
    looks = look_ids(Person, since=since, up_to=up_to)
    return sorted(heapq.nsmallest(size, looks.iterator(), key=lambda _: chance.random()))


def waiting_for(by: "Practitioner") -> bool:
    """Say whether a look of an earlier sample waits to be checked by this person: not one of their own looks."""
    waiting = list(SampleCheck.objects.filter(checked_at__isnull=True).values_list("look_id", flat=True))
    return Look.objects.filter(pk__in=waiting).exclude(actor_id=by.pk).exists()


@transaction.atomic
def note_check(*, check: SampleCheck, was_right: bool, finding: str, by: "Practitioner") -> None:
    """Say what was found about one look of a sample; nobody checks their own.

    Raises:
        ChangedMeanwhile: when somebody checked it already.
        ValueError: when it is a look of `by`.
    """
    if Look.objects.filter(pk=check.look_id, actor_id=by.pk).exists():
        raise ValueError("nobody checks their own look")
    found = {"checked_by": by, "checked_at": timezone.now(), "was_right": was_right, "finding": finding}
    if not SampleCheck.objects.filter(pk=check.pk, checked_at__isnull=True).update(**found):
        raise ChangedMeanwhile
    record(by=by, name="people.look_checked", subject=check.sample, refs={"look": check.look_id})
