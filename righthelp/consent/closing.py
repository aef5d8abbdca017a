"""What a restricted record closes of this room: approvals and next steps that nobody on the list could see to."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.consent.policies import may_answer, may_decide_next
from righthelp.consent.reading import read_of
from righthelp.design_system.formatters import count
from righthelp.people.closing import CutOff

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


def cut_off_answers(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, what waits for a manager or lead and could be seen to by none of these readers."""
    found = read_of([person])
    asked = [(one.agency, advice) for one in found.goings_on if one.stands for advice in one.advice.all()]
    unanswered = Counter(
        agency.name
        for agency, advice in asked
        if advice.is_open and not any(may_answer(one, advice) for one in readers)
    )
    taken_back = [one.agency for one in (*found.agreements, *found.consents) if one.waits_for_next_steps]
    undecided = Counter(
        agency.name for agency in taken_back if not any(may_decide_next(one, agency) for one in readers)
    )
    for agency, number in unanswered.items():
        yield CutOff(agency, f"{count(number, 'approval')} not answered yet")
    for agency, number in undecided.items():
        yield CutOff(agency, count(number, "yes that was taken back", "answers that were taken back"))
