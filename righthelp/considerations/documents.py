"""A consideration on paper: the record, for professionals, and the copy that a family may be given."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import Truncator

from righthelp.considerations.as_decided import as_decided
from righthelp.considerations.family_copy import Section, family_sections
from righthelp.considerations.models import ChosenNeed, Consideration, ConsideredChild, Conversation
from righthelp.considerations.pictures import moments, movement_svg
from righthelp.considerations.presenters import highest_level, movement_of, movement_words
from righthelp.considerations.record import (
    Part,
    child_parts,
    common_parts,
    conversation_facts,
    decision_facts,
    earlier,
    evidence_line,
    holder_facts,
    names_of,
    needs_of,
    place_of,
    said_how,
    set_aside_line,
    standing,
    superseded,
    talks_after,
    talks_before,
    words_leave,
)
from righthelp.design_system.formatters import day, day_and_time
from righthelp.files.documents import (
    CONFIDENTIAL,
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Quote,
)
from righthelp.guidance.models import ContactPoint
from righthelp.guidance.panel import PanelItem
from righthelp.guidance.presenters import wording_notice
from righthelp.guidance.who_to_call import Call

When = ContactPoint.When

NOT_SENT = "NOT SENT. This is a draft: nobody else has been told, and no level is decided for every child in it."
SET_ASIDE = "SET ASIDE. Nobody works on this any more. No level was decided, and Right Help has not sent it to anyone."
DECIDED_NOT_SENT = "Deciding a level tells nobody. Right Help has not sent this to anyone."
KEPT_BACK = (
    "The child’s own words are kept back: only the writer and the safeguarding lead may read them. Ask them whether "
    "something must be done because of these words."
)
READ_FIRST = "Read this first: words that may describe a crime or a serious injury"
MAY_BE_WRONG = (
    "This stands here whatever the level, and whatever anybody has said to explain it. It was found by its words, and "
    "may be wrong. It chooses no level."
)
MOST_QUOTED = 240
THINK = "The guidance helps people think. People decided; the guidance did not, and neither did this system."


def record_document(
    it: Consideration, *, is_draft: bool, now: dt.datetime, panel: Sequence[PanelItem] = (), calls: Sequence[Call] = ()
) -> Document:
    """Write the whole record, for professionals; first what may be a crime, with the numbers of the guidance."""
    return Document(
        title="Consideration of the right help",
        subtitle=names_of(it),
        notices=(*_aside_by(it), _sent(it, is_draft), *_wording(it)),
        blocks=(*_panel_blocks(panel, calls), *_record_blocks(it)),
        footer=CONFIDENTIAL,
        reference=str(it.public_id)[:8],
        made_at=now,
    )


def family_copy(child: ConsideredChild, *, is_draft: bool, now: dt.datetime) -> Document:
    """Write what one child's family may read; see `family_copy.family_sections` for what it leaves out."""
    it = child.consideration
    written = (section for section in family_sections(child) if section.text)
    blocks = tuple(block for section in written for block in _family_section(section))
    made = f"Written by {it.holder.name}, {it.agency.name}. Last changed on {day(it.changed_at)}."
    return Document(
        title=f"What we have written about {child.label}",
        subtitle="For the family",
        notices=(*_not_sent(it, is_draft), *_wording(it)),
        blocks=(*blocks, Paragraph(f"{made} Guidance used: {it.edition}.")),
        footer="This is about your family. Keep it where you want it to be.",
        reference=str(it.public_id)[:8],
        made_at=now,
    )


def _sent(it: Consideration, is_draft: bool) -> str:
    return next(iter(_not_sent(it, is_draft)), DECIDED_NOT_SENT)


def _not_sent(it: Consideration, is_draft: bool) -> tuple[str, ...]:
    """Say what is no decision; to families without the reason, which is written for colleagues."""
    if it.is_set_aside:
        return (SET_ASIDE,)
    return (NOT_SENT,) if is_draft else ()


def _aside_by(it: Consideration) -> tuple[str, ...]:
    return (f"SET ASIDE by {set_aside_line(it)}: {it.set_aside_because}",) if it.is_set_aside else ()


def _wording(it: Consideration) -> tuple[str, ...]:
    notice = wording_notice(it.edition)
    return (notice,) if notice else ()


