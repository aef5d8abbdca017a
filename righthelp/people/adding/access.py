"""The getters of half-written families: only for whoever began them, and not for long."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.audit.refusals import LookRefused
from righthelp.people.actions.drafts import kept_since
from righthelp.people.adding.drafts import CHILD
from righthelp.people.adding.entries import Choice
from righthelp.people.adding.family import Family, card_of
from righthelp.people.finding.access import Hits, people_like
from righthelp.people.finding.sight import Sight
from righthelp.people.forms.adding import NEW_PERSON, choice_of
from righthelp.people.models import FamilyDraft, Person
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class NotOnFileAnyMore(Exception):
    """A record that was chosen cannot be known of any more."""


def draft_to_go_on(by: "Practitioner", public_id: UUID) -> FamilyDraft:
    """Give a draft to whoever began it; saved ones too, which lead to the record."""
    kept = FamilyDraft.objects.filter(changed_at__gte=kept_since(timezone.now()))
    draft = kept.select_related("agency", "saved_as").filter(public_id=public_id).first()
    if draft is None:
        raise Http404
    if draft.owner_id != by.pk:
        raise LookRefused(by, draft)
    return draft


def drafts_of(by: "Practitioner") -> list[FamilyDraft]:
    """List what somebody has begun and not saved."""
    kept = FamilyDraft.objects.filter(owner=by, saved_as=None, changed_at__gte=kept_since(timezone.now()))
    return list(kept)


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
