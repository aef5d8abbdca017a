"""What stands in an assessment, in the one order that the page to read and the papers share."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from righthelp.design_system.formatters import day
from righthelp.early_help.assessed import FAMILY, Subject, Whole
from righthelp.early_help.models import (
    Answer,
    Assessment,
    ChildVoice,
    ChildWords,
    EarlierWords,
    FinishedAssessment,
    Offer,
)
from righthelp.files.documents import Block, Bullets, Facts, Heading, Paragraph, Quote
from righthelp.people.models import Relationship
from righthelp.people.policies import closed_people
from righthelp.plans.actions.carrying_people import is_same
from righthelp.plans.at_once import rows_at_once
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.presenters import child_name, evidence_line

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT_BACK = (
    "The child’s own words are kept back: only the lead practitioner and the safeguarding lead may read them. Ask them "
    "whether something must be done because of these words."
)
Written = dict[str, Any]
Names = dict[tuple[int | None, int | None], str]  # of whom a part is about, by `Subject.key`
NOTHING = "Nothing is written yet."
NAME = "{name}"  # where the name goes of whoever a kept part is about, as it is today
SHARED = (
    ("Who took part", "who_took_part"),
    ("Who knows the family already", "who_knows"),
    ("Fathers and male carers", "fathers"),
    ("How each person’s needs affect the others", "each_other"),
    ("Family, friends and community", "community"),
    ("What help would stop things from getting worse", "prevents"),
)
LIFE = (("Now", "life_now"), ("To come", "life_to_come"), ("Spoken with alone, or watched at play", "seen_alone"))
HOW_MADE = (
    ("How the child and the adults shaped it", "empowering"),
    ("How solutions were looked for together", "developmental"),
    ("What people needed so that they could take part", "accessible"),
    ("How everybody knew what it is for", "transparent"),
)


def record_blocks(whole: Whole, *, on_paper: bool) -> list[Block]:
    """Write the whole assessment, as far as this reader may see it; on paper a child's words stand only if the team
    may read them, since paper is passed on.
    """
    blocks = [block for one in whole.everybody for block in _about(whole, one, _voice(whole, one, on_paper=on_paper))]
    return [*blocks, *_together(whole)] or [Paragraph(NOTHING)]


def as_finished(whole: Whole) -> list[Written]:
    """Write the assessment as it is kept once it is finished, each part with whom it is about.

    A child's own words are left out: they stand in one place, where who may read them can still be changed. So are
    names: one that is protected or changed shows as it does today.
    """
    unnamed = [replace(one, name=NAME) for one in whole.everybody]
    about = [(one.key, list(_about(whole, one, _life(whole, one)))) for one in unnamed]
    parts = [*about, ((None, None), _together(whole))]
    return [
        {"child": child, "member": member, "blocks": [_kept(one) for one in blocks]}
        for (child, member), blocks in parts
    ]


def names_in(whole: Whole) -> Names:
    """Name whom parts of an assessment are about, as far as its reader may see them."""
    names = {one.key: one.name for one in (*whole.adults, *whole.gone, FAMILY)}
    return names | {(child.pk, None): child_name(child) for child in whole.seen.plan.children}


def names_before(whole: Whole, found: FinishedAssessment) -> Names:
    """Name whom the parts of what was found before are about, as far as the reader of the new one may see them.

    They are the children for whom the family agreed anew (BP-026), and the adults who took part to the end, take part
    here, too, and belong to one of these children, where there were others. What is about everybody is named only for
    whoever may read of each child, where no adult of the family then is closed to them.
    """
    of = {"plan__early_help__assessment": found.assessment_id}
    here = {one.child.person_id: one.name for one in whole.children if one.child}
    family = Member.objects.filter(kind=Member.Kind.FAMILY, **of)
    closed = family.filter(person__in=closed_people(whole.seen.plan.reader))
    then = PlanChild.objects.filter(**of)
    belonging = _belonging(family, then.filter(person__in=here))
    children, adults, hidden, theirs = rows_at_once(then, family, closed, belonging)
    names: Names = {(one.pk, None): here[one.person_id] for one in children if one.person_id in here}
    has_all = len(names) == len(children)
    if has_all and not hidden:
        names[FAMILY.key] = FAMILY.name
    return names | dict(_adults_in_both(whole, adults if has_all else theirs))


def _belonging(family: "QuerySet[Member]", children: "QuerySet[PlanChild]") -> "QuerySet[Member]":
    """Keep who of a family then raises one of these children, reads of them or was offered early help for them."""
    raising = Relationship.objects.raising(children.order_by().values("person")).order_by().values("relative")
    reading = Member.objects.filter(reads__in=children).order_by().values("pk")
    offered = Offer.objects.filter(children__in=children).order_by().values("to_person")
    return family.filter(Q(person__in=raising) | Q(pk__in=reading) | Q(person__in=offered))


def _adults_in_both(whole: Whole, before: Iterable[Member]) -> Iterator[tuple[tuple[None, int], str]]:
    for old in before:
        for one in whole.adults:
            if old.is_here and one.member and is_same(one.member, old):
                yield (None, old.pk), one.name


def shown_of(finished: FinishedAssessment, names: Names) -> list[tuple[str, dict[str, Any]]]:
    """Give what was kept when it was finished, of those who are named."""
    parts = [(one, names[key]) for one in finished.written if (key := (one["child"], one["member"])) in names]
    return [(block["kind"], _named(block, name)) for one, name in parts for block in one["blocks"]]


def _named(block: dict[str, Any], name: str) -> dict[str, Any]:
    is_heading = block["kind"] == Heading.__name__
    return {**block, "text": block["text"].replace(NAME, name)} if is_heading else block


def _kept(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__, **asdict(block)}


def _together(whole: Whole) -> list[Block]:
    return [
        *_facts("All of it together", whole.assessment, SHARED),
        *_edition(whole),
        *_facts("How we did this together", whole.assessment, HOW_MADE),
    ]


def _about(whole: Whole, subject: Subject, voice: Iterable[Block]) -> Iterator[Block]:
    inside = [*voice, *_topics(whole, subject), *_plan(whole, subject)]
    if inside:
        yield Heading(subject.name)
        yield from inside


def _voice(whole: Whole, subject: Subject, *, on_paper: bool) -> Iterator[Block]:
    voice = whole.voice(subject)
    if voice is None:
        return
    if voice.words:
        yield Heading(f"What {subject.name} says", 2)
        yield from _words(voice, is_open=_opens(whole, voice, on_paper=on_paper))
    for one in whole.earlier(subject):
        yield Heading(f"What {subject.name} said before", 2)
        yield from _words(one, is_open=_opens(whole, one, on_paper=on_paper))
    yield from _life(whole, subject)


def _life(whole: Whole, subject: Subject) -> Iterator[Block]:
    voice = whole.voice(subject)
    if rows := tuple((label, getattr(voice, field)) for label, field in LIFE if getattr(voice, field, "")):
        yield Heading(f"Life for {subject.name}", 2)
        yield Facts(rows)


def _opens(whole: Whole, said: ChildVoice | EarlierWords, *, on_paper: bool) -> bool:
    return whole.words_open.opens(said) and not (on_paper and said.words_readers == ChildVoice.Readers.LEAD)


def _words(voice: ChildWords, *, is_open: bool) -> Iterator[Block]:
    if not is_open:
        yield Paragraph(KEPT_BACK)
        return
    yield Quote(voice.words, said_how(voice))
    yield Paragraph(f"Who may read these words: {voice.get_words_readers_display()}")


def said_how(voice: ChildWords) -> str:
    """Say when, to what question, and whether word for word."""
    exact = "the child’s exact words" if voice.words_exact else "not word for word"
    asked = f"asked: “{voice.words_question}”" if voice.words_question else "nobody had asked"
    said = f"Said on {day(voice.words_on)}" if voice.words_on else "The day is not noted"
    return f"{said}; {asked}; {exact}"


def _topics(whole: Whole, subject: Subject) -> Iterator[Block]:
    for topic, answer in whole.said(subject):
        yield Heading(topic.title, 2)
        yield Facts(tuple(boxes_of(answer)))


def boxes_of(answer: Answer) -> Iterator[tuple[str, str]]:
    """Give what was said on a topic, strengths first; an empty box is left out."""
    boxes = (
        ("Going well", answer.going_well),
        ("Worries", answer.worries),
        ("What needs to happen", answer.needs_to_happen),
    )
    return ((label, text) for label, text in boxes if text)


def _plan(whole: Whole, subject: Subject) -> Iterator[Block]:
    if strengths := whole.strengths_of(subject):
        yield Heading("Strengths for the plan", 2)
        yield Bullets(tuple(one.text for one in strengths))
    if needs := whole.needs_of(subject):
        yield Heading("Needs for the plan", 2)
        yield Facts(tuple((need.text, evidence_line(need) or "No evidence written down.") for need in needs))


def _facts(title: str, it: Assessment | None, asked: tuple[tuple[str, str], ...]) -> list[Block]:
    rows = tuple((label, getattr(it, field)) for label, field in asked if it and getattr(it, field))
    return [Heading(title), Facts(rows)] if rows else []


def _edition(whole: Whole) -> Iterator[Block]:
    if answers := whole.edition_answers:
        yield Heading("The questions of the guidance")
        yield Facts(tuple((answer.question.text, answer.text) for answer in answers))
