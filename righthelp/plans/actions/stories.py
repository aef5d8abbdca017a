"""A child’s own version of the plan: begun, written, and released by a worker (BP-210, BP-236)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.plans.actions.holding import ChangedMeanwhile, hold, hold_to_add, move_on
from righthelp.plans.models import PlanChild, Story, StoryLine

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Line = tuple[str, str]


@transaction.atomic
def begin_story(*, child: PlanChild, by: "Practitioner") -> Story:
    """Begin to write for one child, with what was released last; who began already stays at it.

    Raises:
        HasEnded, NotAllowed: as `hold_to_add` does.
    """
    hold_to_add(child.plan, by)
    being_written = Story.objects.filter(child=child, released_at__isnull=True).first()
    if being_written:
        return being_written
    last = Story.objects.filter(child=child).last()
    story = Story.objects.create(child=child, made_by=by, made_with=last.made_with if last else "")
    _carry(last, story)
    record(by=by, name="plans.story_begun", subject=child.plan, refs={"story": story.pk})
    return story


@transaction.atomic
def write_story(*, story: Story, version: int, made_with: str, lines: Sequence[Line], by: "Practitioner") -> None:
    """Save the sentences, each with the key of its picture or nothing; sentences without words are left out.

    Raises:
        ChangedMeanwhile: when it was changed or released since the page was shown.
        HasEnded, NotAllowed: as `hold_to_add` does.
    """
    hold_to_add(story.child.plan, by)
    _step(story, version)
    Story.objects.filter(pk=story.pk).update(made_with=made_with)
    story.lines.all().delete()
    _put(story, lines)
    record(by=by, name="plans.story_written", subject=story.child.plan, refs={"story": story.pk})


@transaction.atomic
def release_story(*, story: Story, version: int, by: "Practitioner") -> None:
    """Say that a child may have it, as it was read; from then on it is not edited, but made anew.

    Raises:
        ChangedMeanwhile: when it was changed or released since it was read.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: without a sentence.
    """
    hold(story.child.plan, by)
    _step(story, version)
    if not story.lines.exists():
        raise ValueError("there is nothing to release")
    Story.objects.filter(pk=story.pk).update(released_at=timezone.now(), released_by=by)
    record(by=by, name="plans.story_released", subject=story.child.plan, refs={"story": story.pk})


def _carry(last: Story | None, story: Story) -> None:
    said = last.lines.all() if last else ()
    StoryLine.objects.bulk_create(
        StoryLine(story=story, position=one.position, text=one.text, picture=one.picture) for one in said
    )


def _step(story: Story, version: int) -> None:
    move_on(story, version)
    if Story.objects.filter(pk=story.pk, released_at__isnull=False).exists():
        raise ChangedMeanwhile


def _put(story: Story, lines: Sequence[Line]) -> None:
    """Keep each sentence at its place, so that it stays the answer to its question."""
    StoryLine.objects.bulk_create(
        StoryLine(story=story, position=place, text=text, picture=picture)
        for place, (text, picture) in enumerate(lines)
        if text
    )
