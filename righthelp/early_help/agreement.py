"""Who of the family said what to early help, child by child, and where a yes alone does not decide that it begins.

Beginning with the yes of one parent may be right; it is decided by somebody, with a reason, and never overlooked. A
young person of 16 or over, and a younger one who understands enough, decides for themselves (SF-028). Each person’s
yes is for the children for whom they can speak, by what is on file now (`policies.speaking`).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from righthelp.consent.models import Agreement
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.policies.speaking import Speaks, speaks_for
from righthelp.people.rules import age_on
from righthelp.plans.models import PlanChild

if TYPE_CHECKING:
    from righthelp.people.models import Person

DECIDES_AT = 16  # presumed able to decide about help for themselves
Standing = Agreement.Standing


@dataclass(frozen=True)
class Answered:
    """What one person said last to early help for a child; `said` is empty for who still thinks about it.

    `speaks` says for whom each of the family can speak.
    """

    child: PlanChild
    offer: Offer
    said: Agreement | None
    speaks: Speaks

    @property
    def is_given(self) -> bool:
        """Say whether it is a yes, to all or a part, that stands, whoever gave it."""
        return self.said is not None and self.said.is_given

    @property
    def is_yes(self) -> bool:
        """Say whether it is a yes that stands, of somebody who can speak for this child."""
        return self.is_given and self.speaks.may_answer(self.offer.to_person_id, self.child.person_id)

    @property
    def is_own(self) -> bool:
        """Say whether the child themselves said it, as somebody who decides."""
        if self.said is None or self.offer.to_person_id != self.child.person_id:
            return False
        return self.said.standing == Standing.YOUNG or decides_alone(self.child.person, self.said.said_on)

    @property
    def decides(self) -> bool:
        """Say whether their yes or no decides: a parent’s, or that of a young person who is able to decide."""
        is_parent = self.said is not None and self.said.standing == Standing.PARENT
        return self.is_own or (is_parent and self.speaks.may_decide(self.offer.to_person_id, self.child.person_id))

    @property
    def is_against(self) -> bool:
        """Say whether somebody whose word decides said no, or took their yes back."""
        return self.decides and not self.is_given


@dataclass(frozen=True)
class ChildSaid:
    """What the family said of early help for one child: the last answer of each person, the first one first."""

    child: PlanChild
    answers: tuple[Answered, ...]

    @cached_property
    def agreed_on(self) -> dt.date | None:
        """Give the day of the first yes that stands; none where nobody agrees."""
        return min((one.said.said_on for one in self.answers if one.said and one.is_yes), default=None)

    @property
    def is_only_carer(self) -> bool:
        """Say whether only people who cannot decide for the child said yes."""
        return self.agreed_on is not None and not any(one.is_yes and one.decides for one in self.answers)

    @property
    def needs_reason(self) -> bool:
        """Say whether somebody must say why it begins all the same."""
        return self.is_only_carer or any(one.is_against for one in self.answers)


def decides_alone(person: "Person", on: dt.date) -> bool:
    """Say whether somebody is old enough to be presumed able to decide about help for themselves."""
    return person.born_on is not None and age_on(person.born_on, on) >= DECIDES_AT


def said_of_children(help: EarlyHelp) -> list[ChildSaid]:
    """Give what was said of each child for whom early help is offered or goes on, in the order of the plan.

    What was said before a child left and came back does not count for the time since: it is asked anew.
    """
    children = PlanChild.objects.filter(plan=help.plan_id, left_on__isnull=True).select_related("person", "plan")
    offers = list(help.offers.select_related("to_person").prefetch_related("children").order_by("offered_on", "pk"))
    asked = Agreement.objects.not_set_aside().filter(together__in=[one.together for one in offers if one.together])
    said = {(one.together, one.child_id): one for one in asked}
    speaks = speaks_for([one.person_id for one in children])
    return [ChildSaid(child, tuple(_answers(child, offers, said, speaks))) for child in children]


def counts_for(offer: Offer, child: PlanChild) -> bool:
    """Say whether an offer was made since a child is here."""
    return child.came_back_at is None or offer.noted_at >= child.came_back_at


def _answers(
    child: PlanChild, offers: Iterable[Offer], said: "Mapping[Any, Agreement]", speaks: Speaks
) -> Iterable[Answered]:
    """Give the last answer of each person; a record that was set aside as wrong is none."""
    last: dict[object, Answered] = {}
    for offer in offers:
        about = {one.pk for one in offer.children.all()}
        answer = said.get((offer.together, child.person_id))
        if child.pk in about and counts_for(offer, child) and (answer or not offer.together):
            last[offer.to_person_id or offer.to_name] = Answered(child, offer, answer, speaks)
    return last.values()
