"""A decision of the front door, as one with which somebody in another agency can disagree (BP-117, BP-118, SF-074)."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from righthelp.audit.refusals import LookRefused
from righthelp.front_door.access import contact_in_short, is_closed, request_to_read
from righthelp.front_door.deciding_access import decision_passed, receives
from righthelp.front_door.models import Contact, ContactDecision
from righthelp.front_door.pages import contact_page, passed_page, request_page
from righthelp.front_door.policies import may_read_as_sent, may_work_on
from righthelp.people.access import seen_among
from righthelp.people.links import stated_of
from righthelp.people.policies import closed_people
from righthelp.people.queries import bring_names
from righthelp.work.disagreements.subjects import Readable, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

KIND = "contact_decision"
PAGE = "raise a disagreement"


def decision_of_contact(reader: "Practitioner", public_id: UUID) -> Subject | None:
    """Give a decision that stands: to the front door; to the team to which the child comes; to whoever asked.

    The first two read what was decided; whoever asked, and their leads, what they were told of it, once they were.
    None where it does not stand; 404 where it is closed to the reader.
    """
    those = ContactDecision.objects.standing().select_related("child__person", "child__contact", "level", "reply")
    found = those.select_related("agency", "decided_by", "team__agency").filter(public_id=public_id).first()
    if found is None:
        return None
    contact = found.child.contact
    works_on = may_work_on(reader, contact)
    if receives(reader, found) and not works_on:
        passed = decision_passed(reader, public_id, page=PAGE)
        return _subject(reader, passed, _whole(passed), passed_page(passed))
    read = (contact_in_short if works_on else request_to_read)(reader, contact.public_id, page=PAGE)
    if is_closed(read):
        raise LookRefused(reader, contact)  # what was decided came after what they may read
    if works_on:
        return _subject(reader, found, _whole(found), contact_page(contact))
    return _subject(reader, found, _told(found), request_page(contact)) if _was_told(found) else None


def _subject(reader: "Practitioner", found: ContactDecision, what: str, page: str) -> Subject:
    children = _children(reader, found)
    return Subject(
        what=what,
        decided_on=timezone.localdate(found.decided_at),
        decided_by=found.decided_by,
        agency=found.agency,
        children=children,
        joins=(found.child.person,) if found.child.person and not children else (),
        page=page,
        names=(found.child.name,),
    )


def decisions_among(reader: "Practitioner", decisions: "Collection[UUID]") -> Readable:
    """Say which of some decisions somebody may read, as `decision_of_contact` gives them, and which are closed to them.

    One that a later decision superseded stays readable: what was raised about it goes on.
    """
    those = ContactDecision.objects.select_related("child", "reply", "team__agency")
    found = list(those.filter(public_id__in=decisions).order_by())
    about = Contact.objects.with_whose().with_whether_closed(closed_people(reader))
    contacts = about.in_bulk({one.child.contact_id for one in found})
    of = {one: contacts[one.child.contact_id] for one in found}
    passed = {one for one, contact in of.items() if receives(reader, one) and not may_work_on(reader, contact)}
    shut = {one.public_id for one, contact in of.items() if one not in passed and is_closed(contact)}
    shut |= _shut_to_team(reader, passed)
    opened = {one.public_id for one, contact in of.items() if _reads(reader, contact, one)}
    return Readable(frozenset(opened - shut), frozenset(shut))


def _shut_to_team(reader: "Practitioner", passed: "Iterable[ContactDecision]") -> set[UUID]:
    """Give those of decisions passed to a team whose own child is closed to its reader; they know of no other child."""
    children = {one: one.child.person_id for one in passed if one.child.person_id}
    closed = closed_people(reader).filter(person__in=children.values()).values_list("person", flat=True)
    shut = set(closed)
    return {one.public_id for one, person in children.items() if person in shut}


def _reads(reader: "Practitioner", contact: Contact, decision: ContactDecision) -> bool:
    if may_work_on(reader, contact) or receives(reader, decision):
        return True
    return may_read_as_sent(reader, contact) and _was_told(decision)


def _was_told(decision: ContactDecision) -> bool:
    """Say whether whoever asked has an answer."""
    return decision.reply is not None and bool(decision.reply.decided)


def _whole(found: ContactDecision) -> str:
    return f"{found.level.heading}. {found.get_outcome_display()}: {found.reason}"


def _told(found: ContactDecision) -> str:
    return f"{found.reply.decided} {found.reply.because}" if found.reply else ""


def _children(reader: "Practitioner", found: ContactDecision) -> "tuple[Person, ...]":
    """Give the record of the child that the reader may open: the one linked, or one stated to be the same child."""
    if found.child.person is None:
        return ()
    same = stated_of(found.child.person).people
    seen = seen_among(reader, [found.child.person, *same.values()])
    kept = [one.person for one in seen.values()][:1]
    bring_names(kept)
    return tuple(kept)
