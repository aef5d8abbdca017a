"""What waits for somebody who leaves: approvals asked of them pass to a colleague, so that none is forgotten."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import may_keep_people
from righthelp.audit.actions import CommandLine, record
from righthelp.consent.models import Advice
from righthelp.consent.notices import tell_who_is_asked
from righthelp.consent.policies import may_answer
from righthelp.people.closing import lists_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.consent.queries import AdviceQuerySet


def count_approvals(leaver: "Practitioner", agency: "Agency") -> int:
    """Count the approvals asked of somebody in an agency and not answered."""
    return _open(leaver, agency).count()


def lists_of_approvals(leaver: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each of them that is about a restricted record who is on its list, by key."""
    children = list(_open(leaver, agency).values_list("going_on__child_id", flat=True))
    lists = lists_of(children)
    return [lists[child] for child in children if child in lists]


@transaction.atomic
def pass_approvals_on(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Ask a colleague instead, who gets a notice of what they may answer.

    What they asked themselves stays on the child's page until somebody else is asked.

    Raises:
        NotAllowed: when somebody does not keep the agency’s people.
    """
    require(may_keep_people(by, agency))
    passed = list(_open(leaver, agency).select_related("going_on__child", "going_on__agency"))
    for advice in passed:
        Advice.objects.filter(pk=advice.pk).update(asked_of=receiver)
        advice.asked_of = receiver
        refs = {"goingon": advice.going_on_id, "advice": advice.pk}
        record(by=by, name="consent.approval_passed_on", subject=advice.going_on.child, refs=refs)
    tell_who_is_asked(receiver, [advice for advice in passed if may_answer(receiver, advice)])


def _open(leaver: "Practitioner", agency: "Agency") -> "AdviceQuerySet":
    return Advice.objects.unanswered().filter(asked_of=leaver, going_on__agency=agency)
