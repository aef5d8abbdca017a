"""Contacts that a leaver holds: they pass to a colleague first, so that none waits in one person's hands."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.models import Membership
from righthelp.agencies.policies import may_keep_people
from righthelp.audit.actions import CommandLine, record
from righthelp.front_door.closed import restricted_among
from righthelp.front_door.models import Contact
from righthelp.front_door.notices.contacts import tell
from righthelp.front_door.policies import WORK
from righthelp.people.closing import lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.front_door.queries import ContactQuerySet


def count_contacts(leaver: "Practitioner", agency: "Agency") -> int:
    """Count the contacts that somebody holds who works at the front door for an agency."""
    return _held(leaver, agency).count()


def lists_of_contacts(leaver: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each of them that names somebody restricted who is on the lists of all of them, by key."""
    closed = restricted_among(_held(leaver, agency))
    lists = lists_of(person for people in closed.values() for person in people)
    return [set.intersection(*(lists.get(person, set()) for person in people)) for people in closed.values()]


@transaction.atomic
def pass_contacts_on(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Hand all of them to a colleague, who gets a notice of each.

    Raises:
        NotAllowed: when somebody does not keep the agency’s people.
    """
    require(may_keep_people(by, agency))
    now = timezone.now()
    for contact in _held(leaver, agency):
        given = {"holder": receiver, "taken_at": now, "touched_at": now, "on_call_since": None}
        Contact.objects.filter(pk=contact.pk).update(**given, version=F("version") + 1)
        refs = {"practitioner": receiver.pk, "holder": leaver.pk}
        record(by=by, name="front_door.passed_on", subject=contact, refs=refs)
        about = f"passed on {int(now.timestamp())}"
        tell(contact, [receiver], about, "A contact at the front door of somebody who left is yours now")


def _held(leaver: "Practitioner", agency: "Agency") -> "ContactQuerySet":
    """Give what somebody holds, where they have or had a role at the front door in this agency."""
    roles = Membership.objects.with_one_of([WORK]).filter(practitioner=leaver, team__agency=agency)
    return Contact.objects.held_by(leaver) if roles.exists() else Contact.objects.none()
