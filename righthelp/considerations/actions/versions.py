"""How every change here takes hold of what it changes, and how it is logged.

The consideration's row is always taken first and the child's second, so that changes wait for each other instead of
blocking each other, and nothing slips in beside a decision.
"""

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.considerations.models import CommonAsDecided, Consideration, ConsideredChild, Decision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner


COMMON = (
    "worry",
    "told_whom",
    "what_next",
    "who_knows_family",
    "support_by",
    "support_offered",
    "safe_to_speak",
    "safe_to_speak_because",
    "family_part",
    "family_view",
    "family_change",
    "family_agrees",
    "harm_without_help",
    "harm_because",
)


class ChangedMeanwhile(Exception):
    """Somebody else, or the same person in another window, saved first."""


class AlreadyDecided(Exception):
    """What led to a decision is not edited."""


class IsSetAside(Exception):
    """What is set aside is not edited until somebody brings it back."""

    def __init__(self, consideration: Consideration) -> None:
        super().__init__()
        self.consideration = consideration


class ReasonMissing(ValueError):
    """The level is below the highest worry chosen, and the reason does not say why."""


def hold_common(consideration: Consideration, version: int | None = None, *, even_decided: bool = False) -> None:
    """Take hold of what is common, at this version where one is given.

    Raises:
        AlreadyDecided: when a level was decided for one of the children, unless the change edits no thinking.
        ChangedMeanwhile: when `version` is not the version on file.
        IsSetAside: when it is set aside.
    """
    is_same = _move_on(consideration, version)
    _refuse_set_aside(consideration.pk)
    if not even_decided and Decision.objects.filter(child__consideration=consideration).exists():
        raise AlreadyDecided
    if not is_same:
        raise ChangedMeanwhile


def hold_to_edit(consideration: Consideration, version: int | None = None, *, while_empty: str = "") -> None:
    """Take hold of what is common to edit it, which is open while one of the children is undecided.

    What the decisions so far were made with is kept beside them first, so that their record stays as it was.
    `while_empty` names a question that is open after the last decision too, as long as nobody has answered it.

    Raises:
        AlreadyDecided: when a level was decided for each of the children.
        ChangedMeanwhile: when `version` is not the version on file.
        IsSetAside: when it is set aside.
    """
    is_same = _move_on(consideration, version)
    _refuse_set_aside(consideration.pk)
    decisions = Decision.objects.filter(child__consideration=consideration)
    undecided = ConsideredChild.objects.filter(consideration=consideration, decisions=None)
    if decisions.exists() and not undecided.exists() and not _is_unanswered(consideration, while_empty):
        raise AlreadyDecided
    if not is_same:
        raise ChangedMeanwhile
    _keep_as_decided(consideration, decisions.filter(common_as_decided=None))


def _is_unanswered(consideration: Consideration, question: str) -> bool:
    """Ask afresh: what the page loaded may be older."""
    return bool(question) and Consideration.objects.filter(pk=consideration.pk, **{question: ""}).exists()


def _keep_as_decided(consideration: Consideration, decisions: "QuerySet[Decision]") -> None:
    made = list(decisions)
    if not made:
        return
    # asked afresh: what the page loaded may be older, or changed already
    [written] = Consideration.objects.filter(pk=consideration.pk).values(*COMMON)
    answers = [list(answer) for answer in consideration.answers.values_list("question__text", "text")]
    CommonAsDecided.objects.bulk_create(
        CommonAsDecided(decision=decision, written=written, answers=answers) for decision in made
    )


def hold_child(child: ConsideredChild, version: int | None = None, *, even_decided: bool = False) -> None:
    """Take hold of one child, at this version where one is given.

    Raises:
        AlreadyDecided: when a level was decided for the child, unless the change is itself a decision.
        ChangedMeanwhile: when `version` is not the version on file.
        IsSetAside: when the consideration is set aside.
    """
    Consideration.objects.filter(pk=child.consideration_id).update(changed_at=timezone.now())
    is_same = _move_on(child, version)
    _refuse_set_aside(child.consideration_id)
    # asked afresh: what the page loaded may be older
    if not even_decided and Decision.objects.filter(child=child).exists():
        raise AlreadyDecided
    if not is_same:
        raise ChangedMeanwhile


def _refuse_set_aside(consideration_id: int) -> None:
    aside = Consideration.objects.set_aside().select_related("set_aside_by").filter(pk=consideration_id).first()
    if aside:
        raise IsSetAside(aside)


def _move_on(held: Consideration | ConsideredChild, version: int | None) -> bool:
    """Step the version; say whether it was the one expected."""
    rows = type(held)._default_manager.filter(pk=held.pk)
    same = rows.filter(version=version) if version is not None else rows
    changes = {"changed_at": timezone.now()} if isinstance(held, Consideration) else {}
    is_same = bool(same.update(version=F("version") + 1, **changes))
    if is_same and version is not None:
        held.version = version + 1
    return is_same


def record_child(child: ConsideredChild, name: str, fields: list[str], by: "Practitioner", **refs: int) -> None:
    """Log a change to one child."""
    record(by=by, name=name, subject=child, fields=fields, refs={"consideration": child.consideration_id, **refs})
