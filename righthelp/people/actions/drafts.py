"""Half-finished entries of a family: begun, changed, passed on, thrown away, forgotten after their time."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.calendar.timescales import timescale
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.adding.drafts import Written, sealed
from righthelp.people.models import FamilyDraft

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.audit.actions import CommandLine


@transaction.atomic
def begin_family(*, written: Written, agency: "Agency", by: "Practitioner") -> FamilyDraft:
    """Begin to write a family down; drafts whose time is over are forgotten with it."""
    forget_family_drafts()
    draft = FamilyDraft.objects.create(owner=by, agency=agency, sealed_text=sealed(written))
    record(by=by, name="people.family_begun", subject=draft)
    return draft


@transaction.atomic
def change_family(*, draft: FamilyDraft, written: Written, by: "Practitioner") -> None:
    """Keep what was written.

    Raises:
        ChangedMeanwhile: when another window kept something else first, saved it or threw it away.
    """
    still = FamilyDraft.objects.filter(pk=draft.pk, version=draft.version, saved_as__isnull=True)
    if not still.update(sealed_text=sealed(written), changed_at=timezone.now(), version=F("version") + 1):
        raise ChangedMeanwhile
    record(by=by, name="people.family_changed", subject=draft)


@transaction.atomic
def drop_family(*, draft: FamilyDraft, by: "Practitioner") -> None:
    """Throw a draft away."""
    record(by=by, name="people.family_dropped", subject=draft)
    draft.delete()


@transaction.atomic
def take_family_over(*, draft: FamilyDraft, because: str, by: "Practitioner") -> None:
    """Pass a draft to a safeguarding lead or deputy; what stands in it stays.

    Raises:
        ChangedMeanwhile: when it was saved meanwhile, or is no longer with whom it was loaded with.
    """
    taken_from = draft.owner
    taken = {"taken_from": taken_from, "taken_at": timezone.now(), "taken_because": because}
    _pass_on(draft, by, **taken)
    record(
        by=by, name="people.family_taken_over", subject=draft, fields=["owner"], refs={"practitioner": taken_from.pk}
    )


def count_family_drafts(person: "Practitioner", agency: "Agency") -> int:
    """Count the families that somebody has half written in an agency."""
    return _held(person, agency).count()


@transaction.atomic
def hand_over_family_drafts(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Give all drafts of families of a leaver in an agency to a colleague, each logged."""
    for draft in _held(leaver, agency):
        _pass_on(draft, receiver)
        refs = {"practitioner": receiver.pk}
        record(by=by, name="people.family_handed_over", subject=draft, fields=["owner"], refs=refs)


def _held(person: "Practitioner", agency: "Agency") -> "QuerySet[FamilyDraft]":
    return kept_drafts().filter(owner=person, agency=agency).select_related("owner")


def _pass_on(draft: FamilyDraft, to: "Practitioner", **more: object) -> None:
    """Change who holds a draft, where nobody else did meanwhile."""
    same = kept_drafts().filter(pk=draft.pk, owner=draft.owner)
    if not same.update(owner=to, version=F("version") + 1, **more):
        raise ChangedMeanwhile
    draft.owner = to


def kept_drafts() -> "QuerySet[FamilyDraft]":
    """Give the drafts that are neither saved nor over: no other is ever opened, even before it is deleted."""
    return not_over().filter(saved_as=None)


def not_over() -> "QuerySet[FamilyDraft]":
    """Give the drafts whose time is not over; of a saved one nothing is left but who began and who saved it."""
    return FamilyDraft.objects.filter(changed_at__gte=kept_since(timezone.now()))


def forget_family_drafts(*, now: dt.datetime | None = None) -> int:
    """Delete drafts whose time is over; returns how many."""
    return FamilyDraft.objects.filter(changed_at__lt=kept_since(now or timezone.now())).delete()[0]


def kept_since(now: dt.datetime) -> dt.datetime:
    """Give the moment: a draft last changed before it is over."""
    return now - dt.timedelta(days=timescale("family_draft").amount)
