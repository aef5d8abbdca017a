"""What the page of the copies of an assessment lists: who can have one, and how each copy went (BP-302)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from righthelp.design_system.formatters import in_words
from righthelp.early_help.assessed import Whole
from righthelp.early_help.family_assessment import copies_of
from righthelp.early_help.models import AssessmentCopy
from righthelp.plans.models import Member
from righthelp.plans.presenters import member_line, member_name


@dataclass(frozen=True)
class ReaderRow:
    """One reader with the copies that were made for them; `can_have` one now, or took part before.

    `whose`: the children whose parts they may be given, in words, as far as the reader of the page sees them.
    """

    member: Member
    name: str
    line: str
    whose: str
    made: list[AssessmentCopy]
    can_have: bool

    @property
    def is_child(self) -> bool:
        """Say whether it is a child or young person, who has a copy of their own part."""
        return self.member.kind == Member.Kind.CHILD


def rows_of(whole: Whole) -> list[ReaderRow]:
    """List who can have a copy, then whoever was given one and takes part no longer."""
    made = defaultdict[int, list[AssessmentCopy]](list)
    for copy in copies_of(whole):
        made[copy.member_id].append(copy)
    here = [one.member for one in whole.readers if one.member]
    known = {one.pk for one in here}
    before = [whole.seen.plan.members[key] for key in made if key not in known]
    prefetch_related_objects([*here, *before], "reads")
    return [
        ReaderRow(one, member_name(one), member_line(one), _whose(whole, one), made[one.pk], one.pk in known)
        for one in (*here, *before)
    ]


def _whose(whole: Whole, member: Member) -> str:
    may_read = {child.pk for child in member.reads.all()}
    names = [one.name for one in whole.children if one.child and one.child.pk in may_read]
    return in_words(names) or ("some of the children" if may_read else "")
