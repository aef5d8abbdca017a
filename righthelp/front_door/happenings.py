"""What this room saw happen to a child: help was asked for, and what the front door decided.

Who asked is never part of it (BN-082): the chronology may be read to the family.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from righthelp.agencies.policies import agencies_written_for, leads_or_manages, may
from righthelp.front_door.models import ContactDecision, NamedChild, Reply
from righthelp.people.happenings import Happening
from righthelp.people.rows import Asked, Row, shaped

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

HERE = "the front door"


def asked_of_contacts(reader: "Practitioner", children: "Sequence[int]") -> Iterator[Asked]:
    """Ask when help was asked for and what was decided, as far as a reader may know it.

    Children's social care knows of every contact; whoever asked, and the leads of their agency, of what they asked,
    and of the decision once it was answered.
    """
    named = NamedChild.objects.filter(person__in=children, contact__received_at__isnull=False)
    decided = ContactDecision.objects.standing().filter(child__person__in=children)
    if not may(reader, "find anybody"):
        led = [agency for agency in agencies_written_for(reader) if leads_or_manages(reader, agency)]
        named = named.filter(Q(contact__author=reader) | Q(contact__agency__in=led))
        answers = Reply.objects.filter(Q(contact=OuterRef("child__contact")) & ~Q(decided=""))
        decided = decided.filter(Exists(answers), child__in=named.order_by().values("pk"))
    yield shaped("contact", named, at="contact__received_at")
    yield shaped("contact_decided", decided, at="decided_at", text="outcome")


def _asked(row: Row, _: dt.date) -> Iterator[Happening]:
    if row.at:
        yield Happening(timezone.localdate(row.at), "Help was asked for at the front door", HERE)


def _decided(row: Row, _: dt.date) -> Iterator[Happening]:
    if row.at:
        what = ContactDecision.Outcome(row.text).label
        yield Happening(timezone.localdate(row.at), f"The front door decided: {what}", HERE)


TELLS = {"contact": _asked, "contact_decided": _decided}
