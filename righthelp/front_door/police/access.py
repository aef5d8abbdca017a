"""The only ways to police notifications in numbers, and to what a school is told of them.

Each checks who asks and logs the look, or that it was refused.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from righthelp.agencies.policies import agencies_where
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.front_door.models import (
    Contact,
    ContactDecision,
    NamedChild,
    PoliceBatch,
    PoliceFile,
    SchoolTold,
)
from righthelp.front_door.notices.telling import LEADS
from righthelp.front_door.policies import may_be_told, works_here
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.queries import ContactQuerySet, SchoolToldQuerySet


def own_file(by: "Practitioner", public_id: UUID) -> PoliceFile:
    """Give a file that somebody put here and did not decide about yet; else 404 with no hint."""
    found = PoliceFile.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not works_here(by) or found.put_by_id != by.pk:
        raise LookRefused(by, found)
    return found


def batch_to_see(by: "Practitioner", public_id: UUID) -> PoliceBatch:
    """Give what was loaded with one file, in numbers; else 404."""
    found = PoliceBatch.objects.select_related("loaded_by").filter(public_id=public_id).first()
    if found is None or not works_here(by):
        raise Http404
    return found


def police_to_decide(by: "Practitioner") -> "ContactQuerySet":
    """Give the police notifications that are not decided for each child, urgent first, without what is closed."""
    decisions = Prefetch("decisions", ContactDecision.objects.standing().select_related("level"))
    children = NamedChild.objects.select_related("person").prefetch_related(decisions, "schools_to_tell__agency")
    first = Contact.objects.undecided().filter(came_by=Contact.CameBy.POLICE, reopened_at__isnull=True)
    undecided = first.open_among(closed_people(by))  # what was opened again is decided on its own page
    related = undecided.select_related("incident__looks_like", "holder")
    return related.prefetch_related(Prefetch("children", children), "answers", "people")


def look_at_each(by: "Practitioner", contacts: "Sequence[Contact]", *, page: str) -> None:
    """Log that somebody sees these contacts in a list with everything that matters for a decision."""
    for contact in contacts:
        look(by=by, subject=contact, page=page)


def child_to_decide(by: "Practitioner", public_id: UUID) -> NamedChild:
    """Give a child of a police notification that somebody may decide on, and log the look; else 404 with no hint."""
    child = NamedChild.objects.select_related("contact").filter(public_id=public_id).first()
    if child is None or child.contact.came_by != Contact.CameBy.POLICE:
        raise Http404
    is_open = Contact.objects.filter(pk=child.contact_id).open_among(closed_people(by)).exists()
    if not works_here(by) or not is_open:
        raise LookRefused(by, child.contact)
    look(by=by, subject=child.contact, page="police: decide")
    return child


def schools_to_tell(by: "Practitioner") -> "SchoolToldQuerySet":
    """Give the schools that are to be told, or were, without those of children closed to the reader."""
    open_contacts = Contact.objects.open_among(closed_people(by)).filter(came_by=Contact.CameBy.POLICE)
    those = SchoolTold.objects.filter(child__contact__in=open_contacts)
    return those.select_related("agency", "child__contact__incident", "told_by", "not_told_by")


def school_to_work_on(by: "Practitioner", public_id: UUID) -> SchoolTold:
    """Give a school to be told to somebody at the front door, and log the look; else 404 with no hint."""
    found = SchoolTold.objects.select_related("child__contact").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not works_here(by) or not schools_to_tell(by).filter(pk=found.pk).exists():
        raise LookRefused(by, found)
    look(by=by, subject=found.child.contact, page="police: school")
    return found


def told_to_schools(by: "Practitioner") -> "SchoolToldQuerySet":
    """Give what the police told of children at the schools where somebody is a safeguarding lead, the latest first."""
    shut = closed_people(by).values("person")
    those = SchoolTold.objects.filter(agency__in=agencies_where(by, LEADS), not_told_at__isnull=True)
    return those.exclude(child__person__in=shut).select_related("agency", "child", "told_by").order_by("-due_at", "-pk")


def told_to_school(by: "Practitioner", public_id: UUID) -> SchoolTold:
    """Give what the police told of a child to a safeguarding lead of the child’s school; else 404 with no hint."""
    those = SchoolTold.objects.select_related("agency", "child__contact__incident", "child__person")
    found = those.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    shut = found.child.person_id and closed_people(by).filter(person=found.child.person_id).exists()
    if shut or not may_be_told(by, found):
        raise LookRefused(by, found)
    look(by=by, subject=found, page="school told")
    return found
