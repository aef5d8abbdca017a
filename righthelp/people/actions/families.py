"""A child and the people around, put on file in one transaction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.people.actions.contacts import add_contact
from righthelp.people.actions.links import state_identity
from righthelp.people.actions.parents import note_search
from righthelp.people.actions.people import add_person
from righthelp.people.actions.relationships import relate
from righthelp.people.actions.values import add_detail, add_identifier, add_name, add_residence
from righthelp.people.actions.versions import ChangedMeanwhile
from righthelp.people.adding.entries import NEW, PARTNER, RELATIONS, UNIDENTIFIED, Choice, Entry
from righthelp.people.models import FamilyDraft, Name, Person, Relationship, SafeContact
from righthelp.people.relations import RAISING
from righthelp.people.rules import Wrong

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

NOBODY_ASKED = "Nobody has been asked yet."
NOT_UNBORN = "Somebody who is born already is not the unborn baby. Change who is on file already"
SAID_WHEN_ADDED = "Said to be the same person by whoever added this record"


@transaction.atomic
def save_family(
    *,
    draft: FamilyDraft,
    child: Entry,
    around: Mapping[str, Entry],
    choices: Mapping[str, Choice],
    by: "Practitioner",
) -> Person:
    """Put a child and the people around on file: names, homes, who they are to each other; all of it or nothing.

    Raises:
        ChangedMeanwhile: when the draft was changed, saved or thrown away in another window.
        Wrong: for what cannot be true: a parent who is younger than the child, twins born in different years, or
            somebody on file who is born already and was chosen for a baby not yet born.
    """
    still = FamilyDraft.objects.select_for_update().filter(pk=draft.pk, version=draft.version, saved_as__isnull=True)
    if not still.exists():
        raise ChangedMeanwhile
    saved = _put(draft, child, choices.get("child", NEW), by)
    people = {
        key: _put(draft, entry, choices.get(key, NEW), by)
        for key, entry in around.items()
        if entry.relation not in UNIDENTIFIED
    }
    for key in around:
        _tie(saved, people, around, key, by)
    still.update(sealed_text=b"", saved_as=saved, changed_at=timezone.now())
    record(by=by, name="people.family_saved", subject=draft, refs={"person": saved.pk})
    return saved


def _put(draft: FamilyDraft, entry: Entry, choice: Choice, by: "Practitioner") -> Person:
    """Use a record that is open to the adder as it stands, or begin one, joined where it is the same person."""
    if not all(entry.may_be(one) for one in (choice.record, choice.same_as) if one):
        raise Wrong(NOT_UNBORN)
    if choice.record:
        return choice.record
    person = add_person(
        agency=draft.agency, source=entry.source, sex=entry.sex, born_on=entry.born_on,
        born_on_is=entry.born_on_is, due_on=entry.due_on, by=by,
    )  # fmt: skip
    _add_names(person, entry, by)
    _add_values(person, entry, by)
    if choice.same_as:
        state_identity(one=person, other=choice.same_as, is_same=True, because=SAID_WHEN_ADDED, by=by)
    return person


def _add_names(person: Person, entry: Entry, by: "Practitioner") -> None:
    if entry.name:
        add_name(
            person=person, kind=Name.Kind.REGISTERED, first=entry.first, middle=entry.middle, last=entry.last,
            source=entry.source, by=by,
        )  # fmt: skip
    if entry.used:
        add_name(person=person, kind=Name.Kind.USED, first=entry.used, last=entry.last, source=entry.source, by=by)


def _add_values(person: Person, entry: Entry, by: "Practitioner") -> None:
    if entry.home:
        home = entry.home
        add_residence(
            person=person, line=home.line, town=home.town, postcode=home.postcode, is_protected=home.is_protected,
            source=entry.source, by=by,
        )  # fmt: skip
    if entry.phone:
        add_contact(person=person, channel=SafeContact.Channel.PHONE, value=entry.phone, source=entry.source, by=by)
    if entry.school:
        add_detail(person=person, kind="setting", value=entry.school, source=entry.source, by=by)
    if entry.nhs:
        add_identifier(person=person, kind="nhs", value=entry.nhs, source=entry.source, by=by)


def _tie(
    child: Person, people: Mapping[str, Person], around: Mapping[str, Entry], key: str, by: "Practitioner"
) -> None:
    """Note who somebody is to the child, and the parent through whom: without that no three generations are drawn."""
    entry = around[key]
    words, kind, _ = RELATIONS[entry.relation]
    if entry.relation in UNIDENTIFIED:
        today = timezone.localdate()
        note_search(child=child, who=words, asked_on=today, tried=entry.tried or NOBODY_ASKED, by=by)
    elif entry.relation == PARTNER:
        _relate(people[entry.partner_of], people[key], Relationship.Kind.PARTNER, None, entry, by)
    else:
        has = entry.has_parental_responsibility if kind in RAISING else None
        _relate(child, people[key], kind, has, entry, by)
    if entry.parent_of:
        _relate(people[entry.parent_of], people[key], Relationship.Kind.PARENT, None, entry, by)
    for parent in entry.shares:
        _relate(people[key], people[parent], RELATIONS[around[parent].relation][1], None, entry, by)


def _relate(person: Person, relative: Person, kind: str, has: bool | None, entry: Entry, by: "Practitioner") -> None:
    """Note who they are to each other, unless records that were on file say so already."""
    noted = Relationship.objects.filter(person=person, relative=relative, kind=kind)
    if not noted.filter(withdrawn_at__isnull=True, to_on__isnull=True).exists():
        relate(person=person, relative=relative, kind=kind, source=entry.source, has_parental_responsibility=has, by=by)
