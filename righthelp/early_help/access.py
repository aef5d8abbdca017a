"""The only ways to early help: each checks who asks as its plan does, and logs the look."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.early_help.beside import Beside, beside_of
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.taken_back import says_taken_back, was_taken_back
from righthelp.plans.access import SeenPlan, children_to_open, opened
from righthelp.plans.goes import Goes, goes_of
from righthelp.plans.homes import Says
from righthelp.plans.models import PlanChild
from righthelp.plans.policies import HasEnded, Standing
from righthelp.plans.queries import how_it_goes

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


HELP = "plan__early_help"
ALONG = (
    "plan__team__agency",
    "plan__edition",
    "plan__continues__team__agency",
    "plan__continues__early_help",
    f"{HELP}__holder",
    f"{HELP}__consideration",
    f"{HELP}__ended_by",
    f"{HELP}__assessment__done_by",
)


@dataclass(frozen=True)
class SeenHelp:
    """Early help as one reader may see it."""

    help: EarlyHelp
    plan: SeenPlan
    goes: Goes

    @property
    def may_change(self) -> bool:
        """Say whether this reader may change it: lead it, offer it, begin it, end it."""
        return self.help.is_open and self.plan.may_change

    @property
    def says(self) -> Says | None:
        """Say for whom every yes was taken back, on the pages on which somebody goes on all the same."""
        was_taken_back = any(vars(child)["was_taken_back"] for child in self.plan.children)
        return says_taken_back(self.plan) if was_taken_back else None

    @cached_property
    def beside(self) -> Beside:
        """Give what stands beside it: how children came and went, who stands in, who advises."""
        return beside_of(self.help, self.plan)


def help_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> SeenHelp:
    """Give early help that somebody may read, and log the look; else 404 with no hint."""
    seen = _find(reader, public_id)
    look(by=reader, subject=seen.help, page=page)
    return seen


def help_to_change(by: "Practitioner", public_id: UUID, *, page: str) -> SeenHelp:
    """Give early help that somebody may change, and log the look; else 404 with no hint.

    Raises:
        HasEnded: for whoever might change it, had it not ended.
    """
    seen = going_on(_theirs(_find(by, public_id), lambda standing: standing.keeps))
    look(by=by, subject=seen.help, page=page)
    return seen


def help_to_add_to(by: "Practitioner", public_id: UUID, *, page: str) -> SeenHelp:
    """Give early help that somebody of its team may add to, and log the look; else 404 with no hint.

    Raises:
        HasEnded: for whoever might add to it, had it not ended.
    """
    seen = going_on(_theirs(_find(by, public_id), lambda standing: standing.takes_part))
    look(by=by, subject=seen.help, page=page)
    return seen


def help_that_is_kept(by: "Practitioner", public_id: UUID, *, page: str) -> SeenHelp:
    """Give early help to whoever keeps it, or did on its last day, and log the look; else 404 with no hint."""
    seen = _theirs(_find(by, public_id), lambda standing: standing.keeps)
    look(by=by, subject=seen.help, page=page)
    return seen


def going_on(seen: SeenHelp) -> SeenHelp:
    """Give early help that goes on.

    Raises:
        HasEnded: when it ended.
    """
    if not (seen.help.is_open and seen.plan.plan.is_open):
        raise HasEnded
    return seen


def _theirs(seen: SeenHelp, is_theirs: Callable[[Standing], bool]) -> SeenHelp:
    if not is_theirs(seen.plan.standing):
        raise LookRefused(seen.plan.reader, seen.help)
    return seen


def child_of(seen: SeenHelp, public_id: UUID) -> PlanChild:
    """Give one child of early help whose record is open to the reader; else 404."""
    return seen.plan.child(public_id)


def _find(reader: "Practitioner", public_id: UUID) -> SeenHelp:
    beside: dict[str, Any] = {**how_it_goes("plan"), "was_taken_back": was_taken_back()}
    asked = children_to_open(reader).select_related(*ALONG).annotate(**beside)
    children = list(asked.filter(plan__early_help__public_id=public_id))
    if not children:
        raise Http404
    it: EarlyHelp = children[0].plan.early_help
    plan = opened(reader, it.plan, children)
    if plan is None:
        raise LookRefused(reader, it)
    return SeenHelp(it, plan, goes_of(it.plan, children[0], timezone.localdate()))
