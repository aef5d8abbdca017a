"""Work in the background: families whom somebody planned to tell of a decision, or of whom nobody wrote anything down.

What was done shows in the notices.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse

from righthelp.calendar.queries import closed_days
from righthelp.front_door.closed import restricted_among, those_who_can_open, who_may_open
from righthelp.front_door.models import Contact, ContactDecision, FamilyTold
from righthelp.front_door.rota import duty_managers, people_here
from righthelp.front_door.rules import family_asked_at
from righthelp.messages.actions import notify_each

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

    Openers = Mapping[int, list[Practitioner]]

PLAN_IS_DUE = "You planned to tell a family of a decision by now"
NOT_TOLD = "Nobody has written down whether a family was told of a decision"
LOOKED_BACK = dt.timedelta(days=30)  # what was due longer ago has had its notices, and is not looked at in every round


def remind_of_families(now: dt.datetime) -> int:
    """Remind of plans that are due, and of families of whom nothing is written after the next working day; once each.

    Not of what the police sent: families know of it, and most of it leads to nothing that they are told.
    """
    plans, silent = _plans_due(now), _nothing_written(now)
    contacts = {one.contact_id for one in plans} | {one.pk for one in silent}
    openers = who_may_open(restricted_among(Contact.objects.filter(pk__in=contacts)))
    here = people_here() if contacts else ()
    return sum(_of_plan(one, here, openers) for one in plans) + _of_silence(silent, now, here, openers)


def _plans_due(now: dt.datetime) -> list[FamilyTold]:
    """Give the plans whose time came, unless something was written of the same person since."""
    since = FamilyTold.objects.filter(contact=OuterRef("contact"), whom=OuterRef("whom"))
    plans = FamilyTold.objects.filter(told_at__gt=F("noted_at"), told_at__lte=now, told_at__gte=now - LOOKED_BACK)
    waiting = plans.exclude(Exists(since.filter(noted_at__gt=OuterRef("noted_at")).order_by()))
    return list(waiting.select_related("noted_by", "contact__holder"))


def _of_plan(plan: FamilyTold, here: Collection[int], openers: "Openers") -> int:
    people = _still_here([plan.noted_by, plan.contact.holder], here)
    return _tell(plan.contact, people, openers, f"family plan {plan.pk}", PLAN_IS_DUE)


def _nothing_written(now: dt.datetime) -> list[Contact]:
    """Give what was decided, with nothing written of the family since it came or was opened again."""
    begun = Coalesce(OuterRef("reopened_at"), OuterRef("received_at"))
    written = FamilyTold.objects.filter(contact=OuterRef("pk"), noted_at__gte=begun).order_by()
    lately = Contact.objects.filter(decided_at__gte=now - LOOKED_BACK).exclude(came_by=Contact.CameBy.POLICE)
    closed = closed_days()
    found = lately.exclude(Exists(written)).select_related("holder").order_by("pk")
    return [one for one in found if one.decided_at and now > family_asked_at(one.decided_at, closed)]


def _of_silence(contacts: Sequence[Contact], now: dt.datetime, here: Collection[int], openers: "Openers") -> int:
    decided: dict[int, list[Practitioner]] = {}
    made = ContactDecision.objects.filter(child__contact__in=contacts).select_related("decided_by", "child")
    for one in made.order_by("pk"):
        decided.setdefault(one.child.contact_id, []).append(one.decided_by)
    duty = duty_managers(now, closed_days()) if contacts else []
    told = 0
    for contact in contacts:
        people = _still_here([contact.holder, *decided.get(contact.pk, [])], here) or duty
        about = f"family of {contact.pk}, decided {contact.decided_at:%Y-%m-%d %H:%M}"
        told += _tell(contact, people, openers, about, NOT_TOLD)
    return told


def _still_here(people: "Sequence[Practitioner | None]", here: Collection[int]) -> "list[Practitioner]":
    return [one for one in dict.fromkeys(people) if one and one.pk in here]


def _tell(contact: Contact, people: "list[Practitioner]", openers: "Openers", about: str, title: str) -> int:
    page = reverse("front_door_family", args=[contact.public_id])
    return notify_each(those_who_can_open(contact, people, openers), key=f"front_door {about}", title=title, page=page)
