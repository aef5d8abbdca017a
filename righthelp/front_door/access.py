"""The only ways to a contact: each checks who asks and logs the look, or that it was refused."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.calendar.queries import closed_days
from righthelp.front_door.models import Approval, Attachment, BodyMark, Contact, NamedChild, NamedPerson, Reply, Shift
from righthelp.front_door.policies import (
    manages_here,
    may_answer_approval,
    may_pass_on,
    may_read_as_sent,
    may_read_draft,
    may_take_over,
    may_work_on,
    may_write,
    works_with_one_of,
)
from righthelp.front_door.queries import bring_what_it_holds
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.queries import ContactQuerySet

Named = TypeVar("Named", NamedChild, NamedPerson, Attachment, BodyMark)


class IsSent(Exception):
    """What was sent is not edited; what is missing may be added."""

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.contact = contact


def draft_to_write(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a draft that somebody may write on, and log the look; else 404 with no hint.

    What hangs on it is read when a page asks for it: most pages write one thing (`queries.bring_request` brings all).

    Raises:
        IsSent: when it was sent meanwhile.
    """
    contact = _found(Contact.objects.with_whose().with_whether_closed(closed_people(by)), public_id)
    if contact.received_at is None:
        _check_open(by, contact)
    if not may_write(by, contact) or contact.dropped_at:
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    if contact.received_at:
        raise IsSent(contact)
    return contact


