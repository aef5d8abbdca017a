"""What a restricted record closes of requests that are not sent: said in numbers before anything is restricted."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.agencies.policies import may
from righthelp.design_system.formatters import count
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import may_write
from righthelp.people.closing import CutOff

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

ONE, MANY = "unsent request for help for this child", "unsent requests for help for this child"


def cut_off_drafts(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, the drafts about a child with which none of these readers could go on."""
    about = Contact.objects.drafts().about([person.pk]).select_related("agency", "author")
    left = [one.agency.name for one in about if one.agency and not any(_may_go_on(it, one) for it in readers)]
    for agency, number in Counter(left).items():
        yield CutOff(agency, count(number, ONE, MANY))


def _may_go_on(reader: "Practitioner", contact: Contact) -> bool:
    return may_write(reader, contact) or may(reader, "take over drafts", contact.agency)
