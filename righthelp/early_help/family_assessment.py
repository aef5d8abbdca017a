"""What a family, and whom they chose, may be given of the assessment: only of children whose parts they may be given.

A child or young person has a copy, too: of their own part. Somebody whom the family chose, a neighbour perhaps, has
what the family wants them to read, and never a child's own words (BP-209).

Never what was said about another adult, no needs with their evidence, nothing from other agencies; a child's own words
only once somebody decided that the family may read them. Parents who live apart each have their own.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from righthelp.early_help.assessed import FAMILY, Subject, Whole
from righthelp.early_help.assessment_record import boxes_of, said_how
from righthelp.early_help.models import AssessmentCopy, AssessmentGiven, ChildVoice
from righthelp.plans.copies import Section, as_read
from righthelp.plans.policies.given import reads_of_all
from righthelp.plans.policies.papers import ALL

if TYPE_CHECKING:
    from righthelp.plans.models import Member

YOU = "About you"


def family_sections(whole: Whole, reader: Subject) -> list[Section]:
    """Write what one of these readers would be given; nothing before a child's part is theirs to read.

    What is common to the family is left out for whoever may not be given every child's part: it speaks of all of them,
    of those also who left; and for a child, whose copy is of their own part alone (BP-209).
    """
    may_read = {child.pk for child in reader.member.reads.all()} if reader.member else set()
    theirs = [one for one in whole.children if one.child and one.child.pk in may_read]
    reads_all = reader.of != "child" and reads_of_all(may_read, whole.seen.plan.everybody)
    together = [FAMILY] if theirs and reads_all else []
    return [section for one in (*theirs, reader, *together) for section in _about(whole, one, reader)]


def key_of(section: Section) -> str:
    """Tell the sections of a copy apart, without a name: it stands in an address."""
    return hashlib.sha256(f"{section.child} {section.title}".encode()).hexdigest()[:16]


def without(sections: Iterable[Section], left_out: Collection[str]) -> list[Section]:
    """Give what is left of a copy once somebody chose what this reader is not given."""
    return [one for one in sections if key_of(one) not in left_out]


def left_out_at_first(whole: Whole, reader: Subject, written: Iterable[Section]) -> list[str]:
    """Give what a copy leaves out before somebody chose: what the last one did, so that nobody thinks of it again.

    For somebody outside the family it is all that the last one did not say: they read only what was chosen for them.
    """
    last = AssessmentCopy.objects.filter(assessment__help=whole.seen.help, member=reader.member).first()
    if not reader.is_chosen:
        return list(last.left_out) if last else []
    chosen = {key_of(one) for one in as_read(last.sections)} if last else set()
    return [key_of(one) for one in written if key_of(one) not in chosen]


def shows_all(whole: Whole, copy: AssessmentCopy) -> bool:
    """Say whether a reader may see each child of whom a copy says something, and learn whose it is."""
    if whole.seen.plan.members[copy.member_id].is_hidden:
        return False
    shown = {str(child.public_id) for child in whole.seen.plan.children}
    return {section.child for section in as_read(copy.sections)} <= {*shown, ALL, ""}


def copies_of(whole: Whole) -> list[AssessmentCopy]:
    """Give the copies that a reader may open, the newest first, with how they went (BP-302)."""
    ways = Prefetch("given", AssessmentGiven.objects.select_related("noted_by"))
    found = AssessmentCopy.objects.filter(assessment__help=whole.seen.help).select_related("released_by")
    return [one for one in found.prefetch_related(ways) if shows_all(whole, one)]


def copy_in(whole: Whole, copy_id: UUID) -> AssessmentCopy:
    """Give a copy that a reader may open; else 404."""
    copy = next((one for one in copies_of(whole) if one.public_id == copy_id), None)
    if copy is None:
        raise Http404
    return copy


def _about(whole: Whole, subject: Subject, reader: Subject) -> Iterator[Section]:
    voice, about, is_own = whole.voice(subject), _whom(subject), _is_of(subject, reader.member)
    if voice and voice.words and voice.words_readers == ChildVoice.Readers.FAMILY and not reader.is_chosen:
        says = "What you say" if is_own else f"What {subject.name} says"
        yield Section(says, (f"“{voice.words}”", said_how(voice)), about)
    if voice and voice.life_now:
        yield Section(f"What life is like for {'you' if is_own else subject.name} now", (voice.life_now,), about)
    name = YOU if is_own else subject.name
    for topic, answer in whole.said(subject):
        lines = tuple(f"{label}: {text}" for label, text in boxes_of(answer))
        yield Section(f"{name}: {topic.title}", lines, about)


def _is_of(subject: Subject, reader: "Member | None") -> bool:
    """Say whether a part of the assessment is its reader's own."""
    if subject.child and reader:
        return subject.child.person_id == reader.person_id
    return subject.member is not None


def _whom(subject: Subject) -> str:
    """Say of which child a section is; of nobody's where an adult is spoken of, of all where it is the family."""
    if subject.child:
        return str(subject.child.public_id)
    return "" if subject.member else ALL
