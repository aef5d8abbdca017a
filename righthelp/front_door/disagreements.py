"""A decision of the front door, as one with which somebody in another agency can disagree (BP-117, BP-118, SF-074)."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from righthelp.front_door.access import contact_as_sent, contact_to_work_on
from righthelp.front_door.models import ContactDecision
from righthelp.front_door.pages import contact_page, request_page
from righthelp.front_door.policies import may_work_on
from righthelp.people.access import seen_among
from righthelp.people.links import stated_of
from righthelp.people.queries import bring_names
from righthelp.work.disagreements.subjects import Subject

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

KIND = "contact_decision"
PAGE = "raise a disagreement"


def decision_of_contact(reader: "Practitioner", public_id: UUID) -> Subject | None:
    """Give a decision that stands: to the front door; to whoever asked and their leads, once they have an answer.

    They read what they were told of it, the front door what was decided. None where it does not stand; 404 where the
    contact is closed to the reader.
    """
    those = ContactDecision.objects.standing().select_related("child__person", "child__contact", "level", "reply")
    found = those.select_related("agency", "decided_by").filter(public_id=public_id).first()
    if found is None:
        return None
    contact = found.child.contact
    works_on = may_work_on(reader, contact)
    (contact_to_work_on if works_on else contact_as_sent)(reader, contact.public_id, page=PAGE)
    if not works_on and (found.reply is None or not found.reply.decided):
        return None
    return Subject(
        what=_whole(found) if works_on else _told(found),
        decided_on=timezone.localdate(found.decided_at),
        decided_by=found.decided_by,
        agency=found.agency,
        children=_children(reader, found),
        page=contact_page(contact) if works_on else request_page(contact),
    )


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
