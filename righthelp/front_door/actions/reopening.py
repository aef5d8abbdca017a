"""A decided contact is opened again, as something new came; its clock begins anew."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.telling import tell_of_reopening
from righthelp.front_door.models import Contact, Handling, NamedChild
from righthelp.front_door.notices.contacts import tell
from righthelp.front_door.rules import due_at

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

OPENED_AGAIN = "A contact that you worked on at the front door was opened again"


class NotDecided(Exception):
    """It waits for a decision already: nothing is opened again."""


@transaction.atomic
def reopen(*, contact: Contact, children: Collection[NamedChild], because: str, by: "Practitioner") -> Handling:
    """Put a decided contact back on the worklist for some of its children, with the reason; nobody holds it then.

    It is to be decided within one working day of now. What was decided stands until a later decision supersedes it.
    Nobody has read it from then on, and somebody else always hears of it: the duty manager, where it is urgent
    everybody on shift, and whoever held it.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact.
        NotDecided: when it waits for a decision already.
        ValueError: where it concerns none of its children.
    """
    require_worker(by, contact)
    now = timezone.now()
    held = Contact.objects.select_for_update(of=("self",)).select_related("holder").get(pk=contact.pk)
    if held.decided_at is None:
        raise NotDecided
    again = NamedChild.objects.filter(contact=held, pk__in=[one.pk for one in children])
    if not again.update(reopened_at=now):
        raise ValueError("what is new concerns at least one child")
    unread = {"read_at": None, "read_by": None}  # whoever works on it must read what is new
    clock = {"decided_at": None, "reopened_at": now, "due_at": due_at(now, closed_days())}
    nobody = {"holder": None, "taken_at": None, "touched_at": None, "on_call_since": None}
    Contact.objects.filter(pk=held.pk).update(**clock, **nobody, **unread)
    made = Handling.objects.create(contact=held, kind=Handling.Kind.REOPENED, words=because, by=by)
    record(by=by, name="front_door.reopened", subject=held, fields=["decided_at", "due_at", "holder"])
    about = f"reopened {made.pk}"
    tell_of_reopening(held, about, by)
    if held.holder and held.holder != by:
        tell(held, [held.holder], about, OPENED_AGAIN)
    return made
