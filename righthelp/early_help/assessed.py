"""The assessment of one family as one reader may see it, loaded once: each child apart, each adult, the family."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from righthelp.early_help.access import SeenHelp
from righthelp.early_help.actions.assessing import IsFinished
from righthelp.early_help.actions.opening import NotAgreed
from righthelp.early_help.earlier import found_before
from righthelp.early_help.guided import Guided, guided_by
from righthelp.early_help.models import (
    Answer,
    AssessedPart,
    Assessment,
    ChildVoice,
    EarlierWords,
    EditionAnswer,
    FinishedAssessment,
)
from righthelp.early_help.policies.words import WordsOpen
from righthelp.early_help.topics import Group, Topic, groups_of, topics_of
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Edition
from righthelp.people.models import Person
from righthelp.people.queries import bring_names
from righthelp.people.rules import age_on
from righthelp.plans.at_once import rows_at_once
from righthelp.plans.models import Member, Need, PlanChild, Strength
from righthelp.plans.presenters import child_name, member_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

FAMILY_NAME = "The family as a whole"
GONE = "(no longer takes part)"


@dataclass(frozen=True)
class Subject:
    """Whom a part of the assessment is about: a child, an adult, or the family as a whole."""

    of: str
    name: str
    child: PlanChild | None = None
    member: Member | None = None

    @property
    def key(self) -> tuple[int | None, int | None]:
        """Tell subjects apart."""
        return (self.child.pk if self.child else None, self.member.pk if self.member else None)

    @property
    def public_id(self) -> UUID | None:
        """Give what stands in the address of its pages; nothing for the family as a whole."""
        who = self.child or self.member
        return who.public_id if who else None

    @property
    def is_chosen(self) -> bool:
        """Say whether it is somebody outside the family whom they chose, who can have a copy (BP-209)."""
        return self.of == NETWORK

    @property
    def groups(self) -> tuple[Group, ...]:
        """Give the pages of topics about it."""
        return groups_of(self.of)

    def hint(self, topic: Topic) -> str:
        """Give what one may talk about, for a child of this age (BP-020)."""
        return topic.hint_at(_age(self.child.person) if self.child else None)


FAMILY = Subject("family", FAMILY_NAME)
NETWORK = "network"  # whom the family chose: no topic of the assessment is about them


@dataclass(frozen=True)
class Whole:
    """An assessment with all that its pages show."""

    seen: SeenHelp
    assessment: Assessment | None
    children: tuple[Subject, ...]
    adults: tuple[Subject, ...]
    gone: tuple[Subject, ...]  # who no longer takes part: what was written of them is read, and not added to
    parts: dict[tuple[int | None, int | None], AssessedPart]
    voices: dict[int, ChildVoice]
    earlier_words: list[EarlierWords]
    answers_of: dict[int, list[Answer]]  # by the key of the part
    answered: list[EditionAnswer]
    finished: list[FinishedAssessment]  # as it stood each time when it was finished, where a page shows that
    before: FinishedAssessment | None  # what was found in the early help that this one goes on from, as `finished`

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Give everybody whom it is about: the children first, each apart (BN-041), the family last."""
        return (*self.children, *self.adults, FAMILY)

    @property
    def everybody(self) -> tuple[Subject, ...]:
        """Give also those who no longer take part: what was written of them stays readable."""
        return (*self.children, *self.adults, *self.gone, FAMILY)

    @cached_property
    def edition_answers(self) -> list[EditionAnswer]:
        """Give what was answered to the questions of the guidance, each with its question."""
        prefetch_related_objects(self.answered, "question")
        return sorted(self.answered, key=lambda one: one.question.position)

    @cached_property
    def edition(self) -> Edition | None:
        """Give the guidance under which the plan was begun, else the one in use."""
        return self.seen.plan.plan.edition or edition_in_use()

    @cached_property
    def guided(self) -> Guided:
        """Give what is shown of the guidance."""
        return guided_by(self.edition) if self.edition else Guided()

    @cached_property
    def words_open(self) -> WordsOpen:
        """Say whose words this reader may read."""
        return WordsOpen(self.seen.help, self.seen.plan.reader)

    @cached_property
    def needs(self) -> list[Need]:
        """Give the needs that stand on the plan, of everybody whom this reader may know of."""
        standing: list[Need] = self.seen.plan.parts.parts[Need]
        return [one for one in standing if self._knows(one)]

    @cached_property
    def strengths(self) -> list[Strength]:
        """Give the strengths that stand on the plan, of everybody whom this reader may know of."""
        standing: list[Strength] = self.seen.plan.parts.parts[Strength]
        return [one for one in standing if self._knows(one)]

    def _knows(self, part: Need | Strength) -> bool:
        known = {None, *(one.member.pk for one in (*self.adults, *self.gone) if one.member)}
        return self.seen.plan.shows(part.child_id) and part.of_member_id in known

    def needs_of(self, subject: Subject) -> list[Need]:
        """Give the needs on the plan that are somebody's."""
        return [one for one in self.needs if (one.child_id, one.of_member_id) == subject.key]

    def strengths_of(self, subject: Subject) -> list[Strength]:
        """Give the strengths on the plan that are a child's; those of adults stand with the family."""
        return [one for one in self.strengths if (one.child_id, None) == subject.key]

    @property
    def not_assessed(self) -> list[str]:
        """Name the children of the plan for whom nobody has agreed yet."""
        assessed = {one.child.pk for one in self.children if one.child}
        return [child_name(one) for one in self.seen.plan.children if one.pk not in assessed and one.left_on is None]

    @cached_property
    def readers(self) -> tuple[Subject, ...]:
        """Give who can have a copy of their own: each adult, whom the family chose, and each child (BP-209)."""
        assessed = {one.child.person_id for one in self.children if one.child}
        young = [one for one in self.seen.plan.members_here if one.kind == Member.Kind.CHILD]
        children = [Subject("child", member_name(one), member=one) for one in young if one.person_id in assessed]
        chosen = [one for one in self.seen.plan.members_here if one.kind == Member.Kind.NETWORK]
        network = [Subject(NETWORK, member_name(one), member=one) for one in chosen]
        return (*self.adults, *network, *children)

    def require_open(self) -> None:
        """Let nobody write in what is finished, or before the family agreed.

        Raises:
            IsFinished: when it is finished.
            NotAgreed: before the family agreed to early help (BP-026).
        """
        if self.assessment and self.assessment.done_on:
            raise IsFinished
        if not self.seen.help.has_begun:
            raise NotAgreed

    def answers(self, subject: Subject) -> dict[str, Answer]:
        """Give what was said about somebody, by topic."""
        part = self.parts.get(subject.key)
        return {answer.topic: answer for answer in self.answers_of.get(part.pk, ())} if part else {}

    def said(self, subject: Subject) -> list[tuple[Topic, Answer]]:
        """Give the topics that were talked about, in the order of the table."""
        answers = self.answers(subject)
        return [(topic, answers[topic.key]) for topic in topics_of(subject.of) if topic.key in answers]

    def voice(self, subject: Subject) -> ChildVoice | None:
        """Give what a child said, and how life is; whether the words may be read is another question."""
        return self.voices.get(subject.child.pk) if subject.child else None

    def earlier(self, subject: Subject) -> list[EarlierWords]:
        """Give what a child said before, the first time first."""
        return [one for one in self.earlier_words if subject.child and one.child_id == subject.child.pk]

    def child(self, public_id: UUID) -> Subject:
        """Find one child in it; else 404."""
        return _found(self.children, public_id)

    def adult(self, public_id: UUID) -> Subject:
        """Find one adult in it; else 404."""
        return _found(self.adults, public_id)

    def reader(self, public_id: UUID) -> Subject:
        """Find somebody who can have a copy of their own; else 404."""
        return _found(self.readers, public_id)