def contact_as_sent(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give what was sent, for its author and the leads of the author’s agency; log the look; else 404 with no hint.

    Also where a record that it names is closed to them (`is_closed`): that it vanished would tell.
    """
    contact = _found(Contact.objects.whole().with_whether_closed(closed_people(by)), public_id)
    if not may_read_as_sent(by, contact) or contact.dropped_at:
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    return contact


def request_to_read(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a draft, or what was sent, to whoever may read it now, and log the look; else 404 with no hint.

    Its author always; the leads of the author’s agency once it is sent, or has waited for a working day. What was sent
    they go on reading, also where a record that it names is closed to them (`is_closed`): that it vanished would tell.
    """
    contact = _found(Contact.objects.with_whose().with_whether_closed(closed_people(by)), public_id)
    if contact.received_at is None:
        _check_open(by, contact)
    if contact.dropped_at or not _may_read(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    return contact


def is_closed(contact: Contact) -> bool:
    """Say of what was sent whether a record that it names is closed to whoever loaded it through a getter.

    Then they read what was sent and what they added, and of all that came after only what was written for them since.
    """
    return bool(vars(contact)["is_shut"])


def answers_to_read(contact: Contact) -> list[Reply]:
    """Give the answers that whoever loaded what was sent through a getter may read, the first one first."""
    if contact.received_at is None:
        return []
    given = contact.replies.exclude(decided="").select_related("given_by")
    return list(given.filter(while_restricted=True) if is_closed(contact) else given)


def answers_read_by(by: "Practitioner", contacts: Iterable[Contact]) -> dict[int, dt.datetime]:
    """Say of contacts that closed to somebody when they last read an answer whose words they cannot read any more."""
    shut = [one.pk for one in contacts if vars(one).get("is_shut")]
    if not shut:
        return {}
    read = Reply.objects.filter(contact__in=shut, read_by=by, while_restricted=False).exclude(decided="")
    return {key: at for key, at in read.order_by("read_at").values_list("contact_id", "read_at") if at}


def approval_to_answer(by: "Practitioner", public_id: UUID) -> Approval:
    """Give an approval with its request, as it stands, to whoever was asked; log the look; else 404 with no hint.

    Also of what was sent where a record that it names is closed to them (`is_closed`), as they read it all the same.
    """
    found = Approval.objects.with_who().select_related("contact").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    asked = Contact.objects.with_whose().with_whether_closed(closed_people(by))
    found.contact = _found(asked, found.contact.public_id)
    if found.contact.received_at is None:
        _check_open(by, found.contact)
    if found.contact.dropped_at or not may_answer_approval(by, found, found.contact):
        raise LookRefused(by, found.contact)
    look(by=by, subject=found.contact, page="approve a request")
    return found


def draft_to_take_over(by: "Practitioner", public_id: UUID) -> Contact:
    """Give a draft of a colleague that a lead may take over, and log the look; else 404 with no hint."""
    contact = _lean(by, public_id)
    if not may_take_over(by, contact, now=timezone.now(), closed=closed_days()):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page="take a request over")
    return contact


def contact_to_work_on(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact to somebody who works at the front door, and log the look; else 404 with no hint."""
    contact = _find(by, public_id)
    if not may_work_on(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    return contact


def contact_in_short(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact with no more than who wrote it, to whoever works at the front door; log the look; else 404."""
    contact = _lean(by, public_id)
    if not may_work_on(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    return contact


def contact_opened(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact with all that it holds, to whoever works at the front door, to read; log the look; else 404."""
    asked = Contact.objects.with_what_it_holds().with_whether_closed(closed_people(by))
    contact = _check_open(by, _found(asked, public_id))
    if not may_work_on(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    bring_what_it_holds(contact)
    return contact


def child_in(contact: Contact, child_id: UUID) -> NamedChild:
    """Give one child of a contact that was loaded through a getter, or 404."""
    return _one(list(contact.children.all()), child_id)


def person_in(contact: Contact, person_id: UUID) -> NamedPerson:
    """Give somebody else named in a contact that was loaded through a getter, or 404."""
    return _one(list(contact.people.all()), person_id)


def file_in(contact: Contact, file_id: UUID) -> Attachment:
    """Give a file of a contact that was loaded through a getter, or 404."""
    return _one(list(contact.attachments.select_related("upload")), file_id)


def mark_in(child: NamedChild, mark_id: UUID) -> BodyMark:
    """Give a mark on a child of a contact that was loaded through a getter, or 404."""
    return _one(list(child.marks.all()), mark_id)


def _may_read(by: "Practitioner", contact: Contact) -> bool:
    if contact.received_at or may_write(by, contact):
        return may_read_as_sent(by, contact)
    return may_read_draft(by, contact, now=timezone.now(), closed=closed_days())


def reply_of(contact: Contact) -> Reply | None:
    """Give the last answer to a contact that was loaded through a getter; with reasons, where none could be given."""
    return contact.replies.select_related("given_by", "read_by").order_by("given_at", "pk").last()


def _one(named: list[Named], public_id: UUID) -> Named:
    found = next((one for one in named if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def _find(by: "Practitioner", public_id: UUID) -> Contact:
    """Load a contact whole; where it names somebody whose restricted record is closed to the reader, it is refused."""
    asked = Contact.objects.whole().with_whether_closed(closed_people(by))
    return _check_open(by, _found(asked, public_id))


def _lean(by: "Practitioner", public_id: UUID) -> Contact:
    """Load a contact with no more than who wrote it and who asks; else as `_find`."""
    asked = Contact.objects.with_whose().with_whether_closed(closed_people(by))
    return _check_open(by, _found(asked, public_id))


def _found(asked: "ContactQuerySet", public_id: UUID) -> Contact:
    found = asked.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _check_open(by: "Practitioner", found: Contact) -> Contact:
    if vars(found)["is_shut"]:
        raise LookRefused(by, found)
    return found


def who_asked(by: "Practitioner", public_id: UUID) -> Contact:
    """Give a contact with whoever raised the worry, to somebody who works at the front door; that look is logged apart.

    It stands on a page of its own, so that nobody shows it to the family unawares (BN-082).
    """
    return contact_opened(by, public_id, page="who asked, sealed")


def contact_to_take_over(by: "Practitioner", public_id: UUID) -> Contact:
    """Give a contact that somebody holds to a manager of the front door who may take it over; else 404."""
    contact = contact_to_work_on(by, public_id, page="take a contact over")
    if not manages_here(by) or contact.decided_at or contact.holder_id in (None, by.pk):
        raise LookRefused(by, contact)
    return contact


def contact_in_hand(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact to whoever holds it, to pass it on; else 404."""
    contact = contact_to_work_on(by, public_id, page=page)
    if not may_pass_on(by, contact) or contact.decided_at:
        raise LookRefused(by, contact)
    return contact


def attachment_in(contact: Contact, attachment_id: UUID) -> Attachment:
    """Give a file of a contact that was loaded through a getter, or 404."""
    found = next((one for one in contact.attachments.all() if one.public_id == attachment_id), None)
    if found is None:
        raise Http404
    return found


def contact_for_worker(by: "Practitioner", public_id: UUID) -> Contact:
    """Give a contact to whoever leads work with a child whom it is about, or manages a team whose work nobody leads.

    Whoever raised the worry is not part of it: the page of the front door alone opens that.
    """
    contact = _find(by, public_id)
    if contact.received_at is None or not works_with_one_of(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page="a contact about a child they work with")
    return contact


def shift_on(public_id: UUID) -> Shift:
    """Give a shift of the rota, or 404; who may open the rota at all, its pages ask."""
    found = Shift.objects.standing().select_related("practitioner", "note_read_by").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
