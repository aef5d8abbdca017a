"""Records opened through contacts that one person wrote or opened again alone: an invented one would show here.

Whoever works at the front door may open the records of the children of a contact, so that a contact which nobody else
ever saw is a way to a record that nobody else knows of. Managers look through them; nothing is said of any child.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Look
from righthelp.front_door.deciding_access import PANEL_LIST
from righthelp.front_door.models import Contact, ContactDecision, Handling, NamedChild
from righthelp.front_door.rota import people_here
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from righthelp.front_door.queries import ContactQuerySet

LOOKED_BACK = dt.timedelta(days=90)
LISTS = [PANEL_LIST]  # to see it in a list is not to open it


@dataclass(frozen=True)
class Alone:
    """One such contact, who wrote it or opened it again, when, and whether the reader may open it."""

    contact: Contact
    who: Practitioner
    at: dt.datetime
    is_open: bool


def taken_alone(by: Practitioner, now: dt.datetime) -> "ContactQuerySet":
    """Give contacts of the last 90 days by which one person alone opened a record, as `who` and `since` say.

    Either they wrote it and linked it, or they opened it again; since then nobody else opened it or decided on it.
    """
    again = Handling.objects.filter(contact=OuterRef("pk"), kind=Handling.Kind.REOPENED).order_by("-at", "-pk")
    found = Contact.objects.received().annotate(
        who=Coalesce(Subquery(again.values("by")[:1]), F("author"), output_field=BigIntegerField()),
        since=Coalesce("reopened_at", "received_at"),
    )
    lately = found.filter(since__gte=now - LOOKED_BACK, who__isnull=False).filter(_opened_a_record())
    alone = lately.exclude(_seen_by_others()).filter(Q(holder__isnull=True) | Q(holder=F("who")))
    return alone.order_by("-since", "-pk").with_whether_closed(closed_people(by))


def in_rows(found: "Iterable[Contact]") -> list[Alone]:
    """Give each with who it was, and whether the reader may open it."""
    rows = [(one, vars(one)) for one in found]
    people = Practitioner.objects.in_bulk({more["who"] for _, more in rows})
    return [Alone(one, people[more["who"]], more["since"], not more["is_shut"]) for one, more in rows]


def _opened_a_record() -> Q:
    children = NamedChild.objects.filter(contact=OuterRef("pk"), person__isnull=False)
    own = Exists(children.filter(matched_by=OuterRef("author")))
    # a link that was taken back had opened the record all the same
    taken_out = Exists(Handling.objects.filter(contact=OuterRef("pk"), person__isnull=False, by=OuterRef("who")))
    is_ours = Q(came_by=Contact.CameBy.PHONE) | Q(author__in=list(people_here()))
    from_the_start = Q(Exists(children.filter(matched_by__isnull=True))) & is_ours
    again = Q(Exists(children.filter(reopened_at__gte=OuterRef("reopened_at"))), reopened_at__isnull=False)
    return again | (Q(reopened_at__isnull=True) & (Q(own) | from_the_start)) | Q(taken_out)


def _seen_by_others() -> Q:
    since = OuterRef("since")
    looks = Look.objects.filter(subject_type=Contact._meta.label_lower, subject_id=OuterRef("pk"), at__gte=since)
    looked = looks.exclude(actor_id=OuterRef("who")).exclude(page__in=LISTS)
    made = ContactDecision.objects.filter(child__contact=OuterRef("pk"), decided_at__gte=since)
    return Q(Exists(looked)) | Q(Exists(made.exclude(decided_by=OuterRef("who"))))
