"""The getters of half-written families: for whoever holds them and, after a working day, for leads; not for long."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.calendar.queries import closed_days
from righthelp.people.access import looked, seen_among
from righthelp.people.actions.drafts import kept_drafts, not_over
from righthelp.people.adding.drafts import CHILD, opened
from righthelp.people.adding.entries import Choice
from righthelp.people.adding.family import Family, card_of
from righthelp.people.finding.access import Hit, Hits, people_like, records_known
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
    draft = not_over().select_related("agency", "owner", "saved_as").filter(public_id=public_id).first()
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


@dataclass(frozen=True)
class Drafts:
    """The drafts that concern somebody.

    What they hold, as far as they may open it; what they began and a lead took over, saved or not, to say so and no
    more; and, for a lead, what colleagues began more than a working day ago.
    """

    own: list[FamilyDraft]
    taken: list[FamilyDraft]
    waiting: list[FamilyDraft]


def drafts_for(by: "Practitioner") -> Drafts:
    """List the drafts that concern somebody, read in one query."""
    led = {one.team.agency_id for one in by.memberships_now if may(by, "take over drafts", one.team.agency)}
    meant = Q(taken_from=by) | Q(saved_as=None) & (Q(owner=by) | Q(agency__in=led))
    found = list(not_over().filter(meant).select_related("agency", "owner", "saved_as"))
    others = [draft for draft in found if draft.owner_id != by.pk]
    unsaved = [draft for draft in found if draft.saved_as_id is None]
    return Drafts(
        own=[draft for draft in unsaved if draft.owner_id == by.pk and _may_open(by, draft)],
        taken=[draft for draft in others if draft.taken_from_id == by.pk],
        waiting=_to_take_over(by, [draft for draft in unsaved if draft.owner_id != by.pk and draft.agency_id in led]),
    )


def saved_and_open(by: "Practitioner", drafts: list[FamilyDraft]) -> dict[int, Person]:
    """Give the children of saved drafts, by the draft, whose records are open to whoever began them; log the looks."""
    people = {draft.pk: draft.saved_as for draft in drafts if draft.saved_as}
    if not people:
        return {}
    seen = seen_among(by, people.values())
    shown = {key: person for key, person in people.items() if person.pk in seen}
    return {key: looked(by, person, seen, "taken over and saved").person for key, person in shown.items()}


def _to_take_over(by: "Practitioner", drafts: list[FamilyDraft]) -> list[FamilyDraft]:
    if not drafts:
        return []
    closed, now = closed_days(), timezone.now()
    first = sorted(drafts, key=lambda draft: (draft.began_at, draft.pk))
    return [draft for draft in first if may_take_draft_over(by, draft, now=now, closed=closed)]


def like_them_on_file(by: "Practitioner", family: Family) -> dict[str, Hits]:
    """Look for everybody in a draft among those on file of whom its owner may know."""
    wanted = family.to_look_for()
    hits = people_like(by, [(card_of(entry, family.around), entry.nhs) for entry in wanted.values()])
    return dict(zip(wanted, hits, strict=True))


def records_chosen(by: "Practitioner", family: Family) -> dict[str, Hit]:
    """Give the records chosen for people in a draft, by their keys: of whom one may not know any more, nothing."""
    chosen = {key: value for key, value in family.written.choices.items() if value != NEW_PERSON}
    if not chosen:
        return {}
    rows = Person.objects.filter(public_id__in=chosen.values()).values_list("public_id", "pk")
    keys = {str(public_id): pk for public_id, pk in rows}
    known = records_known(by, list(keys.values()), page="chosen when a family is added")
    found = {key: known.get(keys.get(value, 0)) for key, value in chosen.items()}
    return {key: hit for key, hit in found.items() if hit}


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
