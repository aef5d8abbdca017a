"""What a restricted record closes of this room: contacts that nobody on the list could go on with."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import count
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import works_here
from righthelp.people.closing import CutOff

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

FRONT_DOOR = "The front door"


def cut_off_contacts(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count the contacts about a child that are not decided and held by somebody, or by nobody, who loses access."""
    here = {one.pk for one in readers if works_here(one)}
    about = Contact.objects.undecided().about([person.pk]).order_by()
    lost = [
        holder for holder in about.values_list("holder_id", flat=True) if holder not in here and (holder or not here)
    ]
    if lost:
        yield CutOff(FRONT_DOOR, f"{count(len(lost), 'contact')} not decided yet")
