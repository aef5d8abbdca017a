"""Records opened through calls that one person wrote down alone: an invented call would show here.

Whoever works at the front door may open the records of the children of a contact, so that a contact which nobody else
ever saw is a way to a record that nobody else knows of. Managers look through them; nothing is said of any child.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from righthelp.audit.models import Look
from righthelp.considerations.policies import closed_people
from righthelp.front_door.models import Contact, ContactDecision, Handling, NamedChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.queries import ContactQuerySet

LOOKED_BACK = dt.timedelta(days=90)


@dataclass(frozen=True)
class Alone:
    """One such contact, and whether the reader may open it."""

    contact: Contact
    is_open: bool


def taken_alone(by: "Practitioner", now: dt.datetime) -> "ContactQuerySet":
    """Give calls of the last 90 days that one person took and linked, and that nobody else opened or decided."""
    calls = Contact.objects.received().filter(came_by=Contact.CameBy.PHONE, received_at__gte=now - LOOKED_BACK)
    own = Q(matched_by=OuterRef("author")) | Q(matched_by__isnull=True)
    linked = NamedChild.objects.filter(own, contact=OuterRef("pk"), person__isnull=False)
    # a link that was taken back had opened the record all the same
    taken_out = Handling.objects.filter(contact=OuterRef("pk"), person__isnull=False, by=OuterRef("author"))
    looked = Look.objects.filter(subject_type=_kind(), subject_id=OuterRef("pk")).exclude(actor_id=OuterRef("author"))
    decided = ContactDecision.objects.filter(child__contact=OuterRef("pk")).exclude(decided_by=OuterRef("author"))
    alone = calls.filter(Exists(linked) | Exists(taken_out)).exclude(Exists(looked) | Exists(decided))
    untouched = alone.filter(Q(holder__isnull=True) | Q(holder=F("author")))
    return untouched.with_whether_closed(closed_people(by)).select_related("author").order_by("-received_at", "-pk")


def in_rows(found: "ContactQuerySet") -> list[Alone]:
    """Give each with whether the reader may open it."""
    return [Alone(one, not vars(one)["is_shut"]) for one in found]


def _kind() -> str:
    return Contact._meta.label_lower
