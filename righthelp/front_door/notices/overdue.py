"""Work in the background: answers that nobody gave on the day of the decision, and worries about people who work with
children that nobody took up. What was done shows in the notices.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import next_opening
from righthelp.front_door.actions.allegations import officers_for
from righthelp.front_door.closed import restricted_among, those_who_can_open, who_may_open
from righthelp.front_door.models import Allegation, Contact, ContactDecision
from righthelp.front_door.notices.telling import tell
from righthelp.front_door.rota import duty_managers, people_here
from righthelp.front_door.rules import allegation_asked_again_at, reply_asked_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from righthelp.agencies.models import Practitioner

TO_ANSWER = "Whoever asked for help has no answer yet: it is due today"
NOT_ANSWERED = "Whoever asked for help had no answer on the day of the decision"
NOT_READ = "Nobody has read what waits for you as designated officer"
NOTHING_DONE = "Nothing is written yet on what waits for you as designated officer"
LOOKED_BACK = dt.timedelta(days=30)  # what was due longer ago has had its notices, and is not looked at in every round


@dataclass(frozen=True)
class _Here:
    """What is the same for every contact of a round: when it is, who works here, who may open what is restricted."""

    now: dt.datetime
    closed: frozenset[dt.date]
    people: "Collection[int]"
    openers: "Mapping[int, list[Practitioner]]"


def remind_of_answers(now: dt.datetime) -> int:
    """Tell whoever holds or decided a contact when the day of the decision ends without an answer (design, rule 8).

    When the doors open next, and there is still none, the duty manager is told, too.
    """
    untold = ContactDecision.objects.untold().filter(
        decided_at__gte=now - LOOKED_BACK, child__contact__decided_at__isnull=False
    )
    found = list(untold.select_related("decided_by", "child__contact__holder").order_by("child__contact_id", "pk"))
    closed_ones = restricted_among(Contact.objects.filter(pk__in={one.child.contact_id for one in found}))
    here = _Here(now, closed_days(), people_here() if found else (), who_may_open(closed_ones))
    together = groupby(found, key=lambda one: one.child.contact_id)
    return sum(_ask_for_answer(list(decisions), here) for _, decisions in together)


def _ask_for_answer(decisions: list[ContactDecision], here: _Here) -> int:
    contact, hours = decisions[0].child.contact, partnership_hours()
    made = min(one.decided_at for one in decisions)
    asked_at = reply_asked_at(hours, max(made, contact.decided_at or made), here.closed)
    if here.now < asked_at:
        return 0
    page = reverse("front_door_reply", args=[contact.public_id])
    key, duty = f"front_door decision {decisions[0].pk} not answered", duty_managers(here.now, here.closed)
    both = dict.fromkeys(one for one in (contact.holder, *(each.decided_by for each in decisions)) if one)
    people = [one for one in both if one.pk in here.people] or duty
    told = tell(those_who_can_open(contact, people, here.openers), key=key, title=TO_ANSWER, page=page)
    morning = next_opening(hours, asked_at, here.closed)
    if morning is None or here.now < morning:
        return told
    managers = those_who_can_open(contact, duty, here.openers)
    return told + tell(managers, key=f"{key}, manager", title=NOT_ANSWERED, page=page)


def remind_of_allegations(now: dt.datetime) -> int:
    """Remind the officers who may read it of a worry that nobody read, or on which nothing is written, in time.

    At the end of the time in which they are told, and once more a working day later, at whatever hour.
    """
    late = Allegation.objects.filter(ended_at__isnull=True, due_at__lt=now, due_at__gte=now - LOOKED_BACK)
    waiting = late.filter(Q(read_at__isnull=True) | Q(what_follows="")).select_related("agency").order_by("pk")
    return sum(_remind_officers(one, now) for one in waiting)


def _remind_officers(allegation: Allegation, now: dt.datetime) -> int:
    again = now > allegation_asked_again_at(allegation.due_at)
    key = f"front_door allegation {allegation.pk} {'late again' if again else 'late'}"
    title = NOTHING_DONE if allegation.read_at else NOT_READ
    page = reverse("allegation", args=[allegation.public_id])
    return tell(officers_for(allegation), key=key, title=title, page=page, is_urgent=True)
