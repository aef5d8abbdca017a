"""A consideration on paper: the record for professionals, the copy for the family, and the export as JSON."""

from typing import Any

from django.utils import timezone

from righthelp.considerations.access import is_draft
from righthelp.considerations.family_copy import NOTHING_YET, family_sections
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.presenters import child_in_full, movement_words
from righthelp.considerations.record import (
    Fact,
    child_parts,
    common_parts,
    conversation_facts,
    decision_facts,
    evidence_line,
    needs_of,
    place_of,
    said_how,
    standing,
    superseded,
)
from righthelp.design_system.formatters import day, in_words
from righthelp.files.documents import Block, Document, Facts, Grid, Heading, Paragraph, Quote
from righthelp.guidance.presenters import wording_notice

NOT_SENT = "NOT SENT. This is a draft. Nobody has been told anything by Right Help."
EXPORT = "right-help-consideration-1"


def record_document(consideration: Consideration) -> Document:
    """Set out the whole record, for the professionals who may read it."""
    it = consideration
    blocks: list[Block] = []
    for part in common_parts(it):
        blocks += [Heading(part.title), Facts(tuple(part.facts))]
    for talk in it.conversations.all():
        blocks += [Heading(f"Conversation with {talk.with_whom}"), Facts(tuple(conversation_facts(talk)))]
    for child in it.children.all():
        blocks += _child_blocks(child)
    return Document(
        title="Thinking about the right level of help",
        subtitle=f"{in_words(it.children.all())}. {it.agency.name}, by {it.author.name}, started {day(it.started_at)}",
        notices=_notices(it),
        blocks=tuple(blocks),
        footer=f"{it.agency.name}. Confidential: only for those who need it to help this child.",
        reference=_reference(it),
        made_at=timezone.now(),
    )


def _notices(consideration: Consideration) -> tuple[str, ...]:
    edition = consideration.edition
    said = [
        NOT_SENT if is_draft(consideration) else "",
        f"Guidance used: {edition.framework.title}, edition: {edition.name}.",
        wording_notice(edition),
    ]
    return tuple(notice for notice in said if notice)


def _reference(consideration: Consideration) -> str:
    return str(consideration.public_id)[:8]


def _child_blocks(child: ConsideredChild) -> list[Block]:
    blocks: list[Block] = [Heading(child.label)]
    decision = standing(child)
    if decision:
        blocks += [Heading("The level that was decided", 2), Facts(tuple(decision_facts(decision)))]
    steps = child_in_full(child)["steps"]
    if len(steps) > 1:
        rows = tuple((day(step.on), f"{step.level}: {step.name}", step.decided_by) for step in steps)
        blocks += [Heading("Movement along the levels", 2), Paragraph(movement_words(steps).capitalize() + ".")]
        blocks.append(Grid(("Day", "Level", "Decided by"), rows))
    for old in superseded(child):
        blocks += [Heading("Earlier decision, superseded", 2), Facts(tuple(decision_facts(old)))]
    if child.words:
        blocks += [Heading(f"What {child.label} says", 2), Quote(child.words, said_how(child))]
        blocks.append(Paragraph(f"May be read by: {child.get_words_readers_display()}."))
    for part in child_parts(child):
        blocks += [Heading(part.title, 2), Facts(tuple(part.facts))]
    for title, is_strength in (("Worries", False), ("Strengths", True)):
        rows = tuple(
            ("Comes first" if need.comes_first else "", need.text, place_of(need), evidence_line(need))
            for need in needs_of(child, is_strength=is_strength)
        )
        if rows:
            blocks += [Heading(title, 2), Grid(("Order", "What", "Where in the guidance", "How it is known"), rows)]
    return blocks


def family_document(child: ConsideredChild) -> Document:
    """Set out what the family may read about one child: no evidence, no advice, no other names."""
    it = child.consideration
    blocks: list[Block] = []
    for section in family_sections(child):
        blocks.append(Heading(section.title))
        blocks.append(Quote(section.text, section.said) if section.is_quote else Paragraph(section.text or NOTHING_YET))
    return Document(
        title=f"Help for {child.label}",
        subtitle=f"From {it.agency.name}",
        notices=_notices(it),
        blocks=tuple(blocks),
        footer=f"{it.agency.name}. For the family.",
        reference=_reference(it),
        made_at=timezone.now(),
    )


def export(consideration: Consideration) -> dict[str, Any]:
    """Give the whole record as plain data, for an agency's own log of concerns.

    Keys stay as they are within one `format`: format, id, status, agency, author, started_at, guidance, notices,
    common (title and facts, each label and value), conversations, children (label, words, decisions, superseded,
    parts, worries, strengths). Texts are as typed; days and times are written out.
    """
    it = consideration
    return {
        "format": EXPORT,
        "id": str(it.public_id),
        "status": "draft, not sent" if is_draft(it) else "decided",
        "agency": it.agency.name,
        "author": it.author.name,
        "started_at": it.started_at.isoformat(),
        "guidance": {"title": it.edition.framework.title, "edition": it.edition.name},
        "notices": list(_notices(it)),
        "common": [_named(part.title, part.facts) for part in common_parts(it)],
        "conversations": [_named(talk.with_whom, conversation_facts(talk)) for talk in it.conversations.all()],
        "children": [_child_export(child) for child in it.children.all()],
    }


def _named(title: str, facts: list[Fact]) -> dict[str, Any]:
    return {"title": title, "facts": [{"label": label, "value": value} for label, value in facts]}


def _child_export(child: ConsideredChild) -> dict[str, Any]:
    decision = standing(child)
    return {
        "label": child.label,
        "words": {"text": child.words, "how": said_how(child), "readers": child.words_readers} if child.words else None,
        "decision": _named("The level that was decided", decision_facts(decision)) if decision else None,
        "superseded": [_named("Earlier decision", decision_facts(old)) for old in superseded(child)],
        "parts": [_named(part.title, part.facts) for part in child_parts(child)],
        **{name: _needs_export(child, is_strength) for name, is_strength in (("worries", False), ("strengths", True))},
    }


def _needs_export(child: ConsideredChild, is_strength: bool) -> list[dict[str, Any]]:
    return [
        {
            "text": need.text,
            "descriptor": need.descriptor.code if need.descriptor else None,
            "place": place_of(need),
            "evidence": evidence_line(need),
            "comes_first": need.comes_first,
        }
        for need in needs_of(child, is_strength=is_strength)
    ]


