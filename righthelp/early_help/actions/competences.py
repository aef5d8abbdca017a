"""What a lead practitioner brings for work with a child in need is confirmed, or taken back (BP-054, BP-055)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.early_help.competences import COMPETENCES, brought_by
from righthelp.early_help.models import EarlyHelp, InNeed, LeadCompetence
from righthelp.early_help.policies.in_need import may_confirm
from righthelp.early_help.supervising import leading_now
from righthelp.plans.actions.holding import hold_to_add

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class LeadsNoMore(Exception):
    """Somebody else leads now."""


@dataclass(frozen=True)
class Looked:
    """What somebody found when they looked at what a lead practitioner brings, by the keys of the table.

    Raises:
        ValueError: for a key that is not in the table.
    """

    how_known: str
    confirmed: frozenset[str] = frozenset()
    taken_back: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.confirmed | self.taken_back <= set(COMPETENCES):
            raise ValueError("what a lead practitioner brings stands in the table")


@transaction.atomic
def set_competences(*, help: EarlyHelp, who: "Practitioner", looked: Looked, by: "Practitioner") -> None:
    """Confirm what whoever leads brings, or take it back, with the day, by whom, and how it is known.

    Raises:
        LeadsNoMore: for anybody but whoever leads this early help.
        HasEnded, NotAllowed: as `hold_to_add` does, and for anybody but the supervisor and managers in social care.
    """
    hold_to_add(help.plan, by)
    require(may_confirm(by, who.pk, InNeed.objects.going_on().filter(help=help).first()))
    if who.pk not in leading_now(help):
        raise LeadsNoMore
    note_competences(help=help, who=who, looked=looked, by=by)


def note_competences(*, help: EarlyHelp, who: "Practitioner", looked: Looked, by: "Practitioner") -> None:
    """Note what changes, inside a change that has asked who may; what stands so already is not noted again."""
    made = [
        LeadCompetence(practitioner=who, what=row.what.key, holds=not row.is_confirmed, how_known=looked.how_known,
                       noted_by=by)
        for row in brought_by([who])[who.pk]
        if row.what.key in (looked.taken_back if row.is_confirmed else looked.confirmed)
    ]  # fmt: skip
    LeadCompetence.objects.bulk_create(made)
    if made:
        record(by=by, name="early_help.competences_set", subject=help, refs={"practitioner": who.pk})
