"""The one address of a contact for other rooms that pass children on or receive them.

It leads to what its reader may open.

Whoever works at the front door works on it there; whoever asked reads what they sent; a team what came to it.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from righthelp.audit.refusals import LookRefused
from righthelp.front_door.deciding_access import receives
from righthelp.front_door.models import Contact, ContactDecision
from righthelp.front_door.pages import contact_page, passed_page, request_page
from righthelp.front_door.policies import may_read_as_sent, may_work_on
from righthelp.front_door.queries import CAME_FROM, ROOM
from righthelp.work.models import PassedOn
from righthelp.work.passing import page_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def page_of_contact(public_id: UUID) -> str:
    """Give that address."""
    return reverse("contact_way", args=[public_id])


def way_to(reader: "Practitioner", public_id: UUID) -> str:
    """Give the page of a contact that somebody may open, which checks by itself and logs; else 404 with no hint."""
    contact = Contact.objects.with_whose().filter(public_id=public_id).first()
    if contact is None:
        raise Http404
    if may_work_on(reader, contact):
        return contact_page(contact)
    if may_read_as_sent(reader, contact):
        return request_page(contact)
    decisions = ContactDecision.objects.standing().filter(child__contact=contact, team__isnull=False)
    made = next((one for one in decisions.select_related("team__agency") if receives(reader, one)), None)
    if made is None:
        raise LookRefused(reader, contact)
    return passed_page(made)


def came_from(contact: Contact) -> str:
    """Give the page of the record in another room from which a contact that is opened came; empty where from none."""
    from_room, from_id = (vars(contact)[name] for name in CAME_FROM)
    return page_of(from_room, from_id) if from_room else ""


def went_to(decision: ContactDecision) -> str:
    """Give the page of the record in another room that a decision led to; empty where it led to none."""
    went = PassedOn.objects.filter(from_room=ROOM, from_id=decision.child.contact.public_id)
    mine = went.filter(child=decision.child.person_id, passed_at__gte=decision.decided_at).first()
    return page_of(mine.to_room, mine.to_id) if mine else ""
