"""The only ways to who works with a child: each asks whether the child's record is open, and logs the look.

The page of one's children logs no look a child, as the list of considerations does not: opening a child does.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.agencies.policies import may
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen
from righthelp.people.models import Person
from righthelp.people.reasons import Part
from righthelp.work.colleagues import leaders_for
from righthelp.work.models import Cover, Episode, Handover, Involvement, Transfer
from righthelp.work.policies import (
    agencies_to_involve,
    may_arrange_cover,
    may_end,
    may_end_work,
    may_hand_over,
    open_to,
    reads,
    sees_to_stay,
    work_to_begin,
)

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Membership, Practitioner, Team
    from righthelp.work.kinds import EpisodeKind

ALLOCATES = "You say who in your agency works with a child"


def child_to_work_with(reader: "Practitioner", public_id: UUID, *, page: str) -> Seen:
    """Give a child whose own record somebody may see, and log the look with why; else 404 with no hint.

    A relative's record, seen only through the family, does not open who works with them.
    """
    child = find_child(public_id)
    seen = open_to(reader, [child]).get(child.pk)
    if seen is None:
        raise LookRefused(reader, child)
    look(by=reader, subject=child, page=page, reason=seen.reasons[0].words)
    return seen


def episodes_of(seen: Seen) -> list[Episode]:
    """List the pieces of work with a child, what goes on first, then what ended last, with everybody in them.

    Two queries; none where the reader may not know what is known of the child.
    """
    if not seen.opens(Part.STORY):
        return []
    found = Episode.objects.filter(child=seen.person).with_workers()
    return sorted(found, key=lambda one: (one.is_open, one.ended_on or one.begun_on, one.pk), reverse=True)


def going_on_of(seen: Seen) -> list[Episode]:
    """List the pieces of work with a child of which somebody may become part; one query."""
    if not seen.opens(Part.STORY):
        return []
    return list(Episode.objects.going_on().filter(child=seen.person).select_related("team__agency"))


def child_to_begin_with(by: "Practitioner", public_id: UUID) -> "tuple[Seen, list[tuple[EpisodeKind, Team]]]":
    """Give a child with whom somebody may begin work, and which work of which team; else 404."""
    seen = child_to_work_with(by, public_id, page="begin work")
    offered = work_to_begin(by, seen.reasons)
    if not offered:
        raise LookRefused(by, seen.person)
    return seen, offered


def child_to_add_to(by: "Practitioner", public_id: UUID) -> "tuple[Seen, list[Agency]]":
    """Give a child to whom somebody may put colleagues, as far as they see the record, and of which agencies; else 404.

    Whose task allocation is may put them to a child of whom they see nothing.
    """
    child = find_child(public_id)
    seen = open_to(by, [child]).get(child.pk, Seen(child, ()))
    agencies = agencies_to_involve(by, child, seen.reasons)
    if not agencies:
        raise LookRefused(by, child)
    look(
        by=by, subject=child, page="add a worker", reason=seen.reasons[0].words if seen.opens(Part.STORY) else ALLOCATES
    )
    return seen, agencies


def involvement_to_end(by: "Practitioner", child_id: UUID, public_id: UUID) -> Involvement:
    """Give somebody's work with a child, for those who may end it; else 404."""
    involvement = _involvement(by, child_id, public_id, page="end somebody’s work")
    if not may_end(by, involvement):
        raise LookRefused(by, involvement.child)
    return involvement


def involvement_to_hand_over(by: "Practitioner", child_id: UUID, public_id: UUID) -> Involvement:
    """Give somebody's work with a child, for those who may pass it on; else 404."""
    involvement = _involvement(by, child_id, public_id, page="hand over")
    if not may_hand_over(by, involvement):
        raise LookRefused(by, involvement.child)
    return involvement


def episode_to_allocate(
    by: "Practitioner", child_id: UUID, public_id: UUID
) -> "tuple[Episode, list[Membership], bool]":
    """Give a piece of work, those of whom somebody may say that they lead it, and whether they say why; else 404."""
    episode, seen = _episode(by, child_id, public_id, page="allocate work")
    offered = leaders_for(by, episode, seen.reasons)
    if not offered:
        raise LookRefused(by, episode.child)
    return episode, offered, not sees_to_stay(seen.reasons)


def episode_to_end(by: "Practitioner", child_id: UUID, public_id: UUID) -> Episode:
    """Give a piece of work, for those who may end it; else 404."""
    episode, _ = _episode(by, child_id, public_id, page="end work")
    if not may_end_work(by, episode):
        raise LookRefused(by, episode.child)
    return episode


def handed_over(reader: "Practitioner", public_id: UUID) -> tuple[Involvement, list[Handover]]:
    """Give the notes with which work with a child came to somebody, for whoever may see the child's record."""
    later = Involvement.objects.with_people().select_related("child").filter(public_id=public_id).first()
    if later is None:
        raise Http404
    later.child = child_to_work_with(reader, later.child.public_id, page="handover note").person
    notes = list(later.handed_from.select_related("earlier__practitioner", "earlier__team__agency", "handed_by"))
    if not notes:
        raise Http404
    return later, notes


def cover_to_end(by: "Practitioner", public_id: UUID) -> Cover:
    """Give cover that somebody may end before its last day; else 404."""
    cover = Cover.objects.select_related("absent", "covering", "team__agency").filter(public_id=public_id).first()
    if cover is None:
        raise Http404
    if not may_arrange_cover(by, cover.absent, cover.team):
        raise LookRefused(by, cover)
    return cover


def transfer_to_note(by: "Practitioner", public_id: UUID) -> tuple[Transfer, bool]:
    """Give a record sent on whose receipt somebody may note, and whether they may see whose record it is.

    Whoever sent it may note the receipt, also when the child is no longer theirs: nobody else would chase it.
    """
    with_places = Transfer.objects.select_related("child", "from_agency", "to_agency", "sent_by", "received_noted_by")
    transfer = with_places.not_set_aside().filter(public_id=public_id).first()
    if transfer is None:
        raise Http404
    sees = reads(by, transfer.child)
    is_theirs = may(by, "write considerations", transfer.from_agency) and (sees or transfer.sent_by_id == by.pk)
    if not is_theirs:
        raise LookRefused(by, transfer.child)
    if sees:
        look(by=by, subject=transfer.child, page="record sent on")
    return transfer, sees


def _involvement(by: "Practitioner", child_id: UUID, public_id: UUID, *, page: str) -> Involvement:
    child = child_to_work_with(by, child_id, page=page).person
    involvement = child.involvements.with_people().filter(public_id=public_id).first()
    if involvement is None:
        raise Http404
    involvement.child = child
    return involvement


def _episode(by: "Practitioner", child_id: UUID, public_id: UUID, *, page: str) -> tuple[Episode, Seen]:
    seen = child_to_work_with(by, child_id, page=page)
    episode = Episode.objects.filter(child=seen.person, public_id=public_id).with_workers().first()
    if episode is None:
        raise Http404
    episode.child = seen.person
    return episode, seen


def find_child(public_id: UUID) -> Person:
    """Load somebody for a getter, which has still to ask whether the record is open; else 404."""
    child = Person.objects.select_related("agency").with_names().filter(public_id=public_id).first()
    if child is None:
        raise Http404
    return child
