"""Who is told of a contact as it arrives, and what is said again while it waits. No notice says whom it is about."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import day_of
from righthelp.design_system.formatters import count
from righthelp.front_door.closed import restricted_among, those_who_can_open, who_may_open
from righthelp.front_door.models import Contact
from righthelp.front_door.notices.contacts import key_of, tell
from righthelp.front_door.policies import MANAGE
from righthelp.front_door.rota import deputies, duty_managers, on_now, people_here
from righthelp.front_door.rules import IDLE_AFTER, open_time, runs_out_soon
from righthelp.front_door.workers import answering_for
from righthelp.messages.actions import notify_each
from righthelp.messages.models import Notice
from righthelp.people.closing import lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

IN_OTHER_HANDS = "A contact at the front door must be decided today: whoever holds it cannot open it, and you can"
IDLE_IN_OTHER_HANDS = "A contact at the front door has waited for an hour: whoever holds it cannot open it, and you can"
AT_ONCE = 100  # alerts looked up in one query
MOST_IN_A_ROUND = 500  # the rest comes in the next: other work in the background waits no longer than that


def tell_on_arrival(contact: Contact) -> None:
    """Tell everybody on shift of an urgent contact, and whoever works with a child whom it is about."""
    people = [one.person_id for one in contact.children.all() if one.person_id]
    if contact.is_urgent and contact.batch_id is None:
        _tell_who_is_here(contact)
    tell_workers(contact, people)


def _tell_who_is_here(contact: Contact) -> None:
    title, openers = "An urgent contact has arrived at the front door", _openers_of([contact])
    tell(contact, those_who_can_open(contact, _here(contact), openers), "arrived", title, is_urgent=True)


def tell_of_reopening(contact: Contact, about: str, by: "Practitioner") -> None:
    """Tell the duty manager that somebody opened a contact again, where it is urgent everybody on shift; never them.

    To open one again opens records, too: somebody else always hears of it.
    """
    now, openers = timezone.now(), _openers_of([contact])
    if contact.is_urgent:
        here = _but(by, on_now(now) or list(people_here().values()))
        title = "An urgent contact was opened again at the front door"
        tell(contact, those_who_can_open(contact, here, openers), about, title, is_urgent=True)
    managers = _but(by, duty_managers(now, closed_days())) or _but(by, people_here(MANAGE).values())
    tell(contact, those_who_can_open(contact, managers, openers), about, "A contact was opened again at the front door")


def _but(one: "Practitioner", people: "Iterable[Practitioner]") -> "list[Practitioner]":
    return [other for other in people if other != one]


def tell_of_batch(contacts: Collection[Contact]) -> None:
    """Tell everybody on shift of the urgent contacts that came with a police file: once, however many there are."""
    urgent = [one for one in contacts if one.is_urgent]
    if len(urgent) == 1:
        _tell_who_is_here(urgent[0])
    elif urgent:
        here, openers = _here(urgent[0]), _openers_of(urgent)
        opens = Counter(person for one in urgent for person in those_who_can_open(one, here, openers))
        _tell_of_many(urgent[0].batch_id, "arrived", opens, "{} came with a police file")


def _here(contact: Contact) -> "list[Practitioner]":
    return on_now(contact.received_at or timezone.now()) or list(people_here().values())


def _openers_of(contacts: Iterable[Contact]) -> "dict[int, list[Practitioner]]":
    return who_may_open(restricted_among(Contact.objects.filter(pk__in=[one.pk for one in contacts])))


def _tell_of_many(batch: int | None, about: str, opens: "Mapping[Practitioner, int]", title: str) -> int:
    """Give each a notice that counts those of a batch that they may open; it leads to the urgent ones in the worklist.

    In the list they see with one look what is new and who has it. A notice for each would bury everything else.
    """
    page, key = f"{reverse('front_door')}?way={Contact.CameBy.POLICE}&urgent=yes", f"front door batch {batch} {about}"
    words = {one: capfirst(title.format(count(number, "urgent contact"))) for one, number in opens.items()}
    return sum(notify_each([one], key=key, title=said, page=page, is_urgent=True) for one, said in words.items())


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
    """Something that somebody must be told of a contact; `about` is its place in the key of the notice.

    `title_of_many`: what is said where many of one police file wait for the same; empty where each is told apart.
    `title_of_others`: what others are told, where the contact is closed to whom it says something of; empty where the
    title holds for everybody.
    """

    contact: Contact
    about: str
    title: str
    people: "list[Practitioner]"
    is_urgent: bool = False
    title_of_many: str = ""
    title_of_others: str = ""

    def to(self, people: "list[Practitioner]") -> "Alert":
        """Give it to these instead: in other words, where none of them is whom it was for."""
        is_theirs = not self.title_of_others or any(one in self.people for one in people)
        return replace(self, people=people, title=self.title if is_theirs else self.title_of_others)


def go_round(now: dt.datetime) -> int:
    """Say again what waits too long; each once to each person. Returns how many notices were made."""
    duty = _Duty(now, closed_days())
    undecided = Contact.objects.undecided()
    waits = Q(is_urgent=True, read_at__isnull=True) | Q(holder__isnull=False)
    openers = who_may_open(restricted_among(undecided))
    alerts = [
        alert.to(those_who_can_open(contact, alert.people, openers))
        for contact in undecided.filter(waits).select_related("holder")
        for alert in _alerts(contact, duty)
    ]
    alerts, made = _without_batches(alerts)
    made += _tell_of_clocks(duty)
    for first in range(0, len(alerts), AT_ONCE):
        made += _send(alerts[first : first + AT_ONCE])
        if made >= MOST_IN_A_ROUND:
            break
    return made


def _tell_of_clocks(duty: "_Duty") -> int:
    """Tell the duty manager that contacts must be decided today: once a day, however many there are."""
    ends = Contact.objects.undecided().order_by().values("due_at").annotate(number=Count("pk"))
    soon = {at: number for at, number in ends.values_list("due_at", "number") if at and duty.runs_out(at)}
    return sum(
        notify_each(
            duty.managers, key=f"front door clock {at:%Y-%m-%d %H:%M}", page=reverse("front_door"),
            title=capfirst(f"{count(number, 'contact')} at the front door must be decided today"),
        )
        for at, number in soon.items()
    )  # fmt: skip


def _without_batches(alerts: list[Alert]) -> tuple[list[Alert], int]:
    """Tell of what nobody read of a police file that brought many urgent contacts: once a person, not for each.

    Returns the other alerts, and how many notices were made.
    """
    unread = [one for one in alerts if one.title_of_many]
    urgent = Contact.objects.filter(is_urgent=True, batch__in={one.contact.batch_id for one in unread}).order_by()
    many = set(urgent.values("batch").annotate(number=Count("pk")).filter(number__gt=1).values_list("batch", flat=True))
    waiting: defaultdict[tuple[int | None, str, str], Counter[Practitioner]] = defaultdict(Counter)
    for one in unread:
        if one.contact.batch_id in many:
            waiting[one.contact.batch_id, one.about, one.title_of_many].update(dict.fromkeys(one.people, 1))
    made = sum(_tell_of_many(batch, about, opens, title) for (batch, about, title), opens in waiting.items())
    return [one for one in alerts if not one.title_of_many or one.contact.batch_id not in many], made


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
    if contact.holder and contact.due_at and duty.runs_out(contact.due_at):
        about, title = f"clock {day_of(contact.due_at)}", "You hold a contact that must be decided today"
        yield Alert(contact, about, title, [contact.holder], title_of_others=IN_OTHER_HANDS)


def _unread(contact: Contact, duty: _Duty) -> Iterator[Alert]:
    """Alert the duty manager of an urgent contact that nobody has read, and as long after that the deputy."""
    if not contact.is_urgent or contact.read_at or contact.received_at is None:
        return
    minutes, again = settings.URGENT_UNREAD_MINUTES, contact.reopened_at
    waited, since = duty.now - (again or contact.received_at), f" {int(again.timestamp())}" if again else ""
    for times, about, people in ((1, "unread", duty.managers), (2, "unread, deputy", duty.deputies)):
        if waited >= dt.timedelta(minutes=times * minutes):
            title = f"Nobody has read an urgent contact for {times * minutes} minutes"
            is_of_many = contact.batch_id and not again  # one that was opened again is told apart
            of_many = f"Unread for {times * minutes} minutes: {{}} of a police file" if is_of_many else ""
            yield Alert(contact, f"{about}{since}", title, people, is_urgent=True, title_of_many=of_many)


def _idle(contact: Contact, duty: _Duty) -> Iterator[Alert]:
    """Alert the holder of what nobody touched, and as long after that the duty manager; it never moves by itself."""
    if contact.holder is None or contact.touched_at is None:
        return
    waited, since = duty.opened_since(contact.touched_at), int(contact.touched_at.timestamp())
    if waited >= IDLE_AFTER:
        title = "You have not worked on a contact at the front door for an hour"
        yield Alert(contact, f"idle {since}", title, [contact.holder], title_of_others=IDLE_IN_OTHER_HANDS)
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
