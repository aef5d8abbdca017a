"""How a draft passes from hand to hand, so that no worry waits in one person’s drawer (design, section 4, rule 6)."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import may_keep_people
from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Contact, NamedChild
from righthelp.front_door.policies import may_take_over
from righthelp.messages.actions import notify
from righthelp.people.closing import lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.audit.actions import CommandLine
    from righthelp.front_door.queries import ContactQuerySet


class NotTheirsNow(Exception):
    """The draft was sent, thrown away or passed on meanwhile."""


@transaction.atomic
def take_over(*, contact: Contact, by: Practitioner) -> None:
    """Pass a draft to a lead of its agency, and tell its author; what stands in it stays.

    Raises:
        NotAllowed: when somebody does not lead there, when it has not waited long enough, or is closed to them.
        NotTheirsNow: when it is no draft any more, or somebody else holds it now.
    """
    require(may_take_over(by, contact, now=timezone.now(), closed=closed_days()) and is_open_to(by, contact))
    author = Practitioner.objects.get(contacts_written=contact.pk)
    _pass_to(contact, by)
    refs = {"practitioner": author.pk}
    event = record(by=by, name="front_door.draft_taken_over", subject=contact, fields=["author"], refs=refs)
    notify(
        to=author,
        key=f"front door draft taken over {event.pk}",
        title="A safeguarding lead took over a draft of yours",
        page=reverse("requests"),
    )


def count_drafts(person: "Practitioner", agency: "Agency") -> int:
    """Count the requests that somebody has not sent in an agency."""
    return _drafts(person, agency).count()


@transaction.atomic
def hand_over_drafts(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Give all drafts of a leaver in an agency to a colleague, each logged.

    Raises:
        NotAllowed: when somebody does not keep the agency’s people.
    """
    require(may_keep_people(by, agency))
    for contact in _drafts(leaver, agency):
        _pass_to(contact, receiver)
        refs = {"practitioner": receiver.pk}
        record(by=by, name="front_door.draft_handed_over", subject=contact, fields=["author"], refs=refs)


def lists_of_drafts(person: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each of somebody’s drafts that a restricted record closes whom it is open to, by key."""
    drafts = _drafts(person, agency).order_by().values("pk")
    named = NamedChild.objects.filter(contact__in=drafts, person__isnull=False)
    pairs = list(named.values_list("contact_id", "person_id"))
    lists = lists_of(child for _, child in pairs if child)
    found: dict[int, set[int]] = {}
    for contact, child in pairs:
        if child in lists:
            found[contact] = found.get(contact, lists[child]) & lists[child]
    return list(found.values())


def _drafts(person: "Practitioner", agency: "Agency") -> "ContactQuerySet":
    return Contact.objects.drafts().written_by(person).of_agencies([agency])


def _pass_to(contact: Contact, person: "Practitioner") -> None:
    same = Contact.objects.drafts().filter(pk=contact.pk, author=contact.author)
    # a window of the author that is still open does not write over what comes now
    if not same.update(author=person, version=F("version") + 1, changed_at=timezone.now()):
        raise NotTheirsNow
    contact.author = person
