"""One disagreement on paper, for the partnership's file: what its reader reads on the page, and no more."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import day, day_and_time
from righthelp.files.documents import Block, Document, Facts, Heading, Paragraph
from righthelp.work.disagreements.presenters import (
    NOT_FOR_FAMILY,
    OTHERS_GO_ON,
    PLAN_GOES_ON,
    children_in_words,
    ladder_mark,
    raiser_of,
    side_words,
    speakers,
    state_of,
    step_title,
    steps_shown,
    with_whom,
)

if TYPE_CHECKING:
    from righthelp.work.disagreements.access import Read
    from righthelp.work.disagreements.models import Disagreement, DisagreementStep


def paper_of(read: "Read", *, now: dt.datetime, today: dt.date) -> Document:
    """Draw up a disagreement as one document."""
    mark = ladder_mark(read.it.ladder_from)
    return Document(
        title="A disagreement between agencies",
        subtitle=children_in_words(read),
        notices=(NOT_FOR_FAMILY, *((mark,) if mark else ())),
        blocks=tuple(_blocks(read, today)),
        footer=PLAN_GOES_ON,
        reference=str(read.it.public_id)[:8],
        made_at=now,
    )


def _blocks(read: "Read", today: dt.date) -> Iterator[Block]:
    it, shown = read.it, steps_shown(read)
    yield Facts(tuple(raised_facts(it)))
    yield Heading("Steps")
    for step in shown:
        yield Heading(step_title(it, step), 2)
        yield Facts(tuple(step_facts(step)))
    if len(shown) < len(it.all_steps):
        yield Paragraph(OTHERS_GO_ON)
    yield Heading("How it stands")
    yield Facts(tuple(end_facts(it))) if not it.is_open else Paragraph(_stands(read, today))


def _stands(read: "Read", today: dt.date) -> str:
    hides = len(steps_shown(read)) < len(read.it.all_steps)
    return "It goes on between other people." if hides else f"{state_of(read.it, today)}."


def raised_facts(it: "Disagreement") -> Iterator[tuple[str, str]]:
    """Say what it is about, with whom, and what whoever raised it thinks."""
    yield "Raised by", f"{raiser_of(it)}, {it.raised_for.name}, on {day_and_time(it.raised_at)}"
    yield "With", with_whom(it)
    yield "About", it.get_about_display()
    yield "What was decided or done", it.what
    yield "On", day(it.happened_on)
    if it.at_risk:
        yield "A child might be at risk", "Yes: each step ends the day it begins"
    yield "The facts", it.facts
    yield "What they think, and why", it.view
    yield "What should be different for the child", it.wants


def step_facts(step: "DisagreementStep") -> Iterator[tuple[str, str]]:
    """Say who spoke with whom, what was said, fact and opinion apart, and how the step ended."""
    yield "Who speaks with whom", speakers(step)
    yield "Began", day(step.opened_at)
    yield "To end by", day(step.due_on)
    if step.skipped_because:
        yield "Why steps were left out", step.skipped_because
    for said in step.sayings:
        if said.facts:
            yield f"Facts: {side_words(said, step)}", said.facts
        if said.view:
            yield f"View: {side_words(said, step)}", said.view
    if step.ended_by:
        yield "Ended", f"{step.get_end_display()}, on {day(step.ended_at)}, noted by {step.ended_by.name}"
    if step.end_note:
        yield "Why it was not settled", step.end_note


def end_facts(it: "Disagreement") -> Iterator[tuple[str, str]]:
    """Say how it ended."""
    by = f", noted by {it.ended_by.name}" if it.ended_by else ""
    yield "Ended", f"{it.get_outcome_display()} on {day(it.ended_at)}{by}"
    if it.outcome == it.Outcome.WITHDRAWN:
        yield "Why it was withdrawn", it.agreed
        return
    yield "What was agreed or decided", it.agreed
    yield "What changes for the child", it.changes
    yield "What was learned", it.learned