def whole_of(seen: SeenHelp, *, of_all: bool = False, with_finished: bool = False) -> Whole:
    """Load the assessment as far as this reader may see it; `of_all`: with every adult, which is never for a page.

    `with_finished` brings along how it stood each time when it was finished, and what was found before.
    """
    family = family_in(seen, of_all=of_all)
    bring_names([*(child.person for child in seen.plan.children), *(one.person for one in family if one.person)])
    asked = _asked(seen, with_finished=with_finished)
    [found, parts, answers, voices, earlier, answered, finished, before] = rows_at_once(*asked)
    return Whole(
        seen,
        next(iter(found), None),
        tuple(children_in(seen)),
        tuple(adults_in(one for one in family if one.is_here)),
        tuple(gone_in(seen, family)),
        {(part.child_id, part.member_id): part for part in parts},
        {voice.child_id: voice for voice in voices},
        earlier,
        _by_part(answers),
        answered,
        finished,
        before[-1] if before else None,
    )


def _asked(seen: SeenHelp, *, with_finished: bool) -> "list[QuerySet[Any, Any]]":
    """Ask for everything that is written in an assessment."""
    help, nothing = seen.help, FinishedAssessment.objects.none()
    here = {"assessment__help": help}
    return [
        Assessment.objects.filter(help=help),
        AssessedPart.objects.filter(**here),
        Answer.objects.filter(part__assessment__help=help),
        ChildVoice.objects.filter(**here),
        EarlierWords.objects.filter(**here),
        EditionAnswer.objects.filter(**here),
        FinishedAssessment.objects.filter(**here) if with_finished else nothing,
        found_before(seen.plan) if with_finished else nothing,
    ]


