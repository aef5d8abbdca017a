"""What a consideration holds already, brought into early help that follows from it, so that nobody types it again."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.record import words_leave
from righthelp.early_help.models import Assessment, ChildVoice, EarlyHelp
from righthelp.plans.actions.content import add_need, add_strength
from righthelp.plans.actions.words import write_plan
from righthelp.plans.models import Plan, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.considerations.models import Consideration

READERS = {
    ConsideredChild.Readers.WORKERS: ChildVoice.Readers.TEAM,
    ConsideredChild.Readers.FAMILY: ChildVoice.Readers.FAMILY,
}


def first_answers(it: "Consideration") -> dict[str, object]:
    """Give what stands in the boxes of a fresh form."""
    seen_on = timezone.localdate(it.started_at)
    return {"because": it.worry, "need_seen_on": seen_on, "help_so_far": it.support_offered}


def bring_needs(help: EarlyHelp, children: "Collection[ConsideredChild]", by: "Practitioner") -> None:
    """Write the needs and strengths that were noted of some children onto the plan, and what the family wants."""
    it = help.consideration
    if it and it.family_change:
        write_plan(plan=help.plan, version=help.plan.version, changes={"family_wants": it.family_change}, by=by)
    whose = {one.person_id: one for one in help.plan.children.all()}
    for thought in children:
        _needs(help.plan, whose[thought.person_id or 0], thought, by)


def bring_voice(help: EarlyHelp, child: PlanChild, by: "Practitioner") -> None:
    """Bring life and words into the assessment once the family agreed to one for this child (BP-026).

    Words go only where those who chose their readers let them go; they keep these readers.
    """
    thought = ConsideredChild.objects.filter(consideration=help.consideration_id, person=child.person_id).first()
    if thought is None:
        return
    said = {name: getattr(thought, name) for name in ("life_now", "life_to_come")}
    if words_leave(thought) and thought.words:
        said |= {name: getattr(thought, name) for name in ("words", "words_on", "words_question", "words_exact")}
        said |= {"words_readers": READERS[ConsideredChild.Readers(thought.words_readers)], "words_by": by}
    if any(said.values()):
        assessment, _ = Assessment.objects.get_or_create(help=help)
        ChildVoice.objects.get_or_create(assessment=assessment, child=child, defaults=said)


def _needs(plan: Plan, child: PlanChild, thought: ConsideredChild, by: "Practitioner") -> None:
    if thought.strengths:
        add_strength(plan=plan, child=child, text=thought.strengths, by=by)
    for need in thought.needs.select_related("descriptor"):
        if need.is_strength:
            add_strength(plan=plan, child=child, text=need.text, said_by=need.evidence_from, by=by)
            continue
        names = ("descriptor", "own_words", "evidence", "evidence_from", "evidence_on", "evidence_kind")
        add_need(plan=plan, child=child, by=by, **{name: getattr(need, name) for name in names})
