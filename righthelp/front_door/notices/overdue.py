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
from righthelp.calendar.rules import day_of, next_opening
from righthelp.front_door.actions.allegations import officers_for
from righthelp.front_door.closed import restricted_among, those_who_can_open, who_may_open
from righthelp.front_door.models import Allegation, Contact, ContactDecision
from righthelp.front_door.rota import duty_managers, people_here
from righthelp.front_door.rules import allegation_asked_again_at, reply_asked_at
from righthelp.messages.actions import notify_each

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from righthelp.agencies.models import Practitioner

TO_ANSWER = "Answers to those who asked for help are due today"
NOT_ANSWERED = "Those who asked for help had no answer on the day of the decision"
NOT_READ = "Nobody has read what waits for you as designated officer"
NOTHING_DONE = "Nothing is written yet on what waits for you as designated officer"
LOOKED_BACK = dt.timedelta(days=30)  # what was due longer ago has had its notices, and is not looked at in every round


@dataclass(frozen=True)
class _Here:
    """What is the same for every contact of a round: when it is, who works here, who may open what is restricted."""

    now: dt.datetime
    closed: frozenset[dt.date]
    people: "Collection[int]"
    duty: "list[Practitioner]"
    openers: "Mapping[int, list[Practitioner]]"

    def asked_at(self, decisions: "Sequence[ContactDecision]") -> dt.datetime:
        """Give when the answer of a contact is asked for."""
        made, decided = min(one.decided_at for one in decisions), decisions[0].child.contact.decided_at
        return reply_asked_at(partnership_hours(), max(made, decided or made), self.closed)

    def is_next_morning(self, asked_at: dt.datetime) -> bool:
        """Say whether the doors have opened since."""
        morning = next_opening(partnership_hours(), asked_at, self.closed)
        return morning is not None and morning <= self.now


def remind_of_answers(now: dt.datetime) -> int:
    """Tell whoever holds or decided a contact when the day of the decision ends without an answer (design, rule 8).

    When the doors open next, and there is still none, the duty manager is told, too. However many there are, each
    person gets one notice for a day, which leads to the list of them.
    """
    found = _unanswered(now)
    if not found:
        return 0
    closed, those = closed_days(), Contact.objects.filter(pk__in=[one[0].child.contact_id for one in found])
    here = _Here(now, closed, people_here(), duty_managers(now, closed), who_may_open(restricted_among(those)))
    due = {one[0].child.contact: (one, at) for one in found if (at := here.asked_at(one)) <= now}
    over = [(contact, here.duty, at) for contact, (_, at) in due.items() if here.is_next_morning(at)]
    today = [(contact, _who_answers(one, here), at) for contact, (one, at) in due.items()]
    return _tell_of_day(today, here, "due", TO_ANSWER) + _tell_of_day(over, here, "not given", NOT_ANSWERED)


def _unanswered(now: dt.datetime) -> list[list[ContactDecision]]:
    """Give the decisions without an answer, of each contact together."""
    lately = {"decided_at__gte": now - LOOKED_BACK, "child__contact__decided_at__isnull": False}
    untold = ContactDecision.objects.untold().filter(**lately).select_related("decided_by", "child__contact__holder")
    together = groupby(untold.order_by("child__contact_id", "pk"), key=lambda one: one.child.contact_id)
    return [list(decisions) for _, decisions in together]


def _who_answers(decisions: "Sequence[ContactDecision]", here: _Here) -> "list[Practitioner]":
    """Give who holds the contact, and who decided; where none of them works here any more, the duty manager."""
    both = dict.fromkeys([decisions[0].child.contact.holder, *(one.decided_by for one in decisions)])
    return [one for one in both if one and one.pk in here.people] or here.duty


def _tell_of_day(
    told: "Iterable[tuple[Contact, list[Practitioner], dt.datetime]]", here: _Here, about: str, title: str
) -> int:
    """Tell each of what is of the latest day: the list to which it leads holds the earlier ones, too."""
    latest: dict[Practitioner, dt.date] = {}
    for contact, people, at in told:
        for one in those_who_can_open(contact, people, here.openers):
            latest[one] = max(day_of(at), latest.get(one, dt.date.min))
    page = reverse("front_door_replies")
    days = {day: [one for one, last in latest.items() if last == day] for day in latest.values()}
    return sum(
        notify_each(people, key=f"front_door answers {about} {day}", title=title, page=page)
        for day, people in days.items()
    )


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
    return notify_each(officers_for(allegation), key=key, title=title, page=page, is_urgent=True)
