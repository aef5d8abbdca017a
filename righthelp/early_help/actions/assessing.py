"""The assessment is written: topics, the child's voice, the family as a whole, the questions of the guidance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.early_help.actions.opening import NotAgreed
from righthelp.early_help.models import (
    Answer,
    AssessedPart,
    Assessment,
    ChildVoice,
    EarlierWords,
    EarlyHelp,
    EditionAnswer,
    FinishedAssessment,
)
from righthelp.early_help.policies.words import WordsOpen
from righthelp.plans.actions.holding import HasEnded, hold, hold_to_add, move_on
from righthelp.plans.models import Member, PlanChild

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.models import Passage

SAYING = ("words", "words_on", "words_question", "words_exact", "words_readers", "words_by")
BOXES = ("going_well", "worries", "needs_to_happen")
Said = Mapping[str, Mapping[str, str]]


class IsFinished(Exception):
    """The assessment is finished, and is not changed before somebody goes on with it."""


@transaction.atomic
def begin_assessment(*, help: EarlyHelp, by: "Practitioner") -> Assessment:
    """Give the assessment to write in; the first time it begins with that.

    Raises:
        IsFinished: when it is finished.
        NotAgreed: before the family agreed to early help (BP-026).
        HasEnded, NotAllowed: as `hold_to_add` does.
    """
    hold_to_add(help.plan, by)
    return _assessment(help, by)


@transaction.atomic
def begin_part(
    *, help: EarlyHelp, by: "Practitioner", child: PlanChild | None = None, member: Member | None = None
) -> AssessedPart:
    """Give the part about one child, one adult, or the family as a whole, to write in.

    Raises:
        IsFinished, NotAgreed, HasEnded, NotAllowed: as `begin_assessment` does.
        ValueError: for somebody who is not in the plan, or a child for whom nobody agreed.
    """
    assessment = begin_assessment(help=help, by=by)
    _require_in(help, child, member)
    return AssessedPart.objects.get_or_create(assessment=assessment, child=child, member=member)[0]


@transaction.atomic
def begin_voice(*, help: EarlyHelp, child: PlanChild, by: "Practitioner") -> ChildVoice:
    """Give the part with what one child says and how life is, to write in.

    Raises:
        IsFinished, NotAgreed, HasEnded, NotAllowed, ValueError: as `begin_part` does.
    """
    assessment = begin_assessment(help=help, by=by)
    _require_in(help, child, None)
    return ChildVoice.objects.get_or_create(assessment=assessment, child=child)[0]


@transaction.atomic
def save_topics(*, part: AssessedPart, version: int, said: Said, by: "Practitioner") -> None:
    """Save what was said on some topics: what goes well, what worries, what needs to happen (BT-014).

    Everybody who takes part may add to it (SF-012). A topic that was emptied is taken away.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        IsFinished, NotAgreed, HasEnded, NotAllowed: as `begin_assessment` does.
    """
    assessment = begin_assessment(help=part.assessment.help, by=by)
    move_on(part, version)
    for topic, boxes in said.items():
        _save_topic(part, topic, boxes)
    _saved(assessment, by, "early_help.topics_saved", ["answers"], part=part.pk)


@transaction.atomic
def save_voice(*, voice: ChildVoice, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save how life is for a child, now and to come, and whether somebody spoke with the child alone (BG-021).

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        IsFinished, NotAgreed, HasEnded, NotAllowed: as `begin_assessment` does.
    """
    assessment = begin_assessment(help=voice.assessment.help, by=by)
    _save(voice, version, changes)
    _saved(assessment, by, "early_help.voice_saved", list(changes), voice=voice.pk)


