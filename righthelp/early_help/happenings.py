"""What this room saw happen to a child: early help was offered, with the answer, and how it ended.

That its work began and ended stands with the other pieces of work.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from righthelp.agencies.policies import agencies_where, may
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.policies import WRITES
from righthelp.people.happenings import Happening
from righthelp.people.rows import Asked, Row, shaped
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.rows import is_shut

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.early_help.queries import EarlyHelpQuerySet


def asked_of_early_help(reader: "Practitioner", children: "Sequence[int]") -> Iterator[Asked]:
    """Ask what was offered and how it ended, as far as a reader may know it.

    Whoever takes or took part knows, the agency that coordinates, and children's social care. Of none whose plan is
    shut to them: the record of a brother or sister may be restricted.
    """
    known = _known_to(reader).filter(~is_shut(reader))
    offers = Offer.objects.filter(children__person__in=children, help__in=known).distinct()
    stayed = PlanChild.objects.filter(plan=OuterRef("plan"), person__in=children).order_by()
    stayed = stayed.filter(Q(left_on__isnull=True) | Q(left_on__gte=OuterRef("ended_on")))
    ended = known.filter(Exists(stayed), ended_on__isnull=False)
    left = PlanChild.objects.filter(person__in=children, plan__in=known.values("plan"), left_on__isnull=False)
    yield shaped(
        "early_help_offer", offers, first_on="offered_on", text="answer", place="help__plan__team__agency__name"
    )
    yield shaped("early_help_ended", ended, first_on="ended_on", text="outcome", place="plan__team__agency__name")
    yield shaped(
        "early_help_left", left.exclude(left_how=""), first_on="left_on", text="left_how",
        place="plan__team__agency__name",
    )  # fmt: skip


def _known_to(reader: "Practitioner") -> "EarlyHelpQuerySet":
    every = EarlyHelp.objects.order_by()
    if may(reader, "find anybody"):
        return every
    took_part = Member.objects.filter(practitioner=reader).order_by().values("plan")
    own = agencies_where(reader, WRITES)
    return every.filter(Q(holder=reader) | Q(plan__in=took_part) | Q(plan__team__agency__in=own))


def _offered(row: Row, _: dt.date) -> Iterator[Happening]:
    if row.first_on:
        answer = Offer.Answer(row.text).label
        yield Happening(row.first_on, f"Early help was offered to the family. {answer}", row.place)


def _ended(row: Row, _: dt.date) -> Iterator[Happening]:
    if row.first_on:
        outcome = EarlyHelp.Outcome(row.text).label
        yield Happening(row.first_on, f"How early help ended: {outcome}", row.place)


def _left(row: Row, _: dt.date) -> Iterator[Happening]:
    if row.first_on:
        outcome = EarlyHelp.Outcome(row.text).label
        yield Happening(row.first_on, f"How early help ended for this child: {outcome}", row.place)


TELLS = {"early_help_offer": _offered, "early_help_ended": _ended, "early_help_left": _left}
