"""What is still open before early help ends, so that nothing of it is forgotten with the plan."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from righthelp.design_system.formatters import count, sentence_case
from righthelp.early_help.actions.ending import DONE
from righthelp.early_help.models import CameAlong
from righthelp.early_help.pages import help_page
from righthelp.plans import rules
from righthelp.plans.family_access import said_to
from righthelp.plans.models import Action, Copy, Meeting, Member, Referral
from righthelp.plans.outlines import outline_of
from righthelp.plans.presenting.content import content_of
from righthelp.plans.presenting.papers import papers_of
from righthelp.plans.rules import Lack, missing_in

if TYPE_CHECKING:
    from righthelp.early_help.access import SeenHelp
    from righthelp.plans.models import Plan, PlanChild
    from righthelp.plans.presenting.content import PlanContent

UNANSWERED = {
    Lack.NEED_UNANSWERED: ("need without an answer", "needs without an answer"),
    Lack.WORRY_WITHOUT_GOAL: ("worry without a wellbeing goal", "worries without a wellbeing goal"),
    Lack.GOAL_WITHOUT_ACTION: ("goal for which nobody does anything", "goals for which nobody does anything"),
}
Open = tuple["QuerySet[Any]", str, str, str]  # what is open, its words for one and for many, the name of its page
Whose = Callable[[str], Q]  # of the name of the field that holds the child: whose parts are counted


@dataclass(frozen=True)
class StillOpen:
    """One kind of thing that is open, how many there are, and the page where it is seen to.

    `is_first`: early help does not end before it is seen to; `before`: not with these outcomes.
    """

    key: str
    words: str
    page: str
    is_first: bool = False
    before: tuple[str, ...] = ()


def still_open(seen: "SeenHelp") -> list[StillOpen]:
    """Give what is open, as far as it is about children whose records are open to the reader, or about all."""
    plan, whose = seen.plan.plan, partial(_shown, seen)
    found = _counted(plan, (*_meetings(plan), *_to_do(plan, whose), *_papers(plan)))
    unanswered = _unanswered(plan, content_of(seen.plan))
    return [*_unread(seen, Q()), *unanswered, *found, *_owed(seen), *_along(seen, whose)]


def still_open_of(seen: "SeenHelp", child: "PlanChild") -> list[StillOpen]:
    """Give what is open for one child, before early help ends for this child while it goes on for others."""
    plan, whose = seen.plan.plan, partial(_of_child, child)
    unanswered = _unanswered(plan, content_of(seen.plan).of_child(child))
    own = Q(link__member__kind=Member.Kind.CHILD, link__member__person=child.person_id)
    return [*_unread(seen, own), *unanswered, *_counted(plan, _to_do(plan, whose)), *_along(seen, whose)]


def _counted(plan: "Plan", asked: Iterable[Open]) -> Iterator[StillOpen]:
    for rows, one, many, name in asked:
        if number := rows.count():
            yield _open(number, one, many, reverse(name, args=[plan.public_id]))


def _open(number: int, one: str, many: str, page: str, *, is_first: bool = False) -> StillOpen:
    return StillOpen(one, sentence_case(count(number, one, many)), page, is_first)


def _unread(seen: "SeenHelp", whose: Q) -> Iterator[StillOpen]:
    """Give what the family wrote and the reader may read: a child may have said that they are not safe."""
    waiting = said_to(seen.plan).filter(whose, read_at=None)
    members = seen.plan.members
    number = sum(not members[one.link.member_id].is_hidden for one in waiting)
    if number:
        page = reverse("family_pages", args=[seen.plan.plan.public_id])
        yield _open(number, "message of the family to read", "messages of the family to read", page, is_first=True)


def _unanswered(plan: "Plan", content: "PlanContent") -> Iterator[StillOpen]:
    """Give the needs, worries and goals that nobody answered; with the first two nothing ends as done."""
    missing = missing_in(outline_of(content))
    page = reverse("plan", args=[plan.public_id])
    for lack, (one, many) in UNANSWERED.items():
        if number := sum(each == lack for each, _ in missing):
            before = DONE if lack in rules.UNANSWERED else ()
            yield StillOpen(one, sentence_case(count(number, one, many)), page, before=before)


def _owed(seen: "SeenHelp") -> Iterator[StillOpen]:
    """Give who of the family and their network has no copy of the plan that was agreed last."""
    papers = papers_of(seen.plan)
    if papers.is_agreed and papers.without_last:
        words = "without a copy of the plan that was agreed last"
        page = reverse("plan_copies", args=[seen.plan.plan.public_id])
        yield _open(papers.without_last, f"person {words}", f"people {words}", page)


def _along(seen: "SeenHelp", whose: Whose) -> Iterator[StillOpen]:
    along = CameAlong.objects.filter(whose("child"), help=seen.help, settled_at=None).count()
    if along:
        yield _open(along, "note that came along", "notes that came along", help_page(seen.help))


def _meetings(plan: "Plan") -> Iterator[Open]:
    meetings, now = Meeting.objects.filter(plan=plan, held_at=None, cancelled_at=None), timezone.now()
    yield meetings.filter(planned_for__lte=now), "meeting to write up", "meetings to write up", "plan"
    come = "to come: cancelled when early help ends"
    yield meetings.filter(planned_for__gt=now), f"meeting {come}", f"meetings {come}", "plan"


def _to_do(plan: "Plan", whose: Whose) -> Iterator[Open]:
    actions = Action.objects.to_do().at_work().filter(whose("child"), plan=plan)
    yield actions, "action to do", "actions to do", "plan_progress"
    open_ones = {"need__child__left_on": None, "is_signpost": False, "answer": ""}
    asked = Referral.objects.filter(whose("need__child"), plan=plan, **open_ones)
    yield asked, "service that has not answered", "services that have not answered", "plan_services"


def _papers(plan: "Plan") -> Iterator[Open]:
    copies = Copy.objects.filter(plan=plan, given=None)
    yield copies, "copy that was not given yet", "copies that were not given yet", "plan_copies"


def _shown(seen: "SeenHelp", child: str) -> Q:
    return Q(**{child: None}) | Q(**{f"{child}__in": seen.plan.keys})


def _of_child(one: "PlanChild", child: str) -> Q:
    return Q(**{child: one})