@transaction.atomic
def save_words(*, voice: ChildVoice, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save what a child said; new words go back to the fewest readers until somebody thinks about them again.

    What the child had said before is kept with its day, unless it was only added to.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        NotAllowed: also for words that somebody may not read.
        IsFinished, NotAgreed, HasEnded: as `begin_assessment` does.
    """
    assessment = begin_assessment(help=voice.assessment.help, by=by)
    on_file = ChildVoice.objects.get(pk=voice.pk)
    require(WordsOpen(assessment.help, by).may_write(on_file))
    changed = {**changes}
    if changes["words"] != on_file.words:
        _keep_earlier(on_file, changes)
        changed |= {"words_readers": ChildVoice.Readers.LEAD, "words_by": by}
    _save(voice, version, changed)
    _saved(assessment, by, "early_help.words_saved", list(changed), voice=voice.pk)


@transaction.atomic
def set_words_readers(*, voice: ChildVoice, version: int, words_readers: str, by: "Practitioner") -> None:
    """Decide who may read a child's words; open after the assessment was finished, too, for it edits nothing.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        NotAllowed: also for words that somebody may not read.
        HasEnded: when the plan has ended.
    """
    help = voice.assessment.help
    hold_to_add(help.plan, by)
    require(WordsOpen(help, by).opens(ChildVoice.objects.get(pk=voice.pk)))
    _save(voice, version, {"words_readers": words_readers})
    record(by=by, name="early_help.words_readers_set", subject=help, fields=["words_readers"], refs={"voice": voice.pk})


@transaction.atomic
def save_shared(*, assessment: Assessment, version: int, changes: Mapping[str, str], by: "Practitioner") -> None:
    """Save what is common to the family: who took part, fathers, how each affects the others, the four marks.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        IsFinished, NotAgreed, HasEnded, NotAllowed: as `begin_assessment` does.
    """
    begin_assessment(help=assessment.help, by=by)
    _save(assessment, version, changes)
    _saved(assessment, by, "early_help.assessment_saved", list(changes))


@transaction.atomic
def answer_edition(
    *, assessment: Assessment, version: int, answers: "Mapping[Passage, str]", by: "Practitioner"
) -> None:
    """Save answers to the questions of the guidance; an answer that was emptied is taken away (BG-021 to BG-027).

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        IsFinished, NotAgreed, HasEnded, NotAllowed: as `begin_assessment` does.
    """
    begin_assessment(help=assessment.help, by=by)
    move_on(assessment, version)
    for question, text in answers.items():
        rows = EditionAnswer.objects.filter(assessment=assessment, question=question)
        if text:
            rows.update_or_create(assessment=assessment, question=question, defaults={"text": text})
        else:
            rows.delete()
    _saved(assessment, by, "early_help.questions_answered", ["edition_answers"])


@transaction.atomic
def finish_assessment(
    *, assessment: Assessment, on: "dt.date", by: "Practitioner", written: "list[dict[str, Any]]"
) -> None:
    """Finish an assessment: from now on it is read, and changed only after somebody goes on with it.

    `written` is kept as it stands (`assessment_record.as_finished`), whatever is written later.

    Raises:
        IsFinished: when it is finished already.
        NotAgreed, HasEnded, NotAllowed: as `hold` does.
    """
    help = assessment.help
    hold(help.plan, by)
    held = _assessment(help, by)
    Assessment.objects.filter(pk=held.pk).update(done_on=on, done_by=by)
    kept = FinishedAssessment.objects.create(assessment=held, done_on=on, done_by=by, written=written)
    record(by=by, name="early_help.assessment_finished", subject=help, fields=["done_on"], refs={"finished": kept.pk})


@transaction.atomic
def go_on_with_assessment(*, assessment: Assessment, by: "Practitioner") -> None:
    """Go on with a finished assessment: life changed, or more is known. Nothing begins anew.

    Raises:
        HasEnded, NotAllowed: as `hold_to_add` does.
    """
    hold_to_add(assessment.help.plan, by)
    open_again = Assessment.objects.filter(pk=assessment.pk, done_on__isnull=False)
    if open_again.update(done_on=None, done_by=None):
        record(by=by, name="early_help.assessment_opened_again", subject=assessment.help, fields=["done_on"])


def _assessment(help: EarlyHelp, by: "Practitioner") -> Assessment:
    """Give the assessment of early help that goes on, made where there is none; its plan is held already."""
    on_file = EarlyHelp.objects.with_plan().get(pk=help.pk)
    if not on_file.is_open:
        raise HasEnded
    if not on_file.has_begun:
        raise NotAgreed
    assessment, is_new = Assessment.objects.get_or_create(help=on_file)
    if assessment.done_on:
        raise IsFinished
    if is_new:
        record(by=by, name="early_help.assessment_begun", subject=help)
    return assessment


def _require_in(help: EarlyHelp, child: PlanChild | None, member: Member | None) -> None:
    if any(one.plan_id != help.plan_id for one in (child, member) if one):
        raise ValueError("an assessment is of those whom its plan is for")
    if child and (child.episode_id is None or child.left_on):
        raise ValueError("an assessment is of children for whom the family agreed")


def _save_topic(part: AssessedPart, topic: str, boxes: Mapping[str, str]) -> None:
    rows = Answer.objects.filter(part=part, topic=topic)
    if any(boxes.values()):
        rows.update_or_create(part=part, topic=topic, defaults=dict(boxes))
    else:
        rows.delete()


def _save(held: Assessment | ChildVoice, version: int, changes: Mapping[str, Any]) -> None:
    move_on(held, version)
    for name, value in changes.items():
        setattr(held, name, value)
    held.save(update_fields=[*changes])


def _keep_earlier(voice: ChildVoice, changes: Mapping[str, Any]) -> None:
    """Keep what a child said, where the new words do not hold it, or were said at another time."""
    when = ("words_on", "words_question")
    is_same_time = all(changes.get(name, getattr(voice, name)) == getattr(voice, name) for name in when)
    if voice.words and not (is_same_time and voice.words in changes["words"]):
        said = {name: getattr(voice, name) for name in SAYING}
        EarlierWords.objects.create(assessment=voice.assessment, child=voice.child, **said)


def _saved(assessment: Assessment, by: "Practitioner", name: str, fields: list[str], **refs: int) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(changed_at=timezone.now())
    record(by=by, name=name, subject=assessment.help, fields=fields, refs=refs)
