"""What comes along with a child: written onto the plan, or kept until whoever sees to it says what became of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.early_help.actions.holding import work_with
from righthelp.early_help.actions.team import note_shared
from righthelp.early_help.models import CameAlong, EarlyHelp
from righthelp.people.readers import with_roles
from righthelp.plans.actions.content import add_need, add_strength
from righthelp.plans.actions.holding import hold
from righthelp.plans.models import Plan
from righthelp.work.models import Involvement
from righthelp.work.passing import FAMILY_WANTS, HELP_SO_FAR, NEEDS, STRENGTHS, WHAT_HAPPENED, WORRIES

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.plans.models import PlanChild

JOINS = "The child was passed on to the early help that they see to"
ON_THE_PLAN = "It was put on the plan"
BOXES = {"needs": NEEDS, "strengths": STRENGTHS, "help_so_far": HELP_SO_FAR, "family_wants": FAMILY_WANTS}


class SettledAlready(Exception):
    """Somebody said what became of it meanwhile."""


def why_of(texts: Mapping[str, str]) -> str:
    """Give why a child comes, of what was passed on."""
    return "\n".join(filter(None, (texts.get(WHAT_HAPPENED), texts.get(WORRIES))))


def write_along(
    help: EarlyHelp, texts: Mapping[str, str], by: "Practitioner", child: "PlanChild | None" = None
) -> None:
    """Write what came along onto early help and its plan, where it belongs, once; what stands there stays."""
    plan, strengths, needs = help.plan, texts.get(STRENGTHS), texts.get(NEEDS)
    if strengths and not plan.strengths.filter(text=strengths, child=child, dropped_at__isnull=True).exists():
        add_strength(plan=plan, text=strengths, child=child, by=by)
    if needs and not plan.needs.filter(own_words=needs, child=child, dropped_at__isnull=True).exists():
        add_need(plan=plan, own_words=needs, child=child, by=by)
    _add_to(help, "because", why_of(texts), by)
    _add_to(help, "help_so_far", texts.get(HELP_SO_FAR, ""), by)
    _add_wants(plan, texts.get(FAMILY_WANTS, ""), by)


def keep_along(
    help: EarlyHelp,
    texts: Mapping[str, str],
    by: "Practitioner",
    *,
    agency: "Agency",
    child: "PlanChild | None" = None,
) -> None:
    """Keep what came along to early help that somebody else sees to, until they say what became of it (BN-049)."""
    kept = {name: texts.get(key, "") for name, key in BOXES.items()} | {"why": why_of(texts)}
    if not any(kept.values()):
        return
    made = CameAlong.objects.create(help=help, child=child, agency=agency, passed_by=by, **kept)
    record(by=by, name="early_help.came_along", subject=help, refs={"came_along": made.pk})


def let_see(help: EarlyHelp, by: "Practitioner") -> None:
    """Have whoever holds or leads early help work with the children who came, so that they can offer it.

    Where this opens a record to another agency, the ledger of the child says so (SF-055).
    """
    leading = Involvement.objects.filter(episode__in_plan__plan=help.plan_id, leads=True, ends_on__isnull=True)
    seeing_to = (help.holder_id, *leading.order_by().values_list("practitioner_id", flat=True))
    keys = {key for key in seeing_to if key}
    for who in with_roles(keys).values() if keys else ():
        opened = work_with(help, who, by=by, because=JOINS)
        agency = next((one.team.agency for one in who.memberships_now), None)
        if opened and agency and agency != help.plan.team.agency:
            note_shared(help, opened, agency, JOINS, by)


@transaction.atomic
def put_on_plan(*, came: CameAlong, by: "Practitioner") -> None:
    """Put what came along onto the plan, so that nobody types it again.

    Raises:
        SettledAlready: when somebody said what became of it meanwhile.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(came.help.plan, by)
    _settle(came, ON_THE_PLAN, by)
    texts = {key: getattr(came, name) for name, key in BOXES.items()} | {WHAT_HAPPENED: came.why}
    write_along(came.help, texts, by, came.child)


@transaction.atomic
def settle(*, came: CameAlong, because: str, by: "Practitioner") -> None:
    """Say what became of what came along, where it does not go onto the plan as it is.

    Raises:
        SettledAlready: when somebody said what became of it meanwhile.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(came.help.plan, by)
    _settle(came, because, by)


def _settle(came: CameAlong, settled: str, by: "Practitioner") -> None:
    waiting = CameAlong.objects.filter(pk=came.pk, settled_at__isnull=True)
    if not waiting.update(settled=settled, settled_by=by, settled_at=timezone.now()):
        raise SettledAlready
    record(by=by, name="early_help.came_along_settled", subject=came.help, refs={"came_along": came.pk})


def _add_to(help: EarlyHelp, name: str, text: str, by: "Practitioner") -> None:
    """Add to what stands in a box of early help, as it is on file now."""
    before = EarlyHelp.objects.values_list(name, flat=True).get(pk=help.pk)
    if not _stands_in(before, text):
        setattr(help, name, "\n".join(filter(None, (before, text))))
        help.save(update_fields=[name])
        record(by=by, name="early_help.added_to", subject=help, fields=[name])


def _add_wants(plan: Plan, text: str, by: "Practitioner") -> None:
    """Add what the family wants, as a change that others who write the plan meanwhile see."""
    held = Plan.objects.get(pk=plan.pk)
    if not _stands_in(held.family_wants, text):
        wants = "\n".join(filter(None, (held.family_wants, text)))
        Plan.objects.filter(pk=plan.pk).update(family_wants=wants, version=F("version") + 1)
        record(by=by, name="early_help.added_to", subject=plan, fields=["family_wants"])


def _stands_in(before: str, text: str) -> bool:
    """Say whether a text stands there already: each of its lines, whole."""
    return {line.strip() for line in text.splitlines()} <= {"", *(line.strip() for line in before.splitlines())}
