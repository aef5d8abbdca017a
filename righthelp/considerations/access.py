"""The only ways to a consideration: each checks who asks and logs the look, or that it was refused."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.calendar.queries import closed_days
from righthelp.considerations.actions.versions import IsSetAside
from righthelp.considerations.ages import age_now
from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, TakeOver
from righthelp.considerations.policies import may_change, may_read, may_take_over
from righthelp.considerations.queries import bring_children
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from righthelp.agencies.models import Practitioner


class TakenOver(Exception):
    """Somebody else holds now what this person wrote; says so to the writer, and shows nothing of it."""

    def __init__(self, last: TakeOver) -> None:
        super().__init__()
        self.last = last


def consideration_to_read(
    person: "Practitioner", public_id: UUID, *, page: str, closed: "Collection[dt.date] | None" = None
) -> Consideration:
    """Give a consideration that a person may read, and log the look; else 404 with no hint.

    `closed` are the days on which the partnership is closed, where the page has read them already.
    """
    consideration = _find(person, public_id)
    if not (may_change(person, consideration) or _may_read(person, consideration, closed)):
        raise _refusal(person, consideration)
    look(by=person, subject=consideration, page=page)
    return consideration


def consideration_to_change(person: "Practitioner", public_id: UUID, *, page: str) -> Consideration:
    """Give a consideration that a person may change, and log the look; else 404 with no hint.

    Raises:
        IsSetAside: when it is set aside, so that nobody edits it now.
    """
    consideration = _find(person, public_id)
    if not may_change(person, consideration):
        raise _refusal(person, consideration)
    look(by=person, subject=consideration, page=page)
    if consideration.is_set_aside:
        raise IsSetAside(consideration)
    return consideration


def child_to_change(
    person: "Practitioner", public_id: UUID, child_id: UUID, *, page: str
) -> tuple[Consideration, ConsideredChild]:
    """Give one child of a consideration that a person may change."""
    consideration = consideration_to_change(person, public_id, page=page)
    return consideration, child_of(consideration, child_id)


def child_of(consideration: Consideration, child_id: UUID) -> ConsideredChild:
    """Give one child of a consideration that was loaded through a getter, or 404."""
    child = next((one for one in consideration.children.all() if one.public_id == child_id), None)
    if child is None:
        raise Http404
    child.consideration = consideration
    return child


def need_to_change(
    person: "Practitioner", public_id: UUID, child_id: UUID, need_id: UUID, *, page: str
) -> tuple[Consideration, ConsideredChild, ChosenNeed]:
    """Give one chosen need of a consideration that a person may change."""
    consideration, child = child_to_change(person, public_id, child_id, page=page)
    need = child.needs.filter(public_id=need_id).first()
    if need is None:
        raise Http404
    need.child = child
    return consideration, child, need


def draft_to_take_over(person: "Practitioner", public_id: UUID) -> Consideration:
    """Give a draft that a lead may take over, and log the look; else 404 with no hint."""
    consideration = _find(person, public_id)
    allowed = may_take_over(
        person, consideration, is_draft=is_draft(consideration), now=timezone.now(), closed=closed_days()
    )
    if not allowed:
        raise LookRefused(person, consideration)
    look(by=person, subject=consideration, page="take over")
    return consideration


def taken_to_give_back(person: "Practitioner", public_id: UUID) -> TakeOver:
    """Give how a person came by a draft that they took over and hold, and log the look; else 404 with no hint."""
    consideration = consideration_to_change(person, public_id, page="give back")
    taken = last_taken(consideration)
    if taken is None or not is_draft(consideration):
        raise Http404
    return taken


def last_taken(consideration: Consideration) -> TakeOver | None:
    """Give how its holder took it over from somebody else and did not give it back, if that is so."""
    for taken in reversed(consideration.takeovers.all()):
        is_open = taken.given_back_at is None and taken.taken_by_id == consideration.holder_id
        if is_open and taken.taken_from_id != taken.taken_by_id:
            taken.consideration = consideration
            return taken
    return None


def is_draft(consideration: Consideration) -> bool:
    """Say whether it is not set aside, and a child in it, or any child at all, still has no decision."""
    children = list(consideration.children.all())
    is_open = not children or not all(child.decisions.all() for child in children)
    return is_open and not consideration.is_set_aside


def is_closed(held: Consideration | ConsideredChild) -> bool:
    """Say whether a level was decided for a child, or for any of the children here."""
    children = [held] if isinstance(held, ConsideredChild) else held.children.all()
    return any(child.decisions.all() for child in children)


def _may_read(person: "Practitioner", consideration: Consideration, closed: "Collection[dt.date] | None") -> bool:
    draft = is_draft(consideration)
    known = closed_days() if closed is None and draft else closed or ()
    return may_read(person, consideration, is_draft=draft, now=timezone.now(), closed=known)


def _refusal(person: "Practitioner", consideration: Consideration) -> Exception:
    """404, which is logged, unless the person worked on this in its agency until somebody took it over."""
    taken = consideration.takeovers.filter(taken_from=person, given_back_at__isnull=True)
    last = taken.select_related("taken_by").last()
    if last and may(person, "write considerations", consideration.agency):
        return TakenOver(last)
    return LookRefused(person, consideration)


def _find(person: "Practitioner", public_id: UUID) -> Consideration:
    """Load a consideration with all that it goes on from, in as few queries as it alone would take.

    Where it names somebody whose restricted record is closed to the person who asks, it is refused, whoever holds it.
    """
    asked = Consideration.objects.with_people().with_new_thinking(person).with_whether_naming(closed_people(person))
    found = list(asked.with_those_before(public_id))
    bring_children(found)
    by_key = {one.pk: one for one in found}
    for one in by_key.values():
        one.continues = by_key[one.continues_id] if one.continues_id else None
    consideration = next((one for one in by_key.values() if one.public_id == public_id), None)
    if consideration is None:
        raise Http404
    named = [child for child in consideration.children.all() if child.person]
    if vars(consideration)["is_shut"]:
        raise LookRefused(person, consideration)
    for child in named:
        child.age = child.age if is_closed(child) else age_now(child)
    return consideration
