"""Who is told of a contact as it arrives, and what is said again while it waits. No notice says whom it is about."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.queries import closed_days
from righthelp.front_door.closed import restricted_among, who_may_open
from righthelp.front_door.contact_notices import key_of, tell
from righthelp.front_door.models import Contact
from righthelp.front_door.rota import deputies, duty_managers, on_now, people_here
from righthelp.front_door.rules import IDLE_AFTER, open_time, runs_out_soon
from righthelp.front_door.workers import answering_for
from righthelp.messages.models import Notice
from righthelp.people.closing import lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

AT_ONCE = 100  # alerts looked up in one query
MOST_IN_A_ROUND = 500  # the rest comes in the next: other work in the background waits no longer than that


def tell_on_arrival(contact: Contact) -> None:
    """Tell everybody on shift of an urgent contact, and whoever works with a child whom it is about."""
    people = [one.person_id for one in contact.children.all() if one.person_id]
    if contact.is_urgent and contact.received_at:
        here = on_now(contact.received_at) or list(people_here().values())
        title = "An urgent contact has arrived at the front door"
        openers = who_may_open(restricted_among(Contact.objects.filter(pk=contact.pk)))
        tell(contact, _who_can_open(contact, here, openers), "arrived", title, is_urgent=True)
    tell_workers(contact, people)


def tell_workers(contact: Contact, people: Collection[int]) -> None:
    """Tell whoever answers for open work with some children of a contact that came, but who wrote it themselves."""
    if contact.received_at is None:
        return
    workers = {one for found in answering_for(people).values() for one in found if one.pk != contact.author_id}
    closed = restricted_among(Contact.objects.filter(pk=contact.pk)).get(contact.pk, set())
    lists = lists_of(closed)  # where only named people open a record, nobody else is told that there is something
    workers = {one for one in workers if all(one.pk in lists.get(person, ()) for person in closed)}
    title = "Somebody asked for help for a child whom you work with"
    tell(contact, workers, "worker", title, page="front_door_as_worker", is_urgent=contact.is_urgent)


@dataclass(frozen=True)
class Alert:
    """Something that somebody must be told of a contact; `about` is its place in the key of the notice."""

    contact: Contact
    about: str
    title: str
    people: "list[Practitioner]"
    is_urgent: bool = False


def go_round(now: dt.datetime) -> int:
    """Say again what waits too long; each once to each person. Returns how many notices were made."""
    duty = _Duty(now, closed_days())
    undecided = Contact.objects.undecided()
    waits = Q(is_urgent=True, read_at__isnull=True) | Q(holder__isnull=False)
    clocks = [at for at in undecided.order_by().values_list("due_at", flat=True).distinct() if at and duty.runs_out(at)]
    waits |= Q(due_at__in=clocks)
    openers = who_may_open(restricted_among(undecided))
    alerts = [
        replace(alert, people=_who_can_open(contact, alert.people, openers))
        for contact in undecided.filter(waits).select_related("holder")
        for alert in _alerts(contact, duty)
    ]
    made = 0
    for first in range(0, len(alerts), AT_ONCE):
        made += _send(alerts[first : first + AT_ONCE])
        if made >= MOST_IN_A_ROUND:
            break
    return made


class _Duty:
    """Who is told at a moment, and what the calendar says of it, each read once a round."""

    def __init__(self, now: dt.datetime, closed: frozenset[dt.date]) -> None:
        self.now, self.closed, self.hours = now, closed, partnership_hours()
        self.managers, self.deputies = duty_managers(now, closed), deputies(now)
        self._soon: dict[dt.datetime, bool] = {}

    def runs_out(self, due_at: dt.datetime) -> bool:
        """Say whether a clock runs out soon; most contacts share a day."""
        if due_at not in self._soon:
            self._soon[due_at] = runs_out_soon(self.hours, due_at, self.now, self.closed)
        return self._soon[due_at]

    def opened_since(self, moment: dt.datetime) -> dt.timedelta:
        """Count the opening hours since a moment."""
        return open_time(self.hours, moment, self.now, self.closed)


def _alerts(contact: Contact, duty: _Duty) -> Iterator[Alert]:
    yield from _unread(contact, duty)
    yield from _idle(contact, duty)
    if contact.due_at and duty.runs_out(contact.due_at):
        told = [*([contact.holder] if contact.holder else []), *duty.managers]
        yield Alert(contact, "clock", "A contact at the front door must be decided today", told, contact.is_urgent)


def _unread(contact: Contact, duty: _Duty) -> Iterator[Alert]:
    """Alert the duty manager of an urgent contact that nobody has read, and as long after that the deputy."""
    if not contact.is_urgent or contact.read_at or contact.received_at is None:
        return
    minutes = settings.URGENT_UNREAD_MINUTES
    waited = duty.now - contact.received_at
    title = f"Nobody has read an urgent contact for {minutes} minutes"
    if waited >= dt.timedelta(minutes=minutes):
        yield Alert(contact, "unread", title, duty.managers, is_urgent=True)
    if waited >= dt.timedelta(minutes=2 * minutes):
        title = f"Nobody has read an urgent contact for {2 * minutes} minutes"
        yield Alert(contact, "unread, deputy", title, duty.deputies, is_urgent=True)


def _idle(contact: Contact, duty: _Duty) -> Iterator[Alert]:
    """Alert the holder of what nobody touched, and as long after that the duty manager; it never moves by itself."""
    if contact.holder is None or contact.touched_at is None:
        return
    waited, since = duty.opened_since(contact.touched_at), int(contact.touched_at.timestamp())
    if waited >= IDLE_AFTER:
        title = "You have not worked on a contact at the front door for an hour"
        yield Alert(contact, f"idle {since}", title, [contact.holder])
    if waited >= 2 * IDLE_AFTER:
        title = "Nobody has worked on a contact at the front door for two hours"
        yield Alert(contact, f"idle, manager {since}", title, duty.managers)


def _send(alerts: "list[Alert]") -> int:
    """Make the notices that are not there yet."""
    asked = [key_of(alert.contact, alert.about, one) for alert in alerts for one in alert.people]
    there = set(Notice.objects.filter(key__in=asked).values_list("key", flat=True))
    sent = 0
    for alert in alerts:
        new = [one for one in dict.fromkeys(alert.people) if key_of(alert.contact, alert.about, one) not in there]
        if new:
            tell(alert.contact, new, alert.about, alert.title, is_urgent=alert.is_urgent)
        sent += len(new)
    return sent


def _who_can_open(
    contact: Contact, people: "list[Practitioner]", openers: "dict[int, list[Practitioner]]"
) -> "list[Practitioner]":
    """Keep those to whom a contact is open; where it is closed to all of them, whoever of the front door may open it.

    Where nobody there may, all the same those who would be told: their notice says that there is one, and no more.
    """
    if contact.pk not in openers:
        return people
    may_open = openers[contact.pk]
    return [one for one in people if one in may_open] or may_open or people
