"""What a restricted record closes of this room: pieces of work, to whoever leads them."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import count
from righthelp.people.closing import CutOff
from righthelp.work.models import Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


def cut_off_work(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, the open work with a child that is led by somebody who is not among these readers."""
    led = Involvement.objects.filter(child=person, leads=True, ends_on__isnull=True, episode__ended_on__isnull=True)
    lost = led.exclude(practitioner__in=[one.pk for one in readers])
    for agency, number in Counter(lost.values_list("team__agency__name", flat=True)).items():
        what = count(number, "piece of open work", "pieces of open work")
        yield CutOff(agency, f"{what}, led by somebody who loses access")
