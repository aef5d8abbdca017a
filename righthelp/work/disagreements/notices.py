"""Whom a disagreement tells that it is their turn, that there is something new, and that the time of a step runs out.

A notice says nothing of a child, nor of what was said. Whoever it is with is told of the first step alone, where they
answer; nobody asks them to decide.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import LEADING
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import ONE_DAY, day_of, is_working_day, next_working_day
from righthelp.messages.actions import notify_each
from righthelp.messages.models import Notice
from righthelp.people.readers import with_roles
from righthelp.work.disagreements.access import reads
from righthelp.work.disagreements.models import Disagreement, DisagreementStep, Said
from righthelp.work.disagreements.policies import is_named_for_theirs, may_lead_on, may_settle

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

TURN = "It is your turn in a disagreement between agencies"
TODAY = "It is your turn today in a disagreement: a child might be at risk"
NEWS = "There is something new in a disagreement between agencies"
SOON = "The time for a step of a disagreement between agencies is nearly over"
OVER = "The time for a step of a disagreement between agencies is over"
LOOKED_BACK = 30 * ONE_DAY  # what was due longer ago has had its notices, and is not looked at in every round


def tell_whose_turn(disagreement: Disagreement, happened: str, *, by: "Practitioner") -> None:
    """Tell those who must act now that it is their turn, and the others who speak, and who raised it, of something new.

    `happened` names it, in the key. Whoever did it is not told of it.
    """
    it = Disagreement.objects.listed().get(pk=disagreement.pk)
    acting = _can_read(it, _acting(it), but=by)
    others = _can_read(it, [one for one in _speaking(it) if one not in acting], but=by)
    for people, title in ((acting, TODAY if it.at_risk else TURN), (others, NEWS)):
        notify_each(people, key=_key(it, happened), title=title, page=_page(it), is_urgent=it.at_risk)


def remind_of_steps(now: dt.datetime) -> int:
    """Remind both sides once when a step ends with the next working day, and once when its time is over.

    On the day on which it begins its own notice says so. A step of one working day is reminded of on its last day.
    """
    today, closed = day_of(now), closed_days()
    last = next_working_day(today, closed)
    running = DisagreementStep.objects.filter(ended_at__isnull=True, due_on__range=(today - LOOKED_BACK, last))
    standing = Disagreement.objects.filter(pk__in=running.order_by().values("disagreement")).listed()
    is_on = is_working_day(today, closed)
    return sum(_remind(it, today, is_on=is_on) for it in standing.order_by("pk"))


@transaction.atomic
def _remind(it: Disagreement, today: dt.date, *, is_on: bool) -> int:
    step = it.now
    is_over = step.due_on < today
    if not is_over and not (is_on and day_of(step.opened_at) < today):
        return 0
    key = _key(it, f"step {step.pk} {'over' if is_over else 'soon'}")
    if Notice.objects.filter(key__startswith=f"{key} ").exists():
        return 0
    people, title = _can_read(it, _speaking(it)), OVER if is_over else SOON
    return notify_each(people, key=key, title=title, page=_page(it), is_urgent=it.at_risk)


def _acting(it: Disagreement) -> "list[Practitioner]":
    """Give whose turn it is: who speaks next; once both have spoken, whoever leads it on and may say how it ended.

    For whoever has no account, those who lead it on act.
    """
    if not it.now.is_named:
        return _leading(it)
    if not it.has_spoken(Said.Side.OURS):
        return _ours(it) or _leading(it)
    if not it.has_spoken(Said.Side.THEIRS):
        return _theirs(it) or _leading(it)
    return [*_leading(it), *(one for one in _theirs(it) if may_settle(one, it))]


def _speaking(it: Disagreement) -> "list[Practitioner]":
    """Give both sides of the step where it stands, with who raised it."""
    return list(dict.fromkeys([*_ours(it), *_leading(it), *_theirs(it)]))


def _leading(it: Disagreement) -> "list[Practitioner]":
    """Give who raised it; once they left, the leads and managers of their agency."""
    if may_lead_on(it.raised_by, it):
        return [it.raised_by]
    leads = Membership.objects.current().in_agency(it.raised_for).with_one_of(LEADING)
    return [one for one in with_roles((), [leads]).values() if may_lead_on(one, it)]


def _ours(it: Disagreement) -> "list[Practitioner]":
    one = it.now.ours
    return [one] if one and may_lead_on(one, it) else []


def _theirs(it: Disagreement) -> "list[Practitioner]":
    one = it.now.theirs
    return [one] if one and is_named_for_theirs(one, it.now) else []


def _can_read(
    it: Disagreement, people: "Iterable[Practitioner]", *, but: "Practitioner | None" = None
) -> "list[Practitioner]":
    return [one for one in people if one != but and reads(one, it)]


def _page(it: Disagreement) -> str:
    return reverse("disagreement", args=[it.public_id])


def _key(it: Disagreement, happened: str) -> str:
    return f"disagreement {it.pk} {happened}"
