"""What a restricted record closes of this room, said in numbers before anything is restricted: requests that are not
sent, and contacts, that nobody on the list could go on with.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.agencies.policies import may
from righthelp.design_system.formatters import count
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import may_write, works_here
from righthelp.people.closing import CutOff

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

FRONT_DOOR = "The front door"
ONE, MANY = "unsent request for help for this child", "unsent requests for help for this child"


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


def _drafts(drafts: list[Contact], readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    left = [one.agency.name for one in drafts if one.agency and not any(_may_go_on(it, one) for it in readers)]
    for agency, number in Counter(left).items():
        yield CutOff(agency, count(number, ONE, MANY))


def _may_go_on(reader: "Practitioner", contact: Contact) -> bool:
    return may_write(reader, contact) or may(reader, "take over drafts", contact.agency)
