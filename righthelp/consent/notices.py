"""Whom this room tells: who is asked to approve, and who asked; who decides the next steps once a yes was taken back.

A notice says that there is something to do, and never about whom.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from righthelp.agencies.policies import may
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import due, last_moment
from righthelp.calendar.timescales import timescale
from righthelp.consent.models import Advice, Agreement, Consent, Said
from righthelp.consent.policies import MANAGES, decides_in, may_decide_next
from righthelp.messages.actions import notify_each
from righthelp.messages.models import Notice
from righthelp.people.readers import access_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

APPROVE = "A colleague asks for your approval"
ANSWERED = "There is an answer to your question for approval"
DECIDE = "A family took a yes back: decide the next steps"
STILL = "The next steps after a family took a yes back are still to be decided"
NEXT_STEPS = timescale("next_steps_noted")
LOOKED_BACK = dt.timedelta(days=30)  # what waits longer has had its reminder, and is not looked at in every round


def tell_who_is_asked(person: "Practitioner", asked: Sequence[Advice]) -> None:
    """Tell a manager or lead that a colleague waits for their approval: one notice, also for several children."""
    if not asked:
        return
    page = reverse("consent_asked")
    if len(asked) == 1:
        page = reverse("record_consent_approve", args=[asked[0].going_on.child.public_id, asked[0].public_id])
    notify_each([person], key=f"consent approval {asked[0].pk}", title=APPROVE, page=page)


def tell_who_asked(answered: Sequence[Advice]) -> None:
    """Tell whoever asked for approval that there is an answer: one notice each, also for several children."""
    first: dict[Practitioner, Advice] = {}
    for one in answered:
        first.setdefault(one.asked_by, one)
    for person, advice in first.items():
        page = reverse("record_consent", args=[advice.going_on.child.public_id])
        notify_each([person], key=f"consent approval answered {advice.pk}", title=ANSWERED, page=page)


def tell_who_decides(taken_back: Sequence[Said]) -> int:
    """Tell those who decide the next steps that a yes was taken back (BP-203); returns how many notices there are.

    Each gets one, which leads to the first child of the conversation whose record they may open.
    """
    return _tell(taken_back, "", DECIDE)


def remind_of_next_steps(now: dt.datetime) -> int:
    """Tell them once more of what nobody decided in two working days."""
    closed = closed_days()
    return sum(
        _tell(together, " again", STILL)
        for together in _waiting(now)
        if together[0].withdrawn_at and now > last_moment(due(NEXT_STEPS, together[0].withdrawn_at, closed))
        if not Notice.objects.filter(key__startswith=_key(together[0], " again")).exists()
    )


def _waiting(now: dt.datetime) -> Iterator[list[Said]]:
    """Give what waits for next steps, each time all that was taken back at once."""
    for model in (Agreement, Consent):
        lately = model.objects.not_set_aside().filter(withdrawn_at__gte=now - LOOKED_BACK, next_at__isnull=True)
        said = lately.select_related("child", "agency", "withdrawn_by").order_by("together", "withdrawn_at", "pk")
        for _, those in groupby(said, key=lambda one: (one.together, one.withdrawn_at)):
            yield list(those)


@transaction.atomic
def _tell(together: Sequence[Said], again: str, title: str) -> int:
    return sum(
        notify_each([person], key=_key(together[0], again), title=title, page=_page(person, said))
        for person, said in _deciding(together).items()
    )


def _key(said: Said, again: str) -> str:
    moment = int(said.withdrawn_at.timestamp()) if said.withdrawn_at else 0
    return f"consent taken back {said._meta.model_name} {said.together} {moment}{again}"


def _page(person: "Practitioner", said: Said) -> str:
    """Give the page on which the next steps are written; to whoever may not write them, what is on the record."""
    child = said.child.public_id
    if may_decide_next(person, said.agency):
        return reverse("record_consent_next_steps", args=[child, said.public_id])
    return reverse("record_consent", args=[child])


def _deciding(together: Sequence[Said]) -> "dict[Practitioner, Said]":
    """Give who decides the next steps, each with the first record that they may open.

    The managers of the team that works with the child; or else those of the agency, and who coordinates its early help;
    or else its leads. Where none of them may open the record, whoever noted that it was taken back, so that they ask.
    """
    access = access_to({one.child_id for one in together})
    found: dict[Practitioner, Said] = {}
    for said in together:
        lasting = {person: why for person, why in access.get(said.child_id, {}).items() if why.lasting}
        lead = [one for one in lasting if decides_in(one, said.agency)]
        team = [one for one in lead if lasting[one].manages]
        manage = [one for one in lead if any(may(one, needed, said.agency) for needed in MANAGES)]
        for person in team or manage or lead:
            found.setdefault(person, said)
    if not found and together[0].withdrawn_by:
        found[together[0].withdrawn_by] = together[0]
    return found
