"""Changes to what is written about one child, before a level is decided."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from righthelp.considerations.actions.versions import hold_child, hold_common, record_child
from righthelp.considerations.models import (
    ChosenNeed,
    Consideration,
    ConsideredChild,
    FamilyCopyRead,
    MissingEpisode,
)

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.models import Descriptor


@transaction.atomic
def save_child(*, child: ConsideredChild, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save something about one child.

    Raises:
        AlreadyDecided: when a level was decided for the child.
        ChangedMeanwhile: when `version` is not the child's version on file.
    """
    hold_child(child, version)
    for name, value in changes.items():
        setattr(child, name, value)
    child.save(update_fields=list(changes))
    record_child(child, "considerations.child_saved", list(changes), by)


@transaction.atomic
def save_words(*, child: ConsideredChild, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save what the child said; new words go back to the fewest readers until somebody thinks about them again."""
    changed = {**changes}
    if changes["words"] != ConsideredChild.objects.values_list("words", flat=True).get(pk=child.pk):
        changed["words_readers"] = ConsideredChild.Readers.AGENCY
    save_child(child=child, version=version, changes=changed, by=by)


@transaction.atomic
def set_readers(*, child: ConsideredChild, version: int, words_readers: str, by: "Practitioner") -> None:
    """Decide who may read the child's words; open after a level was decided too, for it edits no thinking."""
    hold_child(child, version, even_decided=True)
    child.words_readers = words_readers
    child.save(update_fields=["words_readers"])
    record_child(child, "considerations.readers_set", ["words_readers"], by)


@transaction.atomic
def remove_child(*, child: ConsideredChild, by: "Practitioner") -> None:
    """Take out a child that was put in by mistake; the last one stays.

    Raises:
        AlreadyDecided: when a level was decided for one of the children.
        ValueError: for the only child.
    """
    hold_common(child.consideration)
    if ConsideredChild.objects.filter(consideration=child.consideration_id).count() < 2:
        raise ValueError("a consideration is about at least one child")
    record_child(child, "considerations.child_removed", [], by)
    child.delete()


@transaction.atomic
def choose_descriptor(
    *, child: ConsideredChild, descriptor: "Descriptor", is_strength: bool, by: "Practitioner"
) -> ChosenNeed:
    """Choose a descriptor for a child; choosing it again changes nothing."""
    chosen = child.needs.filter(descriptor=descriptor)
    if need := chosen.first():
        return need
    hold_child(child)
    if need := chosen.first():  # chosen in another window while this one waited for the child
        return need
    need = ChosenNeed.objects.create(
        child=child, descriptor=descriptor, is_strength=is_strength, position=child.needs.count()
    )
    record_child(child, "considerations.descriptor_chosen", ["descriptor"], by, descriptor=descriptor.pk)
    return need


@transaction.atomic
def note_missing(
    *, child: ConsideredChild, went_on: "dt.date", back_on: "dt.date | None", account: str, by: "Practitioner"
) -> MissingEpisode:
    """Note one time that a child went missing from home."""
    hold_child(child)
    episode = MissingEpisode.objects.create(child=child, went_on=went_on, back_on=back_on, account=account, noted_by=by)
    record_child(child, "considerations.missing_noted", ["missing_episodes"], by, episode=episode.pk)
    return episode


@transaction.atomic
def remove_missing(*, episode: MissingEpisode, by: "Practitioner") -> None:
    """Take out a time that was noted by mistake."""
    hold_child(episode.child)
    record_child(episode.child, "considerations.missing_removed", [], by, episode=episode.pk)
    episode.delete()


@transaction.atomic
def add_own_need(*, child: ConsideredChild, own_words: str, is_strength: bool, by: "Practitioner") -> ChosenNeed:
    """Add a need or strength in own words, where no descriptor fits (BN-009)."""
    hold_child(child)
    need = ChosenNeed.objects.create(
        child=child, own_words=own_words, is_strength=is_strength, position=child.needs.count()
    )
    record_child(child, "considerations.need_added", ["own_words"], by)
    return need


@transaction.atomic
def save_evidence(*, need: ChosenNeed, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save the evidence for a need: what, from whom, when, and whether fact, opinion or reported."""
    hold_child(need.child, version)
    for name, value in changes.items():
        setattr(need, name, value)
    need.save(update_fields=list(changes))
    record_child(need.child, "considerations.evidence_saved", list(changes), by, need=need.pk)


@transaction.atomic
def remove_need(*, need: ChosenNeed, by: "Practitioner") -> None:
    """Take a need out of a draft.

    Raises:
        AlreadyDecided: when a level was decided for the child.
    """
    hold_child(need.child)
    record_child(need.child, "considerations.need_removed", [], by, need=need.pk)
    need.delete()


class NotSafe(Exception):
    """Nobody has answered yet that it is safe to speak to the family, so that nothing is given to them."""


@transaction.atomic
def family_copy_read(*, child: ConsideredChild, text: str, by: "Practitioner") -> FamilyCopyRead:
    """Note that somebody read the copy for the family, as this fingerprint tells it, and said that it is safe to give.

    Raises:
        NotSafe: unless it is written that it is safe to speak to the family.
    """
    safe = Consideration.objects.filter(pk=child.consideration_id, safe_to_speak=Consideration.SafeToSpeak.YES)
    if not safe.exists():
        raise NotSafe
    read = FamilyCopyRead.objects.create(child=child, read_by=by, text=text)
    record_child(child, "considerations.family_copy_read", [], by, family_copy_read=read.pk)
    return read
