"""Deciding a level, and thinking again."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.considerations.actions.records import keep_age
from righthelp.considerations.actions.versions import ReasonMissing, hold_child, record_child
from righthelp.considerations.models import (
    Answer,
    ChosenNeed,
    Consideration,
    ConsideredChild,
    Conversation,
    Decision,
    MissingEpisode,
)
from righthelp.considerations.panel import may_be_crime
from righthelp.considerations.rules import highest_with_crime, highest_worry, needs_lower_reason

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.models import Edition, Level

# What may have changed since is asked anew: who knows, what comes next, whether it is safe to speak, who agrees.
CARRIED_IN_COMMON = (
    "worry",
    "who_knows_family",
    "support_by",
    "support_offered",
    "family_part",
    "family_view",
    "family_change",
)
CARRIED_FOR_CHILD = (
    "age",
    "words",
    "words_on",
    "words_question",
    "words_exact",
    "life_now",
    "life_to_come",
    "history",
    "strengths",
    "worries",
    "needs_to_happen",
    "protective",
    "protective_because",
    "lives_away",
    "lives_away_since",
)
CARRIED_WITH_NEED = (
    "is_strength",
    "evidence",
    "evidence_from",
    "evidence_on",
    "evidence_kind",
    "comes_first",
    "position",
)


@transaction.atomic
def decide(
    *,
    child: ConsideredChild,
    version: int,
    level: "Level",
    decided_with: str,
    reason: str,
    lower_reason: str,
    family_part: str,
    look_again_on: "dt.date | None",
    by: "Practitioner",
) -> Decision:
    """Record the level that people decided for a child; an earlier decision is superseded, never edited.

    Raises:
        ChangedMeanwhile: when the child's thinking or decision is not the one that was on the page.
        IsSetAside: when the consideration is set aside.
        ReasonMissing: when nothing says why the level is below the highest worry chosen, or below the highest level
            though what is written may be a crime or a serious injury.
        ValueError: when the level is not of the edition that the consideration is thought through with.
    """
    if level.edition_id != child.consideration.edition_id:
        raise ValueError("the level is one of another edition")
    hold_child(child, version, even_decided=True)
    keep_age(child)
    highest = _highest_for(child)
    if needs_lower_reason(level.number, highest) and not lower_reason.strip():
        raise ReasonMissing
    decision = Decision.objects.create(
        child=child,
        level=level,
        edition_id=level.edition_id,
        decided_by=by,
        decided_with=decided_with,
        reason=reason,
        lower_reason=lower_reason,
        family_part=family_part,
        highest_worry=highest,
        look_again_on=look_again_on,
        supersedes=child.decisions.standing().first(),
    )
    record_child(
        child, "considerations.level_decided", ["level", "reason"], by, decision=decision.pk, edition=level.edition_id
    )
    return decision


def _highest_for(child: ConsideredChild) -> int | None:
    """Give the level of the highest worry, read afresh: what the page loaded may be older."""
    chosen = child.needs.filter(descriptor__isnull=False).values_list("descriptor__level__number", "is_strength")
    consideration = Consideration.objects.get(pk=child.consideration_id)
    levels = consideration.edition.levels.values_list("number", flat=True)
    return highest_with_crime(highest_worry(chosen), max(levels) if may_be_crime(consideration) else None)


@transaction.atomic
def think_again(*, consideration: Consideration, edition: "Edition", by: "Practitioner") -> Consideration:
    """Start a new consideration of the same children that takes the text along; the earlier one stays as it was.

    Where the new thinking has been started already, and is not decided, that one is given.
    """
    Consideration.objects.select_for_update().get(pk=consideration.pk)
    going_on = consideration.continued_by.drafts().held_by(by).first()
    if going_on:
        return going_on
    again = Consideration.objects.create(
        author=by,
        holder=by,
        agency_id=consideration.agency_id,
        edition=edition,
        path=consideration.path,
        continues=consideration,
        **{name: getattr(consideration, name) for name in CARRIED_IN_COMMON},
    )
    for child in consideration.children.all():
        _carry_child(child, again)
    _carry_talks(consideration, again)
    record(
        by=by,
        name="considerations.thought_again",
        subject=again,
        refs={"consideration": consideration.pk, "edition": edition.pk},
    )
    return again


def _carry_child(child: ConsideredChild, again: Consideration) -> None:
    new = ConsideredChild.objects.create(
        consideration=again,
        person_id=child.person_id,
        label=child.label,
        position=child.position,
        **{name: getattr(child, name) for name in CARRIED_FOR_CHILD},
    )
    codes = {descriptor.code: descriptor for descriptor in again.edition.descriptors.all()}
    _carry_episodes(child, new)
    for need in child.needs.select_related("descriptor"):
        same = codes.get(need.descriptor.code) if need.descriptor else None
        ChosenNeed.objects.create(
            child=new,
            descriptor=same,
            own_words="" if same else need.text,
            **{name: getattr(need, name) for name in CARRIED_WITH_NEED},
        )


def _carry_episodes(child: ConsideredChild, new: ConsideredChild) -> None:
    for episode in child.missing_episodes.all():
        carried = {name: getattr(episode, name) for name in ("went_on", "back_on", "account", "noted_by_id")}
        MissingEpisode.objects.create(child=new, **carried)


def _carry_talks(consideration: Consideration, again: Consideration) -> None:
    questions = {passage.text: passage for passage in again.edition.passages.filter(kind="question")}
    for answer in consideration.answers.select_related("question"):
        if answer.question.text in questions:
            Answer.objects.create(consideration=again, question=questions[answer.question.text], text=answer.text)
    for talk in consideration.conversations.all():
        carried = ("kind", "with_whom", "held_on", "without_names", "said", "followed", "noted_at", "noted_by_id")
        Conversation.objects.create(consideration=again, **{name: getattr(talk, name) for name in carried})
