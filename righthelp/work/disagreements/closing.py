"""What a restricted record closes of disagreements: those that nobody on its list could take further."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import count
from righthelp.people.closing import CutOff
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.policies import may_lead_on

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


def cut_off_disagreements(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, the open disagreements about a child that none of these readers could take further."""
    going_on = Disagreement.objects.about([person.pk]).filter(outcome="").listed()
    left = Counter(it.raised_for.name for it in going_on if not any(may_lead_on(one, it) for one in readers))
    for agency, number in left.items():
        yield CutOff(agency, count(number, "open disagreement", "open disagreements"))
