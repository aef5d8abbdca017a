"""What a restricted record closes of this room: entries filed to it first, on the records of other children, too."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.chronology.models import Entry, Filing
from righthelp.design_system.formatters import count
from righthelp.people.closing import CutOff
from righthelp.people.readers import access_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

SINGULAR_AND_PLURAL = ("entry in the chronology", "entries in the chronology")


def cut_off_entries(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, the entries that go out of sight on other children's records for some who read them there.

    An entry opens as the first child does to whom it was filed: whoever loses this child loses it there as well.
    """
    first = Filing.objects.filter(child=person, is_first=True).order_by().values("entry")
    elsewhere = Filing.objects.filter(entry__in=first).exclude(child=person).order_by()
    children = dict.fromkeys(elsewhere.values_list("child", flat=True))
    losing = {one for held in access_to(children).values() for one in held} - set(readers) if children else set()
    if losing:
        entries = Entry.objects.standing().filter(pk__in=elsewhere.values("entry"))
        for agency, number in Counter(entries.values_list("agency__name", flat=True)).items():
            words = f"{count(number, *SINGULAR_AND_PLURAL)} of other children, too"
            yield CutOff(agency, f"{words}: nobody off the list reads {'it' if number == 1 else 'them'} there any more")