def _family_section(section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    if section.is_quote:
        yield Quote(section.text, section.said)
    else:
        yield Paragraph(section.text)


def _panel_blocks(panel: Sequence[PanelItem], calls: Sequence[Call]) -> Iterator[Block]:
    if not panel:
        return
    yield Heading(READ_FIRST)
    yield Paragraph(MAY_BE_WRONG)
    for item in panel:
        yield Heading(item.entry.title, 2)
        yield Bullets(tuple(item.steps))
        quoted = Truncator(item.words).chars(MOST_QUOTED)
        yield Paragraph(f"Found by these words: “{quoted}”\nSource: {item.entry.source}")
    yield Heading("Who to ring", 2)
    yield Facts(tuple(_numbers(calls)))


def _numbers(calls: Sequence[Call]) -> Iterator[tuple[str, str]]:
    """Give the police and every front door, with its hours: paper does not know which of them answers now."""
    yield "A child in danger now", "The police, 999"
    front_doors = [call.contact for call in calls if call.is_front_door and call.contact.when != When.EMERGENCY]
    for contact in front_doors:
        yield contact.name, "\n".join(part for part in (" or ".join(contact.phone_list), contact.hours_text) if part)
    if not front_doors:
        yield "Any other worry", "The guidance has no telephone numbers yet. Ask your safeguarding lead whom to ring."


def _record_blocks(it: Consideration) -> Iterator[Block]:
    yield Facts(tuple(_about(it)))
    yield from _parts(common_parts(it))
    yield from _talks("Conversations and advice", talks_before(it))
    for child in it.children.all():
        yield from _child_blocks(child)
    yield from _talks("Talks noted after the decision", talks_after(it))
    for one in as_decided(it):
        yield Heading(f"{one.child.label}. {one.title}")
        yield from _parts(one.parts, 2)


def _talks(title: str, talks: list[Conversation]) -> Iterator[Block]:
    if talks:
        yield Heading(title)
    for talk in talks:
        yield Heading(talk.with_whom, 2)
        yield Facts(tuple(conversation_facts(talk)))


def _about(it: Consideration) -> Iterator[tuple[str, str]]:
    yield "Started", f"{day_and_time(it.started_at)} by {it.author.name}"
    if it.holder_id != it.author_id:
        yield "Held by", it.holder.name
    yield "Agency", it.agency.name
    yield "Last changed", day_and_time(it.changed_at)
    yield "Guidance", str(it.edition)
    yield from holder_facts(it)
    if it.continues:
        yield "Thought about before", f"{day(it.continues.started_at)}, reference {str(it.continues.public_id)[:8]}"


def _parts(parts: Iterable[Part], level: int = 1) -> Iterator[Block]:
    for part in parts:
        yield Heading(part.title, 2 if level == 2 else 1)
        yield Facts(tuple(part.facts))


def _child_blocks(child: ConsideredChild) -> Iterator[Block]:
    yield Heading(child.label)
    yield from _decision_blocks(child)
    yield from _words(child)
    yield from _parts(child_parts(child), level=2)
    yield from _needs("Worries chosen", needs_of(child, is_strength=False))
    yield from _needs("Strengths chosen", needs_of(child, is_strength=True))


def _decision_blocks(child: ConsideredChild) -> Iterator[Block]:
    decision = standing(child)
    yield Heading("The level decided", 2)
    if decision is None:
        yield Paragraph("No level has been decided for this child.")
        return
    yield Facts(tuple(decision_facts(decision)))
    yield Paragraph(THINK)
    for old in superseded(child):
        yield Heading(f"No longer holds: decided on {day(old.decided_at)}", 3)
        yield Facts(tuple(decision_facts(old)))
    steps = movement_of(child, earlier(child.consideration))
    if len(steps) > 1:
        yield Heading("Movement along the levels", 2)
        yield Picture(movement_svg(steps, highest_level(child, steps)), f"Decided over time: {movement_words(steps)}.")
        rows = zip(moments(steps), steps, strict=True)
        told = tuple((when, f"Level {step.level}", step.reason, step.decided_by) for when, step in rows)
        yield Grid(("When", "Level", "Why", "Decided by"), told)


def _words(child: ConsideredChild) -> Iterator[Block]:
    if not child.words:
        return
    yield Heading("The child’s own words", 2)
    if words_leave(child):
        yield Quote(child.words, said_how(child))
        yield Paragraph(f"Who may read these words: {child.get_words_readers_display()}")
    else:
        yield Paragraph(KEPT_BACK)


def _needs(title: str, needs: list[ChosenNeed]) -> Iterator[Block]:
    if needs:
        yield Heading(title, 2)
        yield Grid(("What", "Where in the guidance", "Evidence"), tuple(_need_row(need) for need in needs))


def _need_row(need: ChosenNeed) -> tuple[str, str, str]:
    first = " (comes first)" if need.comes_first else ""
    return f"{need.text}{first}", place_of(need), evidence_line(need) or "None written down"
