"""What a restricted record closes of this room, said in numbers before anything is restricted: requests that are not
sent, contacts, approvals and children who wait for the panel, that nobody on the list could go on with.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.agencies.policies import may
from righthelp.design_system.formatters import count
from righthelp.front_door.models import Approval, Contact, ContactDecision
from righthelp.front_door.policies import may_answer_approval, may_write, works_here
from righthelp.people.closing import CutOff

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

FRONT_DOOR = "The front door"
ONE, MANY = "unsent request for help for this child", "unsent requests for help for this child"
APPROVAL, APPROVALS = "approval of a request for help not given yet", "approvals of requests for help not given yet"
CHILD, CHILDREN = "child waiting for the panel", "children waiting for the panel"


def cut_off_contacts(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count the drafts about a child, by agency, and the contacts that are not decided, which these readers leave."""
    about = Contact.objects.filter(dropped_at__isnull=True, decided_at__isnull=True).about([person.pk])
    found = list(about.select_related("agency", "author").order_by())
    yield from _drafts([one for one in found if one.is_draft], readers)
    here = {one.pk for one in readers if works_here(one)}
    arrived = [one.holder_id for one in found if not one.is_draft]
    lost = [holder for holder in arrived if holder not in here and (holder or not here)]
    if lost:
        yield CutOff(FRONT_DOOR, f"{count(len(lost), 'contact')} not decided yet")
    yield from _approvals(person, readers)
    for_panel = ContactDecision.objects.for_panel().filter(child__contact__in=Contact.objects.about([person.pk]))
    waiting = 0 if here else for_panel.exclude(child__contact__in=found).count()
    if waiting:
        yield CutOff(FRONT_DOOR, count(waiting, CHILD, CHILDREN))


def _drafts(drafts: list[Contact], readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    left = [one.agency.name for one in drafts if one.agency and not any(_may_go_on(it, one) for it in readers)]
    for agency, number in Counter(left).items():
        yield CutOff(agency, count(number, ONE, MANY))


def _approvals(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    asked = Approval.objects.unanswered().filter(contact__in=Contact.objects.about([person.pk]))
    open_ones = list(asked.select_related("contact__agency").order_by())
    left = [
        one.contact.agency.name
        for one in open_ones
        if one.contact.agency and not any(may_answer_approval(it, one, one.contact) for it in readers)
    ]
    for agency, number in Counter(left).items():
        yield CutOff(agency, count(number, APPROVAL, APPROVALS))


def _may_go_on(reader: "Practitioner", contact: Contact) -> bool:
    return may_write(reader, contact) or may(reader, "take over drafts", contact.agency)
