"""Who holds a consideration."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.considerations.actions.versions import ChangedMeanwhile
from righthelp.considerations.closing import lists_around
from righthelp.considerations.models import Consideration, TakeOver
from righthelp.considerations.rules import look_again_waits_since

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.audit.actions import CommandLine
    from righthelp.considerations.queries import ConsiderationQuerySet


@transaction.atomic
def take_over(*, consideration: Consideration, because: str, by: "Practitioner") -> TakeOver:
    """Pass a draft from its holder to a safeguarding lead or deputy; what stands in it stays.

    Raises:
        ChangedMeanwhile: when it is no draft any more, or not with the holder it was loaded with.
    """
    taken_from = consideration.holder
    _pass_draft_to(consideration, by)
    taken = TakeOver.objects.create(consideration=consideration, taken_from=taken_from, taken_by=by, because=because)
    refs = {"practitioner": taken_from.pk}
    record(by=by, name="considerations.taken_over", subject=consideration, fields=["holder"], refs=refs)
    return taken


@transaction.atomic
def give_back(*, taken: TakeOver, note: str, by: "Practitioner") -> None:
    """Pass a draft that was taken over back to the person from whom it was taken, with a note for that person.

    Raises:
        ChangedMeanwhile: when it is no draft any more, or not with whoever took it over.
    """
    consideration = taken.consideration
    _pass_draft_to(consideration, taken.taken_from)
    taken.given_back_at, taken.given_back_note = timezone.now(), note
    taken.save(update_fields=["given_back_at", "given_back_note"])
    refs = {"practitioner": taken.taken_from_id}
    record(by=by, name="considerations.given_back", subject=consideration, fields=["holder"], refs=refs)


@transaction.atomic
def hand_over(*, consideration: Consideration, to: "Practitioner", by: "Practitioner | CommandLine") -> None:
    """Give a consideration to a colleague, for example when its holder leaves."""
    _pass_to(consideration, to)
    refs = {"practitioner": to.pk}
    record(by=by, name="considerations.handed_over", subject=consideration, fields=["holder"], refs=refs)


def count_drafts(person: "Practitioner", agency: "Agency") -> int:
    """Count the drafts that somebody holds in an agency."""
    return _drafts(person, agency).count()


def count_look_agains(person: "Practitioner", agency: "Agency") -> int:
    """Count what somebody holds in an agency that is decided, with a day to look again that still waits."""
    return _look_agains(person, agency).count()


def lists_of_drafts(person: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each of somebody's drafts that a restricted record closes whom it is open to, by key."""
    return lists_around(_drafts(person, agency))


def lists_of_look_agains(person: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each of somebody's decisions to look at again that a restricted record closes whom it is open to."""
    return lists_around(_look_agains(person, agency))


@transaction.atomic
def hand_over_drafts(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Give all drafts of a leaver in an agency to a colleague, each logged."""
    for consideration in _drafts(leaver, agency):
        hand_over(consideration=consideration, to=receiver, by=by)


@transaction.atomic
def hand_over_look_agains(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Give a leaver's decided considerations with a day to look again to a colleague, each logged."""
    for consideration in _look_agains(leaver, agency):
        hand_over(consideration=consideration, to=receiver, by=by)


def _drafts(person: "Practitioner", agency: "Agency") -> "ConsiderationQuerySet":
    return Consideration.objects.drafts().held_by(person).of_agencies([agency])


def _look_agains(person: "Practitioner", agency: "Agency") -> "ConsiderationQuerySet":
    since = look_again_waits_since(timezone.localdate())
    return Consideration.objects.to_look_again(since).held_by(person).of_agencies([agency])


def _pass_draft_to(consideration: Consideration, person: "Practitioner") -> None:
    """Change the holder of a draft; asked once its row is held, so that no decision slips in beside it."""
    _pass_to(consideration, person)
    if not Consideration.objects.drafts().filter(pk=consideration.pk).exists():
        raise ChangedMeanwhile


def _pass_to(consideration: Consideration, person: "Practitioner") -> None:
    """Change the holder, where nobody else did meanwhile."""
    same = Consideration.objects.filter(pk=consideration.pk, holder_id=consideration.holder_id)
    if not same.update(holder=person, changed_at=timezone.now()):
        raise ChangedMeanwhile
    consideration.holder = person
