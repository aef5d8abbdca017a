"""The pages of the assessment as a list of tasks: each child apart, each adult, the family, and how it was made."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse

from righthelp.early_help.assessed import Subject, Whole
from righthelp.early_help.models import Assessment, ChildVoice
from righthelp.early_help.rules import About, Shared, lacks
from righthelp.early_help.topics import Group

ADDRESS_OF = {"child": "children", "adult": "adults"}
MARKS = ("empowering", "developmental", "accessible", "transparent")
NOTHING, STARTED, DONE = "Not talked about yet", "Started", "Written"
KEPT = "Written, and kept for a few readers"
SHARED_PAGES = {
    "took-part": ("Who took part, and who knows the family", ("who_took_part", "who_knows")),
    "fathers": ("Fathers and male carers", ("fathers",)),
    "each-other": ("How each person’s needs affect the others", ("each_other",)),
    "community": ("Family, friends and community", ("community",)),
    "prevents": ("What would stop it from getting worse", ("prevents",)),
    "marks": ("How we did this together", MARKS),
}


@dataclass(frozen=True)
class Task:
    """One page to fill in, and how far it is."""

    title: str
    href: str
    status: str
    is_done: bool


@dataclass(frozen=True)
class Block:
    """The pages about one child, one adult, or the family."""

    title: str
    tasks: list[Task]
    of: str = ""


def blocks_of(whole: Whole, *, writes_needs: bool, has_questions: bool) -> list[Block]:
    """List every page of the assessment: the children come first, each apart (BN-041)."""
    about = [Block(one.name, list(_about(whole, one, writes_needs=writes_needs)), one.of) for one in whole.subjects]
    return [*about, Block("All of it together", list(_shared(whole, has_questions=has_questions)))]


def _about(whole: Whole, subject: Subject, *, writes_needs: bool) -> Iterator[Task]:
    yield from _voice(whole, subject)
    yield from (_talked(whole, subject, group) for group in subject.groups)
    if writes_needs:
        count = len(whole.needs_of(subject)) + len(whole.strengths_of(subject))
        noted = f"{count} noted" if count else "None noted"
        yield Task("Needs and strengths for the plan", page_about("assessment_needs", whole, subject), noted, count > 0)


def _voice(whole: Whole, subject: Subject) -> Iterator[Task]:
    if subject.child is None:
        return
    voice = whole.voice(subject)
    written, lived = bool(voice and voice.words), bool(voice and voice.life_now)
    status = DONE if voice and whole.words_open.opens(voice) else KEPT
    words, life = (page_of(name, whole, subject.public_id) for name in ("assessment_words", "assessment_life"))
    yield Task(f"What {subject.name} says", words, status if written else NOTHING, written)
    yield Task("Life now, and to come", life, DONE if lived else NOTHING, lived)


def _talked(whole: Whole, subject: Subject, group: Group) -> Task:
    answers = whole.answers(subject)
    talked = [topic.key in answers for topic in group.topics]
    page = page_about("assessment_topics", whole, subject, group.key)
    return Task(group.title, page, _status(talked), all(talked))


def _shared(whole: Whole, *, has_questions: bool) -> Iterator[Task]:
    for key, (title, fields) in SHARED_PAGES.items():
        written = [bool(whole.assessment and getattr(whole.assessment, field)) for field in fields]
        yield Task(title, page_of("assessment_shared", whole, key), _status(written), all(written))
    if has_questions:
        answered = bool(whole.answered)
        page = page_of("assessment_questions", whole)
        yield Task("The questions of the guidance", page, STARTED if answered else NOTHING, answered)


def _status(written: Collection[bool]) -> str:
    return DONE if all(written) else STARTED if any(written) else NOTHING


def page_of(name: str, whole: Whole, *more: object) -> str:
    """Give the address of a page of the assessment."""
    return reverse(name, args=[whole.seen.help.public_id, *more])


def page_about(name: str, whole: Whole, subject: Subject, *more: object) -> str:
    """Give the address of a page about a child, an adult, or the family as a whole."""
    if subject.public_id is None:
        return page_of(f"{name}_family", whole, *more)
    return page_of(name, whole, ADDRESS_OF[subject.of], subject.public_id, *more)


def next_page(whole: Whole, subject: Subject, group: Group) -> str:
    """Give the page that follows in the conversation about somebody; after the last, the list."""
    groups = subject.groups
    after = groups[groups.index(group) + 1 :]
    return page_about("assessment_topics", whole, subject, after[0].key) if after else page_of("assessment", whole)


def lacking(whole: Whole) -> list[str]:
    """Say what is not written yet. It is never forced: a conversation is not a test."""
    it = whole.assessment or Assessment()
    shared = Shared(
        has_needs=bool(whole.needs),
        fathers=bool(it.fathers),
        each_other=bool(it.each_other),
        prevents=bool(it.prevents),
        took_part=bool(it.who_took_part),
        unanswered_marks=sum(not getattr(it, mark) for mark in MARKS),
    )
    return lacks(tuple(_what_is_written(whole, subject) for subject in whole.subjects), shared)


def _what_is_written(whole: Whole, subject: Subject) -> About:
    answers, voice = whole.answers(subject), whole.voice(subject) or ChildVoice()
    return About(
        name=subject.name,
        of=subject.of,
        not_talked_about=tuple(
            group.title for group in subject.groups if not any(topic.key in answers for topic in group.topics)
        ),
        has_going_well=any(answer.going_well for answer in answers.values()),
        has_voice=bool(voice.words),
        was_seen=bool(voice.seen_alone),
        has_life=bool(voice.life_now),
        has_to_happen=any(answer.needs_to_happen for answer in answers.values()),
        has_need=bool(whole.needs_of(subject)),
    )