def _by_part(answers: Iterable[Answer]) -> dict[int, list[Answer]]:
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        found[answer.part_id].append(answer)
    return found


def whole_of_all(seen: SeenHelp) -> Whole:
    """Load the assessment of everybody in the plan, also of those whose records the reader does not open; for what is
    kept when it is finished, never for a page.
    """
    plan = seen.plan.plan
    children = tuple(plan.children.select_related("person", "episode"))
    return whole_of(replace(seen, plan=replace(seen.plan, children=children)), of_all=True)


def children_in(seen: SeenHelp) -> Iterator[Subject]:
    """Give each child for whom the family agreed and whose record is open to the reader (BP-026)."""
    for child in seen.plan.children:
        if child.episode_id and child.left_on is None:
            yield Subject("child", child_name(child), child=child)


def gone_in(seen: SeenHelp, family: Iterable[Member]) -> Iterator[Subject]:
    """Give the children and adults who no longer take part."""
    for child in seen.plan.children:
        if child.left_on:
            yield Subject("child", f"{child_name(child)} {GONE}", child=child)
    for member in family:
        if not member.is_here:
            yield Subject("adult", f"{member_name(member)} {GONE}", member=member)


def family_in(seen: SeenHelp, *, of_all: bool = False) -> list[Member]:
    """Give each adult who is or was of the family here, fathers who live elsewhere too, whom the reader may know of.

    `of_all`: those also of whom the reader must not learn.
    """
    family = [one for one in seen.plan.members.values() if one.kind == Member.Kind.FAMILY]
    return [one for one in family if of_all or not one.is_hidden]


def adults_in(family: Iterable[Member]) -> Iterator[Subject]:
    """Give each adult of the family with their name."""
    for member in family:
        yield Subject("adult", member_name(member), member=member)


def _found(subjects: Iterable[Subject], public_id: UUID) -> Subject:
    found = next((one for one in subjects if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def _age(person: Person) -> int | None:
    if person.born_on is None:
        return 0 if person.due_on else None
    return age_on(person.born_on, timezone.localdate())
