"""Half-finished entries of a family: begun, changed, thrown away, forgotten after their time."""

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
    from righthelp.agencies.models import Agency, Practitioner


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


def forget_family_drafts(*, now: dt.datetime | None = None) -> int:
    """Delete drafts whose time is over; returns how many."""
    return FamilyDraft.objects.filter(changed_at__lt=kept_since(now or timezone.now())).delete()[0]


def kept_since(now: dt.datetime) -> dt.datetime:
    """Give the moment: a draft last changed before it is over."""
    return now - dt.timedelta(days=timescale("family_draft").amount)
