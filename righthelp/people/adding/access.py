"""The getters of half-written families: for whoever holds them and, after a working day, for leads; not for long."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.calendar.queries import closed_days
from righthelp.people.actions.drafts import kept_drafts, kept_since
from righthelp.people.adding.drafts import CHILD, opened
from righthelp.people.adding.entries import Choice
from righthelp.people.adding.family import Family, card_of
from righthelp.people.finding.access import Hits, people_like
from righthelp.people.finding.sight import Sight
from righthelp.people.forms.adding import NEW_PERSON, choice_of
from righthelp.people.models import FamilyDraft, Person
from righthelp.people.policies import may_read_protected, may_take_draft_over
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class NotOnFileAnyMore(Exception):
    """A record that was chosen cannot be known of any more."""


class TakenOver(Exception):
    """A safeguarding lead took over what somebody began."""

    def __init__(self, draft: FamilyDraft) -> None:
        super().__init__("taken over")
        self.draft = draft


def draft_to_go_on(by: "Practitioner", public_id: UUID) -> FamilyDraft:
    """Give a draft to whoever holds it; saved ones too, which lead to the record.

    One with a protected address that was handed to somebody who may not read it waits for a lead to take it over.

    Raises:
        TakenOver: where they began it, still write for its agency, and a lead took it over.
    """
    kept = FamilyDraft.objects.filter(changed_at__gte=kept_since(timezone.now()))
    draft = kept.select_related("agency", "owner", "saved_as").filter(public_id=public_id).first()
    if draft is None:
        raise Http404
    if draft.taken_from_id == by.pk != draft.owner_id and may(by, "write considerations", draft.agency):
        raise TakenOver(draft)
    if draft.owner_id != by.pk or not _may_open(by, draft):
        raise LookRefused(by, draft)
    return draft


def draft_to_take_over(by: "Practitioner", public_id: UUID) -> FamilyDraft:
    """Give a draft that a lead may take over, and log the look; else 404 with no hint."""
    draft = kept_drafts().select_related("agency", "owner").filter(public_id=public_id).first()
    if draft is None:
        raise Http404
    if not may_take_draft_over(by, draft, now=timezone.now(), closed=closed_days()):
        raise LookRefused(by, draft)
    look(by=by, subject=draft, page="take over a family")
    return draft


def _may_open(by: "Practitioner", draft: FamilyDraft) -> bool:
    return draft.saved_as_id is not None or may_read_protected(by) or not opened(draft).is_protected


def drafts_of(by: "Practitioner") -> list[FamilyDraft]:
    """List what somebody holds and has not saved, as far as they may open it."""
    return [draft for draft in kept_drafts().filter(owner=by) if _may_open(by, draft)]


def drafts_taken_from(by: "Practitioner") -> list[FamilyDraft]:
    """List what somebody began and a lead took over, to say so; nothing of what stands in it."""
    return list(kept_drafts().filter(taken_from=by).exclude(owner=by).select_related("owner"))


def drafts_waiting_for(by: "Practitioner") -> list[FamilyDraft]:
    """List what colleagues began more than a working day ago and have not saved, for the leads of their agencies."""
    led = [one.team.agency for one in by.memberships_now if may(by, "take over drafts", one.team.agency)]
    if not led:
        return []
    others = kept_drafts().filter(agency__in=led).exclude(owner=by)
    begun = list(others.select_related("agency", "owner").order_by("began_at", "pk"))
    if not begun:
        return []
    closed, now = closed_days(), timezone.now()
    return [draft for draft in begun if may_take_draft_over(by, draft, now=now, closed=closed)]


def like_them_on_file(by: "Practitioner", family: Family) -> dict[str, Hits]:
    """Look for everybody in a draft among those on file of whom its owner may know."""
    wanted = family.to_look_for()
    hits = people_like(by, [(card_of(entry, family.around), entry.nhs) for entry in wanted.values()])
    return dict(zip(wanted, hits, strict=True))


def choices_of(by: "Practitioner", chosen: dict[str, str]) -> dict[str, Choice]:
    """Give what was chosen for each person: to add to a child's record, what is known of the child must be open.

    Raises:
        NotOnFileAnyMore: for a record of which the person may not know, or not any more.
    """
    wanted = {key: value for key, value in chosen.items() if value != NEW_PERSON}
    people = {str(one.public_id): one for one in Person.objects.filter(public_id__in=wanted.values())}
    sight = Sight(by)
    sight.look(one.pk for one in people.values())
    found: dict[str, Choice] = {}
    for key, value in wanted.items():
        known = sight.known.get(people[value].pk) if value in people else None
        if known is None:
            raise NotOnFileAnyMore
        found[key] = choice_of(known.person, is_open=known.opens(Part.STORY if key == CHILD else Part.WHO))
    return found
