"""Who stands in for whom."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.work.models import Cover

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team


@transaction.atomic
def arrange_cover(
    *,
    absent: "Practitioner",
    covering: "Practitioner",
    team: "Team",
    starts_on: dt.date,
    ends_on: dt.date,
    by: "Practitioner",
) -> Cover:
    """Have somebody stand in for a colleague of the same team. Nothing restricted passes with it.

    Raises:
        ValueError: when they are one person, or the last day comes before the first.
    """
    if absent.pk == covering.pk or ends_on < starts_on:
        raise ValueError("cover is by somebody else, and ends after it begins")
    cover = Cover.objects.create(
        absent=absent, covering=covering, team=team, starts_on=starts_on, ends_on=ends_on, arranged_by=by
    )
    record(by=by, name="work.cover_arranged", subject=cover, refs={"practitioner": covering.pk})
    return cover


@transaction.atomic
def end_cover(*, cover: Cover, by: "Practitioner") -> None:
    """End cover before its last day; a second time changes nothing."""
    if Cover.objects.filter(pk=cover.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        record(by=by, name="work.cover_ended", subject=cover, refs={"practitioner": cover.covering_id})
