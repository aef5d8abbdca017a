"""The assessment on paper: as filled in, for professionals; a copy for one of the family; and a blank one."""

import datetime as dt
from collections.abc import Iterator

from django import forms

from righthelp.design_system.formatters import day, in_words
from righthelp.design_system.versions import NOT_ANSWERS, VersionedForm
from righthelp.early_help.assessed import Whole
from righthelp.early_help.assessment_record import record_blocks
from righthelp.early_help.forms.assessing import (
    CommunityForm,
    EachOtherForm,
    FathersForm,
    LifeForm,
    MarksForm,
    PreventsForm,
    TookPartForm,
    WordsForm,
)
from righthelp.early_help.models import AssessmentCopy
from righthelp.early_help.presenting.assessment import state_line
from righthelp.early_help.topics import Topic, groups_of
from righthelp.files.documents import CONFIDENTIAL, Block, Document, Facts, Grid, Heading, Paragraph
from righthelp.plans.copies import Section, as_read
from righthelp.plans.models import Member

FOR_FAMILY = "This is about your family. Keep it where you want it to be."
FOR_CHOSEN = "This is about a family who trust you. Keep it where nobody else can read it."
BLANK_FOOTER = "Once it is filled in it is personal and confidential. Keep it safe."
PURPOSE = (
    "This is a conversation, not a test. It helps all of us see what goes well in your family, what worries us or you, "
    "and what help would make a difference.\n\n"
    "You choose what you tell us. You can stop at any time, have somebody with you, or ask for an interpreter. We "
    "write down what you say and show it to you. Those who help your family read it. We tell nobody else unless you "
    "say yes, or a child may come to serious harm."
)
HEADINGS = ("What is going well?", "What are we worried about?", "What needs to happen?")
LINE = "\u200b\n\u200b"  # as high as handwriting; spaces alone would be taken off
YES_NO = "Yes / No"
LINES = 4
FOR_EACH = {
    "child": ("For each child: copy these pages", "Name of the child, or the day the baby is due"),
    "adult": ("For each mother, father or carer: copy these pages", "Name, and what they are to the children"),
    "family": ("For the family as a whole", ""),
}


def whole_document(whole: Whole, *, now: dt.datetime) -> Document:
    """Write the assessment as filled in, for professionals."""
    names = in_words(one.name for one in whole.children)
    return Document(
        title="Early help assessment",
        subtitle=names,
        notices=(state_line(whole.assessment),),
        blocks=tuple(record_blocks(whole, on_paper=True)),
        footer=CONFIDENTIAL,
        reference=str(whole.seen.help.public_id)[:8],
        made_at=now,
    )


def copy_document(copy: AssessmentCopy, *, now: dt.datetime) -> Document:
    """Write a copy for one of the family, or whom they chose, exactly as it was released."""
    is_chosen = copy.member.kind == Member.Kind.NETWORK
    blocks = tuple(block for section in as_read(copy.sections) for block in _section(section))
    made = f"Made for you by {copy.released_by.name} on {day(copy.released_at)}."
    return Document(
        title="What the family wants you to know" if is_chosen else "What we have talked about",
        subtitle="A copy for you",
        blocks=(*blocks, Paragraph(f"{made} {WRONG}")),
        footer=FOR_CHOSEN if is_chosen else FOR_FAMILY,
        reference=str(copy.public_id)[:8],
        made_at=now,
    )


WRONG = "If something here is wrong, or you see it differently, tell us: we will write down what you say."


def _section(section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    yield Paragraph("\n\n".join(section.lines))


def blank_document(questions: list[str], *, now: dt.datetime) -> Document:
    """Write a blank assessment to fill in by hand, together, at the kitchen table; it names nobody."""
    return Document(
        title="Early help assessment",
        subtitle="A blank one, to fill in together",
        blocks=tuple(_blank(questions)),
        footer=BLANK_FOOTER,
        reference="blank",
        made_at=now,
    )


def _blank(questions: list[str]) -> Iterator[Block]:
    yield Paragraph(PURPOSE)
    yield Facts((("Date", LINE), ("Written down by", LINE)))
    yield from _asked(TookPartForm)
    for of in FOR_EACH:
        yield from _for_each(of)
    yield Heading("All of it together", on_new_page=True)
    for form_class in (FathersForm, EachOtherForm, CommunityForm, PreventsForm):
        yield from _asked(form_class)
    if questions:
        yield Heading("The questions of the guidance")
        yield from (_to_write(question) for question in questions)
    yield Heading("How we did this together")
    yield from _asked(MarksForm)


def _for_each(of: str) -> Iterator[Block]:
    title, asks = FOR_EACH[of]
    yield Heading(title, on_new_page=True)
    if asks:
        yield Facts(((asks, LINE),))
    if of == "child":
        yield from _asked(WordsForm)
        yield from _asked(LifeForm)
    for group in groups_of(of):
        yield Heading(group.title, 2)
        yield from (block for topic in group.topics for block in _boxes(topic))


def _boxes(topic: Topic) -> Iterator[Block]:
    yield Heading(topic.title, 3)
    yield Paragraph("\n".join(part for part in (topic.hint, _ages(topic)) if part))
    yield _to_write(*HEADINGS)


def _ages(topic: Topic) -> str:
    young = f"Small children: {topic.early}" if topic.early else ""
    older = f"Young people: {topic.teen}" if topic.teen else ""
    return "\n".join(part for part in (young, older) if part)


def _asked(form_class: type[VersionedForm]) -> Iterator[Block]:
    """Write the questions of a page: those with a long answer with lines to write on."""
    for name, field in form_class.base_fields.items():
        if isinstance(field.widget, forms.Textarea):
            yield _to_write(str(field.label))
        elif name not in NOT_ANSWERS:
            yield Facts(((str(field.label), YES_NO if isinstance(field, forms.BooleanField) else LINE),))


def _to_write(*headings: str) -> Grid:
    return Grid(headings, ((LINE,) * len(headings),) * LINES)
